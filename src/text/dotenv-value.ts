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

/** Whether a value of the user's is the declared one, be it in other blanks where both are JSON. */
export function meansTheSame(theirs: string | undefined, declared: string): boolean {
  if (theirs === declared) {
    return true;
  }
  try {
    return declared.startsWith('{') && JSON.stringify(JSON.parse(theirs ?? '')) === JSON.stringify(JSON.parse(declared));
  } catch {
    return false;
  }
}
