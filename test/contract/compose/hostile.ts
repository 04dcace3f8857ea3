/** Texts that some reader of YAML takes for something else, as values that a user may well declare. */
export const HOSTILE_TEXTS: readonly string[] = [
  'on', 'Off', 'yes', 'NO', 'y', 'N', 'true', 'False', 'null', 'Null', '~', '',
  '1:30', '12:30:45', '012', '0o14', '0x1F', '0b101', '1e3', '1.5', '.5', '1_000', '-0', '+1', '.inf', '-.INF', '.NaN', '007',
  '2001-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43',
  '=', '<<', '*alias', '&anchor', '!tag', '!!int 3', '%YAML 1.1', '@at', '`tick`', '---', '...', '- item', '? key', ': value', 'key: value', 'a:', '# comment', 'a # comment', 'a#b',
  '[1, 2]', '{a: 1}', '{"a":"b"}', '|', '>', '>-', '"quoted"', "'quoted'", 'it\'s', 'a "b" c', '\\', 'C:\\new\\table', 'a\\', '\\u0041',
  ' leading', 'trailing ', '  both  ', '\t', 'a\tb', '\ttab', ' ', '\n', 'a\nb', 'a\n', '\na', 'a\n\nb\n', 'a\r\nb', '\r', 'a\n b\n  c',
  '$', '$$', '$HOME', '${HOME}', '${HOME:-x}', '${', '$(id)', 'a$', '$1', '%HOME%', '~/x',
  'ümläut', '日本語', '🦀', '👩‍👩‍👧', 'e\u0301', '\u00A0', '\u0085', '\u2028', '\u2029', '\uFEFF', '\uFFFE', '\u200B', '\u007F', '\u0001', '\u001B[31m', '\u{10FFFF}',
  'x'.repeat(300), `${'word '.repeat(60)}end`,
];
