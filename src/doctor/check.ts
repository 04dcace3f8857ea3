import type { Facts } from './facts';

/** The groups of checks, in the order of the report. */
export const GROUPS = {
  tools: 'Tools',
  credentials: 'Credentials',
  session: 'Session',
  mounted: 'Mounted files',
  files: 'Files',
  airflow: 'Airflow',
  container: 'In a container',
} as const;

export type Group = keyof typeof GROUPS;

/** `unknown`: it could not be determined, which is not a failure. */
export type Verdict = 'ok' | 'warning' | 'failure' | 'unknown';

/** What a check found. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The finding and, if it is a problem, why it matters: one line. */
  readonly line: string;
  /** A command or a step that fixes it. */
  readonly fix?: string;
}

/** A pure judgement of the facts. */
export interface Check {
  /** Stable: reports and the documentation name it. */
  readonly id: string;
  readonly group: Group;
  /** What it checks, for the table in docs/doctor.md: a phrase. */
  readonly looksAt: string;
  /** What it finds; nothing where it does not apply. */
  judge(facts: Facts): readonly Judgement[];
}

/** A judgement with where it comes from. */
export interface Finding extends Judgement {
  readonly id: string;
  readonly group: Group;
  /** Its section in the documentation. */
  readonly docs: string;
}

export const ok = (line: string): Judgement => ({ verdict: 'ok', line });
export const warning = (line: string, fix?: string): Judgement => ({ verdict: 'warning', line, fix });
export const failure = (line: string, fix?: string): Judgement => ({ verdict: 'failure', line, fix });
export const unknown = (line: string, fix?: string): Judgement => ({ verdict: 'unknown', line, fix });
