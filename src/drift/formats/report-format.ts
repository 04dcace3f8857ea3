import type { DriftReport } from '../report';

/** What a rendered report depends on besides what was found. */
export interface ReportContext {
  /** Whether notes count as drift. */
  readonly strict: boolean;
  /** Whether the report goes to a terminal. */
  readonly terminal: boolean;
  readonly color: boolean;
  /** The directory that was checked, from the repository's root, with `/` on every system. */
  readonly directory: string;
}

/** Why a check could not compare. */
export interface Failure {
  readonly message: string;
  /** The rc file's own error, which the error output has already. */
  readonly error?: string;
}

/** A rendered report: what goes where. */
export interface RenderedReport {
  /** For the standard output. */
  readonly out: string;
  /** For the error output. */
  readonly err: string;
  /** For the summary page of a CI job; empty if the format has none. */
  readonly page: string;
}

/** A format of the drift report. The next one is a new file with a `format`, and a line in the table in `cli/drift-output.ts`. */
export interface ReportFormat {
  /** Renders what a check found. */
  report(report: DriftReport, context: ReportContext): RenderedReport;
  /** Renders why a check could not compare. */
  failure(failure: Failure): RenderedReport;
  /**
   * Two lines that enclose what the rc file prints, for a reader that would act on it: the first goes to the error output
   * before the rc file runs, the second to the standard output before the report.
   */
  fence?(): { readonly start: string; readonly end: string };
}
