import { styleText } from 'node:util';
import type { ReportFormat } from './report-format';
import { causeInWords, closingLine, detailsInWords, listed, printable, withoutControls } from './words';
import type { ListedFile } from './words';
import type { DriftReport } from '../report';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style | undefined, text: string) => string;

export const format: ReportFormat = {
  // A report has diffs only where they were asked for.
  report: (report, context) => ({ out: textReport(report, { ...context, diff: true }), err: '', page: '' }),
  // Whoever reads the text has the error output, and with it the rc file's own error.
  failure: ({ message }) => ({ out: '', err: `projen-astro-airflow: ${message}\n`, page: '' }),
};

/** How the text report looks. */
export interface TextReportOptions {
  /** Whether the unified diffs are shown. Without a terminal the whole report is then something that `git apply` accepts. */
  readonly diff?: boolean;
  readonly color?: boolean;
  /**
   * Whether it is written to a terminal: control characters in the files are then shown as escapes in the diffs
   * too. Default: as `color`.
   */
  readonly terminal?: boolean;
  /** Whether notes count as drift. */
  readonly strict?: boolean;
}

const STATUS_STYLES: Readonly<Record<ListedFile['status'], Style>> = {
  missing: 'red',
  modified: 'yellow',
  orphaned: 'red',
  overridden: 'gray',
  skipped: 'gray',
};
const LINE_STYLES: Readonly<Record<string, Style | undefined>> = { '+': 'green', '-': 'red', '@': 'cyan' };
const WIDEST_STATUS = 'overridden'.length;

/** The report for people: a line if all is in sync, else a line a file and one that says how to fix it. */
export function textReport(report: DriftReport, options: TextReportOptions = {}): string {
  const { diff = false, color = false, terminal = color, strict = false } = options;
  // The caller has looked at the stream already.
  const paint: Paint = (style, text) => (color && style !== undefined ? styleText(style, text, { validateStream: false }) : text);
  const lines = listed(report).map((file) => fileLine(file, paint) + (diff && file.diff ? diffLines(file.diff, paint, terminal) : ''));
  const untold = report.untold === undefined ? [] : [`${report.untold}\n`];
  return [...lines, ...untold, `${closingLine(report, strict, quote)}\n`].join('');
}

function fileLine(file: ListedFile, paint: Paint): string {
  const cause = causeInWords(file);
  const details = detailsInWords(file);
  return `${paint(STATUS_STYLES[file.status], file.status.padEnd(WIDEST_STATUS))}  ${printable(file.path)}${cause && ` (${cause})`}${details && `: ${details}`}\n`;
}

function diffLines(diff: string, paint: Paint, terminal: boolean): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  const firstHunk = lines.findIndex((line) => line.startsWith('@@'));
  return lines.map((line, index) => `${paint(styleOf(line, index < firstHunk), terminal ? visible(line) : line)}\n`).join('');
}

function styleOf(line: string, isHeader: boolean): Style | undefined {
  if (isHeader) {
    return 'bold';
  }
  return LINE_STYLES[line.charAt(0)];
}

/** A tab is harmless, and indents. */
function visible(line: string): string {
  return line.split('\t').map(withoutControls).join('\t');
}

function quote(text: string): string {
  return `\`${printable(text)}\``;
}
