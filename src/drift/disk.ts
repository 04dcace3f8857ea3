import { kindAt, type Kind } from '../dry-run/changes';

type Fs = typeof import('node:fs');

/** The project as it is, to be compared with what a synth would leave. */
export interface Disk {
  /** The kind of what a path has, links not followed; undefined if nothing is there. */
  kind(absolute: string): Kind | undefined;
  /** The names in a directory. */
  names(absolute: string): string[];
  /** Bytes and mode of a file. */
  file(absolute: string): { content: Buffer; mode: number };
  /** Where a link points to, as it says it. */
  linkTarget(absolute: string): string;
}

/** @param fs the functions of `fs` as Node has them */
export function diskOf(fs: Fs): Disk {
  return {
    kind: (absolute) => kindAt(fs, absolute),
    names: (absolute) => fs.readdirSync(absolute),
    file: (absolute) => ({ content: fs.readFileSync(absolute), mode: fs.statSync(absolute).mode & 0o777 }),
    linkTarget: (absolute) => fs.readlinkSync(absolute),
  };
}
