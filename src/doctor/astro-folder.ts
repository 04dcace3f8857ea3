import fs from 'node:fs';
import path from 'node:path';
import { OVERRIDE, UNREAD_OVERRIDES } from '../files/managed-files';
import { AstroAirflowError, reason } from '../text/error';
import { listed } from '../text/lists';
import { posixRelative } from '../text/posix-path';

/** How deep below a directory an Astro project is looked for: `apps/airflow`. */
const DEPTH = 2;
const MARKS = [OVERRIDE.fileName, ...UNREAD_OVERRIDES, path.join('.astro', 'config.yaml')];

/**
 * The folder of the Astro project that a directory is, or has in it.
 *
 * @param command that is called, for messages
 * @returns an absolute path, without links
 * @throws AstroAirflowError if there is none, or more than one
 */
export function astroFolder(directory: string, command: string = 'doctor'): string {
  const root = realDirectory(directory);
  if (isAstro(root)) {
    return root;
  }
  const [found, ...others] = below(root, DEPTH);
  if (found === undefined) {
    throw new AstroAirflowError(`There is no Astro project in ${directory === '.' ? 'the current directory' : directory}: neither ${OVERRIDE.fileName} nor .astro/config.yaml. Name its directory, or run npx projen in the project first.`);
  }
  if (others.length > 0) {
    const names = [found, ...others].map((one) => posixRelative(root, one));
    throw new AstroAirflowError(`There are several Astro projects here: ${listed(names)}. Name one: projen-astro-airflow ${command} ${names[0]}`);
  }
  return found;
}

function isAstro(directory: string): boolean {
  return MARKS.some((name) => fs.existsSync(path.join(directory, name)));
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
