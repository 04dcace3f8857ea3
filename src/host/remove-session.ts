import fs from 'node:fs';
import { removeLeftovers } from './folders';
import type { HostSession } from './host-session';
import { mounted, placesOf } from './places';
import { AstroAirflowError, reason } from '../text/error';

/**
 * Removes the keys of a session, and what is known of it. The folders stay: a container that has one mounted would go on seeing the
 * removed one, empty, until it is started again.
 *
 * @returns whether there were keys
 * @throws AstroAirflowError if they cannot be removed
 */
export function removeSession(session: HostSession): boolean {
  const places = placesOf(session);
  if (!isThere(places.own)) {
    return false;
  }
  const hadKeys = removeKeys(session);
  // Last: if something ends this process before, clean still finds the keys by it.
  remove(places.state, 'It is the record of keys that have been removed');
  removeLeftovers(places);
  return hadKeys;
}

/**
 * Removes the keys of a session alone.
 *
 * @returns whether there were any
 * @throws AstroAirflowError if they cannot be removed
 */
export function removeKeys(session: HostSession): boolean {
  const places = placesOf(session);
  const names = session.files.flatMap(({ name, bare }) => [name, ...(bare === undefined ? [] : [bare.name])]);
  const keys = names.map((name) => mounted(places, name)).filter(isThere);
  keys.forEach((file) => remove(file, 'It can still have keys'));
  return keys.length > 0;
}

/** Whether the keys were removed in that way, rather than by accident. */
export function isRemoved(session: HostSession): boolean {
  return !fs.existsSync(placesOf(session).state);
}

/** What cannot be looked at, as after a command with sudo, can have keys. */
function isThere(file: string): boolean {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      return false;
    }
    throw new AstroAirflowError(`${file} cannot be read: ${reason(error)}. It can have keys: remove it yourself.`);
  }
}

function remove(file: string, what: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch (error) {
    throw new AstroAirflowError(`${file} cannot be removed: ${reason(error)}. ${what}: remove it yourself.`);
  }
}
