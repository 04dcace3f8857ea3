import type { ReportFormat } from './report-format';
import { failureInWords, isDrift, listed, printable } from './words';
import type { DriftReport } from '../report';

/** Increases if a reader of the old document could misread the new one; a new field does not increase it. */
const SCHEMA_VERSION = 1;

export const format: ReportFormat = {
  report: (report, context) => ({ out: jsonReport(report, context), err: '', page: '' }),
  failure: (failure) => ({ out: jsonError(failureInWords(failure)), err: '', page: '' }),
};

/** What counts in the JSON report. */
export interface JsonReportOptions {
  /** Whether notes count as drift. */
  readonly strict?: boolean;
}

/** The report for programs, as schema/drift-report.schema.json describes it. */
export function jsonReport(report: DriftReport, options: JsonReportOptions = {}): string {
  const { strict = false } = options;
  return document({
    result: isDrift(report, strict) ? 'drift' : 'in-sync',
    strict,
    inSync: report.inSync,
    rcFile: report.rcFile,
    command: report.command,
    untold: report.untold,
    files: listed(report).map(({ path, status, cause, keys, moreKeys, line, note, diff }) => ({ path, status, cause, keys, moreKeys, line, note, diff })),
  });
}

/** The document for a check that could not compare. */
export function jsonError(message: string): string {
  return document({ result: 'error', message });
}

function document(content: object): string {
  const text = JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...content }, undefined, 2);
  // Outside of strings JSON has nothing to escape but its own line ends, and in a string the escapes are JSON's too.
  return `${text.split('\n').map(printable).join('\n')}\n`;
}
