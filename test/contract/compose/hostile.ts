import * as fc from 'fast-check';

/** Texts that some reader of YAML takes for something else, as values that a user may well declare. */
export const HOSTILE_TEXTS: readonly string[] = [
  'on', 'Off', 'yes', 'NO', 'y', 'N', 'true', 'False', 'null', 'Null', '~', '',
  '1:30', '12:30:45', '012', '0o14', '0x1F', '0b101', '1e3', '1.5', '.5', '1_000', '-0', '+1', '.inf', '-.INF', '.NaN', '007',
  '0o1_7', '0O17', '-0B1', '1e_3', '+_1', '-_.5', '2001-1-2', '2001-1-2 1:2:3', '2001-1-2T1:2:3Z',
  '2001-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43',
  '=', '<<', '*alias', '&anchor', '!tag', '!!int 3', '%YAML 1.1', '@at', '`tick`', '---', '...', '- item', '? key', ': value', 'key: value', 'a:', '# comment', 'a # comment', 'a#b',
  '[1, 2]', '{a: 1}', '{"a":"b"}', '|', '>', '>-', '"quoted"', "'quoted'", 'it\'s', 'a "b" c', '\\', 'C:\\new\\table', 'a\\', '\\u0041',
  ' leading', 'trailing ', '  both  ', '\t', 'a\tb', '\ttab', ' ', '\n', 'a\nb', 'a\n', '\na', 'a\n\nb\n', 'a\r\nb', '\r', 'a\n b\n  c',
  '$', '$$', '$HOME', '${HOME}', '${HOME:-x}', '${', '$(id)', 'a$', '$1', '%HOME%', '~/x',
  'ümläut', '日本語', '🦀', '👩‍👩‍👧', 'e\u0301', '\u00A0', '\u0085', '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\u200B', '\u007F', '\u0001', '\u001B[31m', '\u{10FFFF}',
  'x'.repeat(300), `${'word '.repeat(60)}end`,
];

/** Texts that look like numbers and dates; compose's reader takes more of them for such than either version of YAML. */
export const numberLike: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(
    fc.constantFrom('', '', '+', '-', '_'),
    fc.constantFrom('', '', '_', '.', '0', '0x', '0X', '0o', '0O', '0b', '0B'),
    fc.stringMatching(/^[0-9_.]{1,4}$|^[01_]{1,4}$|^[0-9a-fA-F_]{1,4}$/),
    fc.constantFrom('', '', '.5', 'e3', 'E_3', 'e+3', 'e-_3', 'p2', '_', ':30', ':30:59.5', 'i', ' '),
  ).map((pieces) => pieces.join('')),
  fc.tuple(fc.stringMatching(/^20[0-9]{2}-[01]?[1-9]-[0-2]?[1-9]$/), fc.constantFrom('', 'T', 't', ' ', '  '), fc.constantFrom('', '1:2:3', '01:02:03', '1:2:3.5', '01:02:03Z', '1:2:3Z', '1:2:3+1', '01:02:03 +01:00', '1:2:3.45+01:00'))
    .map((pieces) => pieces.join('')),
);
