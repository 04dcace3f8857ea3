import { fileURLToPath } from 'node:url';
import type { RealFs } from './disk';
import { flagsOf, standIns, type AnyFunction } from './fs-stand-ins';
import { OpenFiles } from './open-files';
import type { Overlay } from './overlay';
import { failure } from './system-error';

type Fs = Record<string, any>;

/** Functions whose second argument is a path too. */
const TWO_PATHS = new Set(['rename', 'copyFile', 'cp', 'link', 'symlink']);

/** Functions that only read: where the overlay has nothing of its own, the disk answers as ever. */
const READS = new Set(['exists', 'readFile', 'lstat', 'stat', 'readdir', 'readlink', 'realpath', 'opendir', 'openAsBlob']);

/** What has no stand-in: on files of the overlay it stops the run instead of getting through. */
const REFUSED = ['opendir', 'openAsBlob', 'mkdtempDisposable'];

/**
 * Replaces the functions of `fs` so that nothing below the directories of an overlay is written: what would be is kept in
 * the overlay, and read from there again. Everything elsewhere goes to the disk as ever.
 *
 * @param fs the module, whose functions are replaced in place: callers that hold on to the module see the new ones
 * @param overlay what is written and read instead
 * @param real the functions as they were
 */
export function patchFs(fs: Fs, overlay: Overlay, real: RealFs): void {
  const openFiles = new OpenFiles(real.fs);

  const concerns = (name: string, file: unknown, args: any[]): boolean => {
    if (typeof file === 'number') {
      return openFiles.has(file);
    }
    if (typeof file !== 'string' || !overlay.covers(file)) {
      return false;
    }
    if (READS.has(name) || (name === 'open' && isReadOnly(args[1], real.fs))) {
      return overlay.entry(file) !== undefined || (name !== 'open' && overlay.hasNamesIn(file));
    }
    return true;
  };
  const concerned = (name: string, args: any[]): boolean => {
    // Most calls read modules before anything is written, and their number is in the thousands.
    const skips = real.isBusy() || (READS.has(name) && !overlay.hasEntries);
    return !skips && pathsOf(name, args).some((file) => concerns(name, file, args));
  };

  const refused = Object.fromEntries(REFUSED.map((name) => [name, refuse(name)]));
  for (const [name, standIn] of Object.entries<AnyFunction>({ ...standIns(real.fs, overlay, openFiles), ...refused })) {
    const call = (args: any[]): any => {
      const barred = pathsOf(name, args).find((file) => typeof file === 'string' && overlay.fileAbove(file) !== undefined);
      return barred === undefined ? standIn(...args.map(toPath)) : inFile(name, barred as string);
    };
    replace(fs, `${name}Sync`, (original) => (...args) => (concerned(name, args) ? call(args) : original(...args)));
    replace(fs, name, (original) => (...args) => (concerned(name, args) ? later(name, call, args) : original(...args)));
    if (name !== 'open') {
      replace(fs.promises, name, (original) => (...args) => (concerned(name, args) ? Promise.resolve().then(() => call(args)) : original(...args)));
    }
  }
  // What it gives is an object with methods of its own.
  replace(fs.promises, 'open', (original) => (...args) => (concerned('open', args) ? Promise.resolve().then(() => refuse('promises.open')(args[0])) : original(...args)));
}

function pathsOf(name: string, args: any[]): unknown[] {
  return args.slice(0, TWO_PATHS.has(name) ? 2 : 1).map(toPath);
}

/** A path that goes through a file as if it were a directory. */
function inFile(name: string, file: string): boolean {
  if (name === 'exists') {
    return false;
  }
  throw failure('ENOTDIR', 'not a directory', name, file);
}

function replace(module: Fs, name: string, make: (original: AnyFunction) => AnyFunction): void {
  const original = module[name] as AnyFunction | undefined;
  if (typeof original === 'function') {
    // What hangs on the function stays (realpathSync.native).
    module[name] = Object.assign(make(original), original);
  }
}

/** The form with a callback: the last argument gets the error and the result. */
function later(name: string, call: (args: any[]) => any, args: any[]): void {
  const callback = typeof args.at(-1) === 'function' ? (args.at(-1) as AnyFunction) : () => undefined;
  const others = typeof args.at(-1) === 'function' ? args.slice(0, -1) : args;
  process.nextTick(() => {
    let result: unknown;
    try {
      result = call(others);
    } catch (error) {
      callback(error);
      return;
    }
    if (name === 'exists') {
      callback(result);
    } else {
      // Those that read or write hand the buffer on, too.
      callback(null, result, others[1]);
    }
  });
}

function refuse(name: string): AnyFunction {
  return (file: unknown) => {
    throw new Error(`fs.${name} on ${String(file)} cannot be tried without doing it, so the files cannot be compared.`);
  };
}

function isReadOnly(flags: string | number | undefined, real: Fs): boolean {
  return typeof flags !== 'string' && typeof flags !== 'number' ? true : !flagsOf(flags, real).writes;
}

/** A path in whatever form `fs` takes it, as a string; anything else as it is. */
function toPath(value: unknown): unknown {
  return value instanceof URL ? fileURLToPath(value) : value;
}
