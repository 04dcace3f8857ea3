import path from 'node:path';
import type { Bind } from '../../host/binds';

/** A mount with the place in it that is meant. */
interface Found<Mount> {
  readonly mount: Mount;
  /** From what is mounted, with `/`; empty for that itself. */
  readonly below: string;
}

/**
 * Finds what the containers see at a path: in the mount that is nearest to it, as mounts cover each other.
 *
 * @returns undefined if no mount brings it
 */
export function mountWith<Mount extends Pick<Bind, 'target'>>(seen: string, mounts: readonly Mount[]): Found<Mount> | undefined {
  const all = mounts.filter(({ target }) => target !== '').map((mount) => ({ mount, below: path.posix.relative(mount.target, seen) }));
  return all.filter(({ below }) => below.split('/')[0] !== '..').sort((one, other) => one.below.length - other.below.length)[0];
}

/** Where that is on this machine, absolute. */
export function onHost({ mount, below }: Found<Pick<Bind, 'absolute'>>): string {
  return path.join(mount.absolute, ...below.split('/'));
}
