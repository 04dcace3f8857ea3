import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { Permissions } from './reach';

/** Milliseconds; on a disk that does not answer a list is as good as none. */
const LIST_LIMIT = 2_000;

/** The files directly in a folder, sorted; none if it cannot be read. */
export function filesIn(directory: string): string[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

/** What a file or folder allows to whom; undefined if it is absent. */
export function permissionsOf(file: string): Permissions | undefined {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) {
    return undefined;
  }
  const { mode, uid, gid } = stats;
  // The mode of a file with a list has its mask in place of the group's bits. Without those there is nothing that a list could give.
  return { mode, uid, gid, list: (mode & 0o070) === 0 ? undefined : accessList(file) };
}

function accessList(file: string): string | undefined {
  const { status, stdout } = spawnSync('getfacl', ['--absolute-names', '--numeric', '--omit-header', '--skip-base', file], { encoding: 'utf-8', timeout: LIST_LIMIT });
  return status === 0 && stdout.trim() !== '' ? stdout : undefined;
}
