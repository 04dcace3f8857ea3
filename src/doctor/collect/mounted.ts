import fs from 'node:fs';
import path from 'node:path';
import type { CredentialMount } from './credential-mount';
import { readText } from './read-text';
import type { MountedSide } from '../../clouds/diagnosis';
import type { TokenPlace } from '../../clouds/profiles';
import type { HostMount } from '../../host/binds';
import { permissionsOf } from '../../host/permissions';
import type { MountedEntry, MountedPlace, Token } from '../facts';

/** The developer's own credentials as the containers get them: a file, or a folder with the caches that are mounted into it. */
export function mountedPlace(main: CredentialMount, caches: readonly HostMount[], { files, problemsIn }: MountedSide, configure: string): MountedPlace {
  const { source, absolute, isMade } = main;
  const found = kindOf(absolute);
  if (files === undefined) {
    const entries = found === 'file' ? entryOf(source, absolute, main.readOnly ? ['r'] : ['r', 'w']) : [];
    const text = found === 'file' && problemsIn !== undefined ? readText(absolute) : undefined;
    const problems = text === undefined ? [] : 'unknown' in text ? [{ isFailure: true, text: `cannot be read: ${text.unknown}`, fix: configure }] : problemsIn!(text.value ?? '', main);
    return { source, found, isMade, wanted: 'file', expected: [], present: [], entries, configure, problems };
  }
  const present = files.filter((name) => fs.existsSync(path.join(absolute, name)));
  const folders = [main, ...caches].flatMap((mount) => entryOf(mount.source, mount.absolute, mount.readOnly ? ['r', 'x'] : ['r', 'w', 'x']));
  return { source, found, isMade, wanted: 'folder', expected: files, present, entries: [...folders, ...present.flatMap((name) => entryOf(`${source}/${name}`, path.join(absolute, name), ['r']))], configure };
}

function kindOf(absolute: string): MountedPlace['found'] {
  try {
    return fs.statSync(absolute).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'absent';
  }
}

/** The token of a sign-in. Only its end is kept. */
export function tokenOf({ source, absolute }: HostMount, { file, expiry, command, symptom }: TokenPlace): Token {
  const place = path.join(absolute, ...file.split('/'));
  const name = `${source}/${file}`;
  const text = readText(place);
  if (!('unknown' in text) && text.value === undefined) {
    return { command, name, symptom, state: 'absent' };
  }
  const end = 'unknown' in text ? NaN : endOf(text.value!, expiry);
  return Number.isFinite(end) ? { command, name, symptom, state: 'there', end, permissions: permissionsIn(place) } : { command, name, symptom, state: 'damaged' };
}

/** Old command lines write `UTC` where ISO 8601 has a `Z`. */
function endOf(text: string, expiry: string): number {
  try {
    const { [expiry]: end } = JSON.parse(text) as Record<string, unknown>;
    return typeof end === 'string' ? Date.parse(end.replace(/UTC$/, 'Z')) : NaN;
  } catch {
    return NaN;
  }
}

export function entryOf(name: string, file: string, wanted: MountedEntry['wanted']): MountedEntry[] {
  const permissions = permissionsIn(file);
  return permissions === undefined ? [] : [{ name, wanted, permissions }];
}

function permissionsIn(file: string): MountedEntry['permissions'] | undefined {
  try {
    return permissionsOf(file);
  } catch {
    // A loop of links, or a folder that this user cannot enter.
    return undefined;
  }
}
