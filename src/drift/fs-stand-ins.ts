import * as os from 'node:os';
import * as path from 'node:path';
import type { Overlay } from './overlay';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
export type AnyFunction = (...args: any[]) => any;
type Fs = Record<string, any>;

const TYPES = { file: 0o100000, directory: 0o040000, link: 0o120000 };

/**
 * What stands in for the functions of `fs` where a path lies in the overlay, by the name of the function without `Sync`.
 *
 * @param real the functions as Node has them
 */
export function standIns(real: Fs, overlay: Overlay): Record<string, AnyFunction> {
  const need = (call: string, file: string): string => {
    const kind = overlay.kind(file);
    if (kind === undefined) {
      throw failure('ENOENT', 'no such file or directory', call, file);
    }
    return kind;
  };

  /** The file that a path or a descriptor of ours stands for, links followed. */
  const target = (file: string | number): string => {
    const named = overlay.openFile(file) ?? (file as string);
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

  const stats = (call: string, file: string, options: any): any => {
    const entry = overlay.entry(file);
    if (entry === undefined) {
      return real.lstatSync(file, options);
    }
    if (entry.kind === 'gone') {
      return options?.throwIfNoEntry === false ? undefined : need(call, file);
    }
    const mode = TYPES[entry.kind] | (entry.kind === 'file' ? entry.mode : 0o755);
    const time = new Date();
    return Object.assign(Object.create(real.Stats.prototype as object), {
      mode,
      size: entry.kind === 'file' ? entry.content.length : 0,
      mtime: time,
      ctime: time,
      atime: time,
      mtimeMs: Number(time),
    });
  };

  return {
    exists: (file) => overlay.kind(target(file)) !== undefined,
    // Whether the disk could be written is not asked: nothing is.
    access: (file) => void need('access', target(file)),
    readFile: (file, options) => (encodingOf(options) === undefined ? Buffer.from(read(file)) : read(file).toString(encodingOf(options))),
    lstat: (file, options) => stats('lstat', file, options),
    stat: (file, options) => stats('stat', target(file), options),
    readdir: (file, options) => {
      if (need('scandir', target(file)) !== 'directory') {
        throw failure('ENOTDIR', 'not a directory', 'scandir', file);
      }
      const names = overlay.names(target(file));
      if (options?.withFileTypes !== true) {
        return names;
      }
      return names.map((name) => directoryEntry(real, file, name, overlay.kind(path.join(file, name))));
    },
    readlink: (file) => {
      const entry = overlay.entry(file);
      return entry?.kind === 'link' ? entry.target : real.readlinkSync(file);
    },
    realpath: (file) => {
      need('realpath', target(file));
      return target(file);
    },
    open: (file, flags, mode) => {
      if (overlay.entry(file) !== undefined && (flags === undefined || flags === 'r')) {
        throw failure('ENOTSUP', 'operation not supported on a file that this run wrote', 'open', file);
      }
      // A descriptor of the system's own, so that its number is taken and closing it works.
      const descriptor = real.openSync(os.devNull, 'r+') as number;
      const keeps = (typeof flags === 'string' && /^[ar]/.test(flags)) || typeof flags === 'number';
      write(file, keeps && overlay.kind(target(file)) === 'file' ? read(file) : Buffer.alloc(0), mode);
      overlay.open(descriptor, file);
      return descriptor;
    },
    write: (descriptor, data, offset, length, position) => {
      const isText = typeof data === 'string';
      const chunk = isText ? bytes(data, length) : bytes(data).subarray(offset ?? 0, length === undefined ? undefined : (offset ?? 0) + length);
      const before = read(descriptor);
      const at = (isText ? offset : position) ?? before.length;
      write(descriptor, Buffer.concat([before.subarray(0, at), Buffer.alloc(Math.max(0, at - before.length)), chunk, before.subarray(at + chunk.length)]));
      return chunk.length;
    },
    close: (descriptor) => {
      overlay.close(descriptor);
      real.closeSync(descriptor);
    },
    fsync: () => undefined,
    fchmod: (descriptor, mode) => overlay.chmod(target(descriptor), modeBits(mode)),
    fchown: () => undefined,
    writeFile: (file, data, options) =>
      write(file, options?.flag?.startsWith('a') === true && overlay.kind(target(file)) === 'file' ? Buffer.concat([read(file), bytes(data, encodingOf(options))]) : bytes(data, encodingOf(options)), options?.mode),
    appendFile: (file, data, options) =>
      write(file, Buffer.concat([overlay.kind(target(file)) === 'file' ? read(file) : Buffer.alloc(0), bytes(data, encodingOf(options))]), options?.mode),
    mkdir: (file, options) => {
      const kind = overlay.kind(file);
      if (kind !== undefined && (options?.recursive !== true || kind === 'file')) {
        throw failure('EEXIST', 'file already exists', 'mkdir', file);
      }
      if (options?.recursive !== true) {
        need('mkdir', path.dirname(file));
      }
      const first = overlay.mkdir(file);
      return options?.recursive === true ? first : undefined;
    },
    rm: (file, options) => {
      if (options?.force !== true) {
        need('rm', file);
      }
      overlay.remove(file);
    },
    rmdir: (file) => {
      need('rmdir', file);
      overlay.remove(file);
    },
    unlink: (file) => {
      need('unlink', file);
      overlay.remove(file);
    },
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
    copyFile: (from, to) => {
      write(to, read(from));
      overlay.chmod(target(to), overlay.file(target(from)).mode);
    },
    symlink: (linkTarget, file) => overlay.link(file, String(linkTarget)),
    chmod: (file, mode) => {
      need('chmod', target(file));
      overlay.chmod(target(file), modeBits(mode));
    },
    chown: (file) => void need('chown', file),
    lchown: (file) => void need('lchown', file),
    utimes: (file) => void need('utimes', file),
    lutimes: (file) => void need('lutimes', file),
  };
}

/** An error as the system gives it. */
export function failure(code: string, text: string, call: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${text}, ${call} '${file}'`), { code, syscall: call, path: file });
}

function bytes(data: any, encoding?: any): Buffer {
  return typeof data === 'string' ? Buffer.from(data, encoding ?? 'utf-8') : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength);
}

function encodingOf(options: any): BufferEncoding | undefined {
  return typeof options === 'string' ? (options as BufferEncoding) : (options?.encoding ?? undefined);
}

function modeBits(mode: string | number): number {
  return typeof mode === 'string' ? parseInt(mode, 8) : mode;
}

function directoryEntry(real: Fs, directory: string, name: string, kind: string | undefined): object {
  return Object.assign(Object.create(real.Dirent.prototype as object), {
    name,
    path: directory,
    parentPath: directory,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'directory',
    isSymbolicLink: () => kind === 'link',
  });
}
