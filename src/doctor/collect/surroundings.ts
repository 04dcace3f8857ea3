import type { Commands } from '../facts';

/** Where the facts are collected. */
export interface Surroundings {
  /** The Astro project's directory: absolute. */
  readonly directory: string;
  /** The directory of the projen project that it is in; undefined if it is in none. */
  readonly project?: string;
  readonly env: NodeJS.ProcessEnv;
  /** The home directory: absolute; undefined if there is none. */
  readonly home?: string;
  readonly platform: NodeJS.Platform;
  /** The command of this package, for the drift check. */
  readonly bin: string;
  readonly commands: Commands;
  readonly now: number;
  /** Whether the cloud itself may be asked. */
  readonly isOnline?: boolean;
  /** Where something is to be tried in a container: ends it. */
  readonly trial?: AbortSignal;
}
