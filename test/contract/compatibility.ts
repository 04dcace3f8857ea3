import type { RowResult } from './row';
import { countOf, versionsOf } from './table';

/** A complete run with the pinned versions. */
export interface ProvedRun {
  /** `2026-11-25`. */
  readonly date: string;
  /** The operating system, and what else of the machine matters. */
  readonly machine: string;
  readonly rows: readonly RowResult[];
}

/** What users could believe to be proved too. */
const UNPROVED = 'The workflows for macOS, Windows, Node 22 and Node 24 are generated and linted, but were not run here.';

/** The page for users: what was proved, with which versions and when. */
export function compatibilityPage({ date, machine, rows }: ProvedRun): string {
  return [
    '# Compatibility',
    `This page shows with which versions the package was tested. \`npm run contract -- --full\` wrote it on ${date} (${machine}). It runs the real programs that read our files. All checks passed${countOf(rows, 'skipped') === 0 ? '' : ', except those marked as skipped'}.`,
    UNPROVED,
    ['| what was tested | versions | checks | time |', '| --- | --- | ---: | ---: |', ...rows.map((row) =>
      cells(row.title, versionsOf(row), String(countOf([row], 'passed')), `${row.seconds.toFixed(0)} s`))].join('\n'),
    ...rows.flatMap((row) => [
      `## ${plain(`${row.name}: ${row.title}`)}`,
      row.checks.map(({ name, outcome, reason }) => `- ${plain(`${name}${outcome === 'skipped' ? ` (skipped: ${reason})` : ''}`)}`).join('\n'),
    ]),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

/** Compares a run with the newest versions with the pinned run, in Markdown: the versions that changed, then the checks that fail. */
export function latestReport(latest: readonly RowResult[], pinned: ProvedRun): string {
  const changes = latest.flatMap((row) => Object.entries(row.versions).flatMap(([system, version]) => {
    const before = pinned.rows.find(({ name }) => name === row.name)?.versions[system];
    return before === version ? [] : [cells(row.name, system, before ?? 'none', version)];
  }));
  const failed = latest.flatMap(({ name, checks }) => checks.filter(({ outcome }) => outcome === 'failed').map((check) => ({ row: name, ...check })));
  return [
    `Compared with the versions that were tested on ${pinned.date}:`,
    changes.length === 0 ? 'No version has changed.' : ['| row | system | tested | newest |', '| --- | --- | --- | --- |', ...changes].join('\n'),
    failed.length === 0 ? `All ${countOf(latest, 'passed')} checks pass.` : `${failed.length} of ${countOf(latest, 'passed') + failed.length} checks fail:`,
    ...failed.map(({ row, name, reason }) => `- **${plain(`${row}: ${name}`)}**\n\n${indented(reason ?? '')}`),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

function cells(...texts: readonly string[]): string {
  return `| ${texts.map(plain).join(' | ')} |`;
}

/** A text on one line, without Markdown of its own. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_~|<>[\]#&!]/g, '\\$&');
}

/** A code block in a list, which no text can end early. */
function indented(text: string): string {
  return text.split(/\r\n|\r|\n/).slice(0, 20).map((line) => `      ${line}`).join('\n');
}
