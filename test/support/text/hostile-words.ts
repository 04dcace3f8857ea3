import * as fc from 'fast-check';

/** What means something to a shell, or looks as if it did. */
const PIECES = [
  "'", '"', '\u2018', '\u2019', '\u201A', '\u201B', '\u201C', '\u201D', '\u201E', '$', '$HOME', '${x}', '$(date)', '`', '`n', '\\', '&', '&&', '|', ';', ' ', '\u00A0', '\u2003', '\t', '\n', '#', '!', '*', '?', '~', '<', '>', '2>',
  '(', ')', '{', '}', '{a,b}', '[', ']', ',', '@', '@x', '%', '%PATH%', '^', '=', ':', '/', '.', '-', '--', '--%', '\u2013', '\u2014', '-x', '--name=', '0', '007', '0x10', '1e3', '1kb', 'a', 'hello', '\u00E9', '\u{1F511}',
];

/** A word of a command line: a NUL is in none. */
export const hostileWord = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 6 })
  .map((pieces) => pieces.join('').replaceAll('\0', ''));

export const hostileWords = fc.array(hostileWord, { minLength: 1, maxLength: 6 });
