/** More typing errors than these make another word. */
const MOST_EDITS = 2;

/** The one of some words that somebody most likely meant; undefined if none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const distances = words.map((other) => ({ other, distance: editDistance(word.toLowerCase(), other) }));
  return distances.filter(({ distance }) => distance <= MOST_EDITS).sort((one, other) => one.distance - other.distance)[0]?.other;
}

/** The number of characters to insert, delete or replace, by Levenshtein. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}
