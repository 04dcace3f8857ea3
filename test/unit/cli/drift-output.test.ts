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

test('the format for GitHub alone has a summary page, with a report and with an error', () => {
  const pages = FORMAT_NAMES.map((name) => [rendered({ report: reportOf([]) }, name, CONTEXT).page, rendered({ message: 'It failed.' }, name, CONTEXT).page]);
  expect(pages).toEqual([['', ''], ['', ''], [expect.stringMatching(/^### Drift check\n/), expect.stringMatching(/^### Drift check\n/)]]);
});

test('the format for GitHub alone fences what the rc file prints, with another token each time', () => {
  const fences = FORMAT_NAMES.map((name) => formatOf(name).fence?.());
  expect(fences).toEqual([undefined, undefined, { start: expect.stringMatching(/^::stop-commands::\S+\n$/), end: expect.any(String) }]);
  const { start, end } = fences[2]!;
  expect(end).toBe(`::${start.trim().split('::').at(-1)}::\n`);
  expect(formatOf('github').fence!().start).not.toBe(start);
});
