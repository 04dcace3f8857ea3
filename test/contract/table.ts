import type { CheckResult, RowResult } from './row';

/** The number of checks with an outcome. */
export function countOf(rows: readonly RowResult[], outcome: CheckResult['outcome']): number {
  return rows.flatMap(({ checks }) => checks).filter((check) => check.outcome === outcome).length;
}

/** The versions of a row, on one line. */
export function versionsOf({ versions }: RowResult): string {
  return Object.entries(versions).map(([system, version]) => `${system} ${version}`).join(', ');
}

/** A text table with aligned columns. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  return [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

/** What is printed at the end: a line for each row, then the reason for each check that did not pass. */
export function report(rows: readonly RowResult[]): string {
  const lines = rows.map((row) => [
    row.name,
    ...(['passed', 'failed', 'skipped'] as const).map((outcome) => String(countOf([row], outcome))),
    `${row.seconds.toFixed(0)} s`,
    versionsOf(row),
  ]);
  const others = rows.flatMap((row) => row.checks.filter(({ outcome }) => outcome !== 'passed').map((check) => `${check.outcome}: ${row.name}: ${check.name}\n    ${(check.reason ?? '').split('\n').slice(0, 12).join('\n    ')}`));
  return [table(['row', 'passed', 'failed', 'skipped', 'time', 'versions'], lines), ...others].join('\n\n');
}
