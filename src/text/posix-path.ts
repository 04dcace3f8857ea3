import path from 'node:path';

/** The way from a directory to a file, with `/` on every system. */
export function posixRelative(directory: string, file: string): string {
  return path.relative(directory, file).split(path.sep).join('/');
}

/** Whether a file is a folder, or in it. */
export function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** A path as its user writes it: `~/.aws/config`. */
export function fromHome(file: string, home: string | undefined): string {
  return home !== undefined && isBelow(file, home) ? `~/${posixRelative(home, file)}` : file;
}
