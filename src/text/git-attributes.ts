/**
 * The lines of a `.gitattributes` that another one does not stand in for: a pattern has to have all its attributes there.
 *
 * @param before the text that goes
 * @param after the text that comes
 */
export function lostAttributes(before: string, after: string): string[] {
  const kept = new Map<string, Set<string>>();
  for (const [pattern, ...attributes] of linesOf(after).map(wordsOf)) {
    kept.set(pattern, new Set([...(kept.get(pattern) ?? []), ...attributes]));
  }
  return linesOf(before).filter((line) => {
    const [pattern, ...attributes] = wordsOf(line);
    return attributes.some((attribute) => kept.get(pattern)?.has(attribute) !== true);
  });
}

/** Pattern and attributes of a line. */
export function wordsOf(line: string): string[] {
  return line.split(/\s+/);
}

function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
