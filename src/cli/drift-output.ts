import path from 'node:path';
import type { RenderedReport, ReportContext, ReportFormat } from '../drift/formats/report-format';
import { isDrift } from '../drift/formats/words';
import type { Outcome } from '../drift/outcome';
import { posixRelative } from '../text/posix-path';

/** The formats of a report. Each one is loaded when it is chosen. */
const FORMATS = {
  text: () => require('../drift/formats/text') as typeof import('../drift/formats/text'),
  json: () => require('../drift/formats/json') as typeof import('../drift/formats/json'),
  github: () => require('../drift/formats/github') as typeof import('../drift/formats/github'),
} satisfies Record<string, () => { readonly format: ReportFormat }>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/** Where a check was, and how its report is to look. */
export interface OutputContext extends Omit<ReportContext, 'directory'> {
  /** The directory that the command was called in. */
  readonly from: string;
  /** The directory that was checked. */
  readonly directory: string;
  /** The directory of the repository's checkout, where GitHub names it. */
  readonly workspace?: string;
}

/** What a check leaves behind. */
export interface Output extends RenderedReport {
  /** 0 in sync, 1 drift, 2 could not compare. */
  readonly code: number;
}

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}

/** The format that the environment suggests. */
export function defaultFormat(): FormatName {
  return process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

export function formatOf(name: FormatName): ReportFormat {
  return FORMATS[name]().format;
}

/** Renders how a check ended. */
export function rendered(outcome: Outcome, name: FormatName, { from, directory, workspace, ...context }: OutputContext): Output {
  const format = formatOf(name);
  if (!('report' in outcome)) {
    return { ...format.failure(outcome), code: 2 };
  }
  const report = { ...outcome.report, command: commandFrom(from, directory, outcome.report.command) };
  // Annotations name their files from the repository's root, which the check need not run in.
  const inRepository = posixRelative(workspace || from, directory);
  return { ...format.report(report, { ...context, directory: inRepository }), code: isDrift(report, context.strict) ? 1 : 0 };
}

/** The command as it is to be called from where the check was. */
function commandFrom(from: string, directory: string, command: string): string {
  const way = path.relative(from, directory).replace(/^-/, './-');
  const word = /^[\w@./\\-]+$/.test(way) ? way : `'${way.replace(/'/g, "'\\''")}'`;
  return way === '' ? command : `cd ${word} && ${command}`;
}
