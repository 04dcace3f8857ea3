import { spawnSync } from 'node:child_process';

/** Runs a command where mounts of its own can be made that nobody else sees. */
export const OWN_MOUNTS = 'unshare --mount --propagation private sh -c';

export const canMount = process.platform === 'linux' && spawnSync('sh', ['-c', `${OWN_MOUNTS} 'mount -t tmpfs tmpfs /tmp'`]).status === 0;

/** A wrapper for a command (see `CheckOptions.wrap`) that runs it after others have made mounts. */
export function withMounts(...commands: readonly string[]): string {
  return `exec ${OWN_MOUNTS} "${commands.join(' && ').replace(/["\\$]/g, '\\$&')} && exec \\"\\$@\\"" sh "$@"`;
}
