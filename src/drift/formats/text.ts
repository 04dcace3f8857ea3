import { styleText } from 'node:util';
import type { DriftReport } from '../report';
import { causeInWords, closingLine, detailsInWords, listed, printable, withoutControls } from './words';
import type { ListedFile } from './words';

type Format = Parameters<typeof styleText>[0];
type Paint = (format: Format | undefined, text: string) => string;

/** How the text report looks. */
export interface TextReportOptions {
  /** Whether the unified diffs are shown. Without a terminal the whole report is then something that `git apply` accepts. */
  readonly diff?: boolean;
  readonly color?: boolean;
  /**
   * Whether it is written to a terminal: control characters that stand in the files are then shown as escapes in the diffs
   * too. Default: as `color`.
   */
  readonly terminal?: boolean;
  /** Whether notes count as drift. */
  readonly strict?: boolean;
}

const STATUS_FORMATS: Readonly<Record<ListedFile['status'], Format>> = {
  missing: 'red',
  modified: 'yellow',
  orphaned: 'red',
  overridden: 'gray',
  skipped: 'gray',
};
const LINE_FORMATS: Readonly<Record<string, Format | undefined>> = { '+': 'green', '-': 'red', '@': 'cyan' };
const WIDEST_STATUS = 'overridden'.length;

/** The report for people: a line if all is in sync, else a line a file and one that says how to mend it. */
export function textReport(report: DriftReport, options: TextReportOptions = {}): string {
  const { diff = false, color = false, terminal = color, strict = false } = options;
  // The caller has looked at the stream already.
  const paint: Paint = (format, text) => (color && format !== undefined ? styleText(format, text, { validateStream: false }) : text);
  const lines = listed(report).map((file) => fileLine(file, paint) + (diff && file.diff ? diffLines(file.diff, paint, terminal) : ''));
  return [...lines, `${closingLine(report, strict, quote)}\n`].join('');
}

function fileLine(file: ListedFile, paint: Paint): string {
  const cause = causeInWords(file);
  const details = detailsInWords(file);
  return `${paint(STATUS_FORMATS[file.status], file.status.padEnd(WIDEST_STATUS))}  ${printable(file.path)}${cause && ` (${cause})`}${details && `: ${details}`}\n`;
}

function diffLines(diff: string, paint: Paint, terminal: boolean): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  const firstHunk = lines.findIndex((line) => line.startsWith('@@'));
  return lines.map((line, index) => `${paint(formatOf(line, index < firstHunk), terminal ? visible(line) : line)}\n`).join('');
}

function formatOf(line: string, isHeader: boolean): Format | undefined {
  if (isHeader) {
    return 'bold';
  }
  return LINE_FORMATS[line.charAt(0)];
}

/** A tab is harmless, and indents. */
function visible(line: string): string {
  return line.split('\t').map(withoutControls).join('\t');
}

function quote(text: string): string {
  return `\`${printable(text)}\``;
}
