import type { Below } from './overlay';

/** The disk as an overlay asks for it, by the functions of `fs` as Node has them. */
export function disk(real: typeof import('node:fs')): Below {
  return {
    kind(absolute) {
      const stats = real.lstatSync(absolute, { throwIfNoEntry: false });
      return stats === undefined ? undefined : stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other';
    },
    names: (absolute) => real.readdirSync(absolute),
    file: (absolute) => ({ content: real.readFileSync(absolute), mode: real.statSync(absolute).mode & 0o777 }),
  };
}
