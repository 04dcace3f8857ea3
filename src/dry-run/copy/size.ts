import fs from 'node:fs';
import path from 'node:path';
import { namesIn } from './names';

/** Whether there are more files, or bytes in them, in a directory and those below it. */
export function isLarge(directory: string, most: { readonly files: number; readonly bytes: number }): boolean {
  let [files, bytes] = [0, 0];
  const weigh = (inner: string): boolean =>
    namesIn(inner).some((name) => {
      const file = path.join(inner, name);
      const stats = fs.lstatSync(file, { throwIfNoEntry: false });
      bytes += stats?.isFile() === true ? stats.size : 0;
      return ++files > most.files || bytes > most.bytes || (stats?.isDirectory() === true && weigh(file));
    });
  return weigh(directory);
}
