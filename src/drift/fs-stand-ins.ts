import * as path from 'node:path';
import { copyStandIn } from './copy-stand-in';
import { descriptorStandIns } from './descriptor-stand-ins';
import { MemoryDirectory } from './memory-directory';
import type { MemoryFiles } from './memory-files';
import { statsMaker } from './memory-stats';
import { bytes, encodingOf, flagsOf, resized, type OpenFiles } from './open-files';
import { MOST_LINKS, type Overlay } from './overlay';
import { failure } from './system-error';

/* The functions of `fs` are replaced whatever their overloads: their types say nothing that helps here. */
export type AnyFunction = (...args: any[]) => any;
type Fs = Record<string, any>;

/**
 * What stands in for the functions of `fs` where a path lies in the overlay, by the name of the function without `Sync`.
 *
 * @param real the functions as Node has them
 */
export function standIns(real: Fs, overlay: Overlay, files: MemoryFiles, openFiles: OpenFiles): Record<string, AnyFunction> {
  const onDescriptors = descriptorStandIns(real, files, openFiles);
  const stats = statsMaker(real, overlay);

  const mkdir = (file: string, options: any): string | undefined => {
    if (options?.recursive !== true) {
      files.needRoom('mkdir', file);
      files.mkdir(file);
      return undefined;
    }
    if (overlay.kind(file) !== undefined && files.need('mkdir', files.target(file)) !== 'directory') {
      throw failure('EEXIST', 'file already exists', 'mkdir', file);
    }
    return files.mkdir(file);
  };

  const copyFile = (from: string, to: string, mode: number = 0): void => {
    files.need('copyfile', files.target(from));
    if ((mode & real.constants.COPYFILE_EXCL) !== 0 && overlay.kind(to) !== undefined) {
      throw failure('EEXIST', 'file already exists', 'copyfile', to);
    }
    files.write(to, Buffer.from(files.read(from)));
    files.chmod(to, files.mode(from));
  };

  const writeFile = (flag: string) => (file: string | number, data: any, options: any): void => {
    const piece = bytes(data, encodingOf(options));
    if (typeof file === 'number') {
      if (piece.length > 0) {
        onDescriptors.write(file, piece);
      }
      return;
    }
    const flags = onDescriptors.prepare(file, options?.flag ?? flag, options?.mode);
    const content = flags.truncates ? Buffer.alloc(0) : files.read(file);
    files.write(file, flags.appends ? Buffer.concat([content, piece]) : Buffer.concat([piece, content.subarray(piece.length)]));
  };

  const namesIn = (file: string): string[] => {
    const directory = files.target(file);
    if (files.need('scandir', directory) !== 'directory') {
      throw failure('ENOTDIR', 'not a directory', 'scandir', file);
    }
    return overlay.names(directory);
  };

  /**
   * The names in a directory and, if asked for, in those below it, from the directory.
   *
   * @param hops how many links to directories are followed
   */
  const namesBelow = (directory: string, recursive: boolean, hops: number): string[] =>
    namesIn(directory).flatMap((name) => {
      const inner = path.join(directory, name);
      const kind = overlay.kind(inner);
      const isEntered = recursive && (kind === 'directory' || (kind === 'link' && hops > 0 && overlay.kind(files.target(inner)) === 'directory'));
      return isEntered ? [name, ...namesBelow(inner, true, kind === 'link' ? hops - 1 : hops).map((below) => path.join(name, below))] : [name];
    });

  const entryAt = (file: string): object => directoryEntry(real, file, overlay.kind(file));

  const rename = (from: string, to: string): void => {
    const kind = files.need('rename', from);
    files.needParent('rename', to);
    const there = overlay.kind(to);
    const [source, target] = [overlay.pathOf(from), overlay.pathOf(to)];
    if (source === target) {
      return;
    }
    if (kind === 'directory' && target.startsWith(source + path.sep)) {
      // The way to it can lead through a link, so that the paths as they are given do not tell.
      throw failure('EINVAL', 'invalid argument', 'rename', to);
    }
    if (there === 'directory' && kind !== 'directory') {
      throw failure('EISDIR', 'illegal operation on a directory', 'rename', to);
    }
    if (there !== undefined && there !== 'directory' && kind === 'directory') {
      throw failure('ENOTDIR', 'not a directory', 'rename', to);
    }
    if (there === 'directory' && overlay.names(to).length > 0) {
      throw failure('ENOTEMPTY', 'directory not empty', 'rename', to);
    }
    if (there !== undefined) {
      files.remove(to);
    }
    copyAll(from, to);
    files.remove(from);
  };

  const copyAll = (from: string, to: string): void => {
    switch (overlay.kind(from)) {
      case 'directory':
        files.mkdir(to);
        overlay.names(from).forEach((name) => copyAll(path.join(from, name), path.join(to, name)));
        break;
      case 'link':
        files.link(to, files.linkTarget(from));
        break;
      default: {
        const { content, mode } = overlay.file(from);
        files.write(to, content);
        files.chmod(to, mode);
      }
    }
  };

  return {
    exists: (file) => files.isThere(file),
    // Whether the disk could be written is not asked: nothing is.
    access: (file, mode = 0) => {
      const target = files.target(file);
      if (files.need('access', target) === 'file' && (mode & real.constants.X_OK) !== 0 && (files.mode(target) & 0o111) === 0) {
        throw failure('EACCES', 'permission denied', 'access', file);
      }
    },
    readFile: (file, options) => {
      const content = typeof file === 'number' ? onDescriptors.readRest(file) : Buffer.from(files.read(file));
      return encodingOf(options) === undefined ? content : content.toString(encodingOf(options));
    },
    lstat: (file, options) => stats('lstat', file, options),
    stat: (file, options) => stats('stat', files.target(file), options),
    fstat: (descriptor, options) => stats('fstat', files.target(descriptor), options),
    readdir: (file, options) => {
      const withTypes = options?.withFileTypes === true;
      const names = namesBelow(file, options?.recursive === true, withTypes ? 0 : MOST_LINKS);
      return withTypes ? names.map((name) => entryAt(path.join(file, name))) : names;
    },
    opendir: (file, options) => new MemoryDirectory(file, namesBelow(file, options?.recursive === true, 0).map((name) => entryAt(path.join(file, name)))),
    readlink: (file) => {
      if (files.need('readlink', file) !== 'link') {
        throw failure('EINVAL', 'invalid argument', 'readlink', file);
      }
      return files.linkTarget(file);
    },
    realpath: (file) => {
      const target = files.target(file);
      files.need('realpath', target);
      return overlay.pathOf(target);
    },
    writeFile: writeFile('w'),
    appendFile: writeFile('a'),
    truncate: (file, length) => files.write(file, resized(files.read(file), length)),
    mkdir,
    mkdtemp: (prefix) => {
      const made = `${prefix}${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;
      mkdir(made, {});
      return made;
    },
    rm: (file, options) => {
      const kind = overlay.kind(file);
      if (kind === 'directory' && options?.recursive !== true) {
        throw failure('ERR_FS_EISDIR', 'Path is a directory', 'rm', file);
      }
      if (kind !== undefined) {
        files.remove(file);
      } else if (options?.force !== true) {
        files.need('rm', file);
      }
    },
    rmdir: (file, options) => {
      if (files.need('rmdir', file) !== 'directory') {
        throw failure('ENOTDIR', 'not a directory', 'rmdir', file);
      }
      if (options?.recursive !== true && overlay.names(file).length > 0) {
        throw failure('ENOTEMPTY', 'directory not empty', 'rmdir', file);
      }
      files.remove(file);
    },
    unlink: (file) => {
      if (files.need('unlink', file) === 'directory') {
        throw failure('EISDIR', 'illegal operation on a directory', 'unlink', file);
      }
      files.remove(file);
    },
    rename,
    copyFile,
    cp: copyStandIn(overlay, files, copyFile),
    link: (from, to) => {
      files.need('link', from);
      files.needRoom('link', to);
      copyAll(from, to);
    },
    symlink: (linkTarget, file) => {
      files.needRoom('symlink', file);
      files.link(file, String(linkTarget));
    },
    chmod: (file, mode) => files.chmod(file, mode),
    ...Object.fromEntries(['chown', 'utimes'].map((call) => [call, (file: string) => void files.need(call, files.target(file))])),
    ...Object.fromEntries(['lchown', 'lchmod', 'lutimes'].map((call) => [call, (file: string) => void files.need(call, file)])),
    ...onDescriptors.functions,
  };
}

export function isReadOnly(flags: unknown, real: Fs): boolean {
  return typeof flags !== 'string' && typeof flags !== 'number' ? true : !flagsOf(flags, real).writes;
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
