/**
 * The owned block: our lines in a text file that belongs to the user.
 *
 * A pure function of the text, the two markers and the lines we own. Every byte outside the block is kept; taking the
 * block out again gives back the text as it was before the block came.
 */

/** The exact first line of the block. Never projen's own marker: projen's clean-up deletes files that contain that one. */
export const BEGIN = '# >>> projen-astro-airflow >>>';
/** The exact last line of the block. */
export const END = '# <<< projen-astro-airflow <<<';

/** Is in every marker, changed ones included. */
export const MARKER_NAME = 'projen-astro-airflow';

/** Part of a block whose text had no newline at its end, so that removing the block can restore even that. */
const NEWLINE_ADDED = '# (The text before this block had no newline at its end.)';
const BOM = '\uFEFF';

/** The markers of a text are not one pair in order. The message gives the line numbers, without the name of the file. */
export class DamagedBlockError extends Error {
  /** @param fix what makes one pair of them again, or none; it loses no line of the user's */
  public constructor(message: string, public readonly fix: string) {
    super(message);
  }
}

/** A text cut at its block. */
export interface CutText {
  /** The user's text before the block; the whole text if there is no block. */
  readonly before: string;
  /** The lines between the markers, without line ends; undefined if there is no block. */
  readonly lines?: readonly string[];
  /** The user's text after the block. */
  readonly after: string;
}

/**
 * Cuts a text at its block.
 *
 * @throws DamagedBlockError if there is a marker too many, too few, out of order, or one that is no longer exact
 */
export function cutAtBlock(text: string): CutText {
  const { before, block, after } = find(text);
  return { before, lines: block?.lines, after };
}

/**
 * Puts lines into the block of a text: the block is added at the end, replaced in place, or removed.
 *
 * @param text the whole text of the file
 * @param lines the lines between the markers; none takes the block out
 * @throws DamagedBlockError as `cutAtBlock`
 */
export function withBlock(text: string, lines: readonly string[]): string {
  const { before, block, after } = find(text);
  if (lines.length === 0) {
    return block === undefined ? text : withoutBlock(before, block, after);
  }
  if (block === undefined) {
    // A carriage return at the end becomes a part of the newline that is added, as every reader takes it already.
    const eol = (text.endsWith('\r') ? undefined : /\r?\n/.exec(text)?.[0]) ?? '\n';
    const newlineAdded = text !== '' && text !== BOM && !text.endsWith('\n');
    return text + (newlineAdded ? eol : '') + render(lines, newlineAdded, eol) + eol;
  }
  if (block.lines.length === lines.length && block.lines.every((line, i) => line === lines[i])) {
    return text;
  }
  return before + render(lines, block.newlineAdded, block.eol) + block.lastEol + after;
}

/** Puts lines directly below the block of a text that has one, with the block's line ends. */
export function withLinesBelow(text: string, lines: readonly string[]): string {
  const { block, after } = find(text);
  if (block === undefined) {
    return text;
  }
  const upTo = text.slice(0, text.length - after.length);
  return block.lastEol === '' ? upTo + block.eol + lines.join(block.eol) : upTo + lines.map((line) => line + block.eol).join('') + after;
}

interface Block {
  readonly lines: readonly string[];
  readonly newlineAdded: boolean;
  readonly eol: string;
  readonly lastEol: string;
}

function withoutBlock(before: string, block: Block, after: string): string {
  const restores = block.newlineAdded && after === '' && before.endsWith(block.eol);
  return restores ? before.slice(0, before.length - block.eol.length) : before + after;
}

function render(lines: readonly string[], newlineAdded: boolean, eol: string): string {
  return [BEGIN, ...(newlineAdded ? [NEWLINE_ADDED] : []), ...lines, END].join(eol);
}

function find(text: string): { before: string; block?: Block; after: string } {
  const markers = markersOf(text);
  if (markers.length === 0) {
    return { before: text, after: '' };
  }
  const [begin, end] = markers;
  const inner = text.slice(begin.end, end.start).split('\n').slice(0, -1).map((line) => line.replace(/\r$/, ''));
  const newlineAdded = inner.includes(NEWLINE_ADDED);
  return {
    before: text.slice(0, begin.start),
    block: {
      lines: inner.filter((line) => line !== NEWLINE_ADDED),
      newlineAdded,
      eol: begin.eol,
      lastEol: end.eol,
    },
    after: text.slice(end.end),
  };
}

/** A line of a text that is a marker. */
interface Marker {
  readonly start: number;
  /** Behind its line end. */
  readonly end: number;
  readonly eol: string;
}

/**
 * The two markers, or none. Only the lines are looked at that have the name in them: a text can have megabytes.
 *
 * @throws DamagedBlockError as `cutAtBlock`
 */
function markersOf(text: string): Marker[] {
  const first = text.startsWith(BOM) ? BOM.length : 0;
  const numberOf = (position: number): number => text.slice(0, position).split('\n').length;
  let open: Marker | undefined;
  let closed: Marker | undefined;
  for (let at = text.indexOf(MARKER_NAME); at >= 0;) {
    const start = Math.max(text.lastIndexOf('\n', at) + 1, first);
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(start, end).replace(/\r?\n$/, '');
    const marker = { start, end, eol: text.slice(start + line.length, end) };
    if (line === BEGIN) {
      if (open !== undefined) {
        throw new DamagedBlockError(`line ${numberOf(start)} starts a second block, line ${numberOf(open.start)} starts the first`, 'Delete one of the two blocks with its marker lines.');
      }
      open = marker;
    } else if (line === END) {
      if (open === undefined) {
        throw new DamagedBlockError(`line ${numberOf(start)} ends a block that no line starts`, `Write ${BEGIN} before its first line, or delete line ${numberOf(start)} and the generated lines before it.`);
      }
      if (closed !== undefined) {
        throw new DamagedBlockError(`line ${numberOf(start)} ends a block that line ${numberOf(closed.start)} has ended`, `Delete line ${numberOf(start)}, and the generated lines before it that are a second time there.`);
      }
      closed = marker;
    } else if (/^\W*((>>>|<<<)\s*projen-astro-airflow|projen-astro-airflow\s*(>>>|<<<))/.test(line)) {
      throw new DamagedBlockError(`line ${numberOf(start)} is a changed marker line`, `The two marker lines are ${BEGIN} and ${END}: restore them, or delete both and what is between them.`);
    }
    at = text.indexOf(MARKER_NAME, end);
  }
  if (open !== undefined && closed === undefined) {
    throw new DamagedBlockError(`line ${numberOf(open.start)} starts a block that no line ends`, `Write ${END} after its last line, or delete line ${numberOf(open.start)} and the generated lines after it.`);
  }
  return open === undefined || closed === undefined ? [] : [open, closed];
}
