import type { MemoryFiles } from './memory-files';
import { bytes, flagsOf, resized, type Flags, type OpenFiles } from './open-files';
import { failure } from './system-error';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
type AnyFunction = (...args: any[]) => any;
type Fs = Record<string, any>;
type Position = number | bigint | null | undefined;

/** What stands in for the functions that work on open files, and what the others need of them. */
export interface DescriptorStandIns {
  readonly functions: Record<string, AnyFunction>;
  /** Does to a file what opening it does. */
  prepare(file: string, flags: string | number, mode?: string | number): Flags;
  /** Writes where the last call ended. */
  write(descriptor: number, piece: Buffer): number;
  /** Reads from where the last call ended. */
  readRest(descriptor: number): Buffer;
}

export function descriptorStandIns(real: Fs, files: MemoryFiles, openFiles: OpenFiles): DescriptorStandIns {
  const opened = (call: string, descriptor: number, right: 'reads' | 'writes') => {
    const open = openFiles.get(descriptor);
    if (!open.flags[right]) {
      throw call === 'ftruncate' ? failure('EINVAL', 'invalid argument', call, open.file) : failure('EBADF', 'bad file descriptor', call, open.file);
    }
    return open;
  };

  const prepare = (file: string, given: string | number, mode?: string | number): Flags => {
    const flags = flagsOf(given, real);
    const isThere = files.isThere(file);
    if (flags.isNew && files.hasName(file)) {
      throw failure('EEXIST', 'file already exists', 'open', file);
    }
    if (!flags.creates) {
      files.need('open', files.target(file));
    }
    if (flags.writes) {
      // Of a file that is there this tells whether it is one.
      files.write(file, flags.truncates || !isThere ? Buffer.alloc(0) : files.read(file), mode);
    }
    return flags;
  };

  const write = (descriptor: number, piece: Buffer, position?: Position): number => {
    const open = opened('write', descriptor, 'writes');
    if (piece.length === 0) {
      return 0;
    }
    const before = files.read(descriptor);
    const given = isGiven(position) ? Number(position) : undefined;
    const at = open.flags.appends ? before.length : (given ?? open.position);
    open.position = given !== undefined ? open.position : at + piece.length;
    files.write(descriptor, Buffer.concat([resized(before, at), piece, before.subarray(at + piece.length)]));
    return piece.length;
  };

  const read = (descriptor: number, into: Uint8Array, position?: Position): number => {
    if (into.length === 0) {
      return 0;
    }
    const open = opened('read', descriptor, 'reads');
    const given = isGiven(position) ? Number(position) : undefined;
    const at = given ?? open.position;
    const content = files.read(descriptor);
    const count = at >= content.length ? 0 : content.copy(into, 0, at, at + into.length);
    open.position = given === undefined ? at + count : open.position;
    return count;
  };

  const readRest = (descriptor: number): Buffer => {
    const open = opened('read', descriptor, 'reads');
    const rest = Buffer.from(files.read(descriptor).subarray(open.position));
    open.position += rest.length;
    return rest;
  };

  /** Each of several buffers in turn, until one is not filled. */
  const readAll = (descriptor: number, buffers: Uint8Array[], position?: Position): number => {
    let [sum, at] = [0, position];
    for (const buffer of buffers) {
      const count = read(descriptor, bytes(buffer), at);
      sum += count;
      at = isGiven(at) ? Number(at) + count : at;
      if (count < buffer.byteLength) {
        break;
      }
    }
    return sum;
  };

  return {
    prepare,
    write,
    readRest,
    functions: {
      open: (file, flags = 'r', mode) => openFiles.add(file, prepare(file, flags ?? 'r', mode)),
      close: (descriptor) => openFiles.close(descriptor),
      read: (descriptor, buffer, ...rest) => {
        const { piece, position } = partOf(buffer, rest);
        return read(descriptor, piece, position);
      },
      readv: readAll,
      write: (descriptor, data, ...rest) => {
        const { piece, position } = typeof data === 'string' ? { piece: bytes(data, rest[1]), position: rest[0] as Position } : partOf(data, rest);
        return write(descriptor, piece, position);
      },
      writev: (descriptor, buffers: unknown[], position) => write(descriptor, Buffer.concat(buffers.map((buffer) => bytes(buffer))), position),
      fsync: () => undefined,
      fdatasync: () => undefined,
      fchmod: (descriptor, mode) => files.chmod(descriptor, mode),
      fchown: () => undefined,
      futimes: () => undefined,
      ftruncate: (descriptor, length) => {
        opened('ftruncate', descriptor, 'writes');
        files.write(descriptor, resized(files.read(descriptor), length));
      },
    },
  };
}

/** The part of a buffer that a call means: `(buffer, offset, length, position)`, `(buffer, options)` or `(options)`. */
function partOf(buffer: any, [second, length, position]: any[]): { piece: Buffer; position: Position } {
  if (buffer?.buffer !== undefined && !ArrayBuffer.isView(buffer)) {
    return partOf(buffer.buffer, [buffer]);
  }
  if (typeof second === 'object' && second !== null) {
    return partOf(buffer, [second.offset, second.length, second.position]);
  }
  const all = bytes(buffer);
  const start = Number(second ?? 0);
  return { piece: all.subarray(start, length === undefined || length === null ? undefined : start + Number(length)), position };
}

function isGiven(position: Position): boolean {
  return position !== null && position !== undefined && Number(position) >= 0;
}
