/**
 * The owned block: the lines of ours in a text file that belongs to the user.
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

/** Stands in a block whose text had no newline at its end, so that taking the block out can restore even that. */
const NEWLINE_ADDED = '# (The text before this block had no newline at its end.)';
const BOM = '\uFEFF';

/** The markers of a text are not one pair in order. The message gives the line numbers, without the name of the file. */
export class DamagedBlockError extends Error {}

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
 * Puts lines into the block of a text: the block is added at the end, replaced where it stands, or taken out.
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
  // A text can have megabytes, and most have no block.
  if (!text.includes(MARKER_NAME)) {
    return { before: text, after: '' };
  }
  const bom = text.startsWith(BOM) ? BOM : '';
  const rows = text.slice(bom.length).split(/(?<=\n)/);
  const bare = rows.map((row) => row.replace(/\r?\n$/, ''));
  checkMarkers(bare);
  const start = bare.indexOf(BEGIN);
  if (start < 0) {
    return { before: text, after: '' };
  }
  const end = bare.indexOf(END);
  const inner = bare.slice(start + 1, end);
  const newlineAdded = inner[0] === NEWLINE_ADDED;
  return {
    before: bom + rows.slice(0, start).join(''),
    block: {
      lines: newlineAdded ? inner.slice(1) : inner,
      newlineAdded,
      eol: rows[start].slice(BEGIN.length),
      lastEol: rows[end].slice(END.length),
    },
    after: rows.slice(end + 1).join(''),
  };
}

function checkMarkers(lines: readonly string[]): void {
  let open: number | undefined;
  let closed: number | undefined;
  lines.forEach((line, index) => {
    const number = index + 1;
    if (line === BEGIN) {
      if (open !== undefined) {
        throw new DamagedBlockError(`line ${number} starts a second block, line ${open} starts the first`);
      }
      open = number;
    } else if (line === END) {
      if (open === undefined) {
        throw new DamagedBlockError(`line ${number} ends a block that no line starts`);
      }
      if (closed !== undefined) {
        throw new DamagedBlockError(`line ${number} ends a block that line ${closed} has ended`);
      }
      closed = number;
    } else if (/^\W*((>>>|<<<)\s*projen-astro-airflow|projen-astro-airflow\s*(>>>|<<<))/.test(line)) {
      throw new DamagedBlockError(`line ${number} is a changed marker line`);
    }
  });
  if (open !== undefined && closed === undefined) {
    throw new DamagedBlockError(`line ${open} starts a block that no line ends`);
  }
}
