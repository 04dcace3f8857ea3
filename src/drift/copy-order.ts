import path from 'node:path';
import type { Facts } from './facts';

/** The variable by which the processes of a run know the copy. */
export const COPY = 'PROJEN_ASTRO_AIRFLOW_DRIFT_COPY';

/** Node's own option to load the hook first, after the options that are there. */
const OPTION = `--require ${JSON.stringify(path.join(__dirname, 'hook.js'))}`;

/** NODE_OPTIONS by which a process reports what it knows. */
export function withHook(options: string | undefined): string {
  return options?.includes(OPTION) === true ? options : [options, OPTION].filter(Boolean).join(' ');
}

/** The copy, as its processes know it. */
export interface CopyOrder {
  /** Where the copied directory is: absolute, without links in it. */
  readonly root: string;
  /** The folder that takes what the processes know. */
  readonly facts: string;
}

/** What one process of a run knows. */
export interface ProcessFacts {
  readonly facts: Facts;
  readonly isSynthesized: boolean;
  /** The command that runs the rc file, as the root project names it. */
  readonly command?: string;
  /** The message of the error that ended it. */
  readonly error?: string;
}
