/** `KEY=`, `KEY:` or a bare `KEY` on a line of its own, each also after `export`; the second group shows that it has a value. Compose takes an empty KEY too. */
const KEY = /(?:export[^\S\n]+(?![^\S\n]))?([\p{L}\p{N}_.[\]-]*)[^\S\n]*(?:([=:])[^\S\n]*|(?=\n|$))/uy;
const BLANKS = /\s*/y;
const REST_OF_LINE = /[^\n]*/y;

/**
 * The keys that a text of `.env` sets, as compose reads it: `KEY=value`, `export KEY=value`, `KEY = value`, `KEY: value`
 * and a bare `KEY`. The text of a quoted value over several lines is no key; a quote that is never closed ends on its own
 * line. The last line of a key wins, as for every reader.
 *
 * @returns what follows the `=`, without outer blanks and with its quotes; undefined for a bare `KEY`
 */
export function dotenvEntries(text: string): ReadonlyMap<string, string | undefined> {
  // Several questions are asked about one text.
  if (last?.text !== text) {
    const entries = new Map<string, string | undefined>();
    for (const { key, value } of entriesOf(text)) {
      entries.set(key, value);
    }
    last = { text, entries };
  }
  return last.entries;
}

let last: { readonly text: string; readonly entries: ReadonlyMap<string, string | undefined> } | undefined;

/**
 * The line that opens a quoted value which nothing closes, counted from 1; undefined if there is none. Compose refuses such
 * a file, and whatever is put behind it becomes part of that value for compose and for python-dotenv.
 */
export function openQuoteLine(text: string): number | undefined {
  for (const { start, isOpen } of entriesOf(text)) {
    if (isOpen) {
      return text.slice(0, start).split('\n').length;
    }
  }
  return undefined;
}

/** A text of `.env` cut at its line ends, but for those in a quoted value. */
export function dotenvStatements(text: string): string[] {
  const entries = [...entriesOf(text)];
  const statements: string[] = [];
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (!entries.some(({ start, end }) => start < at && at < end)) {
      statements.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...statements, text.slice(from)];
}

interface Entry {
  readonly key: string;
  readonly value?: string;
  /** Where in the text it starts. */
  readonly start: number;
  /** Where its value ends. */
  readonly end: number;
  /** Whether its value starts with a quote that is never closed. */
  readonly isOpen: boolean;
}

function* entriesOf(text: string): Generator<Entry> {
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    position = match === null ? position : pattern.lastIndex;
    return match;
  };
  for (take(BLANKS); position < text.length; take(BLANKS)) {
    const start = position;
    const key = take(KEY);
    if (key?.[2] !== undefined) {
      const end = endOfQuoted(text, position);
      const quoted = end === undefined ? undefined : text.slice(position, end);
      position = end ?? position;
      const value = (quoted ?? take(REST_OF_LINE)?.[0])?.trim();
      yield { key: key[1], value, start, end: position, isOpen: quoted === undefined && /^["']/.test(value ?? '') };
    } else if (key !== null) {
      yield { key: key[1], start, end: position, isOpen: false };
    } else {
      // A comment, or a line that no reader takes for a key.
      take(REST_OF_LINE);
    }
  }
}

/**
 * Where a value in quotes ends that starts at a position; it may go on over several lines, and a backslash keeps the next quote from
 * ending it. Undefined if there is none, or none that is closed. A regular expression runs out of stack on a long one.
 */
function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") {
    return undefined;
  }
  for (let end = text.indexOf(quote, start + 1); end >= 0; end = text.indexOf(quote, end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\' && end - 1 - backslashes > start) {
      backslashes++;
    }
    if (backslashes % 2 === 0) {
      return end + 1;
    }
  }
  return undefined;
}

/** Whether a file's name says that it is one of a `.env` and its kin (`.env.example`, `prod.env`, `.envrc`). */
export function isDotenvName(file: string): boolean {
  return /(^|\/)\.env(rc)?([.-]|$)|\.env$/.test(file);
}
