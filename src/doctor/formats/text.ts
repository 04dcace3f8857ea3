import { styleText } from 'node:util';
import { docPage } from '../../text/doc-page';
import { GROUPS, type Finding, type Group, type Verdict } from '../check';

type Style = Parameters<typeof styleText>[0];

const SIGNS: Readonly<Record<Verdict, readonly [string, Style]>> = { ok: ['ok', 'green'], unknown: ['unknown', 'gray'], warning: ['warning', 'yellow'], failure: ['failure', 'red'] };
const WORST: readonly Verdict[] = ['failure', 'warning', 'unknown', 'ok'];
const WIDTH = 'failure'.length;
const INDENT = ' '.repeat(WIDTH + 4);

/** The report for people: a line a group, details on trouble alone, and a summary as the last line. */
export function textReport(findings: readonly Finding[], color: boolean): string {
  const groups = (Object.keys(GROUPS) as Group[]).map((group) => [group, findings.filter((finding) => finding.group === group)] as const).filter(([, found]) => found.length > 0);
  return `${[...groups.flatMap(([group, found]) => linesOf(group, found, color)), summaryOf(findings)].join('\n')}\n`;
}

function linesOf(group: Group, found: readonly Finding[], color: boolean): string[] {
  const worst = WORST.find((verdict) => found.some((finding) => finding.verdict === verdict))!;
  const trouble = WORST.flatMap((verdict) => (verdict === 'ok' ? [] : found.filter((finding) => finding.verdict === verdict)));
  const summary = trouble.length > 0 ? '' : `: ${found.map(({ line }) => line).join(', ')}`;
  return [`${sign(worst, color)}  ${GROUPS[group]}${summary}`, ...trouble.flatMap((finding) => details(finding, color))];
}

function details({ id, verdict, line, fix }: Finding, color: boolean): string[] {
  return [`  ${sign(verdict, color)}  ${line} [${id}]`, ...(fix === undefined ? [] : [`${INDENT}Fix: ${fix}`])];
}

function sign(verdict: Verdict, color: boolean): string {
  const [word, style] = SIGNS[verdict];
  return color ? styleText(style, word.padEnd(WIDTH), { validateStream: false }) : word.padEnd(WIDTH);
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  const parts = [counted(count('failure'), 'failure'), counted(count('warning'), 'warning'), count('unknown') === 0 ? '' : `${count('unknown')} unknown`].filter((part) => part !== '');
  return parts.length === 0 ? `No problem found in ${findings.length} checks.` : `${parts.join(', ')}. ${docPage('docs/doctor.md')} explains each name in brackets.`;
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}
