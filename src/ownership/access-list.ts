import { spawnSync } from 'node:child_process';
import type { Stats } from 'node:fs';

/** What a file is to have in place of another one. */
export interface Access {
  /** Its mode. */
  readonly mode: number;
  /** Its access list, as `getfacl` prints it; undefined if there is none, or none that could be kept. */
  readonly list?: string;
  readonly warnings: readonly string[];
}

/**
 * The access of a file: its mode and its access list (ACL), of which Node knows nothing. Where a list cannot be read, the group gets nothing: the
 * mode of such a file has in place of the group's access the most that anybody of the list has (acl(5)).
 */
export function accessList(file: string, { mode }: Stats, name: string): Access {
  const bits = mode & 0o7777;
  if (process.platform === 'win32' || (process.platform !== 'darwin' && (bits & 0o070) === 0) || !hasList(file)) {
    return { mode: bits, warnings: [] };
  }
  if (process.platform === 'darwin') {
    return { mode: bits, warnings: [`${name} had an access list (ACL), which is gone. Set it again with "chmod +a".`] };
  }
  const list = run('getfacl', ['--absolute-names', '--omit-header', file]);
  return list === undefined ? withoutGroup(bits, name) : { mode: bits & ~0o070, list, warnings: [] };
}

/**
 * Gives a file an access list.
 *
 * @returns what to warn of
 */
export function withAccessList(file: string, { mode, list }: Access, name: string): readonly string[] {
  return list === undefined || run('setfacl', ['--set-file=-', file], list) !== undefined ? [] : withoutGroup(mode, name).warnings;
}

function withoutGroup(mode: number, name: string): Access {
  return { mode: mode & ~0o070, warnings: [`${name} had an access list (ACL), which could not be kept without getfacl and setfacl: its group and those whom it named have no access now. Install them (the package acl), and set it again.`] };
}

/** `ls` marks a file with a list by a "+" behind its mode. */
function hasList(file: string): boolean {
  return /^[^ ]{10}[@.]?\+/.test(run('ls', ['-ld', file]) ?? '');
}

function run(program: string, args: readonly string[], input?: string): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf-8', input, env: { ...process.env, LC_ALL: 'C' } });
  return status === 0 ? stdout : undefined;
}
