import { unicodeEscape } from './unicode-escape';

/**
 * The text with each control character, invisible format character (which can turn the order of what is read) and half of
 * a character as a `\u` escape.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, unicodeEscape);
}

/**
 * A text that somebody else wrote (a file's name, a key) as it may be in a line of a log: without control characters,
 * and without the `##` that starts a command anywhere in a line for GitHub's (`##[`) and Azure's (`##vso[`) runners.
 */
export function printable(text: string): string {
  return withoutControls(text).replace(/(?<=#)#/g, unicodeEscape);
}
