import fs from 'node:fs';
import path from 'node:path';
import { commandFor, programFor } from './projen-project';
import { astroFolder, refuseAbove } from '../host/astro-folder';
import { AstroAirflowError, reason } from '../text/error';
import { posixWord } from '../text/shell-words';

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

/**
 * The Astro project that a directory is, or the only one in it.
 *
 * @param command that takes a directory
 * @throws AstroAirflowError if there is none, or more than one
 */
export function namedProject(command: string, directory: string): string {
  return astroFolder(directory, (folder) => programFor(`${command} ${posixWord(folder)}`, directory));
}

/**
 * Refuses a directory that has Astro projects in it and is none, for a command that works in a named directory alone.
 *
 * @throws AstroAirflowError if it is one
 */
export function refuseAboveNamed(command: string, directory: string): void {
  refuseAbove(directory, (folder) => programFor(`${command} ${posixWord(folder)}`, directory));
}

/**
 * The same for the current directory, of a command that takes none.
 *
 * @throws AstroAirflowError if it is one
 */
export function refuseAboveHere(command: string): void {
  refuseAbove('.', (folder) => `cd ${posixWord(folder)}, then ${commandFor(command, path.resolve(folder))}`);
}
