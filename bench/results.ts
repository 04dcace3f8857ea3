import type { CacheTable } from './compile-cache';
import type { CopyPoint } from './copies';
import type { DoctorPoint } from './doctor';
import type { GrowthPoint } from './growth';
import type { Comparison } from './interleave';
import type { Profiles } from './profile';
import type { SessionPoint } from './sessions';
import type { ShapePoint } from './shapes';

/** The rows of the comparison, as the tables call them. */
export const NAMES = {
  bare: 'the rc file alone',
  defaultTask: 'the default task by projen’s runner, without npx',
  drift: 'projen-astro-airflow drift',
  npxDrift: 'npx projen drift',
  projen: 'npx projen',
  projenDiff: 'npx projen && git diff --exit-code',
  cruft: 'cruft check && cruft diff --exit-code',
  copier: 'copier recopy && git add -A && git diff --staged --exit-code',
  copierUpdate: 'copier update --pretend',
} as const;

/** How long and how thorough a run is. */
export type Mode = 'quick' | 'default' | 'full';

/** All that a run has found out. */
export interface Results {
  readonly mode: Mode;
  /** The day of the run, as YYYY-MM-DD. */
  readonly date: string;
  /** What the numbers depend on, without anything that names the machine. */
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Why cruft and copier are missing. */
  readonly peersReason?: string;
  readonly growth: readonly GrowthPoint[];
  readonly shapes: readonly ShapePoint[];
  readonly copies: readonly CopyPoint[];
  readonly sessions: readonly SessionPoint[];
  readonly doctors: readonly DoctorPoint[];
  readonly synth: Comparison;
  readonly loading: Comparison;
  readonly profiles: Profiles;
  /** A quick run does not have it. */
  readonly compileCache?: CacheTable;
}
