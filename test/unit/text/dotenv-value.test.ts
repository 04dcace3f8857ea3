import { isDotenvKey, likeness, lostMembers, whyReadersDisagree } from '../../../src/text/dotenv-value';

test.each([
  ['\n', 'a line break'],
  ['a\nB=2', 'a line break'],
  ['a\rb', 'a line break'],
  ['a\0b', 'a control character'],
  ['a\x1bb', 'a control character'],
  ['a\x0bb', 'a control character'],
  ['a\x7fb', 'a control character'],
  ['a\x85', 'a control character'],
  ['a\u2028b', 'a control character'],
  ['a\ud83d', 'half of a character'],
  ['\ude00a', 'half of a character'],
  ['$HOME', 'a "$"'],
  ['${X:-d}', 'a "$"'],
  ['a$b', 'a "$"'],
  ['$$', 'a "$"'],
  ['^(?!x).*$', 'a "$"'],
  ['abc # x', 'a "#"'],
  ['abc\t# x', 'a "#"'],
  ['#abc', 'a "#"'],
  ['"a"', 'a quote'],
  ['\'a\'', 'a quote'],
  ['`a`', 'a quote'],
  ['"', 'a quote'],
  [' a', 'a blank'],
  ['a ', 'a blank'],
  ['\ta', 'a blank'],
  ['a\u00a0', 'a blank'],
  ['\u2003a', 'a blank'],
  ['\ufeffa', 'a blank'],
  [' ', 'a blank'],
])('%j is refused, because it has %s', (value, why) => {
  expect(whyReadersDisagree(value)).toContain(why);
});

test('a value is refused that makes a line of more than 64 KiB, counted in bytes', () => {
  expect(whyReadersDisagree('x'.repeat(65_001))).toContain('longer than 65000 bytes');
  expect(whyReadersDisagree('ü'.repeat(32_501))).toContain('longer than 65000 bytes');
  expect(whyReadersDisagree('ü'.repeat(32_500))).toBeUndefined();
});

test.each([
  '',
  'dev',
  'a b',
  'a\tb',
  'a#b',
  'a"b"',
  'it\'s',
  'C:\\Users\\alice',
  'a=b',
  '=',
  'ünï-😀',
  '{"connections_prefix":"airflow/connections","variables_prefix":null}',
  'postgresql://user@host:5432/db?sslmode=require&x=%20',
  'a >>> projen-astro-airflow >>>',
])('%j is taken', (value) => {
  expect(whyReadersDisagree(value)).toBeUndefined();
});

test.each(['A', '_', 'AIRFLOW__SECRETS__BACKEND', 'a1', 'mixed_Case'])('%s is a key', (key) => {
  expect(isDotenvKey(key)).toBe(true);
});

test.each(['', '1A', 'A-B', 'A.B', 'A B', ' A', 'A=', 'É', 'A\n', 'export A', '$A', 'A[0]'])('%j is no key', (key) => {
  expect(isDotenvKey(key)).toBe(false);
});

test.each([
  ['dev', 'dev', 'same'],
  ['', '', 'same'],
  ['{"a": 1, "b": [null]}', '{"a":1,"b":[null]}', 'same'],
  ['{"b": {"d": 2, "c": 1}, "a": 1}', '{"a":1,"b":{"c":1,"d":2}}', 'same'],
  ['{"a":[1,2]}', '{"a":[2,1]}', 'other'],
  ['{"a":2}', '{"a":1}', 'other'],
  ['\'{"b": 2, "a": 1}\'', '{"a":1,"b":2}', 'same in quotes'],
  ['"{\\"a\\": 1}"', '{"a":1}', 'same in quotes'],
  ['"{"a": 1}"', '{"a":1}', 'same in quotes'],
  ['{"a":1', '{"a":1}', 'other'],
  ['{"a":1} # mine', '{"a":1}', 'other'],
  ['"dev"', 'dev', 'same in quotes'],
  ['"dev\'', 'dev', 'other'],
  ['"', 'dev', 'other'],
  ['dev', 'prod', 'other'],
  ['1.0', '1', 'other'],
  [undefined, 'dev', 'other'],
  [undefined, '{"a":1}', 'other'],
])('what the user set as %j is to %j: %s', (theirs, declared, expected) => {
  expect(likeness(theirs, declared)).toBe(expected);
});

test.each([
  ['{"a":1,"role_arn":"x","b":{"c":2}}', '{"a":1,"b":{"c":1}}', ['role_arn', 'b']],
  ['\'{"a":1,"role_arn":"x"}\'', '{"a":1}', ['role_arn']],
  ['{"a":1,"not a word=hunter2":1}', '{"a":1}', []],
  ['{"a":1}', '{"a":1,"b":2}', []],
  ['plain', '{"a":1}', []],
  [undefined, '{"a":1}', []],
])('of %j in place of %j the members %j would be lost', (theirs, declared, lost) => {
  expect(lostMembers(theirs, declared)).toEqual(lost);
});
