import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { ReportFormat } from './report-format';
import { causeInWords, closingLine, countOfFiles, detailsInWords, failureInWords, fails, firstKeys, listed, printable, withoutControls } from './words';
import type { ListedFile } from './words';
import type { DriftReport } from '../report';

/** GitHub shows ten annotations of a step and drops the rest. */
const MOST_ANNOTATIONS = 10;

/** GitHub refuses a step's summary of more than 1 MiB; other commands of the step may write to it too. */
const LARGEST_TABLE = 512 * 1024;

export const format: ReportFormat = {
  report: (report, context) => ({ out: githubReport(report, context), err: '', page: githubSummary(report, context) }),
  failure: (failure) => {
    const message = failureInWords(failure);
    return { out: githubError(message), err: '', page: githubErrorSummary(message) };
  },
  // GitHub's runner takes nothing between these lines for a command.
  fence: () => {
    const token = randomUUID();
    return { start: `::stop-commands::${token}\n`, end: `::${token}::\n` };
  },
};

/** What GitHub needs to know of the checkout. */
export interface GithubReportOptions {
  /** The directory that was checked, from the repository's root: annotations name their files from there. Default: the root itself. */
  readonly directory?: string;
  /** Whether notes count as drift. */
  readonly strict?: boolean;
}

/** The report as workflow commands: an annotation a file, at most ten, and a last line as in the text report. */
export function githubReport(report: DriftReport, options: GithubReportOptions = {}): string {
  const { directory = '', strict = false } = options;
  const isError = (file: ListedFile): boolean => fails(file, strict);
  const files = listed(report);
  const byWeight = [...files.filter(isError), ...files.filter((file) => !isError(file))];
  const annotations = byWeight.slice(0, MOST_ANNOTATIONS).map((file) =>
    command(
      isError(file) ? 'error' : 'notice',
      // A file that is not there has no line.
      { file: path.posix.join(directory, file.path), line: file.line?.toString(), title: titleOf(file) },
      adviceFor(file, report),
    ),
  );
  const rest = byWeight.length - annotations.length;
  const counted = rest === 0 ? [] : [command('notice', { title: 'Drift check' }, `${countOfFiles(rest)} more. The summary of the job has them all.`)];
  const closing = closingLine(report, strict, (text) => `\`${printable(text)}\``);
  const untold = report.untold === undefined ? [] : [command('notice', { title: 'Drift check' }, report.untold)];
  return [...annotations, ...counted, ...untold, closing].map((line) => `${line}\n`).join('');
}

/** The annotation for a check that could not compare. */
export function githubError(message: string): string {
  return `${command('error', { title: 'Drift check' }, message)}\n`;
}

/** The summary of the job in Markdown, for the file that GITHUB_STEP_SUMMARY names. */
export function githubSummary(report: DriftReport, options: Pick<GithubReportOptions, 'strict'> = {}): string {
  const closing = closingLine(report, options.strict ?? false, code);
  const rows: string[] = [];
  let size = 0;
  const files = listed(report);
  for (const file of files) {
    const row = tableRow(file);
    size += Buffer.byteLength(row);
    if (size > LARGEST_TABLE) {
      break;
    }
    rows.push(row);
  }
  const rest = files.length - rows.length;
  return [
    '### Drift check\n\n',
    ...(rows.length === 0 ? [] : ['| File | Status | Cause | Details |\n| --- | --- | --- | --- |\n', ...rows, '\n']),
    ...(rest === 0 ? [] : [`${countOfFiles(rest)} more, too many for this page.\n\n`]),
    ...(report.untold === undefined ? [] : [`${report.untold}\n\n`]),
    `${closing}\n`,
  ].join('');
}

/** The summary of the job for a check that could not compare. */
export function githubErrorSummary(message: string): string {
  return `### Drift check\n\nThe files could not be compared: ${code(message)}\n`;
}

function titleOf({ status }: ListedFile): string {
  return `Drift check: ${status}`;
}

/** What happened to the file, and what to do. */
function adviceFor(file: ListedFile, { rcFile, command: fix }: DriftReport): string {
  const details = detailsInWords(file);
  const sentences: Readonly<Record<ListedFile['status'], string>> = {
    missing: `The file is missing. Run ${fix}.`,
    modified: modified(file, rcFile, fix),
    orphaned: `The file is no longer declared. Run ${fix}, which deletes it, or declare it in ${rcFile}.`,
    overridden: 'The file overrides what is declared.',
    skipped: 'The file is not compared.',
  };
  return sentences[file.status] + (details && ` (${details})`);
}

function modified({ cause }: ListedFile, rcFile: string, fix: string): string {
  switch (cause) {
    case 'edited':
      return `The file was edited manually. Move the edit into ${rcFile}, then run ${fix}.`;
    case 'edited-and-stale':
      return `The file was edited manually, and what is declared changed too. Move the edit into ${rcFile}, then run ${fix}.`;
    case 'stale':
      return `What is declared changed, or a package did. Run ${fix}.`;
    default:
      return `The file is not what ${rcFile} declares. Run ${fix}; an edit belongs into ${rcFile}.`;
  }
}

function command(name: 'error' | 'notice', properties: Readonly<Record<string, string | undefined>>, message: string): string {
  const pairs = Object.entries(properties).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}=${inProperty(value!)}`);
  return `::${name} ${pairs.join(',')}::${inData(message)}`;
}

/** As GitHub's own toolkit escapes; the runner takes it back. What it has no escape for does not reach the log raw. */
function inData(text: string): string {
  return withoutControls(text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A'));
}

function inProperty(text: string): string {
  return inData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function tableRow(file: ListedFile): string {
  const { keys, more } = firstKeys(file);
  const details = [[...keys.map(code), more].filter(Boolean).join(', '), file.note === undefined ? '' : inert(file.note)].filter(Boolean).join('; ');
  return `| ${code(file.path)} | ${file.status} | ${causeInWords(file)} | ${details} |\n`;
}

/** In an element for code GitHub makes no link, mention or emoji of a text. */
function code(text: string): string {
  return `<code>${inert(text)}</code>`;
}

/** A text that Markdown takes for nothing but text: a character reference is never a part of its syntax. */
function inert(text: string): string {
  return withoutControls(text).replace(/[^\p{L}\p{N} /-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
