import fs from 'node:fs';
import { reason } from '../../text/error';
import type { Fact } from '../facts';

/** No file that the doctor reads is that long. */
const MOST_BYTES = 2 ** 22;

/** The text of a file; undefined if it is absent. A pipe or a device would never end, so only files are read. */
export function readText(file: string): Fact<string | undefined> {
  try {
    const stats = fs.statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) {
      return { value: undefined };
    }
    if (!stats.isFile()) {
      return { unknown: 'it is not a file' };
    }
    return stats.size > MOST_BYTES ? { unknown: 'it is too long' } : { value: fs.readFileSync(file, 'utf-8') };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR' ? { value: undefined } : { unknown: reason(error) };
  }
}
