import type { Cause } from '../ownership/signature';

export type { Cause };

/**
 * What the drift check says of a file. `missing`, `modified` and `orphaned` are drift: a synth would create, change or
 * delete the file. `overridden` (a line of the user's wins over a declared key) and `skipped` (a sample, or a personal file
 * that a fresh clone does not have) are notes.
 */
export type Status = 'missing' | 'modified' | 'orphaned' | 'overridden' | 'skipped' | 'in-sync';

/** One file that a synth would write. */
export interface FileReport {
  /** From the directory that is checked, with `/` on every system. */
  readonly path: string;
  readonly status: Status;
  /** Of a modified file: edited manually, stale because the declaration or a package changed, or both. */
  readonly cause?: Cause;
  /** What differs in JSON, YAML and `.env`: key paths (`services.webserver`) or variables. Never a value. */
  readonly keys?: readonly string[];
  /** How many more keys differ in a `.env` that was edited: their names could be pieces of values. */
  readonly moreKeys?: number;
  /** From what is on the disk to what a synth would write, as `git apply` takes it; none where it could show a secret. */
  readonly diff?: string;
  /** The first line on the disk that differs, from 1. */
  readonly line?: number;
  /** More about the file: why it is `overridden` or `skipped`, or what keeps the edit of a modified one. */
  readonly note?: string;
}

/** What the drift check found. */
export interface DriftReport {
  /** Every file that is not in sync, by path. */
  readonly files: readonly FileReport[];
  /** How many files are in sync. */
  readonly inSync: number;
  /** The rc file to edit, from the directory that is checked: `.projenrc.ts`. */
  readonly rcFile: string;
  /** The command that fixes drift: `npx projen`. */
  readonly command: string;
  /** What the check could not tell, and what follows from that. */
  readonly untold?: string;
}
