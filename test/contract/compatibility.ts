import type { RowResult } from './row';
import { countOf, versionsOf } from './table';

/** A whole run with the pinned versions, as it is kept. */
export interface ProvedRun {
  /** `2026-11-25`. */
  readonly date: string;
  /** The operating system and what of the machine has a part in it. */
  readonly machine: string;
  readonly rows: readonly RowResult[];
}

/** What users could take for proved, too. */
const UNPROVED = 'The workflows for macOS and Windows and for Node 22 and 24 are generated and linted. They were not run here.';

/** The page that says what was proved on which version, and when. */
export function compatibilityPage({ date, machine, rows }: ProvedRun): string {
  return [
    '# Compatibility',
    `Written by \`npm run contract -- --full\` on ${date}: ${machine}. What this package writes was given to the real programs that read it, in these versions. Everything below passed${countOf(rows, 'skipped') === 0 ? '' : ', but for what is marked as skipped'}.`,
    UNPROVED,
    ['| proved | on | checks | time |', '| --- | --- | ---: | ---: |', ...rows.map((row) =>
      cells(row.title, versionsOf(row), String(countOf([row], 'passed')), `${row.seconds.toFixed(0)} s`))].join('\n'),
    ...rows.flatMap((row) => [
      `## ${plain(`${row.name}: ${row.title}`)}`,
      row.checks.map(({ name, outcome, reason }) => `- ${plain(`${name}${outcome === 'skipped' ? ` (skipped: ${reason})` : ''}`)}`).join('\n'),
    ]),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

/** What a run with the newest versions says beside the pinned one, in Markdown: the versions that changed, then what no longer holds. */
export function latestReport(latest: readonly RowResult[], pinned: ProvedRun): string {
  const changes = latest.flatMap((row) => Object.entries(row.versions).flatMap(([system, version]) => {
    const before = pinned.rows.find(({ name }) => name === row.name)?.versions[system];
    return before === version ? [] : [cells(row.name, system, before ?? 'not there', version)];
  }));
  const failed = latest.flatMap(({ name, checks }) => checks.filter(({ outcome }) => outcome === 'failed').map((check) => ({ row: name, ...check })));
  return [
    `Beside the versions proved on ${pinned.date}:`,
    changes.length === 0 ? 'No version has changed.' : ['| row | system | proved | newest |', '| --- | --- | --- | --- |', ...changes].join('\n'),
    failed.length === 0 ? `All ${countOf(latest, 'passed')} checks pass.` : `${failed.length} of ${countOf(latest, 'passed') + failed.length} checks fail:`,
    ...failed.map(({ row, name, reason }) => `- **${plain(`${row}: ${name}`)}**\n\n${indented(reason ?? '')}`),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

function cells(...texts: readonly string[]): string {
  return `| ${texts.map(plain).join(' | ')} |`;
}

/** A text on one line, in which nothing means anything to Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_~|<>[\]#&!]/g, '\\$&');
}

/** A block of code within a list, which no text can end early. */
function indented(text: string): string {
  return text.split(/\r\n|\r|\n/).slice(0, 20).map((line) => `      ${line}`).join('\n');
}
