import type { Spread } from './statistics';

/** A Markdown table. The first column is text, the others are aligned to the right. */
export function markdownTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(head), `| --- |${' ---: |'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n');
}

/** A time, in the unit in which it reads best. */
export function duration(seconds: number): string {
  if (seconds < 0.9995) {
    return `${(seconds * 1000).toFixed(0)} ms`;
  }
  return seconds < 100 ? `${seconds.toFixed(seconds < 10 ? 2 : 1)} s` : `${(seconds / 60).toFixed(1)} min`;
}

/** A ratio with its spread: the median, and in brackets the smallest and the largest. */
export function ratioText({ min, median, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}

/** How much longer something takes, with its spread: the median, and in brackets the smallest and the largest. */
export function differenceText({ min, median, max }: Spread): string {
  const [low, middle, high] = [min, median, max].map((seconds) => (seconds * 1000).toFixed(0));
  return `${middle} ms (${low} to ${high} ms)`;
}

/** A whole number of megabytes. */
export function megabytes(value: number | undefined): string {
  return value === undefined ? 'not measured' : `${value.toFixed(0)} MB`;
}

/** A number of projects, with a comma for the thousands. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** What would end a cell or a row is no part of it. */
function escapeCell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/\|/g, '\\|');
}
