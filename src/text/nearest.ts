/** More typing errors than these make another word. */
const MOST_EDITS = 2;

/** The one of some words that somebody most likely meant; undefined if none is near. Case and `_` do not count. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const ranks = words.map((other) => ({ other, rank: rankOf(bare(word), bare(other)) }));
  return ranks.filter(({ rank }) => rank < Infinity).sort((one, other) => one.rank - other.rank)[0]?.other;
}

/** One of some words of which another word is a misspelling; undefined if it is a word of its own. */
export function misspelled(word: string, words: readonly string[]): string | undefined {
  const most = bare(word).length < 7 ? 1 : MOST_EDITS;
  return words.find((other) => editsBetween(bare(word), bare(other)) <= most);
}

/** The lower, the nearer: first the same letters, then the longest common beginning where one word is all of it, then the fewest edits. */
function rankOf(word: string, other: string): number {
  if (word === other) {
    return -Infinity;
  }
  const edits = editsBetween(word, other);
  if (edits === 1) {
    return -1_000;
  }
  const length = Math.min(word.length, other.length);
  if (length > 2 && word.slice(0, length) === other.slice(0, length)) {
    return -length;
  }
  return edits <= (word.length < 4 ? 1 : MOST_EDITS) && edits < word.length ? edits : Infinity;
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll('_', '');
}

/** The number of characters to insert, delete, replace or swap with the next one (optimal string alignment). */
function editsBetween(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, replaced, swapped));
    }
    [before, row] = [row, next];
  }
  return row[to.length];
}
