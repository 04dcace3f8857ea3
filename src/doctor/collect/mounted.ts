import fs from 'node:fs';
import path from 'node:path';
import type { CredentialMount } from './credential-mount';
import { throughLinks } from './in-mounts';
import { readText } from './read-text';
import type { MountedSide } from '../../clouds/diagnosis';
import type { HostMount } from '../../host/binds';
import { permissionsOf } from '../../host/permissions';
import type { MountedEntry, MountedPlace } from '../facts';

/** The developer's own credentials as the containers get them: a file, or a folder with the caches that are mounted into it. */
export function mountedPlace(main: CredentialMount, caches: readonly HostMount[], mounts: readonly HostMount[], side: MountedSide, configure: string): MountedPlace {
  const { files, problemsIn } = side;
  const { source, absolute, target, isMade } = main;
  const found = kindOf(absolute);
  const isElsewhere = (...below: string[]): boolean => throughLinks(path.posix.join(target, ...below), mounts) === undefined;
  if (files === undefined) {
    const entries = found === 'file' ? entryOf(source, absolute, main.readOnly ? ['r'] : ['r', 'w']) : [];
    const text = found === 'file' && problemsIn !== undefined ? readText(absolute) : undefined;
    const problems = text === undefined ? [] : 'unknown' in text ? [{ isFailure: true, text: `cannot be read: ${text.unknown}`, fix: configure }] : problemsIn!(text.value ?? '', main);
    return { source, found, isMade, wanted: 'file', expected: [], present: [], elsewhere: found === 'file' && isElsewhere() ? [source] : [], entries, configure, problems };
  }
  const present = files.filter((name) => fs.existsSync(path.join(absolute, name)));
  const elsewhere = present.filter((name) => isElsewhere(name));
  const folders = [main, ...caches].flatMap((mount) => entryOf(mount.source, mount.absolute, mount.readOnly ? ['r', 'x'] : ['r', 'w', 'x']));
  const entries = [...folders, ...present.filter((name) => !elsewhere.includes(name)).flatMap((name) => entryOf(`${source}/${name}`, path.join(absolute, name), ['r']))];
  return { source, found, isMade, wanted: 'folder', expected: files, present, elsewhere: elsewhere.map((name) => `${source}/${name}`), entries, configure };
}

function kindOf(absolute: string): MountedPlace['found'] {
  try {
    return fs.statSync(absolute).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'absent';
  }
}

export function entryOf(name: string, file: string, wanted: MountedEntry['wanted']): MountedEntry[] {
  const permissions = permissionsIn(file);
  return permissions === undefined ? [] : [{ name, wanted, permissions }];
}

export function permissionsIn(file: string): MountedEntry['permissions'] | undefined {
  try {
    return permissionsOf(file);
  } catch {
    // A loop of links, or a folder that this user cannot enter.
    return undefined;
  }
}
