import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { tempDir } from '../util';

/** Calls that change what is on a disk, besides opening a file. Not every system has each. */
const CHANGES = [
  'creat', 'unlink', 'unlinkat', 'rename', 'renameat', 'renameat2', 'mkdir', 'mkdirat', 'rmdir', 'link', 'linkat', 'symlink', 'symlinkat', 'mknod', 'mknodat',
  'chmod', 'fchmod', 'fchmodat', 'fchmodat2', 'chown', 'fchown', 'lchown', 'fchownat', 'utime', 'utimes', 'utimensat', 'futimesat', 'truncate', 'ftruncate', 'fallocate',
  'setxattr', 'lsetxattr', 'fsetxattr', 'removexattr', 'lremovexattr', 'fremovexattr',
];
const OPENS = ['open', 'openat', 'openat2'];
/** They tell which working directory a process has: not each call says it. */
const PLACES = ['chdir', 'clone', 'clone3', 'fork', 'vfork'];

export const hasStrace = process.platform === 'linux' && spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;

/**
 * Runs a command, and returns every system call, by it or by a process that it started, that changed or tried to change something
 * below a directory.
 */
export function changesBelow(directory: string, command: readonly string[], env: NodeJS.ProcessEnv): { status: number | null; changes: string[] } {
  const log = path.join(tempDir(), 'strace');
  // Descriptors and the working directory are given with their paths, paths are not cut off.
  const calls = [...OPENS, ...CHANGES, ...PLACES].map((name) => `?${name}`).join(',');
  const { status } = spawnSync('strace', ['-f', '-y', '-qq', '-s', '8192', '-o', log, '-e', `trace=${calls}`, ...command], { cwd: directory, env, stdio: 'ignore' });
  const real = fs.realpathSync(directory);
  const lines = fs.readFileSync(log, 'utf-8').split('\n');
  // A call that starts a process can be told after what that process does.
  const parents = new Map(lines.flatMap((line) => {
    const [, parent, child] = /^(\d+) +(?:<\.\.\. )?(?:clone3?|v?fork)\b.* = (\d+)$/.exec(line) ?? [];
    return child === undefined ? [] : [[child, parent] as const];
  }));
  const places = new Map<string, string>();
  const placeOf = (process: string | undefined): string => (process === undefined ? real : (places.get(process) ?? placeOf(parents.get(process))));
  const changes = lines.filter((line) => {
    const [, process = '', call = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    const place = placeOf(process);
    places.set(process, call === 'chdir' ? path.resolve(place, /"(.*)"/.exec(line)?.[1] ?? '') : place);
    return isChange(line) && pathsOf(line, place).some((file) => file === real || file.startsWith(real + path.sep));
  });
  return { status, changes };
}

/** Whether a line of the log is of a call that changes something, or would have. The rest of a call that was interrupted says nothing new. */
function isChange(line: string): boolean {
  const name = /^\d+ +(\w+)\(/.exec(line)?.[1];
  return name !== undefined && !PLACES.includes(name) && (!OPENS.includes(name) || /O_(WRONLY|RDWR|CREAT|TRUNC|TMPFILE)/.test(line));
}

/** Every path in a line that a call works on; what a link says is none: of descriptors, and texts from the directory before them or else from the working directory. */
function pathsOf(whole: string, workingDirectory: string): string[] {
  const line = whole.replace(/^(\d+ +symlink(?:at)?\()"(?:[^"\\]|\\.)*", /, '$1');
  const descriptors = [...line.matchAll(/(?:AT_FDCWD|\d+)<([^<>]*)>(?!, ")/g)].map(([, file]) => file);
  const texts = [...line.matchAll(/(?:(?:AT_FDCWD|\d+)<([^<>]*)>, )?"((?:[^"\\]|\\.)*)"/g)].map(([, from, text]) => path.resolve(from ?? workingDirectory, text));
  return [...descriptors, ...texts];
}
