import { parse } from 'yaml';
import { toYaml } from '../../../src/text/yaml-text';

// Each is something else than a string for a reader of YAML 1.1, of YAML 1.2 or of both, if it stands plain.
const AMBIGUOUS = [
  'true', 'True', 'no', 'NO', 'on', 'Off', 'y', 'null', '~', '', '=', '<<',
  '1', '-1', '+1', '1_000', '010', '0o10', '0x1F', '0b1', '1:30', '190:20:30', '1.0', '1.', '.5', '1e5', '.inf', '-.INF', '.NaN',
  '2001-01-01', '2001-12-14t21:59:43.10-05:00',
  '- a', 'a: b', 'a #b', '#a', '!a', '&a', '*a', '%a', '@a', '`a', '|', '>', '? a', ':', '---', '...', '[a]', '{a}', '"a"', '\'a\'',
  ' a', 'a ', '\ta', 'a\t', 'a\nb', '\n', 'a\r\nb', 'a\0b', 'a\x1bb', 'a\x7fb', 'a\x85b', 'a\u2028b', 'a\ufeffb', 'a\uffffb',
];

// A report in XML cannot have each of them.
const named = AMBIGUOUS.map((text) => [JSON.stringify(text).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`), text]);

test.each(named)('%s stays a string as a value, an item and a key, for both versions of YAML', (_, text) => {
  const value = { key: text, list: [text], map: { [text]: text } };
  const yaml = toYaml(value);
  expect([parse(yaml, { version: '1.1' }), parse(yaml, { version: '1.2' })]).toEqual([value, value]);
});

test.each([
  ['\x7f', '\\u007f'],
  ['\x80', '\\u0080'],
  ['\x85', '\\u0085'],
  ['\u2028', '\\u2028'],
  ['\ufeff', '\\ufeff'],
  ['\uffff', '\\uffff'],
])('%j, which a YAML file must not hold as it is, is escaped', (character, escape) => {
  expect(toYaml({ key: `a${character}b` })).toBe(`key: "a${escape}b"\n`);
});

test.each([
  ['a plain text', 'dev', 'key: dev\n'],
  ['an interpolation', '${AWS_PROFILE:-dev}', 'key: ${AWS_PROFILE:-dev}\n'],
  ['a path of Windows', 'C:\\Users\\alice', 'key: C:\\Users\\alice\n'],
  ['a home', '~/.aws', 'key: ~/.aws\n'],
  ['a text that looks like a switch', 'true', 'key: "true"\n'],
  ['an octal number of compose\'s reader alone', '0o1_7', 'key: "0o1_7"\n'],
  ['a prefix in capitals', '-0O17', 'key: "-0O17"\n'],
  ['a number with a "_" in its exponent', '1e_3', 'key: "1e_3"\n'],
  ['a number with a "_" before it', '+_.5', 'key: "+_.5"\n'],
  ['a date with single digits', '2001-1-2 1:2:3', 'key: "2001-1-2 1:2:3"\n'],
  ['an amount of memory', '2g', 'key: 2g\n'],
  ['a switch', true, 'key: true\n'],
  ['a number', 8080, 'key: 8080\n'],
  ['nothing', null, 'key: null\n'],
  ['an empty mapping', {}, 'key: {}\n'],
])('%s is written for a reader: %j', (_, value, yaml) => {
  expect(toYaml({ key: value })).toBe(yaml);
});

test('a long text of several lines keeps a line of one blank', () => {
  const script = `echo ${'x'.repeat(60)}\n \necho done\n`;
  expect(parse(toYaml({ command: script }))).toEqual({ command: script });
});

test('a long text is not folded, and an object that stands twice is written twice', () => {
  const long = 'word '.repeat(60).trim();
  const shared = { command: long };
  expect(toYaml({ a: shared, b: shared })).toBe(`a:\n  command: ${long}\nb:\n  command: ${long}\n`);
});
