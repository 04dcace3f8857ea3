import fs from 'node:fs';
import { commandFor } from './projen-project';
import { declaredSessions } from '../host/declared-sessions';
import { forgetAbsentProjects, forgetProject, unrecordedKeys } from '../host/forget-project';
import { homeDirectory, homeOfKeys } from '../host/home';
import { outerFolder } from '../host/places';
import { listed } from '../text/lists';

/**
 * Removes the keys that an Astro project's sessions left on this machine, and those of projects that are not there any more: it can be
 * this one, before it was moved. Gives a line for each session.
 */
export async function cleanKeys(directory: string): Promise<string[]> {
  const project = fs.realpathSync(directory);
  const outers = outerFolders(directory);
  const forgotten = (await Promise.all(outers.map((outer) => forgetProject(outer, project, waits)))).flat();
  const absent = (await Promise.all(outers.map((outer) => forgetAbsentProjects(outer, waits)))).flat();
  return [
    ...forgotten.map(({ folder, others }) => (others.length === 0 ? `${folder}: keys removed` : `${folder}: keys kept, because ${listed(others)} ${others.length === 1 ? 'uses' : 'use'} them`)),
    ...absent.map((folder) => `${folder}: keys removed, because the projects that used them are not there any more`),
    ...outers.flatMap(unrecordedKeys).map((folder) => `${folder}: keys kept, because no record of the projects that use them can be read. To remove them, run ${commandFor('logout', directory)} in a project that declares them, or remove that folder.`),
  ];
}

/**
 * Removes the keys that a project used which declares no session any more; gives a line for each session whose keys nobody else uses.
 *
 * @param project its directory: absolute
 * @param home absolute
 */
export async function forgetKeys(project: string, home: string): Promise<string[]> {
  const forgotten = await forgetProject(outerFolder(undefined, home), project, waits);
  return forgotten.filter(({ others }) => others.length === 0).map(({ folder }) => `${folder}: keys removed, because this project declares no session any more`);
}

function waits(folder: string): void {
  process.stderr.write(`${folder}: an export is under way, waiting\n`);
}

/**
 * The one below the home, and those that are still declared.
 *
 * @throws AstroAirflowError if a session is declared, and the user has no home
 */
function outerFolders(directory: string): string[] {
  const declared = declaredFolders(directory);
  const home = declared.length === 0 ? homeDirectory() : homeOfKeys();
  return home === undefined ? [] : [...new Set([undefined, ...declared].map((one) => outerFolder(one, home)))];
}

/** What each declared session names as its folder: undefined for the one below the home. */
function declaredFolders(directory: string): Array<string | undefined> {
  try {
    return declaredSessions(directory).map((session) => (typeof session.directory === 'string' ? session.directory : undefined));
  } catch {
    // A damaged override must not keep the blocks from being removed.
    return [];
  }
}
