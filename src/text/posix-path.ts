import * as path from 'node:path';

/** The way from a directory to a file, with `/` on every system. */
export function posixRelative(directory: string, file: string): string {
  return path.relative(directory, file).split(path.sep).join('/');
}
