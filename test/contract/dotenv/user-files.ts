import * as fc from 'fast-check';
import { SHARED_KEYS } from './declarations';

/** The environment of the host: every name that a bare line of the user's may hand on. */
export const HOST: Readonly<Record<string, string>> = { HOME: '/home/host', ...Object.fromEntries(SHARED_KEYS.map((key) => [key, 'host'])) };

/** `.env` files as people write them (counted over public Astro projects), by what is peculiar about them. */
export const USER_FILES: Readonly<Record<string, string>> = {
  'a connection as JSON in single quotes over several lines': 'AIRFLOW_CONN_DB=\'{\n  "conn_type": "postgres",\n  "login": "me"\n}\'\nB=2\n',
  'the same with the line ends of Windows': 'AIRFLOW_CONN_DB=\'{\r\n  "conn_type": "postgres"\r\n}\'\r\nB=2\r\n',
  'the same as the last lines, without a newline': 'B=2\nAIRFLOW_CONN_DB=\'{\n  "login": "me"\n}\'',
  'lines in a quoted value that look like declared keys': 'NOTE="\nMY_FLAG=theirs\nA=theirs\n"\n',
  'double quotes with escapes': 'B="a \\"quoted\\" word"\nC="tab\\there"\n',
  'a path of Windows in double quotes': 'B="C:\\\\dir\\\\"\nC=1\n',
  'comments behind values': 'B=1 # one\nC="2" # two\nD=\'3\' # three\n',
  'a comment with an odd quote': '# it\'s "mine\nB=1\n',
  'an odd quote within a value': 'B=it\'s\nC=5"\n',
  'one key twice': 'B=1\nC=2\nB=3\n',
  '"export"': 'export B=1\nexport C="2"\n',
  'the line ends of Windows': 'B=1\r\n\r\nC=2\r\n',
  'a BOM': '\uFEFFB=1\nC=2\n',
  'a BOM and nothing else': '\uFEFF',
  'a BOM before a comment': '\uFEFF# mine\nB=1\n',
  'no newline at the end': 'B=1\nC=2',
  'no newline behind a comment': 'B=1\n# end',
  'no newline behind a "="': 'B=1\nC=',
  'a blank and no newline at the end': 'B=1 ',
  'a carriage return at the end': 'B=1\r',
  'a line of a Dockerfile': 'B=1\nENV C=2\n',
  'bare names': 'LOG_LEVEL\nNOT_ON_HOST\n',
  'a bare name without a newline': 'B=1\nLOG_LEVEL',
  'blanks around the "="': 'B = 1\n  C=2\n\tD\t=\t3\n',
  'a colon': 'B: 1\n',
  'a secret saved without its value': 'B= # secret\n',
  'references to other variables': 'B=1\nC=${B}-$HOME-${X:-d}\n',
  'a reference to a declared key': 'B=${MY_FLAG:-none}\nC=$A\n',
  'a declared key with another value': 'MY_FLAG=theirs\n',
  'a declared key with another value in quotes': 'MY_FLAG="theirs"\nA=\'2\' # two\n',
  'a declared key with the declared value': 'MY_FLAG=on\nA=1\n',
  'a declared key behind "export"': 'export MY_FLAG=theirs\n',
  'a declared key with blanks around the "="': 'MY_FLAG = theirs\n',
  'a declared key as a bare name': 'MY_FLAG\n',
  'JSON without quotes over several lines': 'B={\n  "a": 1\n}\n',
  'blank lines and comments alone': '\n  \n# A=1\n\n',
  'blanks alone': '   ',
  'a lone carriage return in a line': 'B=1\rC=2\nD=3\n',
  'a block of another program': '# >>> conda initialize >>>\nB=1\n# <<< conda initialize <<<\n',
};

/** Files whose last quoted value no line closes, by the line that opens it; a block behind it would become part of it. */
export const OPEN_FILES: ReadonlyArray<readonly [text: string, line: number]> = [
  ['B=1\nAIRFLOW_CONN_DB=\'{\n  "login": "me"\n}\n', 2],
  ['B="1\n', 1],
  ['B=1\n\nexport C = "2 # x\nD=3', 3],
  ['B=\'1\\\'\r\n', 1],
  ['\uFEFFB="', 1],
  ['B="1"\nC="\\"\n', 2],
];

const keys = fc.constantFrom(...SHARED_KEYS, 'B', 'C', 'D', 'AIRFLOW_CONN_DB');
const values = fc.oneof(
  fc.constantFrom('1', 'theirs', 'on', '', ' x ', '"2"', '\'3\'', '"a\nb"', '\'{\n  "a": "b"\n}\'', '"a \\" b"', 'it\'s', '5"', 'a # b', '"a" # b', '${B}', '$A', '${X:-"d"}', '{"a": 1}', '# secret', '\'a\'b', '"a"b', 'a\\'),
  fc.string({ unit: fc.constantFrom('a', ' ', '"', '\'', '\\', '#', '=', '$', '{', '}'), maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const lines = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom('', '', '', 'export ', '  '), keys, fc.constantFrom('=', '=', '=', ' = ', ': '), values).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: keys },
  { weight: 2, arbitrary: fc.constantFrom('', '  ', '# a comment', '# it\'s', 'ENV B=2', '}\'', '"', '\'', '  "a": 1', '# >>> conda >>>', '\uFEFF') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const lineEnds = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\n', '\n\n', '\r\r\n');

/** Any user file without our block. */
export const ANY_USER_FILE: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('', ...Object.values(USER_FILES)) },
  {
    weight: 5,
    arbitrary: fc.tuple(fc.constantFrom('', '', '', '\uFEFF'), fc.array(fc.tuple(lines, lineEnds), { maxLength: 6 }), fc.oneof(fc.constant(''), lines, lines.map((line) => `${line}\r`)))
      .map(([bom, parts, last]) => bom + parts.flat().join('') + last),
  },
);
