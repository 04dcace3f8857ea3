import type { Fact } from './fact';

export interface Session {
  readonly name: string;
  readonly chosen?: { readonly variable: string; readonly declared: string };
  readonly folders: readonly SessionFolder[];
  /** What is in the mounted folder, with the mode that containers need. */
  readonly mounted: readonly SessionEntry[];
  /** The files with the keys, absolute. */
  readonly files: readonly string[];
  /** `other`: those of another session, whose name is there if it has another one. `unknown`: it is not recorded what they are for. */
  readonly keys: { readonly state: 'absent' | 'unknown' } | { readonly state: 'damaged'; readonly why?: string } | { readonly state: 'other'; readonly of?: string } | { readonly state: 'there'; readonly end: number; readonly namesEnd: boolean };
  /** The errors of clients without keys, and with expired keys. */
  readonly symptoms: { readonly noKeys: string; readonly keysEnded: string };
  /** How many seconds before they expire they are renewed. */
  readonly askBelow: number;
  /** Whether a command that renews them is running. */
  readonly watched: Fact<boolean>;
}

export interface SessionEntry {
  /** Absolute. */
  readonly path: string;
  /** The mode that it should have. */
  readonly wanted: number;
  readonly mode: number;
}

export interface SessionFolder {
  readonly path: string;
  /** The mode that it should have. */
  readonly wanted: number;
  /** undefined if it is absent. */
  readonly found?: { readonly isFolder: boolean; readonly mode: number; readonly uid: number };
}
