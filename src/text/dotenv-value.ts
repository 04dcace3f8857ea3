import { isDeepStrictEqual } from 'node:util';

/**
 * The docker CLI refuses a whole file in which a line, with its key and its end, is longer than 64 KiB (the longest token of
 * Go's `bufio.Scanner`).
 */
const MAX_BYTES = 65_000;

/** What may stand left of the `=`; every reader of `.env` takes this form. */
export function isDotenvKey(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
}

/**
 * Why the readers of `.env` (compose-go under `astro dev start`, `docker --env-file` under `astro dev parse`, the
 * standalone mode) would read a value differently; undefined if they all read it as it stands.
 *
 * The one form they agree on: one line, unquoted, no `$`, no ` #`, no outer blanks.
 */
export function whyReadersDisagree(value: string): string | undefined {
  if (/[\r\n]/.test(value)) {
    return 'it has a line break';
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0085\u2028\u2029]/.test(value)) {
    return 'it has a control character';
  }
  if (/\p{Cs}/u.test(value)) {
    return 'it has half of a character, which no file can hold';
  }
  if (Buffer.byteLength(value) > MAX_BYTES) {
    return `it is longer than ${MAX_BYTES} bytes, and "docker --env-file" refuses a file with such a line`;
  }
  if (value.includes('$')) {
    return 'it has a "$", which compose interpolates and the others do not';
  }
  if (/\s#/.test(value) || value.startsWith('#')) {
    return 'it has a "#" that some take for a comment';
  }
  if (/^['"`]/.test(value)) {
    return 'it starts with a quote, which some strip and some keep';
  }
  if (/^[\s\uFEFF]|[\s\uFEFF]$/.test(value)) {
    return 'it starts or ends with a blank, which some trim and some keep';
  }
  return undefined;
}

/** What a value of the user's is to a declared one. */
export type Likeness = 'same' | 'same in quotes' | 'other';

/**
 * Compares a value of the user's with a declared one by what they mean: of JSON neither the order of the keys nor blanks count. Quotes are
 * no part of it for compose and the standalone mode, and are for `docker --env-file`.
 *
 * @param theirs as it is written; undefined for a bare key, whose value is that of the shell
 */
export function likeness(theirs: string | undefined, declared: string): Likeness {
  if (theirs === undefined) {
    return 'other';
  }
  const bare = withoutQuotes(theirs);
  const [one, other] = [bare, declared].map(objectIn);
  const isSame = bare === declared || (one !== undefined && isDeepStrictEqual(one, other));
  return !isSame ? 'other' : bare === theirs ? 'same' : 'same in quotes';
}

/** The members of a user's JSON object that the declared one lacks or has otherwise, by their names; those that are no plain words are omitted. */
export function lostMembers(theirs: string | undefined, declared: string): string[] {
  const [one, other] = [withoutQuotes(theirs ?? ''), declared].map(objectIn);
  return one === undefined || other === undefined ? [] : Object.keys(one).filter((name) => /^\w{1,40}$/.test(name) && !isDeepStrictEqual(one[name], other[name]));
}

/** A value without its outer quotes, as compose takes them off: a backslash keeps a double quote within double quotes. */
export function withoutQuotes(value: string): string {
  const [, quote, inner] = /^(["'])([^]*)\1$/.exec(value) ?? [];
  return quote === undefined ? value : quote === '"' ? inner.replaceAll('\\"', '"') : inner;
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    return text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
