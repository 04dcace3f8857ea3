import fs from 'node:fs';

/** The names in a directory; none where it is not there, or may not be read. */
export function namesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory);
  } catch {
    return [];
  }
}
