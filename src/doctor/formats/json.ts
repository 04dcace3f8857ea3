import { printable } from '../../text/printable';
import type { Finding, Verdict } from '../check';

/** Increases if a reader of the old document could misread the new one; a new field or check does not increase it. */
const SCHEMA_VERSION = 1;

/** The report for programs, as schema/doctor-report.schema.json describes it. */
export function jsonReport(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  const counts = { ok: count('ok'), warning: count('warning'), failure: count('failure'), unknown: count('unknown') };
  return document({
    result: counts.failure > 0 ? 'failure' : 'ok',
    counts,
    findings: findings.map(({ id, group, verdict, line, fix, docs }) => ({ id, group, verdict, line, fix, docs })),
  });
}

/** The document for a doctor that could not run. */
export function jsonError(message: string): string {
  return document({ result: 'error', message });
}

function document(content: object): string {
  const text = JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...content }, undefined, 2);
  // In a string of JSON the escapes are JSON's, too.
  return `${text.split('\n').map(printable).join('\n')}\n`;
}
