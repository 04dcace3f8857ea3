import type { Reader } from './readers';

/** What a reader makes of a line: the variables that it sets, or why it refuses the file. */
export type Expected = Readonly<Record<string, string | null>> | RegExp;

/** A line of `.env`, and what each reader makes of it. */
export interface KnownLine {
  /** What is peculiar about it; ends the sentence "the readers are as known with". */
  readonly what: string;
  readonly text: string;
  readonly read: Readonly<Record<Reader, Expected>>;
}

const alike = (read: Expected): KnownLine['read'] => ({ 'compose': read, 'docker': read, 'standalone': read, 'python-dotenv': read });

/** How the readers differ, which is why the package writes one form and refuses what that form cannot hold. */
export const KNOWN_LINES: readonly KnownLine[] = [
  // The one form that all agree on.
  { what: 'compact JSON without quotes around it', text: 'K={"a":"b"}\n', read: alike({ K: '{"a":"b"}' }) },
  { what: 'JSON with blanks in it', text: 'K={"a": "b"}\n', read: alike({ K: '{"a": "b"}' }) },
  { what: 'a value with "=", ":" and "#" within words', text: 'K=https://u@h:1/?a=b#c\n', read: alike({ K: 'https://u@h:1/?a=b#c' }) },
  { what: 'quotes and backslashes within a value', text: 'K=C:\\Users\\o\'neil "x"\n', read: alike({ K: 'C:\\Users\\o\'neil "x"' }) },
  { what: 'no value behind the "="', text: 'K=\nL=1\n', read: alike({ K: '', L: '1' }) },
  { what: 'comments and blank lines', text: '# "a\n\n  # b=\'\nK=v\n', read: alike({ K: 'v' }) },
  { what: 'two lines of one key, of which the last wins', text: 'K=1\nL=2\nK=3\n', read: alike({ K: '3', L: '2' }) },
  { what: 'the line ends of Windows', text: 'K=v\r\n# c\r\nL=w\r\n', read: alike({ K: 'v', L: 'w' }) },
  { what: 'no newline at the end', text: 'K=v', read: alike({ K: 'v' }) },
  { what: 'a comment as the last line, without a newline', text: 'K=v\n# c', read: alike({ K: 'v' }) },

  // Where they differ.
  {
    what: 'single quotes around JSON',
    text: 'K=\'{"a": "b"}\'\n',
    read: { 'compose': { K: '{"a": "b"}' }, 'docker': { K: '\'{"a": "b"}\'' }, 'standalone': { K: '{"a": "b"}' }, 'python-dotenv': { K: '{"a": "b"}' } },
  },
  {
    what: 'double quotes around escaped JSON',
    text: 'K="{\\"a\\": \\"b\\"}"\n',
    read: { 'compose': { K: '{"a": "b"}' }, 'docker': { K: '"{\\"a\\": \\"b\\"}"' }, 'standalone': { K: '{\\"a\\": \\"b\\"}' }, 'python-dotenv': { K: '{"a": "b"}' } },
  },
  {
    what: 'a comment behind a value',
    text: 'K=abc # x\n',
    read: { 'compose': { K: 'abc' }, 'docker': { K: 'abc # x' }, 'standalone': { K: 'abc # x' }, 'python-dotenv': { K: 'abc' } },
  },
  {
    what: 'a variable of the host',
    text: 'K=$HOME\n',
    read: { 'compose': { K: '/home/host' }, 'docker': { K: '$HOME' }, 'standalone': { K: '$HOME' }, 'python-dotenv': { K: '$HOME' } },
  },
  {
    what: 'a variable with a default',
    text: 'K=${X:-d}\n',
    read: { 'compose': { K: 'd' }, 'docker': { K: '${X:-d}' }, 'standalone': { K: '${X:-d}' }, 'python-dotenv': { K: 'd' } },
  },
  {
    what: 'a "$" within a word',
    text: 'K=a$b\n',
    read: { 'compose': { K: 'a' }, 'docker': { K: 'a$b' }, 'standalone': { K: 'a$b' }, 'python-dotenv': { K: 'a$b' } },
  },
  {
    what: 'two "$"',
    text: 'K=$$\n',
    read: { 'compose': { K: '$' }, 'docker': { K: '$$' }, 'standalone': { K: '$$' }, 'python-dotenv': { K: '$$' } },
  },
  {
    what: 'a bare name that the host sets',
    text: 'AWS_PROFILE\n',
    read: { 'compose': { AWS_PROFILE: 'host' }, 'docker': { AWS_PROFILE: 'host' }, 'standalone': {}, 'python-dotenv': { AWS_PROFILE: null } },
  },
  {
    what: 'a bare name that the host does not set',
    text: 'NOT_ON_HOST\n',
    read: { 'compose': {}, 'docker': {}, 'standalone': {}, 'python-dotenv': { NOT_ON_HOST: null } },
  },
  {
    what: '"export"',
    text: 'export K=1\n',
    read: { 'compose': { K: '1' }, 'docker': /invalid env file \(\.env\): variable 'export K' contains whitespaces/, 'standalone': { 'export K': '1' }, 'python-dotenv': { K: '1' } },
  },
  {
    what: 'blanks around the "="',
    text: 'K = v\n',
    read: { 'compose': { K: 'v' }, 'docker': /variable 'K ' contains whitespaces/, 'standalone': { 'K ': ' v' }, 'python-dotenv': { K: 'v' } },
  },
  {
    what: 'blanks behind the value',
    text: 'K=v  \n',
    read: { 'compose': { K: 'v' }, 'docker': { K: 'v  ' }, 'standalone': { K: 'v' }, 'python-dotenv': { K: 'v' } },
  },
  {
    what: 'JSON in single quotes over several lines',
    text: 'K=\'{\n  "a": "b"\n}\'\nL=1\n',
    read: {
      'compose': { K: '{\n  "a": "b"\n}', L: '1' },
      'docker': /variable '"a": "b"' contains whitespaces/,
      'standalone': { K: '\'{', L: '1' },
      'python-dotenv': { K: '{\n  "a": "b"\n}', L: '1' },
    },
  },
  {
    what: 'a quote that no line closes',
    text: 'K="v\nL=1\n',
    read: { 'compose': /unterminated quoted value "v/, 'docker': { K: '"v', L: '1' }, 'standalone': { K: '"v', L: '1' }, 'python-dotenv': { L: '1' } },
  },
  {
    what: 'a BOM',
    text: '\uFEFFK=v\nL=1\n',
    read: { 'compose': { K: 'v', L: '1' }, 'docker': { K: 'v', L: '1' }, 'standalone': { '\uFEFFK': 'v', 'L': '1' }, 'python-dotenv': { K: 'v', L: '1' } },
  },
  {
    what: 'a line of a Dockerfile',
    text: 'ENV K=v\n',
    read: { 'compose': /line 1: key cannot contain a space/, 'docker': /variable 'ENV K' contains whitespaces/, 'standalone': { 'ENV K': 'v' }, 'python-dotenv': {} },
  },
  {
    // Of an empty name Docker Engine says that it is invalid, and starts nothing.
    what: 'a bare name on a last line without a newline',
    text: 'K=v\nAWS_PROFILE',
    read: { 'compose': { 'K': 'v', '': 'AWS_PROFILE' }, 'docker': { K: 'v', AWS_PROFILE: 'host' }, 'standalone': { K: 'v' }, 'python-dotenv': { K: 'v', AWS_PROFILE: null } },
  },
  {
    what: 'a colon instead of "="',
    text: 'K: v\n',
    read: { 'compose': { K: 'v' }, 'docker': /variable 'K: v' contains whitespaces/, 'standalone': {}, 'python-dotenv': {} },
  },
  {
    what: 'a secret as the Astro CLI saves it, without its value',
    text: 'K= # secret\n',
    read: { 'compose': { K: '# secret' }, 'docker': { K: ' # secret' }, 'standalone': { K: ' # secret' }, 'python-dotenv': { K: '' } },
  },
];
