/** A Python string literal in double quotes: every escape that JSON writes means the same in Python. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** A text as it may be in a docstring between triple double quotes: nothing in it ends the string, escapes, or is a character that Python refuses in its source. */
export function pythonDocText(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    // No other quote ends it, and people copy lines of JSON from it.
    .replace(/"(?=""|$)/g, '\\"')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\p{Cs}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
