import { dotenvEntries, openQuoteLine } from '../../../src/text/dotenv-text';

const entries = (text: string) => Object.fromEntries(dotenvEntries(text));

// Each is what compose-go 2.9.1 makes of the text, but for the quotes, which stay.
test.each([
  ['an assignment', 'A=1\n', { A: '1' }],
  ['no value', 'A=\nB=2', { A: '', B: '2' }],
  ['a bare key, which hands the host\'s value on', 'A\nB=2\n', { A: undefined, B: '2' }],
  ['a bare key on the last line', 'A', { A: undefined }],
  ['export', 'export A=1\nexport\tB = 2\nexport C\n', { A: '1', B: '2', C: undefined }],
  ['a key of that name', 'export=1\n', { export: '1' }],
  ['blanks around', '  A = 1  \n\tB=2\t\n', { A: '1', B: '2' }],
  ['a colon', 'A: 1\nB:2\n', { A: '1', B: '2' }],
  ['an equals sign in the value', 'A=B=2\n', { A: 'B=2' }],
  ['comments and blank lines', '# A=1\n\n  # B=2\nC=3\n', { C: '3' }],
  ['a comment behind a value, which stays with it', 'A=1 # one\n', { A: '1 # one' }],
  ['the last of several lines', 'A=1\nB=2\nA=3\n', { A: '3', B: '2' }],
  ['a BOM', '\uFEFFA=1\n', { A: '1' }],
  ['line ends of Windows', 'A=1\r\nB\r\nC="2"\r\n', { A: '1', B: undefined, C: '"2"' }],
  ['a carriage return in the value, which is no line end', 'A=1\rB=2\nC=3\n', { A: '1\rB=2', C: '3' }],
  ['quotes', 'A="1"\nB=\'2\'\n', { A: '"1"', B: '\'2\'' }],
  ['JSON', 'A={"b": "c # d"}\n', { A: '{"b": "c # d"}' }],
  ['a quoted value over several lines, whose text is no key', 'A=\'{\n  "B": 1,\nC=2\n}\'\nD=3\n', { A: '\'{\n  "B": 1,\nC=2\n}\'', D: '3' }],
  ['the same under an odd key', 'a[0]="\nC=2\n"\né=\'\nD=3\n\'\n', { 'a[0]': '"\nC=2\n"', 'é': '\'\nD=3\n\'' }],
  ['the same with line ends of Windows', 'A="1\r\nB=2"\r\nC=3\r\n', { A: '"1\r\nB=2"', C: '3' }],
  ['an escaped quote', 'A="1\\"\nB=2"\nC=\'1\\\'\nD=2\'\n', { A: '"1\\"\nB=2"', C: '\'1\\\'\nD=2\'' }],
  ['an escaped backslash before the quote', 'A="1\\\\"\nB=2\n', { A: '"1\\\\"', B: '2' }],
  ['a comment behind a quoted value', 'A="1" # it\'s "B=2\nC=3\n', { A: '"1"', C: '3' }],
  ['a second assignment behind a quoted value', 'A="1" B=2\n', { A: '"1"', B: '2' }],
  ['a quote within a value, which opens none', 'A=it\'s\nB=2\n', { A: 'it\'s', B: '2' }],
  ['a quote that is never closed, which ends on its line', 'A="1\nB=2\n', { A: '"1', B: '2' }],
  ['a value without a key', '=1\nA="2"="3\nB=4"\n', { '': '"3\nB=4"', 'A': '"2"' }],
  ['a key with a blank, which no reader takes', 'A B=1\nC=2\n', { C: '2' }],
  ['what is no key', '{"A": 1}\n$B=2\nC=3\n', { C: '3' }],
  ['nothing', '', {}],
])('reads %s', (_, text, expected) => {
  expect(entries(text)).toEqual(expected);
});

test.each([
  ['A="1\n', 1],
  ['A=1\n\nexport B = \'{\n  "a": "b"\n}\n', 3],
  ['\uFEFFA="', 1],
  ['# it\'s\r\nA="1"\r\nB: "\\"\r\n', 3],
  ['A=\'1\nB=2\nC=it"s\n', 1],
])('in %j the quote on line %d is never closed', (text, line) => {
  expect(openQuoteLine(text)).toBe(line);
});

test.each(['', 'A=1\n', 'A="1"\n', 'A="1\nB=\'"\n', 'A=it\'s\n', 'A=5"\nB\n', '# "\nA=1\n', 'A="\\""\n', '"\nA=1\n', 'A=\'1\'\'\n', 'A=""\nB=\'\''])('in %j no quote is left open', (text) => {
  expect(openQuoteLine(text)).toBeUndefined();
});

test('a long value, and long blanks, are read in one go', () => {
  const value = `"${'x'.repeat(16_000_000)}\\""`;
  expect(entries(`A=${value}\nexport${' '.repeat(200_000)}B=1\nexport${' '.repeat(200_000)}%\n`)).toEqual({ A: value, B: '1' });
});
