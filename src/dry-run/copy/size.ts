import fs from 'node:fs';
import path from 'node:path';

/** Whether there are more files, or bytes in them, in a directory and those below it. */
export function isLarge(directory: string, most: { readonly files: number; readonly bytes: number }): boolean {
  let [files, bytes] = [0, 0];
  const weigh = (inner: string): boolean =>
    fs.readdirSync(inner, { withFileTypes: true }).some((entry) => {
      const file = path.join(inner, entry.name);
      bytes += entry.isFile() ? fs.lstatSync(file).size : 0;
      return ++files > most.files || bytes > most.bytes || (entry.isDirectory() && weigh(file));
    });
  return weigh(directory);
}
