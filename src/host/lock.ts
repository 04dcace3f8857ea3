import fs from 'node:fs';
import os from 'node:os';
import type { Clock } from './clock';
import { fileText } from './file-text';
import { AstroAirflowError, reason } from '../text/error';
import { isAlive } from '../text/process-id';

/** An export without a terminal has ended long before. */
const STALE_AFTER = 180_000;
/** Between its creation and its first byte is no time, unless the process was killed there. */
const EMPTY_AFTER = 5_000;
const POLL = 300;

/** How a lock is waited for. */
export interface Waiting {
  readonly clock: Clock;
  /** Called once if somebody else has the lock. */
  readonly waits: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Does something while no other process does it. Held for a single export only, so that a process that was killed blocks nobody for long.
 *
 * @returns undefined if the signal came first
 * @throws AstroAirflowError if the lock cannot be written or removed
 */
export async function withLock<T>(file: string, { clock, waits, signal }: Waiting, work: () => Promise<T>): Promise<T | undefined> {
  const mine = `${process.pid} ${os.hostname()}`;
  for (let isFirst = true; !take(file, mine); isFirst = false) {
    if (signal?.aborted === true) {
      return undefined;
    }
    const seen = fileText(file);
    if (seen !== undefined && isStale(file, seen, clock.now())) {
      // Who read the same a moment ago may have taken it since.
      if (fileText(file) === seen) {
        release(file);
      }
      continue;
    }
    checkFile(file);
    if (isFirst) {
      waits();
    }
    await clock.sleep(POLL, signal);
  }
  try {
    return await work();
  } finally {
    if (fileText(file) === mine) {
      release(file);
    }
  }
}

/** Waits until nobody has the lock, without taking it: that works on a full disk, too. */
export async function untilFree(file: string, { clock, waits, signal }: Waiting): Promise<void> {
  const isHeld = (): boolean => {
    const seen = fileText(file);
    return seen !== undefined && !isStale(file, seen, clock.now());
  };
  for (let isFirst = true; signal?.aborted !== true && isHeld(); isFirst = false) {
    if (isFirst) {
      waits();
    }
    await clock.sleep(POLL, signal);
  }
}

function take(file: string, mine: string): boolean {
  return attempt(file, 'written', () => {
    const descriptor = open(file);
    if (descriptor === undefined) {
      return false;
    }
    try {
      fs.writeFileSync(descriptor, mine);
    } catch (error) {
      // On a full disk it is there with nothing in it, and everybody else would wait for it.
      fs.rmSync(file, { force: true });
      throw error;
    } finally {
      fs.closeSync(descriptor);
    }
    return true;
  });
}

/** Undefined if somebody has the lock. */
function open(file: string): number | undefined {
  try {
    return fs.openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
    return undefined;
  }
}

function release(file: string): void {
  attempt(file, 'removed', () => fs.rmSync(file, { force: true }));
}

function attempt<T>(file: string, what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new AstroAirflowError(`${file} cannot be ${what}: ${reason(error)}. Fix that, then run again.`);
  }
}

/** Nobody here makes a folder or a link there, so nobody would ever remove it. */
function checkFile(file: string): void {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    throw new AstroAirflowError(`${file} is ${stats.isDirectory() ? 'a folder' : 'a link'}, and only one command at a time may have a file there. Remove it, then run again.`);
  }
}

function isStale(file: string, content: string, now: number): boolean {
  const [pid, ...host] = content.split(' ');
  const age = now - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now);
  // A clock that was set back makes it one of the future.
  return Math.abs(age) > (content === '' ? EMPTY_AFTER : STALE_AFTER) || (host.join(' ') === os.hostname() && !isAlive(Number(pid)));
}
