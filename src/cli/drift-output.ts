import * as path from 'node:path';
import { isDrift, type DriftReport } from '../drift/report';
import type { Outcome } from '../drift/run';
import { posixRelative } from '../text/posix-path';

/* One of them is needed, at the end of a check. */
const formats = {
  github: () => require('../drift/formats/github') as typeof import('../drift/formats/github'),
  json: () => require('../drift/formats/json') as typeof import('../drift/formats/json'),
  text: () => require('../drift/formats/text') as typeof import('../drift/formats/text'),
};

export const FORMATS = ['text', 'json', 'github'] as const;

export type Format = (typeof FORMATS)[number];

/** What the report depends on besides what was found. */
export interface OutputContext {
  readonly strict: boolean;
  readonly terminal: boolean;
  readonly color: boolean;
  /** The directory that the command was called in. */
  readonly from: string;
  /** The directory that was checked. */
  readonly directory: string;
  /** The directory of the repository's checkout, where GitHub tells it. */
  readonly workspace?: string;
}

/** What a check leaves behind. */
export interface Output {
  readonly out: string;
  readonly err: string;
  /** For the summary of GitHub's job. */
  readonly page: string;
  /** 0 in sync, 1 drift, 2 could not compare. */
  readonly code: number;
}

/** Renders how a check ended. */
export function rendered(outcome: Outcome, format: Format, context: OutputContext): Output {
  if (!('report' in outcome)) {
    // In a log for people the error of the rc file stands right above; elsewhere it has to be told.
    return failed(outcome.error === undefined || format === 'text' ? outcome.message : `${outcome.message} It said: ${outcome.error}`, format);
  }
  const { strict, from, directory, workspace, terminal, color } = context;
  const report = { ...outcome.report, command: commandFrom(from, directory, outcome.report.command) };
  const code = isDrift(report, strict) ? 1 : 0;
  switch (format) {
    case 'json':
      return { out: formats.json().jsonReport(report, { strict }), err: '', page: '', code };
    case 'github': {
      const { githubReport, githubSummary } = formats.github();
      // Annotations name their files from the repository's root, which the check need not run in.
      return { out: githubReport(report, { strict, directory: posixRelative(workspace || from, directory) }), err: '', page: githubSummary(report, { strict }), code };
    }
    default:
      return { out: formats.text().textReport(report, { strict, terminal, color, diff: hasDiffs(report) }), err: '', page: '', code };
  }
}

/** Renders why a check could not compare. */
export function failed(message: string, format: string): Output {
  switch (format) {
    case 'json':
      return { out: formats.json().jsonError(message), err: '', page: '', code: 2 };
    case 'github': {
      const { githubError, githubErrorSummary } = formats.github();
      return { out: githubError(message), err: '', page: githubErrorSummary(message), code: 2 };
    }
    default:
      return { out: '', err: `projen-astro-airflow: ${message}\n`, page: '', code: 2 };
  }
}

function hasDiffs({ files }: DriftReport): boolean {
  return files.some(({ diff }) => diff !== undefined);
}

/** The command as it is to be called from where the check was. */
function commandFrom(from: string, directory: string, command: string): string {
  const way = path.relative(from, directory).replace(/^-/, './-');
  const word = /^[\w@./\\-]+$/.test(way) ? way : `'${way.replace(/'/g, "'\\''")}'`;
  return way === '' ? command : `cd ${word} && ${command}`;
}
