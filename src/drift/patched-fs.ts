import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RealFs } from './disk';
import { failure, standIns, type AnyFunction } from './fs-stand-ins';
import type { Overlay } from './overlay';

type Fs = Record<string, any>;

/** Functions whose second argument is a path too. */
const TWO_PATHS = new Set(['rename', 'copyFile', 'cp', 'link', 'symlink']);

/** Functions that only read: where the overlay has nothing of its own, the disk answers as ever. */
const READS = new Set(['exists', 'readFile', 'lstat', 'stat', 'readdir', 'readlink', 'realpath']);

/** What would write and has no stand-in: it stops the run instead of getting through. */
const REFUSED = ['cp', 'link', 'truncate', 'ftruncate', 'mkdtemp'];

/**
 * Replaces the functions of `fs` so that nothing below the directories of an overlay is written: what would be is kept in
 * the overlay, and read from there again. Everything elsewhere goes to the disk as ever.
 *
 * @param fs the module, whose functions are replaced in place: callers that hold on to the module see the new ones
 * @param overlay what is written and read instead
 * @param real the functions as they were
 */
export function patchFs(fs: Fs, overlay: Overlay, real: RealFs): void {
  const all: Record<string, AnyFunction> = { ...standIns(real.fs, overlay), ...Object.fromEntries(REFUSED.map((name) => [name, refuse(name)])) };
  for (const [name, standIn] of Object.entries(all)) {
    const concerned = (args: any[]) => !real.isBusy() && args.slice(0, TWO_PATHS.has(name) ? 2 : 1).some((file) => concerns(overlay, name, toPath(file), args));
    const call = (args: any[]): any => {
      const barred = args.slice(0, TWO_PATHS.has(name) ? 2 : 1).map(toPath).find((file) => typeof file === 'string' && overlay.fileAbove(file) !== undefined);
      return barred === undefined ? standIn(...args.map(toPath)) : inFile(name, barred as string);
    };
    replace(fs, `${name}Sync`, (original) => (...args) => (concerned(args) ? call(args) : original(...args)));
    replace(fs, name, (original) => (...args) => (concerned(args) ? later(call, args) : original(...args)));
    if (name !== 'open') {
      replace(fs.promises, name, (original) => (...args) => (concerned(args) ? Promise.resolve().then(() => call(args)) : original(...args)));
    }
  }
  replace(fs.promises, 'open', (original) => (...args) => (concerns(overlay, 'open', toPath(args[0]), args) ? refuse('promises.open')(args[0]) : original(...args)));
  replace(fs, 'createWriteStream', (original) => (...args) =>
    concerns(overlay, 'writeFile', toPath(args[0]), args) ? stream(all, toPath(args[0])) : original(...args));
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
function later(call: (args: any[]) => any, args: any[]): void {
  const callback = args.at(-1) as AnyFunction;
  process.nextTick(() => {
    let result: unknown;
    try {
      result = call(args.slice(0, -1));
    } catch (error) {
      callback(error);
      return;
    }
    callback(null, result);
  });
}

function stream(all: Record<string, AnyFunction>, file: unknown): Writable {
  all.writeFile(file, '');
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      all.appendFile(file, chunk);
      done();
    },
  });
}

function refuse(name: string): AnyFunction {
  return (file: unknown) => {
    throw new Error(`fs.${name} on ${String(file)} cannot be tried without doing it, so the files cannot be compared.`);
  };
}

function concerns(overlay: Overlay, name: string, file: unknown, args: any[]): boolean {
  if (typeof file === 'number') {
    return overlay.openFile(file) !== undefined;
  }
  if (typeof file !== 'string' || !overlay.covers(file)) {
    return false;
  }
  if (READS.has(name) || (name === 'open' && isReadOnly(args[1]))) {
    return overlay.entry(file) !== undefined || (name === 'readdir' && overlay.hasNamesIn(file));
  }
  return true;
}

/** The flags of `open`, as a text or as the system's number, of which the lowest two bits are 0 for reading alone. */
function isReadOnly(flags: unknown): boolean {
  return flags === undefined || flags === 'r' || flags === 'rs' || (typeof flags === 'number' && (flags & 3) === 0);
}

/** A path in whatever form `fs` takes it, as a string; anything else as it is. */
function toPath(value: unknown): unknown {
  return value instanceof URL ? fileURLToPath(value) : value;
}
