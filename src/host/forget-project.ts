import * as fs from 'node:fs';
import * as path from 'node:path';
import { removeLeftovers } from './folders';
import { placesOf, type Places } from './places';
import { readState, writeState } from './state';
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
 * @throws AstroAirflowError if something cannot be removed
 */
export function forgetProject(outer: string, project: string): Forgotten[] {
  return sessionsBelow(outer).flatMap((places) => {
    const state = readState(places);
    if (state === undefined || !state.projects.includes(project)) {
      return [];
    }
    const others = state.projects.filter((one) => one !== project && fs.existsSync(one));
    if (others.length > 0) {
      writeState(places, { ...state, projects: others });
    } else {
      removeFiles(places);
    }
    return [{ folder: places.own, others }];
  });
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
    [places.state, ...files].forEach((file) => fs.rmSync(file, { force: true }));
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
