import { BEGIN, END, withBlock } from '../../../src/ownership/owned-block';
import { blockSignatureLine } from '../../../src/ownership/signature';
import { withoutBlock, withStraysBelow } from '../../../src/ownership/stray-lines';
import { subjectsInWords } from '../../../src/text/statements';

/** A block as a synth writes it. */
const block = (...lines: string[]): string[] => ['# ours', blockSignatureLine(['# ours', ...lines]), ...lines];

/** What a synth does with a text whose block somebody may have edited. */
function synthesized(fileName: string, text: string, ...lines: string[]): { text: string; moved: string } {
  const sorted = withStraysBelow(fileName, text, () => ['# ours', ...lines]);
  return { text: withBlock(sorted.text, lines.length === 0 ? [] : block(...lines)), moved: subjectsInWords(fileName, sorted.strays) };
}

const inserted = (text: string, below: string, line: string): string => text.replace(below, `${below}\n${line}`);

describe('a line that somebody wrote into our block', () => {
  test.each([
    ['.env', 'K=b', 'MY_SECRET=onlyhere', 'MY_SECRET'],
    ['.env', 'K=b', 'export MY_SECRET=onlyhere', 'MY_SECRET'],
    ['.env', 'K=b', 'CONN=\'{\n  "K": 1\n}\'', 'CONN'],
    ['.env', 'K=b', '# a note', '1 line'],
    ['.env', 'K=b', 'MIIEvQibADANbgkq', '1 line'],
    ['.gitignore', '/astro', '/my-prod-keys.json', '/my-prod-keys.json'],
    ['.dockerignore', '/astro', '!logs', '!logs'],
    ['requirements.txt', 'hvac', 'slack-sdk==3 \\\n  --hash=sha256:abc', 'slack-sdk'],
    ['requirements.txt', 'hvac', '--index-url https://user:pass@example.com/simple', '1 line'],
  ])('of %s below %s is moved to directly below the block: %s', (fileName, ours, line, moved) => {
    const text = `${withBlock('MINE=1\n', block(ours, 'x'))}LAST=1\n`;
    const expected = `${withBlock('MINE=1\n', block(ours, 'x'))}${line}\nLAST=1\n`;
    expect(synthesized(fileName, inserted(text, ours, line), ours, 'x')).toEqual({ text: expected, moved });
    expect(synthesized(fileName, expected, ours, 'x')).toEqual({ text: expected, moved: '' });
  });

  test('stays without a declaration, and when the block is removed', () => {
    const text = inserted(withBlock('MINE=1\n', block('K=b')), 'K=b', 'MY_SECRET=onlyhere');
    expect(synthesized('.env', text).text).toBe('MINE=1\nMY_SECRET=onlyhere\n');
    expect(withoutBlock('.env', text)).toMatchObject({ text: 'MINE=1\nMY_SECRET=onlyhere\n', strays: [{ subject: 'MY_SECRET' }] });
  });

  test('has the line ends of the block, of which the last can lack one', () => {
    const windows = withBlock('A=1\r\n', block('K=b'));
    expect(synthesized('.env', windows.replace('K=b', 'K=b\r\nMINE=1').trimEnd(), 'K=b').text).toBe(`${windows}MINE=1`);
  });

  test('stays where the newline was added before the block, and where the note of it is', () => {
    const text = withBlock('A=1', block('K=b'));
    expect(synthesized('.env', text.replace(BEGIN, `${BEGIN}\nMINE=1`), 'K=b').text).toBe(`${text}MINE=1\n`);
  });
});

describe('no line of the user\'s is', () => {
  test.each<[string, (text: string) => string]>([
    ['an edited value of a declared key', (text) => text.replace('K=b', 'K=mine')],
    ['the same in quotes over several lines', (text) => text.replace('K=b', 'K="mine\nMORE=1"')],
    ['a deleted line', (text) => text.replace('K=b\n', '')],
    ['a line of an earlier declaration beside an edit', (text) => text.replace('K=b', 'K=mine')],
    ['a blank at the end of a line', (text) => text.replace('OLD=1', 'OLD=1 ')],
    ['an empty line', (text) => text.replace('OLD=1', '\n\nOLD=1')],
    ['a changed order', (text) => text.replace('OLD=1\nK=b', 'K=b\nOLD=1')],
  ])('%s', (_, edit) => {
    expect(synthesized('.env', edit(withBlock('MINE=1\n', block('OLD=1', 'K=b'))), 'K=b')).toEqual({ text: withBlock('MINE=1\n', block('K=b')), moved: '' });
  });

  test('a line of either side of a conflict in git', () => {
    const [one, other] = [block('/astro', '/one'), block('/astro', '/other')];
    const text = [BEGIN, '# ours', '<<<<<<< HEAD', ...one.slice(1), '=======', ...other.slice(1), '>>>>>>> feature', END, ''].join('\n');
    expect(synthesized('.gitignore', text, '/astro', '/new')).toEqual({ text: withBlock('', block('/astro', '/new')), moved: '' });
  });
});

test('of a block without its signature every line that is not declared is kept: nothing shows whose it is', () => {
  const text = withBlock('', ['# ours', 'OLD=1', 'K=mine']);
  expect(synthesized('.env', text, 'K=b')).toEqual({ text: `${withBlock('', block('K=b'))}OLD=1\n`, moved: 'OLD' });
});
