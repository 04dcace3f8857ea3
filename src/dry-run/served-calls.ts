import os from 'node:os';
import path from 'node:path';
import { kindOf, type Kind } from './changes';
import type { Memory } from './memory';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
export type AnyFunction = (...args: any[]) => any;

/** Ends the attempt to run in memory. The reason names what a run in memory cannot do. */
export type Leave = (reason: string) => never;

/** Answers a call. It receives the key of the file (see `Memory.keyOf`), the path as the caller gave it, and the caller's other arguments. */
type Serve = (key: string, given: string, ...args: any[]) => unknown;

const TYPES = { file: 0o100000, directory: 0o040000, link: 0o120000, other: 0 };

/**
 * The functions that are answered from memory, by name: those that a synchronous run needs. The reading ones are called only if the disk would
 * be wrong. A system error ends the attempt, except the two that programs use to find out what exists.
 */
export function servedCalls(memory: Memory, leave: Leave): Record<string, Serve> {
  const { disk } = memory;
  const openFiles = new Map<string, string>();

  /** The key of a path; ends the attempt if it is none of these kinds. */
  const target = (given: string, first: string, ...kinds: ReadonlyArray<Kind | undefined>): string => {
    const key = memory.target(first);
    return kinds.includes(memory.kind(key)) ? key : leave(`${given} is not what it would have to be`);
  };
  const needParent = (key: string, given: string): void => {
    const directory = path.dirname(key);
    target(given, memory.keyOf(directory) ?? directory, 'directory');
  };
  /** Whether this user may access an own file with these rights; root may do everything, except on Windows. */
  const may = (mode: number, bit: number): boolean => process.getuid?.() === 0 || (mode & bit) !== 0;

  /** The file that a call may write to. If it has a second name, it changes under that one, too. */
  const writable = (given: string, first: string): string => {
    const key = target(given, first, 'file', undefined);
    if (memory.kind(key) === undefined) {
      needParent(key, given);
    } else if (!may(memory.mode(key), 0o200) || (memory.at(key) === undefined && disk.statSync(key).nlink > 1)) {
      leave(`${given} is read-only, or has a second name`);
    }
    return key;
  };
  const write = (flag: 'w' | 'a'): Serve => (first, given, data: unknown, options: any) => {
    const isText = typeof data === 'string';
    const key = writable(given, first);
    const isNew = options?.flag === `${flag}x`;
    if (!(isNew ? memory.kind(first) === undefined : (options?.flag ?? flag) === flag) || !(isText || ArrayBuffer.isView(data))) {
      leave(`${given} is written in an unusual way`);
    }
    const content = isText ? Buffer.from(data, (typeof options === 'string' ? options : options?.encoding) ?? 'utf-8') : bytes(data);
    memory[flag === 'a' ? 'append' : 'write'](key, content, newMode(options?.mode));
  };

  const stats = (key: string, given: string, options: any): unknown => {
    const kind = memory.kind(key);
    if (kind === undefined) {
      return options?.throwIfNoEntry === false ? undefined : leave(`${given} is asked for, which is not there any more`);
    }
    const isFile = kind === 'file';
    const [mode, size] = isFile ? [memory.mode(key), memory.content(key).length] : [0o755, 0];
    const own = { mode: TYPES[kind] | mode, size, ino: numberOf(key), nlink: 1, blocks: 0, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const isBig = options?.bigint === true;
    return Object.assign(disk.statSync(os.devNull, options), Object.fromEntries(Object.entries(own).map(([name, value]) => [name, isBig ? BigInt(value) : value])));
  };
  const numbers = new Map<string, number>();
  /** Libraries that copy files take two files with the same numbers for one. */
  const numberOf = (key: string): number => numbers.get(key) ?? (numbers.set(key, numbers.size + 1), numbers.size);

  /** Makes a directory and those above it; returns the first that was made. */
  const makeDirectories = (key: string, given: string): string | undefined => {
    if (memory.kind(key) !== undefined) {
      target(given, key, 'directory');
      return undefined;
    }
    const parent = path.dirname(key);
    const first = makeDirectories(memory.keyOf(parent) ?? parent, path.dirname(given));
    memory.mkdir(key);
    return first ?? given;
  };
  const remove: Serve = (key, given, options: any) => {
    const kind = memory.kind(key);
    const isFile = kind === 'file' || (kind === 'link' && memory.kind(memory.target(key)) !== 'directory');
    if (!isFile && !(kind === undefined && options?.force === true)) {
      leave(`${given} is removed, which is no file`);
    }
    memory.remove(key);
  };

  return {
    existsSync: (key) => memory.kind(memory.target(key)) !== undefined,
    accessSync: (first, given, asked = 0) => {
      const key = memory.target(first);
      const { W_OK, X_OK, R_OK } = disk.constants;
      const kind = memory.kind(key);
      const mode = kind === 'file' ? memory.mode(key) : 0o755;
      const isDenied = ((asked & W_OK) !== 0 && !may(mode, 0o200)) || ((asked & R_OK) !== 0 && !may(mode, 0o400)) || ((asked & X_OK) !== 0 && (mode & 0o111) === 0);
      if (kind === undefined || isDenied) {
        const [code, text] = isDenied ? ['EACCES', 'permission denied'] : ['ENOENT', 'no such file or directory'];
        throw Object.assign(new Error(`${code}: ${text}, access '${given}'`), { code, syscall: 'access', path: given });
      }
    },
    statSync: (key, given, options) => stats(memory.target(key), given, options),
    lstatSync: stats,
    realpathSync: (key, given) => target(given, key, 'file', 'directory'),
    readFileSync: (first, given, options) => {
      const content = memory.content(target(given, first, 'file'));
      const encoding = typeof options === 'string' ? options : options?.encoding;
      return encoding === undefined || encoding === null || encoding === 'buffer' ? Buffer.from(content) : content.toString(encoding);
    },
    readdirSync: (first, given, options) => {
      const key = target(given, first, 'directory');
      if (options?.recursive === true || options === 'buffer' || options?.encoding === 'buffer') {
        return leave(`${given} is listed in an unusual way`);
      }
      const onDisk = memory.kindOnDisk(key) === 'directory' ? disk.readdirSync(key, { withFileTypes: true }) : [];
      const kinds = new Map(onDisk.map((entry): [string, Kind | undefined] => [entry.name, kindOf(entry)]));
      [...memory.changedNames(key)].forEach((name) => kinds.set(name, memory.kind(path.join(key, name))));
      const names = [...kinds].filter(([, kind]) => kind !== undefined).map(([name]) => name).sort();
      return options?.withFileTypes === true ? names.map((name) => directoryEntry(disk, given, name, kinds.get(name)!)) : names;
    },
    writeFileSync: write('w'),
    appendFileSync: write('a'),
    mkdirSync: (key, given, options) => {
      if (options?.recursive === true) {
        return makeDirectories(key, path.resolve(given));
      }
      if (memory.kind(key) !== undefined) {
        leave(`${given} is made a second time`);
      }
      needParent(key, given);
      memory.mkdir(key);
      return undefined;
    },
    chmodSync: (first, given, mode) => {
      const key = target(given, first, 'file');
      if (memory.at(key) === undefined && disk.statSync(key).nlink > 1) {
        leave(`${given} has a second name`);
      }
      memory.chmod(key, modeBits(mode));
    },
    // Owners are not compared.
    chownSync: (key, given) => void target(given, key, 'file', 'directory'),
    rmSync: remove,
    unlinkSync: remove,
    openSync: (first, given, flag, mode) => {
      if (flag !== 'w') {
        return leave(`${given} is opened with the flag ${String(flag)}`);
      }
      const key = writable(given, first);
      memory.write(key, Buffer.alloc(0), newMode(mode));
      // A descriptor that the system never gives out.
      const descriptor = disk.openSync(os.devNull, 'w');
      openFiles.set(String(descriptor), key);
      return descriptor;
    },
    renameSync: (from, given, to: string) => {
      const key = memory.keyOf(to);
      if (key === undefined || memory.at(from) !== 'file' || memory.kindOnDisk(from) !== undefined || !/file|undefined/.test(String(memory.kind(key)))) {
        return leave(`${given} is renamed`);
      }
      needParent(key, to);
      const [content, mode] = [memory.content(from), memory.mode(from)];
      memory.remove(from);
      memory.write(key, content, mode);
      memory.chmod(key, mode);
      return undefined;
    },
    // For these the key is a descriptor.
    isOpen: (descriptor) => openFiles.has(descriptor),
    writeSync: (descriptor, _, data, second, third, position) => {
      const key = openFiles.get(descriptor)!;
      const isText = typeof data === 'string';
      const at: unknown = isText ? second : position;
      // Writes append to the file anyway.
      if ((typeof at === 'number' && data.length > 0 && at !== memory.content(key).length) || (typeof second === 'object' && second !== null)) {
        return leave(`${key} is written at a position`);
      }
      const piece = isText ? Buffer.from(data, third ?? 'utf-8') : bytes(data).subarray(second ?? 0, third === undefined ? undefined : Number(second ?? 0) + Number(third));
      memory.append(key, piece, 0);
      return piece.length;
    },
    fsyncSync: () => undefined,
    closeSync: (descriptor) => {
      openFiles.delete(descriptor);
      disk.closeSync(Number(descriptor));
    },
  };
}

function newMode(mode: unknown): number {
  return modeBits(mode ?? 0o666) & ~process.umask();
}

function modeBits(mode: unknown): number {
  return typeof mode === 'string' ? parseInt(mode, 8) : Number(mode);
}

function bytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function directoryEntry(disk: Memory['disk'], directory: string, name: string, kind: Kind): object {
  const is = { isFile: () => kind === 'file', isDirectory: () => kind === 'directory', isSymbolicLink: () => kind === 'link' };
  return Object.assign(Object.create(disk.Dirent.prototype as object), { name, path: directory, parentPath: directory, ...is });
}
