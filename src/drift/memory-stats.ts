import * as os from 'node:os';
import type { Entry, Overlay } from './overlay';
import { failure } from './system-error';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
type Fs = Record<string, any>;

const TYPES = { file: 0o100000, directory: 0o040000, link: 0o120000 };

/** What tells of a file in memory what `fs.lstat` tells of one on the disk. */
export function statsMaker(real: Fs, overlay: Overlay): (call: string, file: string, options: any) => any {
  const numbers = new Map<string, number>();
  /** Two files are one where their numbers are the same, say copying libraries. */
  const numberOf = (file: string): number => {
    const number = numbers.get(file) ?? numbers.size + 1;
    numbers.set(file, number);
    return number;
  };

  return (call, file, options) => {
    const entry = overlay.entry(file);
    if (entry === undefined) {
      return real.lstatSync(overlay.pathOf(file), options);
    }
    if (entry.kind === 'gone') {
      if (options?.throwIfNoEntry === false) {
        return undefined;
      }
      throw failure('ENOENT', 'no such file or directory', call, file);
    }
    const stats = real.statSync(os.devNull, options);
    const isBig = options?.bigint === true;
    const own = {
      mode: TYPES[entry.kind] | modeOf(entry),
      size: sizeOf(entry),
      ino: numberOf(overlay.pathOf(file)),
      nlink: 1,
      blocks: 0,
      uid: process.getuid?.() ?? 0,
      gid: process.getgid?.() ?? 0,
    };
    return Object.assign(stats, Object.fromEntries(Object.entries(own).map(([name, value]) => [name, isBig ? BigInt(value) : value])));
  };
}

function modeOf(entry: Entry): number {
  return entry.kind === 'file' ? entry.mode : entry.kind === 'link' ? 0o777 : 0o755;
}

function sizeOf(entry: Entry): number {
  return entry.kind === 'file' ? entry.content.length : entry.kind === 'link' ? Buffer.byteLength(entry.target) : 0;
}
