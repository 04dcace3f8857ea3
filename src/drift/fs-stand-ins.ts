import * as os from 'node:os';
import * as path from 'node:path';
import { OpenFiles } from './open-files';
import type { Overlay } from './overlay';
import { failure } from './system-error';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
export type AnyFunction = (...args: any[]) => any;
type Fs = Record<string, any>;

const TYPES = { file: 0o100000, directory: 0o040000, link: 0o120000, other: 0o100000 };

/**
 * What stands in for the functions of `fs` where a path lies in the overlay, by the name of the function without `Sync`.
 *
 * @param real the functions as Node has them
 */
export function standIns(real: Fs, overlay: Overlay, openFiles: OpenFiles): Record<string, AnyFunction> {
  const need = (call: string, file: string): string => {
    const kind = overlay.kind(file);
    if (kind === undefined) {
      throw failure('ENOENT', 'no such file or directory', call, file);
    }
    return kind;
  };

  /** The file that a path or a descriptor of ours stands for, links followed. */
  const target = (file: string | number): string => {
    const named = openFiles.file(file) ?? (file as string);
    const entry = overlay.entry(named);
    if (entry?.kind === 'link') {
      return target(path.resolve(path.dirname(named), entry.target));
    }
    return entry === undefined && overlay.kind(named) === 'link' ? (real.realpathSync(named) as string) : named;
  };

  const read = (file: string | number): Buffer => {
    if (need('open', target(file)) === 'directory') {
      throw failure('EISDIR', 'illegal operation on a directory', 'read', String(file));
    }
    return overlay.file(target(file)).content;
  };

  const write = (file: string | number, content: Buffer, mode?: number): void => {
    const named = target(file);
    need('open', path.dirname(named));
    if (overlay.kind(named) === 'directory') {
      throw failure('EISDIR', 'illegal operation on a directory', 'open', named);
    }
    overlay.write(named, content, mode);
  };

  const append = (file: string | number, content: Buffer, mode?: number): void =>
    write(file, overlay.kind(target(file)) === 'file' ? Buffer.concat([read(file), content]) : content, mode);

  const isThere = (file: string): boolean => overlay.kind(target(file)) !== undefined;

  const stats = (call: string, file: string, options: any): any => {
    const entry = overlay.entry(file);
    if (entry === undefined) {
      return real.lstatSync(file, options);
    }
    if (entry.kind === 'gone') {
      return options?.throwIfNoEntry === false ? undefined : need(call, file);
    }
    const time = new Date();
    return Object.assign(Object.create(real.Stats.prototype as object), {
      mode: TYPES[entry.kind] | (entry.kind === 'file' ? entry.mode : 0o755),
      size: entry.kind === 'file' ? entry.content.length : 0,
      uid: os.userInfo().uid,
      gid: os.userInfo().gid,
      nlink: 1,
      mtime: time,
      ctime: time,
      atime: time,
      birthtime: time,
      mtimeMs: Number(time),
    });
  };

  const mkdir = (file: string, options: any): string | undefined => {
    const kind = overlay.kind(file);
    if (kind !== undefined && (options?.recursive !== true || kind === 'file')) {
      throw failure('EEXIST', 'file already exists', 'mkdir', file);
    }
    if (options?.recursive !== true) {
      need('mkdir', path.dirname(file));
    }
    const first = overlay.mkdir(file);
    return options?.recursive === true ? first : undefined;
  };

  const remove = (call: string) => (file: string, options: any): void => {
    if (options?.force !== true) {
      need(call, file);
    }
    overlay.remove(file);
  };

  const copyFile = (from: string, to: string, mode: number = 0): void => {
    if ((mode & real.constants.COPYFILE_EXCL) !== 0 && isThere(to)) {
      throw failure('EEXIST', 'file already exists', 'copyfile', to);
    }
    write(to, Buffer.from(read(from)));
    overlay.chmod(target(to), overlay.file(target(from)).mode);
  };

  /** `fs.cp`, which only Node's own internals would otherwise carry out. */
  const copy = (from: string, to: string, options: any): void => {
    if (options?.filter !== undefined && options.filter(from, to) !== true) {
      return;
    }
    if (need('cp', target(from)) === 'directory') {
      if (options?.recursive !== true) {
        throw failure('ERR_FS_EISDIR', 'recursive option not enabled, cannot copy a directory', 'cp', from);
      }
      mkdir(to, { recursive: true });
      overlay.names(target(from)).forEach((name) => copy(path.join(from, name), path.join(to, name), options));
    } else if (!isThere(to) || options?.force !== false) {
      mkdir(path.dirname(to), { recursive: true });
      copyFile(from, to);
    } else if (options?.errorOnExist === true) {
      throw failure('ERR_FS_CP_EEXIST', 'Target already exists', 'cp', to);
    }
  };

  return {
    exists: isThere,
    // Whether the disk could be written is not asked: nothing is.
    access: (file) => void need('access', target(file)),
    readFile: (file, options) => (encodingOf(options) === undefined ? Buffer.from(read(file)) : read(file).toString(encodingOf(options))),
    lstat: (file, options) => stats('lstat', file, options),
    stat: (file, options) => stats('stat', target(file), options),
    fstat: (descriptor, options) => stats('fstat', target(descriptor), options),
    readdir: (file, options) => {
      if (need('scandir', target(file)) !== 'directory') {
        throw failure('ENOTDIR', 'not a directory', 'scandir', file);
      }
      const names = namesIn(overlay, target(file), options?.recursive === true);
      if (options?.withFileTypes !== true) {
        return names;
      }
      return names.map((name) => directoryEntry(real, path.join(file, name), overlay.kind(path.join(file, name))));
    },
    readlink: (file) => {
      const entry = overlay.entry(file);
      return entry?.kind === 'link' ? entry.target : real.readlinkSync(file);
    },
    realpath: (file) => {
      need('realpath', target(file));
      return target(file);
    },
    open: (file, flags = 'r', mode) => {
      const { writes, truncates, appends, creates, isNew } = flagsOf(flags, real);
      const there = isThere(file);
      if (isNew && there) {
        throw failure('EEXIST', 'file already exists', 'open', file);
      }
      if (!creates) {
        need('open', target(file));
      }
      if (writes && (truncates || !there)) {
        write(file, Buffer.alloc(0), mode);
      }
      return openFiles.add(file, appends);
    },
    read: (descriptor, buffer, offset, length, position) => {
      const options = typeof offset === 'object' && offset !== null ? offset : { offset, length, position };
      const start = options.offset ?? 0;
      const into = bytes(buffer).subarray(start, start + (options.length ?? buffer.byteLength - start));
      return openFiles.read(descriptor, read(descriptor), into, options.position);
    },
    write: (descriptor, data, offset, length, position) => {
      const isText = typeof data === 'string';
      const start = isText ? 0 : (offset ?? 0);
      const piece = isText ? bytes(data, length) : bytes(data).subarray(start, typeof length === 'number' ? start + length : undefined);
      write(descriptor, openFiles.written(descriptor, read(descriptor), piece, isText ? offset : position));
      return piece.length;
    },
    writev: (descriptor, buffers: Uint8Array[], position) => {
      const piece = Buffer.concat(buffers);
      write(descriptor, openFiles.written(descriptor, read(descriptor), piece, position));
      return piece.length;
    },
    close: (descriptor) => openFiles.close(descriptor),
    fsync: () => undefined,
    fdatasync: () => undefined,
    fchmod: (descriptor, mode) => overlay.chmod(target(descriptor), modeBits(mode)),
    fchown: () => undefined,
    futimes: () => undefined,
    ftruncate: (descriptor, length) => write(descriptor, resized(read(descriptor), length)),
    truncate: (file, length) => write(file, resized(read(file), length)),
    writeFile: (file, data, options) =>
      (options?.flag?.startsWith('a') === true ? append : write)(file, bytes(data, encodingOf(options)), options?.mode),
    appendFile: (file, data, options) => append(file, bytes(data, encodingOf(options)), options?.mode),
    mkdir,
    mkdtemp: (prefix) => {
      const made = `${prefix}${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;
      mkdir(made, {});
      return made;
    },
    rm: remove('rm'),
    rmdir: remove('rmdir'),
    unlink: remove('unlink'),
    rename: (from, to) => {
      if (need('rename', from) !== 'file') {
        throw failure('ENOTSUP', 'operation not supported on anything but a file', 'rename', from);
      }
      const { content, mode } = overlay.file(from);
      need('rename', path.dirname(to));
      if (overlay.covers(from)) {
        overlay.remove(from);
      } else {
        real.unlinkSync(from);
      }
      write(to, content);
      overlay.chmod(to, mode);
    },
    copyFile,
    cp: copy,
    link: copyFile,
    symlink: (linkTarget, file) => overlay.link(file, String(linkTarget)),
    chmod: (file, mode) => {
      need('chmod', target(file));
      overlay.chmod(target(file), modeBits(mode));
    },
    ...Object.fromEntries(['chown', 'lchown', 'lchmod', 'utimes', 'lutimes'].map((call) => [call, (file: string) => void need(call, file)])),
  };
}

/** What the flags of `open` ask for, given as a text (`wx`) or as the system's number. */
export function flagsOf(flags: string | number, real: Fs): { writes: boolean; truncates: boolean; appends: boolean; creates: boolean; isNew: boolean } {
  if (typeof flags === 'string') {
    const [first] = flags;
    return { writes: !/^r(s?)$|^s?r$/.test(flags), truncates: first === 'w', appends: first === 'a', creates: first !== 'r', isNew: flags.includes('x') };
  }
  const { O_WRONLY, O_RDWR, O_TRUNC, O_APPEND, O_CREAT, O_EXCL } = real.constants as Record<string, number>;
  const has = (bit: number): boolean => (flags & bit) !== 0;
  return { writes: has(O_WRONLY | O_RDWR), truncates: has(O_TRUNC), appends: has(O_APPEND), creates: has(O_CREAT), isNew: has(O_EXCL) };
}

function bytes(data: any, encoding?: any): Buffer {
  return typeof data === 'string' ? Buffer.from(data, encoding ?? 'utf-8') : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength);
}

function resized(content: Buffer, length: number = 0): Buffer {
  return Buffer.concat([content.subarray(0, length), Buffer.alloc(Math.max(0, length - content.length))]);
}

function encodingOf(options: any): BufferEncoding | undefined {
  return typeof options === 'string' ? (options as BufferEncoding) : (options?.encoding ?? undefined);
}

function modeBits(mode: string | number): number {
  return typeof mode === 'string' ? parseInt(mode, 8) : mode;
}

/** The names in a directory and, if asked for, in those below it, from the directory. */
function namesIn(overlay: Overlay, directory: string, recursive: boolean): string[] {
  return overlay.names(directory).flatMap((name) => {
    const inner = path.join(directory, name);
    return recursive && overlay.kind(inner) === 'directory' ? [name, ...namesIn(overlay, inner, true).map((below) => path.join(name, below))] : [name];
  });
}

function directoryEntry(real: Fs, file: string, kind: string | undefined): object {
  return Object.assign(Object.create(real.Dirent.prototype as object), {
    name: path.basename(file),
    path: path.dirname(file),
    parentPath: path.dirname(file),
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'directory',
    isSymbolicLink: () => kind === 'link',
  });
}
