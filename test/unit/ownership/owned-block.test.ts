import { BEGIN, cutAtBlock, END, withBlock } from '../../../src/ownership/owned-block';

const NEWLINE_ADDED = '# (The text before this block had no newline at its end.)';
const block = (...lines: string[]) => [BEGIN, ...lines, END, ''].join('\n');

describe('a block that is not there yet', () => {
  test.each([
    ['an empty text', '', block('A=1')],
    ['a text of lines', 'MINE=1\n', `MINE=1\n${block('A=1')}`],
    ['blank lines at the end, which stay', 'MINE=1\n\n\n', `MINE=1\n\n\n${block('A=1')}`],
    ['a text of blanks', '  \n', `  \n${block('A=1')}`],
    ['a BOM alone', '\uFEFF', `\uFEFF${block('A=1')}`],
    ['a last line without newline, which the block makes a note of', 'MINE=1', `MINE=1\n${block(NEWLINE_ADDED, 'A=1')}`],
    ['line ends of Windows', 'MINE=1\r\n', `MINE=1\r\n${block('A=1').replaceAll('\n', '\r\n')}`],
    ['line ends of Windows, but for the last line', 'MINE=1\r\nB=2', `MINE=1\r\nB=2\r\n${block(NEWLINE_ADDED, 'A=1').replaceAll('\n', '\r\n')}`],
    ['mixed line ends, of which the first decides', 'MINE=1\nB=2\r\n', `MINE=1\nB=2\r\n${block('A=1')}`],
    ['a carriage return at the end, which is no line end', 'MINE=1\r', `MINE=1\r\n${block(NEWLINE_ADDED, 'A=1')}`],
    ['the same behind lines of Windows', 'A=1\r\nMINE=1\r', `A=1\r\nMINE=1\r\n${block(NEWLINE_ADDED, 'A=1')}`],
  ])('comes after %s, and goes again', (_, text, expected) => {
    const file = withBlock(text, ['A=1']);
    expect([file, withBlock(file, [])]).toEqual([expected, text]);
  });

  test('is not made for no lines', () => {
    expect(withBlock('MINE=1', [])).toBe('MINE=1');
  });
});

describe('a block that is there', () => {
  test('is replaced where it stands', () => {
    expect(withBlock(`A=1\n${block('B=2', 'C=3')}D=4`, ['E=5'])).toBe(`A=1\n${block('E=5')}D=4`);
  });

  test('is removed from where it is', () => {
    expect(withBlock(`A=1\n${block('B=2', 'C=3')}D=4`, [])).toBe('A=1\nD=4');
  });

  test('keeps its own line ends, whatever the rest has', () => {
    const windows = block('B=2').replaceAll('\n', '\r\n');
    expect(withBlock(`A=1\n${windows}C=3\n`, ['D=4'])).toBe(`A=1\n${windows.replace('B=2', 'D=4')}C=3\n`);
  });

  test('is left alone if its lines are right and only its line ends are mixed', () => {
    const mixed = `${BEGIN}\r\nA=1\n${END}\r\n`;
    expect(withBlock(mixed, ['A=1'])).toBe(mixed);
  });

  test('may be the end of the file without a newline, and stays so', () => {
    expect(withBlock(`A=1\n${block('B=2').trimEnd()}`, ['C=3'])).toBe(`A=1\n${block('C=3').trimEnd()}`);
  });

  test('may have no lines', () => {
    expect(withBlock(`A=1\n${block()}`, ['B=2'])).toBe(`A=1\n${block('B=2')}`);
  });

  test('may be on the first line, after a BOM', () => {
    expect(withBlock(`\uFEFF${block('A=1')}B=2\n`, ['C=3'])).toBe(`\uFEFF${block('C=3')}B=2\n`);
  });

  test('keeps its note on the newline through other lines', () => {
    expect(withBlock(withBlock(withBlock('A=1', ['B=2']), ['C=3']), [])).toBe('A=1');
  });

  test('leaves the newline that it added where the user wrote on behind it', () => {
    expect(withBlock(`${withBlock('A=1', ['B=2'])}C=3`, [])).toBe('A=1\nC=3');
  });

  test('takes the newline that it added with it even after a change of the line ends', () => {
    expect(withBlock(withBlock('A=1', ['B=2']).replaceAll('\n', '\r\n'), [])).toBe('A=1');
  });

  test('is cut into what precedes it, its lines, and what follows it', () => {
    expect(cutAtBlock(`A=1\n${block('B=2')}C=3`)).toEqual({ before: 'A=1\n', lines: ['B=2'], after: 'C=3' });
  });

  test('that is not there has no lines', () => {
    expect(cutAtBlock('A=1\n')).toEqual({ before: 'A=1\n', lines: undefined, after: '' });
  });
});

test.each([
  ['the second marker is missing', `A=1\n${BEGIN}\nB=2\n`, 'line 2 starts a block that no line ends'],
  ['the first marker is missing', `A=1\nB=2\n${END}\n`, 'line 3 ends a block that no line starts'],
  ['they are the wrong way round', `A=1\n${END}\n${BEGIN}\n`, 'line 2 ends a block that no line starts'],
  ['there are two blocks', `${block('A=1')}B=2\n${block('A=1')}`, 'line 5 starts a second block, line 1 starts the first'],
  ['a block is in a block', `A=1\n${BEGIN}\n${block('B=2')}${END}\n`, 'line 3 starts a second block, line 2 starts the first'],
  ['the end is doubled', `${block('A=1')}${END}\n`, 'line 4 ends a block that line 3 has ended'],
  ['a marker has a blank behind it', `A=1\n${BEGIN} \nB=2\n${END}\n`, 'line 2 is a changed marker line'],
  ['a marker has a blank before it', `${BEGIN}\nB=2\n  ${END}\n`, 'line 3 is a changed marker line'],
  ['the end lost its newline to a line behind it', `${block('A=1').trimEnd()}B=2\n`, 'line 3 is a changed marker line'],
  ['a marker lost its arrows on one side', `# >>> projen-astro-airflow\nA=1\n${END}\n`, 'line 1 is a changed marker line'],
  ['a marker is no comment any more', `>>> projen-astro-airflow >>>\nA=1\n${END}\n`, 'line 1 is a changed marker line'],
  ['a merge left both sides', `<<<<<<< HEAD\n${block('A=1')}=======\n${block('A=2')}>>>>>>> branch\n`, 'line 6 starts a second block, line 2 starts the first'],
  ['the line ends are those of Windows', `A=1\r\n${BEGIN}\r\nB=2\r\n`, 'line 2 starts a block that no line ends'],
])('if %s, the text is refused and the line named', (_, text, message) => {
  expect(() => withBlock(text, ['A=1'])).toThrow(message);
});

test.each(['# see projen-astro-airflow <<< here', 'NOTE=>>> projen-astro-airflow >>>', '# >>> conda initialize >>>', '# projen-astro-airflow'])(
  'the line "%s" of the user is no marker',
  (line) => {
    expect(cutAtBlock(`${line}\n`).lines).toBeUndefined();
  },
);

test.each<[string, string, string]>([
  ['the second marker is missing', `A=1\n${BEGIN}\nB=2\n`, `Write ${END} after its last line, or delete line 2 and the generated lines after it.`],
  ['the first marker is missing', `A=1\nB=2\n${END}\n`, `Write ${BEGIN} before its first line, or delete line 3 and the generated lines before it.`],
  ['there are two blocks', block('A=1') + block('A=1'), 'Delete one of the two blocks with its marker lines.'],
  ['the end is doubled', `${block('A=1')}A=1\n${END}\n`, 'Delete line 5, and the generated lines before it that are a second time there.'],
  ['a marker was changed', `${BEGIN} \nA=1\n${END}\n`, `The two marker lines are ${BEGIN} and ${END}: restore them, or delete both and what is between them.`],
])('if %s, the fix names all that has to go', (_, text, fix) => {
  let error: unknown;
  try {
    cutAtBlock(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ fix });
});

test.each([
  ['the end is written after its last line', `A=1\n${BEGIN}\nB=2\n${END}\nC=3\n`],
  ['the damaged block is deleted with its lines', 'A=1\nC=3\n'],
])('after the fix no generated line is the user\'s own: %s', (_, text) => {
  const { before, after } = cutAtBlock(text);
  expect(before + after).toBe('A=1\nC=3\n');
});
