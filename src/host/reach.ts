/** What a file allows to a user that neither owns it nor is in its group. */
export interface Permissions {
  /** Mode bits, as `stat` has them. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** The access list as `getfacl --numeric --omit-header` prints it; undefined if there is none. */
  readonly list?: string;
}

export type Access = 'r' | 'w' | 'x';

const BITS: Readonly<Record<Access, number>> = { r: 4, w: 2, x: 1 };

/**
 * Whether a user can do all of something with a file, as acl(5) says: the owner's entry, then the user's own, then that of the others.
 *
 * @param user the number of the user, who is in the group of the same number alone
 */
export function canDo(wanted: readonly Access[], { mode, uid, gid, list }: Permissions, user: number): boolean {
  const granted = uid === user ? mode >> 6 : ownEntry(list, user) ?? (gid === user ? mode >> 3 : mode);
  return wanted.every((access) => (granted & BITS[access]) !== 0);
}

/** The entry that an access list has for a user, within its mask. */
function ownEntry(list: string | undefined, user: number): number | undefined {
  const entry = entryOf(list, `user:${user}`);
  return entry === undefined ? undefined : entry & (entryOf(list, 'mask:') ?? 7);
}

function entryOf(list: string | undefined, name: string): number | undefined {
  const line = list?.split('\n').find((one) => one.startsWith(`${name}:`));
  const [, r, w, x] = /:(r|-)(w|-)(x|-)/.exec(line ?? '') ?? [];
  return r === undefined ? undefined : [r, w, x].reduce((bits, letter) => bits * 2 + (letter === '-' ? 0 : 1), 0);
}
