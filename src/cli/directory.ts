import fs from 'node:fs';
import { AstroAirflowError, reason } from '../text/error';

/**
 * Checks the directory of an Astro project that a command names.
 *
 * @throws AstroAirflowError if it is none, or cannot be read
 */
export function checkDirectory(directory: string): void {
  const toDo = 'Name the Astro project\'s directory, or run the command in it.';
  let stats: fs.Stats | undefined;
  try {
    stats = fs.statSync(directory, { throwIfNoEntry: false });
  } catch (error) {
    throw new AstroAirflowError(`${directory} cannot be read: ${reason(error)}. ${toDo}`);
  }
  if (!stats?.isDirectory()) {
    throw new AstroAirflowError(`${directory || '""'} is not a directory. ${toDo}`);
  }
}
