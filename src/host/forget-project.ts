import fs from 'node:fs';
import path from 'node:path';
import { removeLeftovers } from './folders';
import { placesOf, type Places } from './places';
import { readState, writeState } from './state';
import { exportEnds } from './under-way';
import { AstroAirflowError, reason } from '../text/error';

/** What became of a session that a project used. */
export interface Forgotten {
  /** The folder of the session: absolute. */
  readonly folder: string;
  /** Other projects that use it, so that its keys stay. */
  readonly others: readonly string[];
}

/**
 * Removes a project from the sessions that it used, and the keys of those that no other existing project uses. It asks no declaration, as
 * that can be gone. The folders stay, because a container can have one mounted.
 *
 * @param outer the folder for all clouds: absolute
 * @param project the Astro project's directory: absolute
 * @param waits called with the folder of a session for which an export is under way
 * @throws AstroAirflowError if something cannot be removed
 */
export async function forgetProject(outer: string, project: string, waits: (folder: string) => void): Promise<Forgotten[]> {
  const forgotten: Forgotten[] = [];
  for (const places of sessionsBelow(outer)) {
    if (readState(places)?.projects.includes(project) === true) {
      await exportEnds(places, () => waits(places.own));
      forgotten.push({ folder: places.own, others: forget(places, project) });
    }
  }
  return forgotten;
}

/**
 * Removes the keys of sessions whose projects have all been removed, or moved to another folder.
 *
 * @param waits called with the folder of a session for which an export is under way
 * @returns the folders of those sessions
 * @throws AstroAirflowError if something cannot be removed
 */
export async function forgetAbsentProjects(outer: string, waits: (folder: string) => void): Promise<string[]> {
  const folders: string[] = [];
  for (const places of sessionsBelow(outer)) {
    if (readState(places)?.projects.every((one) => !fs.existsSync(one)) === true) {
      await exportEnds(places, () => waits(places.own));
      if (forget(places).length === 0) {
        folders.push(places.own);
      }
    }
  }
  return folders;
}

/** The folders with keys of which nobody knows the projects: their record is absent, damaged, or in a folder that this user cannot look into. */
export function unrecordedKeys(outer: string): string[] {
  const around = [outer, ...foldersIn(outer).map((cloud) => path.join(outer, cloud))].filter(isClosed);
  const sessions = sessionsBelow(outer).filter((places) => readState(places) === undefined && (isClosed(places.own) || hasKeys(places)));
  return [...around, ...sessions.map(({ own }) => own)];
}

/** As after a command with sudo. */
function isClosed(directory: string): boolean {
  try {
    fs.accessSync(directory, fs.constants.R_OK | fs.constants.X_OK);
    return false;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Whatever the session, its keys are in JSON, and nothing else that is mounted is. */
function hasKeys({ mount }: Places): boolean {
  try {
    return fs.readdirSync(mount).some((name) => name.endsWith('.json'));
  } catch {
    return false;
  }
}

/** Gives the other projects. */
function forget(places: Places, project?: string): string[] {
  // It can be another one after an export.
  const state = readState(places);
  const others = (state?.projects ?? []).filter((one) => one !== project && fs.existsSync(one));
  if (state !== undefined && others.length > 0) {
    writeState(places, { ...state, projects: others });
  } else {
    removeFiles(places);
  }
  return others;
}

function sessionsBelow(outer: string): Places[] {
  return foldersIn(outer).flatMap((cloud) => foldersIn(path.join(outer, cloud)).map((name) => placesOf({ directory: outer, cloud, name })));
}

function foldersIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    // There are none, or they are not this user's.
    return [];
  }
}

function removeFiles(places: Places): void {
  const { mount } = places;
  const stats = fs.lstatSync(mount, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true) {
    throw new AstroAirflowError(`${mount} is a link, and what it leads to is left alone. Remove the link, and the keys behind it yourself.`);
  }
  try {
    const files = stats === undefined ? [] : filesBelow(mount);
    // The record last: if something ends this process before, the next one still finds the keys by it.
    [...files, places.state].forEach((file) => fs.rmSync(file, { force: true }));
    removeLeftovers(places);
  } catch (error) {
    throw new AstroAirflowError(`The keys in ${places.own} cannot be removed: ${reason(error)}. Remove that folder yourself.`);
  }
}

function filesBelow(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
