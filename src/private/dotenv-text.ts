/** A key that a text of `.env` sets, as its readers see it. */
export interface DotenvEntry {
  /** What stands behind the `=`, without outer blanks and quotes kept; undefined for a bare `KEY` line. */
  readonly value?: string;
  /** Counted from 1 in the text given. */
  readonly line: number;
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*(?:[=:](.*))?$/;

/**
 * The keys that a text of `.env` sets: `KEY=value`, `export KEY=value`, `KEY = value`, `KEY: value` and a bare `KEY`.
 * A quoted value may go on over several lines, whose text is no key. The last line of a key wins, as for every reader.
 */
export function dotenvEntries(text: string): Map<string, DotenvEntry> {
  const entries = new Map<string, DotenvEntry>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const match = ASSIGNMENT.exec(lines[index]);
    if (match === null) {
      continue;
    }
    const value = match[2] as string | undefined;
    entries.set(match[1], { value: value?.trim(), line: index + 1 });
    index = endOfValue(lines, index, value?.trimStart() ?? '');
  }
  return entries;
}

/** The index of the line on which a value ends: a quote that is never closed is taken to end on its own line. */
function endOfValue(lines: readonly string[], start: number, value: string): number {
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || closes(value.slice(1), quote)) {
    return start;
  }
  for (let index = start + 1; index < lines.length; index++) {
    if (closes(lines[index], quote)) {
      return index;
    }
  }
  return start;
}

function closes(text: string, quote: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') {
      i++;
    } else if (text[i] === quote) {
      return true;
    }
  }
  return false;
}
