/** `KEY=`, `KEY:` or a bare `KEY` on a line of its own, each also behind `export`; the third group tells that it has a value. */
const KEY = /(?:export[^\S\n]+)?([\p{L}\p{N}_.[\]-]+)[^\S\n]*(?:([=:])[^\S\n]*|(?=\n|$))/uy;
/** A value in quotes, which may go on over several lines; a backslash keeps the next quote from ending it. */
const QUOTED = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y;
const BLANKS = /\s*/y;
const REST_OF_LINE = /[^\n]*/y;

/**
 * The keys that a text of `.env` sets, as compose reads it: `KEY=value`, `export KEY=value`, `KEY = value`, `KEY: value`
 * and a bare `KEY`. The text of a quoted value over several lines is no key; a quote that is never closed ends on its own
 * line. The last line of a key wins, as for every reader.
 *
 * @returns what stands behind the `=`, without outer blanks and with its quotes; undefined for a bare `KEY`
 */
export function dotenvEntries(text: string): Map<string, string | undefined> {
  const entries = new Map<string, string | undefined>();
  const source = text.replace(/^\uFEFF/, '');
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(source);
    position = match === null ? position : pattern.lastIndex;
    return match;
  };
  for (take(BLANKS); position < source.length; take(BLANKS)) {
    const key = take(KEY);
    if (key?.[2] !== undefined) {
      entries.set(key[1], (take(QUOTED) ?? take(REST_OF_LINE))?.[0].trim());
    } else if (key !== null) {
      entries.set(key[1], undefined);
    } else {
      // A comment, or a line that no reader takes for a key.
      take(REST_OF_LINE);
    }
  }
  return entries;
}

/** Whether a file's name says that it is one of a `.env` and its kin (`.env.example`). */
export function isDotenvName(file: string): boolean {
  return /(^|\/)\.env(\.|$)/.test(file);
}
