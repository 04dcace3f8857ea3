import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RealFs } from './disk';
import { fileHandle, type FileHandle } from './file-handle';
import { isReadOnly, standIns, type AnyFunction } from './fs-stand-ins';
import { MemoryFiles } from './memory-files';
import { bytes, encodingOf, OpenFiles } from './open-files';
import type { Overlay } from './overlay';
import { failure } from './system-error';

type Fs = Record<string, any>;

/** Functions whose second argument is a path too. */
const TWO_PATHS = new Set(['rename', 'copyFile', 'cp', 'link', 'symlink']);

/** Functions that only read: where the overlay has nothing of its own, the disk answers as ever. */
const READS = new Set(['exists', 'readFile', 'lstat', 'stat', 'readdir', 'readlink', 'realpath', 'opendir', 'openAsBlob']);

/** Functions that hand on the buffer that they read into or wrote, behind their result. */
const WITH_BUFFER = new Set(['read', 'readv', 'write', 'writev']);

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
  const files = new MemoryFiles(real.fs, overlay, openFiles);

  const concerns = (name: string, file: unknown, args: any[]): boolean => {
    if (typeof file === 'number') {
      return openFiles.has(file);
    }
    if (typeof file !== 'string' || !overlay.covers(file)) {
      return false;
    }
    return !(READS.has(name) || (name === 'open' && isReadOnly(args[1], real.fs))) || isChanged(name, file);
  };
  /** Whether the disk would give a wrong answer. */
  const isChanged = (name: string, file: string): boolean =>
    overlay.entry(file) !== undefined ||
    overlay.leadsElsewhere(file) ||
    (name !== 'open' && overlay.hasNamesIn(file)) ||
    (name !== 'lstat' && name !== 'readlink' && overlay.hasEntries && !isModule(file) && overlay.kind(file) === 'link' && isChanged(name, files.target(file)));
  const concerned = (name: string, args: any[]): boolean => {
    // Most calls read modules before anything is written, and their number is in the thousands.
    const skips = real.isBusy() || (READS.has(name) && !overlay.hasEntries);
    return !skips && pathsOf(name, args).some((file) => concerns(name, file, args));
  };

  const calls: Record<string, AnyFunction> = {};
  for (const [name, standIn] of Object.entries(standIns(real.fs, overlay, files, openFiles))) {
    const call = (...args: any[]): any => {
      const paths = pathsOf(name, args);
      const barred = paths.find((file) => typeof file === 'string' && overlay.fileAbove(file) !== undefined);
      return barred === undefined ? standIn(...paths, ...args.slice(paths.length)) : inFile(name, barred as string);
    };
    calls[name] = call;
    replace(fs, `${name}Sync`, (original) => (...args) => (concerned(name, args) ? call(...args) : original(...args)));
    replace(fs, name, (original) => (...args) => (concerned(name, args) ? later(name, call, args) : original(...args)));
    if (name !== 'open') {
      replace(fs.promises, name, (original) => (...args) => (concerned(name, args) ? promised(name, call, args) : original(...args)));
    }
  }
  // These give objects with methods of their own.
  const openHandle = (...args: any[]): FileHandle => fileHandle(calls.open(...args) as number, fs, calls);
  const blobOf = (file: unknown, options: any): Blob => new Blob([calls.readFile(file)], options);
  replace(fs.promises, 'open', (original) => (...args) => (concerned('open', args) ? promised('open', openHandle, args) : original(...args)));
  replace(fs, 'openAsBlob', (original) => (...args) => (concerned('openAsBlob', args) ? promised('readFile', blobOf, args) : original(...args)));
  for (const [module, name] of [[fs, 'mkdtempDisposableSync'], [fs.promises, 'mkdtempDisposable']] as const) {
    replace(module as Fs, name, (original) => (...args) => (concerned('mkdtemp', args) ? refuse(name, args[0]) : original(...args)));
  }
}

/** What Node loads is looked at thousands of times. */
function isModule(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file);
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
  const original = module[name] as (AnyFunction & { native?: unknown }) | undefined;
  if (typeof original !== 'function') {
    return;
  }
  const standIn = make(original);
  const own = {
    ...(original.native === undefined ? {} : { native: { value: make(original.native as AnyFunction) } }),
    ...(name === 'exists' ? { [promisify.custom]: { value: (file: unknown) => new Promise((resolve) => standIn(file, resolve)) } } : {}),
  };
  // What else hangs on the function stays, such as how it is promisified.
  module[name] = Object.defineProperties(standIn, { ...Object.getOwnPropertyDescriptors(original), ...own });
}

/** The form with a callback: the last argument gets the error and the result. */
function later(name: string, call: AnyFunction, args: any[]): void {
  const callback = typeof args.at(-1) === 'function' ? (args.at(-1) as AnyFunction) : () => undefined;
  const others = typeof args.at(-1) === 'function' ? args.slice(0, -1) : args;
  process.nextTick(() => {
    let result: unknown;
    try {
      result = call(...others);
    } catch (error) {
      callback(error);
      return;
    }
    if (name === 'exists') {
      callback(result);
    } else if (WITH_BUFFER.has(name)) {
      callback(null, result, others[1]);
    } else {
      callback(null, result);
    }
  });
}

/** The form with a promise. Of what is written it takes a stream or another sequence of pieces, too. */
async function promised(name: string, call: AnyFunction, args: any[]): Promise<unknown> {
  const [file, data, ...rest] = args;
  const isSequence = (name === 'writeFile' || name === 'appendFile') && typeof data !== 'string' && !ArrayBuffer.isView(data);
  return call(...(isSequence ? [file, await gathered(data, rest[0]), ...rest] : args));
}

async function gathered(pieces: AsyncIterable<unknown>, options: unknown): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) {
    all.push(bytes(piece, encodingOf(options)));
  }
  return Buffer.concat(all);
}

function refuse(name: string, file: unknown): never {
  throw new Error(`fs.${name} on ${String(file)} cannot be tried without doing it, so the files cannot be compared.`);
}

/** A path or what is open in whatever form `fs` takes it, as a string or number; anything else as it is. */
function toPath(value: any): unknown {
  if (value instanceof URL) {
    return fileURLToPath(value);
  }
  return value instanceof Uint8Array ? Buffer.from(value).toString() : typeof value?.fd === 'number' ? value.fd : value;
}
