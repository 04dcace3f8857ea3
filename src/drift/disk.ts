import * as path from 'node:path';
import { MOST_LINKS, type Below } from './overlay';

type Fs = typeof import('node:fs');

/** The functions of `fs` as Node has them, and whether one of them is at work. */
export interface RealFs {
  readonly fs: Fs;
  /** Node's own functions call one another through the module: then the stand-ins must keep out of it. */
  isBusy(): boolean;
}

/** Keeps the functions of `fs` before they are replaced. */
export function keepReal(module: Fs): RealFs {
  let busy = 0;
  const kept: Record<string, unknown> = { ...module };
  for (const [name, original] of Object.entries(module)) {
    if (name.endsWith('Sync')) {
      const call = (...args: unknown[]): unknown => {
        busy++;
        try {
          return (original as (...all: unknown[]) => unknown)(...args);
        } finally {
          busy--;
        }
      };
      kept[name] = Object.assign(call, original);
    }
  }
  return { fs: kept as unknown as Fs, isBusy: () => busy > 0 };
}

/** The disk as an overlay asks for it. */
export function disk({ fs }: RealFs): Below {
  // Node's own way of finding it asks for each part of the path.
  const { native } = fs.realpathSync;
  const realDirectory = (absolute: string, hops: number = 0): string => {
    try {
      return native(absolute);
    } catch {
      const directory = path.dirname(absolute);
      if (directory === absolute || hops > MOST_LINKS) {
        return absolute;
      }
      const above = realDirectory(directory, hops);
      const here = path.join(above, path.basename(absolute));
      // What a link to nowhere means can be made by the run.
      return statsOf(here)?.isSymbolicLink() === true ? realDirectory(path.resolve(above, fs.readlinkSync(here)), hops + 1) : here;
    }
  };
  const statsOf = (absolute: string): ReturnType<Fs['lstatSync']> | undefined => {
    try {
      return fs.lstatSync(absolute, { throwIfNoEntry: false });
    } catch (error) {
      // A path through a file, and in a loop of links.
      if (/^(ENOTDIR|ELOOP)$/.test((error as NodeJS.ErrnoException).code ?? '')) {
        return undefined;
      }
      throw error;
    }
  };
  return {
    kind(absolute) {
      const stats = statsOf(absolute);
      return stats === undefined ? undefined : stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other';
    },
    names: (absolute) => fs.readdirSync(absolute),
    file: (absolute) => ({ content: fs.readFileSync(absolute), mode: fs.statSync(absolute).mode & 0o777 }),
    linkTarget: (absolute) => fs.readlinkSync(absolute),
    realDirectory: (absolute) => realDirectory(absolute),
  };
}
