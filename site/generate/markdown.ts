/** A line of a page, and whether it is code: within a fenced block, or its fence. */
export interface Line {
  readonly text: string;
  readonly code: boolean;
}

/** The opening fence of a block: its indent, its backquotes and its language. */
export const FENCE = /^( *)(`{3,})([\w-]*)([^`]*)$/;

export function linesOf(text: string): Line[] {
  let fence: string | undefined;
  return text.split('\n').map((line) => {
    const [, , ticks] = FENCE.exec(line) ?? [];
    if (fence === undefined) {
      fence = ticks;
      return { text: line, code: ticks !== undefined };
    }
    if (ticks !== undefined && ticks.length >= fence.length && line.trim() === ticks) {
      fence = undefined;
    }
    return { text: line, code: true };
  });
}

/** Changes what is text, and leaves fenced blocks and code in a line as they are. */
export function mapProse(text: string, change: (piece: string, line: number) => string): string {
  return linesOf(text)
    .map((line, index) => (line.code ? line.text : line.text.split(/(`+[^`]*`+)/).map((piece, part) => (part % 2 === 1 ? piece : change(piece, index + 1))).join('')))
    .join('\n');
}

/** The heading of a page, without its marks. */
export function titleOf(text: string): string | undefined {
  return linesOf(text).find(({ text: line, code }) => !code && line.startsWith('# '))?.text.slice(2).replace(/`/g, '').trim();
}
