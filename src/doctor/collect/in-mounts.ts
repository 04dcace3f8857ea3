import fs from 'node:fs';
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

/** More links than any system follows. */
const MOST_LINKS = 40;

/**
 * Finds the file of this machine that the containers see at a path. They follow links themselves, and have nothing but what is mounted.
 *
 * @returns undefined if a link leads to what they do not have
 */
export function throughLinks(seen: string, mounts: ReadonlyArray<Pick<Bind, 'target' | 'absolute'>>, links: number = MOST_LINKS): string | undefined {
  const found = mountWith(seen, mounts);
  if (found === undefined || links === 0) {
    return undefined;
  }
  const { mount, below } = found;
  const names = below.split('/');
  // Of what is mounted itself the engine has followed the links.
  for (let depth = below === '' ? names.length + 1 : 1; depth <= names.length; depth++) {
    const link = linkAt(onHost({ mount, below: names.slice(0, depth).join('/') }));
    if (link !== undefined) {
      return throughLinks(path.posix.resolve(mount.target, ...names.slice(0, depth - 1), link, ...names.slice(depth)), mounts, links - 1);
    }
  }
  const file = onHost(found);
  return links < MOST_LINKS && !fs.existsSync(file) ? undefined : file;
}

function linkAt(file: string): string | undefined {
  try {
    return fs.readlinkSync(file);
  } catch {
    return undefined;
  }
}
