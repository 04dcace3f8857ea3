import { FORMAT_NAMES, formatOf, rendered, type OutputContext } from '../../../src/cli/drift-output';
import { manyFiles, reportOf } from '../../support/drift/hostile-reports';

const CONTEXT: OutputContext = { strict: false, terminal: false, color: false, from: '/work', directory: '/work' };

describe.each(FORMAT_NAMES)('the format %s', (name) => {
  test('names the files that have drifted on the standard output, and leaves the error output alone', () => {
    const { out, err } = rendered({ report: reportOf(manyFiles(2)) }, name, CONTEXT);
    expect([out, err]).toEqual([expect.stringMatching(/file-0\.json[^]*file-1\.json/), '']);
  });

  test('says once why a check could not compare, and where that was the rc file\'s error no reader misses it', () => {
    const { out, err, code } = rendered({ message: 'It failed.', error: 'no such thing' }, name, CONTEXT);
    expect([code, (out + err).split('It failed.').length]).toEqual([2, 2]);
    // The error output has it already.
    expect((out + err).includes('no such thing')).toBe(name !== 'text');
  });
});

test.each([['text', /^$/], ['json', /^$/], ['github', /^### Drift check\n/]] as const)('the format %s has the page %s for a summary, with a report and with an error', (name, page) => {
  const pages = [rendered({ report: reportOf([]) }, name, CONTEXT).page, rendered({ message: 'It failed.' }, name, CONTEXT).page];
  expect(pages).toEqual([expect.stringMatching(page), expect.stringMatching(page)]);
});

test('the format for GitHub fences what the rc file prints, with another token each time; text and json do not', () => {
  expect((['text', 'json'] as const).map((name) => 'fence' in formatOf(name))).toEqual([false, false]);
  const { start, end } = formatOf('github').fence!();
  expect(start).toMatch(/^::stop-commands::\S+\n$/);
  expect(end).toBe(`::${start.trim().split('::').at(-1)}::\n`);
  expect(formatOf('github').fence!().start).not.toBe(start);
});
