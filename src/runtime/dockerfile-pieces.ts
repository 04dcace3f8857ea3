import type { Argument } from 'dockerfile-ast';

/** A part of a word of a Dockerfile, and its place there. A word with variables in it is made of several. */
export interface Piece {
  readonly text: string;
  /** Offset in the Dockerfile; undefined for what stands around an escaped line end. */
  readonly at?: number;
}

/** The word that pieces make. */
export function wordOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** What pieces hold from one index of their word to another, as `String.slice` counts. */
export function slicePieces(pieces: readonly Piece[], from: number, to: number): Piece[] {
  let index = 0;
  return pieces
    .map(({ text, at }) => {
      const start = Math.max(0, from - index);
      const part = text.slice(start, Math.max(start, to - index));
      index += text.length;
      return { text: part, at: at === undefined ? undefined : at + start };
    })
    .filter(({ text }) => text !== '');
}

/** The word without the quotes around all of it. */
export function unquotedPieces(pieces: readonly Piece[]): Piece[] {
  const word = wordOf(pieces);
  return /^(["']).*\1$/s.test(word) ? slicePieces(pieces, 1, word.length - 1) : [...pieces];
}

/** The word with its variables replaced; undefined if one of them has neither a value nor a default, or nothing is left. */
export function expandedPieces(pieces: readonly Piece[], args: ReadonlyMap<string, readonly Piece[]>): Piece[] | undefined {
  const word = wordOf(pieces);
  const expanded: Piece[] = [];
  let end = 0;
  for (const { 0: variable, 1: braced, 2: fallback, 3: plain, index } of word.matchAll(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g)) {
    const value = args.get(braced ?? plain) ?? [];
    const next = index + variable.length;
    if (value.length === 0 && fallback === undefined) {
      return undefined;
    }
    expanded.push(...slicePieces(pieces, end, index), ...(value.length > 0 ? value : slicePieces(pieces, next - 1 - fallback.length, next - 1)));
    end = next;
  }
  expanded.push(...slicePieces(pieces, end, word.length));
  return expanded.length > 0 ? expanded : undefined;
}

/**
 * Gives the pieces of the parser's arguments: it counts lines and characters, and leaves escaped line ends out of a value.
 *
 * @param text what was parsed
 * @param offset where that begins in the Dockerfile
 */
export function piecesIn(text: string, offset: number): (argument: Argument) => Piece[] {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: lineEnd, index }) => index + lineEnd.length)];
  return (argument) => {
    const { start, end } = argument.getRange();
    const [from, to] = [start, end].map(({ line, character }) => starts[line] + character);
    return alignedPieces(text.slice(from, to), argument.getValue(), offset + from);
  };
}

/** The pieces of a value of which its source has more: what is the same from the start and from the end has its place. */
function alignedPieces(source: string, value: string, from: number): Piece[] {
  if (source === value) {
    return [{ text: value, at: from }];
  }
  let head = 0;
  while (head < value.length && source[head] === value[head]) {
    head++;
  }
  let tail = 0;
  while (tail < value.length - head && source.at(-1 - tail) === value.at(-1 - tail)) {
    tail++;
  }
  const rest = value.length - tail;
  return [
    { text: value.slice(0, head), at: from },
    { text: value.slice(head, rest) },
    { text: value.slice(rest), at: from + source.length - tail },
  ].filter(({ text }) => text !== '');
}
