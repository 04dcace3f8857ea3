/** A text as `\u` escapes, by code units as JSON and YAML have them. */
export function unicodeEscape(text: string): string {
  return text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
