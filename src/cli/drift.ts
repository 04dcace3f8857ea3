import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkDrift } from '../drift/check';
import { githubError, githubReport, githubSummary } from '../drift/github-report';
import { jsonError, jsonReport } from '../drift/json-report';
import { isDrift, type DriftReport } from '../drift/report';
import { textReport } from '../drift/text-report';
import { AstroAirflowError } from '../private/error';

const FORMATS = ['text', 'json', 'github'];

/** How the check was asked for on the command line. */
export interface DriftArguments {
  readonly directory: string;
  /** One of text, json, github; undefined: what the environment suggests. */
  readonly format?: string;
  readonly strict: boolean;
}

/**
 * Checks the managed files of a projen project and prints the report.
 *
 * @returns the exit code: 0 in sync, 1 drift, 2 could not compare
 */
export function drift({ directory, format = process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text', strict }: DriftArguments): number {
  if (!FORMATS.includes(format)) {
    throw new AstroAirflowError(`--format ${format} is none of ${FORMATS.join(', ')}. Choose one of them.`);
  }
  const absolute = path.resolve(directory);
  let report: DriftReport;
  try {
    report = checkDrift(absolute, (text) => process.stderr.write(text));
  } catch (error) {
    if (error instanceof AstroAirflowError && format !== 'text') {
      process.stdout.write(format === 'json' ? jsonError(error.message) : githubError(error.message));
      return 2;
    }
    throw error;
  }
  process.stdout.write(rendered(report, format, strict, absolute));
  if (format === 'github' && process.env.GITHUB_STEP_SUMMARY) {
    fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, githubSummary(report, { strict }));
  }
  return isDrift(report, strict) ? 1 : 0;
}

function rendered(report: DriftReport, format: string, strict: boolean, directory: string): string {
  if (format === 'json') {
    return jsonReport(report, { strict });
  }
  if (format === 'github') {
    // Annotations name their files from the repository's root, which the check need not run in.
    const fromRoot = path.relative(process.env.GITHUB_WORKSPACE || directory, directory).split(path.sep).join('/');
    return githubReport(report, { strict, directory: fromRoot });
  }
  const terminal = process.stdout.isTTY;
  return textReport(report, { strict, terminal, color: terminal && !process.env.NO_COLOR });
}
