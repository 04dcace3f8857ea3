/** A Python string literal in double quotes: every escape that JSON writes means the same in Python. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** A text as it may stand in a docstring between triple double quotes: nothing in it ends the string or escapes. */
export function pythonDocText(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}
