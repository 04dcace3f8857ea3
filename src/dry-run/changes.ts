import type { lstatSync } from 'node:fs';
import path from 'node:path';

/** What a run would have at a path instead of what the disk has there. */
export type Change =
  | { readonly kind: 'file'; readonly content: Buffer; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'gone' };

/** Every path that a run would change, absolute, with what it would have there. */
export type Changes = ReadonlyMap<string, Change>;

/** What a path has: links are not followed. */
export type Kind = 'file' | 'directory' | 'link' | 'other';

/** The kind of something that was looked at with `lstat`. */
export function kindOf(stats: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Kind {
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other';
}

/**
 * The kind of what a path has on the disk; undefined if nothing is there.
 *
 * @param disk the functions of `fs` as Node has them
 */
export function kindAt(disk: { readonly lstatSync: typeof lstatSync }, file: string): Kind | undefined {
  try {
    const stats = disk.lstatSync(file, { throwIfNoEntry: false });
    return stats && kindOf(stats);
  } catch (error) {
    // A path through a file, and in a loop of links.
    if (/^(ENOTDIR|ELOOP)$/.test((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}

/** Whether a path is a directory, or in it. */
export function isIn(directory: string, file: string): boolean {
  return file === directory || file.startsWith(directory.endsWith(path.sep) ? directory : directory + path.sep);
}
