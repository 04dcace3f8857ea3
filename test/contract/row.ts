import type { Packages } from './packages';

/** Why this machine cannot run something. It is counted and shown as skipped, never as passed. */
export class Skipped extends Error {}

/** Why something could not be made ready: no network, a tool that does not start. Its message is one clear line. */
export class NotPrepared extends Error {}

/** One system, or one version of it, that is held against what this package writes. */
export interface Row {
  /** What one types to run it alone, for example `airflow3`. */
  readonly name: string;
  /** What it proves, in a few words. */
  readonly title: string;
  /** Whether it is left to `--full`. */
  readonly fullOnly?: boolean;
  /**
   * Makes the system ready and holds it against the files.
   *
   * @throws Skipped if the machine has not what it needs
   * @throws NotPrepared if the system could not be made ready
   */
  run(run: RowRun): Promise<void>;
}

/** What a row is given. */
export interface RowRun {
  /** The package as users install it, or a copy of it with a mistake. */
  readonly packages: Packages;
  /** The git-ignored folder of the project in which installed tools are kept, for all rows. */
  readonly cache: string;
  /** A new empty folder, of this row alone. It goes away at the end. */
  readonly work: string;
  /** Whether the newest of everything is taken instead of the pinned versions. */
  readonly latest: boolean;
  /**
   * Proves one thing: it fails if the work throws, and is skipped if that throws `Skipped`. Does nothing where the user
   * asked for other checks only.
   *
   * @param name a sentence about behaviour
   */
  readonly check: (name: string, work: () => Promise<void> | void) => Promise<void>;
  /** Whether any check of these is asked for; where making ready costs much. */
  readonly wants: (...names: string[]) => boolean;
  /** Says what was proved on. */
  readonly version: (system: string, version: string) => void;
  /** What has to be undone however the run ends: a server, a mount. The last is undone first. */
  readonly cleanUp: (undo: () => void) => void;
  /** Prints what takes long, for whoever waits. */
  readonly progress: (text: string) => void;
}

/** What came of one check. */
export interface CheckResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped. */
  readonly reason?: string;
  readonly seconds: number;
}

/** What came of one row. */
export interface RowResult {
  readonly name: string;
  readonly title: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly checks: readonly CheckResult[];
  readonly seconds: number;
}
