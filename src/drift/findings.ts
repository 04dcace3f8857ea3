import type { FileReport } from './report';

/** What one process of a run found. */
export interface Findings {
  /** Every file that is not in sync. */
  readonly files: FileReport[];
  /** How many files are in sync. */
  readonly inSync: number;
  /** Whether a project was synthesized. */
  readonly synthesized: boolean;
  /** The command that runs the rc file, as the root project names it. */
  readonly command?: string;
  /** The message of the error that ended the process. */
  readonly error?: string;
  /** Why files could not be compared although the run went well. */
  readonly failure?: string;
}

/** What the processes of a run found together. Of a file that several speak of, the last word counts, and of several errors the last. */
export function together(all: readonly Findings[]): Findings {
  const files = new Map(all.flatMap((findings) => findings.files).map((file) => [file.path, file]));
  return {
    files: [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1)),
    inSync: all.reduce((sum, { inSync }) => sum + inSync, 0),
    synthesized: all.some(({ synthesized }) => synthesized),
    command: all.find(({ command }) => command !== undefined)?.command,
    error: all.map(({ error }) => error).filter((error) => error !== undefined).at(-1),
    failure: all.find(({ failure }) => failure !== undefined)?.failure,
  };
}
