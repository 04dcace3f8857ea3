import { isUtf8 } from 'node:buffer';
import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Memory } from './memory';
import type { RealFs } from './real-fs';
import { servedCalls, type AnyFunction, type Leave } from './served-calls';

type Fs = Record<string, any>;

/** Functions that only read, and how many of their first arguments are paths. */
const READS: Readonly<Record<string, number>> = { access: 1, exists: 1, glob: 1, lstat: 1, openAsBlob: 1, opendir: 1, readdir: 1, readFile: 1, readlink: 1, realpath: 1, stat: 1 };
const WRITES: Readonly<Record<string, number>> = {
  appendFile: 1,
  chmod: 1,
  chown: 1,
  copyFile: 2,
  cp: 2,
  lchmod: 1,
  lchown: 1,
  link: 2,
  lutimes: 1,
  mkdir: 1,
  mkdtemp: 1,
  mkdtempDisposable: 1,
  open: 1,
  rename: 2,
  rm: 1,
  rmdir: 1,
  symlink: 2,
  truncate: 1,
  unlink: 1,
  utimes: 1,
  writeFile: 1,
};
const ON_DESCRIPTORS = new Set(['close', 'fdatasync', 'fstat', 'fsync', 'read', 'readv', 'write', 'writev']);
/** These can change a file that was opened to be read. */
const CHANGES_BY_DESCRIPTOR = new Set(['fchmod', 'fchown', 'ftruncate', 'futimes']);

/** Every function of `fs` that reads, writes or changes files, without `Sync`. */
export const GUARDED_CALLS: readonly string[] = [...Object.keys(READS), ...Object.keys(WRITES), ...ON_DESCRIPTORS, ...CHANGES_BY_DESCRIPTOR];

/** Names of what this process has open. */
const OUTPUT = /^(\/dev\/(stdout|fd\/\d+)|\/proc\/(self|\d+)\/(task\/\d+\/)?fd\/\d+)$/;
/** A path that the system follows part by part, and that ends in a directory. */
const LED_BY_LINKS = /[^\\/.][\\/]\.\.([\\/]|$)|[^\\/][\\/]$/;
const IN_MODULES = /[\\/]node_modules[\\/]/;

/**
 * Replaces the functions of `fs` so that nothing below the covered directories is written. What a synchronous run needs is
 * answered from memory; whatever else would change something there, or read what the run has changed, ends the attempt.
 * Everything elsewhere goes to the disk as ever.
 *
 * @param fs the module, whose functions are replaced in place: callers that hold on to the module see the new ones
 */
export function patchFs(fs: Fs, memory: Memory, real: RealFs, leave: Leave): void {
  const served = servedCalls(memory, leave);

  /** Whether the disk would give a wrong answer. */
  const isChanged = (key: string, isListed: boolean): boolean => {
    const target = memory.target(key);
    return memory.at(key) !== undefined || memory.at(target) !== undefined || (isListed && memory.changedNames(target).size > 0);
  };

  const call = (name: string, original: AnyFunction, serve: AnyFunction | undefined, args: any[]): unknown => {
    const isRead = name in READS;
    if (real.isBusy() || (isRead && memory.isEmpty)) {
      return original(...args);
    }
    const [first, ...others] = args.slice(0, READS[name] ?? WRITES[name] ?? 1).map(toPath);
    if (typeof first === 'number') {
      return onDescriptor(name, original, serve, first, args);
    }
    if (!isRead && OUTPUT.test(String(first))) {
      leave(`${String(first)} is opened`);
    }
    if (name === 'glob') {
      leave('files are looked for by a pattern');
    }
    if (first instanceof Uint8Array) {
      leave('a file has a name that is no UTF-8');
    }
    const paths = [first, ...others].filter((one): one is string => typeof one === 'string');
    const [key, ...otherKeys] = paths.map((one) => memory.keyOf(one));
    if (key === undefined && otherKeys.every((one) => one === undefined)) {
      return original(...args);
    }
    if (!isRead && paths.some((one) => LED_BY_LINKS.test(one))) {
      leave(`${paths.join(' and ')} leads where only the system knows`);
    }
    const isOpenedToRead = name === 'open' && isReadOnly(args[1], real.fs.constants);
    if (key !== undefined && (isRead || (isOpenedToRead && IN_MODULES.test(key))) && !isChanged(key, /dir$/.test(name))) {
      return original(...args);
    }
    return serve === undefined || key === undefined ? leave(`fs.${name} on ${paths.join(' and ')} cannot be tried in memory`) : serve(key, ...paths, ...args.slice(paths.length));
  };

  const onDescriptor = (name: string, original: AnyFunction, serve: AnyFunction | undefined, descriptor: number, args: any[]): unknown => {
    const isOpen = served.isOpen(String(descriptor), '') === true;
    if (isOpen && serve !== undefined && ON_DESCRIPTORS.has(name)) {
      return serve(String(descriptor), '', ...args.slice(1));
    }
    const isOutput = descriptor === 1 && /write|append/.test(name);
    return isOpen || isOutput || CHANGES_BY_DESCRIPTOR.has(name) ? leave(`fs.${name} works on an open file`) : original(...args);
  };

  const replacement = (name: string, original: AnyFunction & { native?: AnyFunction }, serve?: AnyFunction): AnyFunction => {
    const { native } = original;
    const own = native === undefined ? {} : { native: { value: (...args: any[]) => call(name, native, serve, args) } };
    // What else hangs on the function stays, such as how it is promisified.
    return Object.defineProperties((...args: any[]) => call(name, original, serve, args), { ...Object.getOwnPropertyDescriptors(original), ...own });
  };
  for (const name of GUARDED_CALLS) {
    const sync = `${name}Sync`;
    const forms: Array<[Fs, string, Fs, AnyFunction?]> = [[fs, sync, real.fs, served[sync]], [fs, name, fs], [fs.promises as Fs, name, fs.promises as Fs]];
    for (const [module, form, originals, serve] of forms) {
      if (typeof module[form] === 'function') {
        module[form] = replacement(name, originals[form] as AnyFunction, serve);
      }
    }
  }
  Module.syncBuiltinESMExports();
}

function isReadOnly(flags: unknown, { O_RDONLY, O_ACCMODE = 3, O_CREAT, O_TRUNC }: Record<string, number>): boolean {
  return typeof flags === 'number' ? (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) === O_RDONLY : /^(r|rs|sr)$/.test(typeof flags === 'string' ? flags : 'r');
}

/** A path or what is open in whatever form `fs` takes it, as a string or number; anything else as it is. */
function toPath(value: any): unknown {
  if (value instanceof URL) {
    return fileURLToPath(value);
  }
  return value instanceof Uint8Array && isUtf8(value) ? Buffer.from(value).toString() : typeof value?.fd === 'number' ? value.fd : value;
}
