import type { FileProblem } from '../clouds/diagnosis';
import type { Permissions } from '../host/reach';

/** A file or folder of the developer's home that is mounted. */
export interface OwnMount {
  /** As the override names it: `~/.aws`. */
  readonly source: string;
  /** Folders and files that the containers use, each with the access that they need. */
  readonly entries: readonly MountedEntry[];
}

export interface MountedPlace extends OwnMount {
  /** Its kind on this machine, and whether the credentials are a file or in a folder. */
  readonly found: 'absent' | 'file' | 'folder';
  readonly wanted: 'file' | 'folder';
  /** Whether a start goes on where it is absent: Docker makes an empty folder, or it is below what is mounted. */
  readonly isMade?: boolean;
  /** Files of the folder of which one must exist, with those that do. */
  readonly expected: readonly string[];
  readonly present: readonly string[];
  /** Those that are links to what the containers do not have, each with its path: `~/.aws/config`. */
  readonly elsewhere?: readonly string[];
  readonly configure: string;
  /** What is wrong with what is in the file. */
  readonly problems?: readonly FileProblem[];
}

export interface MissingMount {
  /** As the override names it. */
  readonly source: string;
  /** Its absolute path, with `~` for the home. */
  readonly path: string;
  /** Whether Docker creates a folder there. */
  readonly isMade: boolean;
  /** Whether it is in the home or in the project, which engines in a virtual machine see. */
  readonly isShared: boolean;
}

export interface MountedEntry {
  /** Its path with `~` for the home: `~/.aws/config`. */
  readonly name: string;
  readonly wanted: ReadonlyArray<'r' | 'w' | 'x'>;
  readonly permissions: Permissions;
}
