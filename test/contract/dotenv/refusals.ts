/** A reason for which the package refuses a key or a value. */
export interface Refusal {
  /** What is refused. */
  readonly what: string;
  /** What the error says. */
  readonly says: RegExp;
  /** Keys and values that are refused for it. */
  readonly examples: ReadonlyArray<readonly [key: string, value: string]>;
}

/** What is refused although all four readers take it as it stands. */
export interface Stricter extends Refusal {
  /** Why it is refused all the same. */
  readonly why: string;
  /** Whether a value is refused for this alone. */
  readonly covers: (value: string) => boolean;
}

const values = (...texts: string[]): Array<[string, string]> => texts.map((text) => ['MY_KEY', text]);
const keys = (...texts: string[]): Array<[string, string]> => texts.map((text) => [text, 'v']);

const NO_KEY = /is not a valid key for \.env/;

/** What is refused because the readers do not all read it as declared: each example misleads one at least. */
export const REFUSALS: readonly Refusal[] = [
  { what: 'a line break', says: /it has a line break/, examples: values('a\nB=2', 'a\n', '\n', 'a\rb', '{\n  "a": 1\n}') },
  { what: 'a "$"', says: /it has a "\$"/, examples: values('$HOME', '${X:-d}', 'a$b', '$$', '^(?!x).*$$', '{"sep":"${HOME}"}') },
  { what: 'a "#" behind a blank', says: /it has a "#"/, examples: values('abc # x', 'abc\t# x', 'abc #', '{"a":"b # c"}', 'a\u00a0#') },
  { what: 'a quote at the start', says: /it starts with a quote/, examples: values('"a"', '\'a\'', '"', '\'', '"a', '\'{"a":1}\'', '"a" b') },
  { what: 'a blank at the start or the end', says: /it starts or ends with a blank/, examples: values(' a', 'a ', '\ta', 'a\t', ' ', 'a\u00a0', '\u2003a', 'a\u3000') },
  { what: 'a line of more than 64 KiB', says: /it is longer than 65000 bytes/, examples: values('x'.repeat(65_536), 'ü'.repeat(40_000)) },
  { what: 'half of a character', says: /it has half of a character/, examples: values('a\ud83d', '\ude00a') },
  { what: 'a key with a blank, a "=" or nothing in it', says: NO_KEY, examples: keys('A B', ' A', 'A ', 'export A', 'A=', '') },
  { what: 'a key with a "#", a "$", a quote or a parenthesis', says: NO_KEY, examples: keys('A#', '#A', '$A', 'A(1)', '"A"') },
];

/** What is refused although all four readers take it as it stands. */
export const STRICTER: readonly Stricter[] = [
  {
    what: 'a control character or a line separator',
    says: /it has a control character/,
    examples: values('a\0b', 'a\x07b', 'a\x1b[31mb', 'a\x0bb', 'a\x7fb', 'a\u0085b', 'a\u2028b'),
    why: 'no environment can hold a NUL, and nobody sees the others',
    // eslint-disable-next-line no-control-regex
    covers: (value) => /[\0-\x1f\x7f\u0085\u2028\u2029]/.test(value),
  },
  {
    what: 'a "$" behind which no name, brace or "$" stands',
    says: /it has a "\$"/,
    examples: values('$', 'ends$', '{"pattern":"^my_.*$"}', 'a$ b', '$1', 'a$(b)', '$"'),
    why: 'it takes the grammar of compose-go to tell it from one that is replaced',
    covers: (value) => !/\$[A-Za-z_{$]/.test(value),
  },
  { what: 'a "#" at the start', says: /it has a "#"/, examples: values('#', '#abc'), why: 'a person takes it for a comment, and a shell that sources the file too', covers: (value) => value.startsWith('#') },
  { what: 'a backtick at the start', says: /it starts with a quote/, examples: values('`a`', '`'), why: 'it is a quote to Node\'s own readers of .env', covers: (value) => value.startsWith('`') },
  {
    what: 'an invisible mark of byte order at the start or the end',
    says: /it starts or ends with a blank/,
    examples: values('\uFEFFa', 'a\uFEFF'),
    why: 'nobody sees it',
    covers: (value) => /^\uFEFF|\uFEFF$/.test(value),
  },
  { what: 'a key that no shell can set', says: NO_KEY, examples: keys('1A', 'A-B', 'A.B', 'A[0]', 'É'), why: 'POSIX names have letters, digits and "_"', covers: () => false },
];
