import * as fs from 'node:fs';
import * as path from 'node:path';
import { readText } from './read-text';
import type { Diagnosis, TokenPlace } from '../../clouds/diagnosis';
import { permissionsOf } from '../../host/permissions';
import type { PersonalBind } from '../../host/personal-mounts';
import type { MountedEntry, MountedFolder, Token } from '../facts';

/** The developer's own folder as the containers get it, with the caches that are mounted into it. */
export function mountedFolder(main: PersonalBind, caches: readonly PersonalBind[], { mountedFiles, configure }: Diagnosis): MountedFolder {
  const present = mountedFiles.filter((name) => fs.existsSync(path.join(main.absolute, name)));
  const files = present.flatMap((name) => entryOf(`${main.source}/${name}`, path.join(main.absolute, name), ['r']));
  const folders = [main, ...caches].flatMap(({ source, absolute, readOnly }) => entryOf(source, absolute, readOnly ? ['r', 'x'] : ['r', 'w', 'x']));
  return { source: main.source, isThere: fs.existsSync(main.absolute), expected: mountedFiles, present, entries: [...folders, ...files], configure };
}

/** The token of a sign-in. Only its end is kept. */
export function tokenOf({ source, absolute }: PersonalBind, { file, expiry, command }: TokenPlace): Token {
  const place = path.join(absolute, ...file.split('/'));
  const name = `${source}/${file}`;
  const text = readText(place);
  if (!('unknown' in text) && text.value === undefined) {
    return { command, name, state: 'absent' };
  }
  const end = 'unknown' in text ? NaN : endOf(text.value!, expiry);
  return Number.isFinite(end) ? { command, name, state: 'there', end, permissions: permissionsIn(place) } : { command, name, state: 'damaged' };
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
