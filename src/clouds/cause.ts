/** Where people meet a symptom: the sections of docs/troubleshooting.md. */
export const SYMPTOM_SECTIONS = {
  start: '`astro dev start` fails',
  credentials: 'The containers have no credentials',
  signIn: 'Single sign-on',
  lookup: 'The variable or connection is not found',
  export: 'The host gives no keys',
} as const;

export type SymptomSection = keyof typeof SYMPTOM_SECTIONS;

/** A symptom with its cause and what fixes it: a row of the table of causes. Texts are Markdown without links. */
export interface Cause {
  /** Stable: the documentation has the anchor `cause-ID`. */
  readonly id: string;
  readonly section: SymptomSection;
  /** What people see. */
  readonly symptom: string;
  /** The same in a log, which belongs to this cause alone or to several. Undefined if no log has it. */
  readonly pattern?: RegExp;
  /** Whether the log has nothing but that the variable or connection is not found. */
  readonly isSilent?: boolean;
  readonly cause: string;
  readonly fix: string;
  /** Ids of causes that the same log seems to have, and does not. */
  readonly covers?: readonly string[];
  /** A section of docs/troubleshooting.md that says more. */
  readonly more?: string;
}
