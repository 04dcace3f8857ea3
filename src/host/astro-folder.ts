import fs from 'node:fs';
import path from 'node:path';
import { AstroAirflowError, reason } from '../text/error';
import { listed } from '../text/lists';
import { OVERRIDE_FILE, UNREAD_OVERRIDES } from '../text/override-names';
import { posixRelative } from '../text/posix-path';

/** How deep below a directory an Astro project is looked for: `apps/airflow`. */
const DEPTH = 2;
const MOST_NAMES = 10;
const MARKS = [OVERRIDE_FILE, ...UNREAD_OVERRIDES, path.join('.astro', 'config.yaml')];

/** What a user types to run a command in the project in a folder, as it was named: `npx projen-astro-airflow doctor airflow/etl`. */
export type CommandIn = (folder: string) => string;

/**
 * The folder of the Astro project that a directory is, or has in it.
 *
 * @param directory as the user named it
 * @returns an absolute path, without links
 * @throws AstroAirflowError if there is none, or more than one
 */
export function astroFolder(directory: string, commandIn: CommandIn): string {
  const root = realDirectory(directory);
  const [found, ...others] = astroFolders(root);
  if (found === undefined) {
    throw new AstroAirflowError(`There is no Astro project in ${shown(directory)}: neither ${OVERRIDE_FILE} nor .astro/config.yaml. Name its directory, or run npx projen in the project first.`);
  }
  if (others.length > 0) {
    refuse(directory, commandIn);
  }
  return found;
}

/**
 * Refuses a directory that is no Astro project and has some in it, for a command that works in the directory alone.
 *
 * @throws AstroAirflowError if it is one
 */
export function refuseAbove(directory: string, commandIn: CommandIn): void {
  if (!isAstro(directory) && astroFolders(directory).length > 0) {
    refuse(directory, commandIn);
  }
}

function refuse(directory: string, commandIn: CommandIn): never {
  const root = realDirectory(directory);
  // From where the user is, so that the command can be pasted.
  const names = astroFolders(root).map((one) => path.join(directory, posixRelative(root, one)).split(path.sep).join('/'));
  throw new AstroAirflowError(
    names.length > 1
      ? `There are several Astro projects in ${shown(directory)}: ${listed(fewOf(names))}. Name one: ${commandIn(names[0])}`
      : `${directory === '.' ? 'The current directory' : directory} is no Astro project, and ${names[0]} is one. Name it: ${commandIn(names[0])}`,
  );
}

/** A folder of everything that somebody has would fill the screen. */
function fewOf(names: readonly string[]): readonly string[] {
  return names.length > MOST_NAMES + 1 ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names;
}

function shown(directory: string): string {
  return directory === '.' ? 'the current directory' : directory;
}

function isAstro(directory: string): boolean {
  return MARKS.some((name) => fs.existsSync(path.join(directory, name)));
}

/** The directory itself, or those in it. */
function astroFolders(root: string): string[] {
  return isAstro(root) ? [root] : below(root, DEPTH);
}

function below(directory: string, depth: number): string[] {
  return depth === 0 ? [] : foldersIn(directory).flatMap((folder) => (isAstro(folder) ? [folder] : below(folder, depth - 1)));
}

function foldersIn(directory: string): string[] {
  try {
    const entries = fs.readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules').map(({ name }) => path.join(directory, name)).sort();
  } catch {
    // What cannot be read is no project of this user.
    return [];
  }
}

function realDirectory(directory: string): string {
  let problem = 'it is no directory';
  try {
    const real = fs.realpathSync(directory);
    if (fs.statSync(real).isDirectory()) {
      return real;
    }
  } catch (error) {
    problem = reason(error);
  }
  throw new AstroAirflowError(`${directory || '""'} cannot be looked at: ${problem}. Name the Astro project's directory, or run the command in it.`);
}
