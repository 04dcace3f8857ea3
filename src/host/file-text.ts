import fs from 'node:fs';

/** The text of a file; undefined if it is absent or cannot be read. Only a file is read: a pipe in its place would never end. */
export function fileText(file: string): string | undefined {
  try {
    return fs.statSync(file).isFile() ? fs.readFileSync(file, 'utf-8') : undefined;
  } catch {
    return undefined;
  }
}
