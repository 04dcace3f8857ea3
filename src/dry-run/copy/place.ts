import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { namesIn } from './names';
import { isIn } from '../changes';

/** A folder for copies: in memory where the machine has such a folder, so that nothing of them reaches a disk. */
const IN_MEMORY = '/dev/shm';
/** A program that the run has left behind can write while its folder is removed. */
const MOST_TRIES = 5;

/** What a copy needs of its place. */
export interface Need {
  /** In bytes. */
  readonly size: number;
  readonly files: number;
  /** A directory that nothing may be written to. */
  readonly outside: string;
  /** Whether there are programs among the files. */
  readonly hasPrograms: boolean;
}

/**
 * Makes a folder for a copy that only this user can enter.
 *
 * @param name begins the folder's name
 * @returns absolute, without links in it
 * @throws if no place can take it, with what each one lacks
 */
export function makePlace(name: string, need: Need): string {
  const lacks: string[] = [];
  for (const place of placesFor()) {
    const lack = lackOf(place, need);
    if (lack === undefined) {
      return fs.realpathSync(fs.mkdtempSync(path.join(place, `${name}${process.pid}-${machine()}-`)));
    }
    lacks.push(`${place} ${lack}`);
  }
  throw new Error(`there is no room for a copy of ${megabytes(need.size)}: ${lacks.join('; ')}`);
}

/** Removes the folders that processes of this machine left behind when they were killed. */
export function sweep(name: string): void {
  for (const place of placesFor()) {
    for (const entry of namesIn(place)) {
      const [pid, on] = entry.startsWith(name) ? entry.slice(name.length).split('-') : [];
      if (on === machine() && !isAlive(Number(pid))) {
        removeTree(path.join(place, entry));
      }
    }
  }
}

/**
 * Removes a tree, also where a directory in it may not be written. No link is followed.
 *
 * @returns whether all of it is gone: another user's stays, and a program that goes on writing there can be faster
 */
export function removeTree(directory: string): boolean {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      fs.rmSync(directory, { recursive: true, force: true });
      return true;
    } catch {
      // It stops at the first thing that it cannot remove.
      removeOneByOne(directory);
    }
  }
  return false;
}

function removeOneByOne(directory: string): void {
  quietly(() => fs.chmodSync(directory, 0o700));
  for (const name of namesIn(directory)) {
    const file = path.join(directory, name);
    quietly(() => (fs.lstatSync(file).isDirectory() ? removeOneByOne(file) : fs.unlinkSync(file)));
  }
  quietly(() => fs.rmdirSync(directory));
}

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // Whether something is left shows at the end.
  }
}

function placesFor(): string[] {
  return [...(process.platform === 'linux' ? [IN_MEMORY] : []), os.tmpdir()];
}

/** Why a place cannot take a copy; undefined if it can. */
function lackOf(place: string, { size, files, outside, hasPrograms }: Need): string | undefined {
  try {
    fs.accessSync(place, fs.constants.W_OK | fs.constants.X_OK);
    if (!fs.statSync(place).isDirectory()) {
      return 'is no folder';
    }
    if (isIn(outside, fs.realpathSync(place))) {
      return 'is in the checkout';
    }
    const { bavail, bsize, files: most, ffree } = fs.statfsSync(place);
    // Some file systems do not count.
    if (most > 0 && ffree < files * 1.1 + 100) {
      return `has room for ${ffree.toLocaleString('en')} files`;
    }
    const room = place === IN_MEMORY ? Math.min(bavail * bsize, os.freemem() / 2) : bavail * bsize;
    // The run writes, too.
    if (room < size * 1.1 + 1024 * 1024) {
      return `has room for ${megabytes(room)}`;
    }
  } catch (error) {
    return `cannot be written (${(error as NodeJS.ErrnoException).code})`;
  }
  return hasPrograms && isNoexec(place) ? 'is mounted noexec while the checkout has programs' : undefined;
}

/** Whether no program in a folder can be run. Only Linux says so without a try. */
function isNoexec(place: string): boolean {
  try {
    const real = fs.realpathSync(place);
    const mounts = fs.readFileSync('/proc/self/mounts', 'utf-8').split('\n').map((line) => line.split(' '));
    const own = mounts.filter(([, point]) => point !== undefined && (real === point || real.startsWith(point === '/' ? '/' : `${point}/`)));
    return own.sort(([, one], [, other]) => one.length - other.length).at(-1)?.[3].split(',').includes('noexec') === true;
  } catch {
    return false;
  }
}

/** The same temporary folder can be seen from containers, which have processes of their own. */
function machine(): string {
  let processes = '';
  try {
    processes = fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    // Linux alone has it.
  }
  return createHash('sha256').update(`${os.hostname()} ${processes}`).digest('hex').slice(0, 8);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that nobody has waited for is only a number.
    return process.platform !== 'linux' || !/\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function megabytes(size: number): string {
  return `${Math.ceil(size / 1024 / 1024).toLocaleString('en')} MB`;
}
