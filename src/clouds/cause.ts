import type { WayKind } from './strategy';

/** Where people meet a symptom: sections of docs/troubleshooting.md. */
export const SYMPTOM_SECTIONS = {
  start: '`astro dev start` fails',
  credentials: 'The containers have no credentials',
  signIn: 'Single sign-on in the containers',
  lookup: 'The variable or connection is not found',
  export: 'Your machine gives no keys',
} as const;

export type SymptomSection = keyof typeof SYMPTOM_SECTIONS;

/** What Airflow prints in the end, whatever the cause: the heading of those that print nothing else. */
export const NOT_FOUND_SYMPTOM = '`VARIABLE_NOT_FOUND`, `Variable … does not exist`, `The conn_id … isn\'t defined`';

/** A symptom with its cause and what fixes it. Texts are Markdown without links. */
export interface Cause {
  /** Stable: docs/troubleshooting.md has the anchor `cause-ID`. */
  readonly id: string;
  readonly section: SymptomSection;
  /** What people see: the heading in docs/troubleshooting.md, which causes with the same symptom share. */
  readonly symptom: string;
  /** What separates it from other causes with the same symptom. */
  readonly when?: string;
  /** The same in a log, which belongs to this cause alone or to several. Undefined if no log has it. */
  readonly pattern?: RegExp;
  /** Whether the pattern's groups are the path of a file in which secrets are looked up: a task that misses another one fails in the same words. */
  readonly isOfFile?: boolean;
  /** Whether the log has nothing but that the variable or connection is not found. */
  readonly isSilent?: boolean;
  /** Whether the example DAG did not run, so that nothing was looked up. */
  readonly isNotRun?: boolean;
  /** The ways of getting the cloud's credentials with which it happens; `none` is where none is declared. By default it happens with each. */
  readonly ways?: ReadonlyArray<WayKind | 'none'>;
  /** Begins with what to look at. */
  readonly cause: string;
  readonly fix: string;
  /** Ids of causes that the same log seems to have, and does not. */
  readonly covers?: readonly string[];
  /** A section of docs/troubleshooting.md that says more. */
  readonly more?: string;
}
