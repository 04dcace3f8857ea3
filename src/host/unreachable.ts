import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { PersonalBind } from './personal-mounts';
import { canDo, type Access, type Permissions } from './reach';

/** The user of Airflow's containers ("Astro Runtime architecture"). */
export const CONTAINER_USER = 50_000;

/** Milliseconds; on a disk that does not answer a list is as good as none. */
const LIST_LIMIT = 2_000;

/** What of a mount the containers' user cannot use. */
export interface Unreachable {
  readonly mount: PersonalBind;
  /** The folder itself, if it cannot be entered and listed or, if it is mounted for writing, be written to. */
  readonly folder?: { readonly name: string; readonly wanted: readonly Access[] };
  /** Files in it that cannot be read, from the home: `~/.aws/config`. */
  readonly files: readonly string[];
}

/**
 * What of the mounts uid 50000 of this machine cannot use. Only the mounted folder and what lies directly in it counts: a mount is
 * reached from the inside, whatever the folders above it allow.
 */
export function unreachable(mounts: readonly PersonalBind[]): Unreachable[] {
  return mounts.flatMap((mount) => {
    const permissions = permissionsOf(mount.absolute);
    if (permissions === undefined) {
      // An absent one is Docker's to name.
      return [];
    }
    if (!permissions.isDirectory) {
      return canDo(['r'], permissions, CONTAINER_USER) ? [] : [{ mount, files: [mount.source] }];
    }
    const wanted: readonly Access[] = mount.readOnly ? ['r', 'x'] : ['r', 'w', 'x'];
    const folder = canDo(wanted, permissions, CONTAINER_USER) ? undefined : { name: mount.source, wanted };
    const files = filesIn(mount.absolute).filter((name) => !readable(path.join(mount.absolute, name))).map((name) => `${mount.source}/${name}`);
    return folder === undefined && files.length === 0 ? [] : [{ mount, folder, files }];
  });
}

function readable(file: string): boolean {
  const permissions = permissionsOf(file);
  return permissions === undefined || canDo(['r'], permissions, CONTAINER_USER);
}

/** The files directly in a folder, sorted; none if it cannot be read. */
export function filesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

/** What a file or folder allows to whom; undefined if it is absent. */
export function permissionsOf(file: string): (Permissions & { readonly isDirectory: boolean }) | undefined {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) {
    return undefined;
  }
  const { mode, uid, gid } = stats;
  // The mode of a file with a list has its mask in place of the group's bits. Without those there is nothing that a list could give.
  return { mode, uid, gid, list: (mode & 0o070) === 0 ? undefined : accessList(file), isDirectory: stats.isDirectory() };
}

function accessList(file: string): string | undefined {
  const { status, stdout } = spawnSync('getfacl', ['--absolute-names', '--numeric', '--omit-header', '--skip-base', file], { encoding: 'utf-8', timeout: LIST_LIMIT });
  return status === 0 && stdout.trim() !== '' ? stdout : undefined;
}
