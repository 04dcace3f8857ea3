import path from 'node:path';
import { containerVariable, type Variables } from './container-variable';
import { mountWith, onHost } from './in-mounts';
import type { MountedSide } from '../../clouds/diagnosis';
import type { Bind, HostMount } from '../../host/binds';
import { hostPath } from '../../text/mount-paths';
import { fromHome } from '../../text/posix-path';

/** The developer's own credentials where they are mounted: a folder or a file. */
export interface CredentialMount extends HostMount {
  /** Whether a start goes on without it. */
  readonly isMade: boolean;
}

/**
 * Finds the folder or the file from which the containers take a cloud's credentials: where the variables lead to, which can be below what is
 * mounted, or else what looks like one.
 */
export function credentialMount({ variables: names, files, isMounted }: MountedSide, mounts: readonly Bind[], variables: Variables, home: string): CredentialMount | undefined {
  const seen = names.flatMap((name) => wantedIn(containerVariable(name, variables), files));
  const [found] = seen.flatMap((place) => mountWith(place, mounts) ?? []);
  const main = found ?? mounts.filter(isMounted).map((mount) => ({ mount, below: '' }))[0];
  if (main === undefined) {
    return undefined;
  }
  const { mount: { source, target, readOnly, isMade }, below } = main;
  const absolute = onHost(main);
  return {
    // A path from the project is none for somebody who pastes it elsewhere.
    source: source.startsWith('.') ? fromHome(absolute, home) : below === '' ? source : hostPath(source, ...below.split('/')),
    absolute,
    target: path.posix.join(target, below),
    readOnly,
    isMade: isMade || below !== '',
  };
}

/** What is to be mounted for a variable: the file that it names, or the folder of that. */
function wantedIn(value: string | undefined, files: readonly string[] | undefined): string[] {
  if (!value?.startsWith('/')) {
    return [];
  }
  return files === undefined ? [value] : files.includes(path.posix.basename(value)) ? [path.posix.dirname(value)] : [];
}
