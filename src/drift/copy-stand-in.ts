import * as path from 'node:path';
import type { MemoryFiles } from './memory-files';
import type { Overlay } from './overlay';
import { failure } from './system-error';

/** As much of the options of `fs.cp` as decides what is written. */
interface CopyOptions {
  readonly dereference?: boolean;
  readonly errorOnExist?: boolean;
  readonly filter?: (from: string, to: string) => unknown;
  readonly force?: boolean;
  readonly mode?: number;
  readonly recursive?: boolean;
  readonly verbatimSymlinks?: boolean;
}

/** What stands in for `fs.cp`, which Node's own internals carry out. */
export function copyStandIn(overlay: Overlay, files: MemoryFiles, copyFile: (from: string, to: string, mode?: number) => void) {
  return function copy(from: string, to: string, options: CopyOptions = {}): void {
    const chosen = options.filter === undefined ? true : options.filter(from, to);
    if (chosen instanceof Promise) {
      throw new Error(`fs.cp on ${from} with a filter that is not waited for cannot be tried without doing it, so the files cannot be compared.`);
    }
    if (!Boolean(chosen)) {
      return;
    }
    const source = options.dereference === true ? files.target(from) : from;
    const kind = files.need('cp', source);
    const there = overlay.kind(options.dereference === true ? files.target(to) : to);
    if (kind === 'directory') {
      if (options.recursive !== true) {
        throw failure('ERR_FS_EISDIR', 'Recursive option not enabled, cannot copy a directory', 'cp', from);
      }
      if (there !== undefined && there !== 'directory') {
        throw failure('ERR_FS_CP_DIR_TO_NON_DIR', 'Cannot overwrite non-directory with directory', 'cp', to);
      }
      if (path.resolve(to).startsWith(path.resolve(from) + path.sep)) {
        throw failure('ERR_FS_CP_EINVAL', 'Cannot copy to a subdirectory of self', 'cp', to);
      }
      files.mkdir(to);
      overlay.names(source).forEach((name) => copy(path.join(from, name), path.join(to, name), options));
      return;
    }
    if (there === 'directory') {
      throw failure('ERR_FS_CP_NON_DIR_TO_DIR', 'Cannot overwrite directory with non-directory', 'cp', to);
    }
    files.mkdir(path.dirname(to));
    if (kind === 'link') {
      if (there === 'link') {
        files.remove(to);
      }
      files.needRoom('symlink', to);
      const target = files.linkTarget(from);
      files.link(to, options.verbatimSymlinks === true ? target : path.resolve(path.dirname(from), target));
    } else if (there === undefined || options.force !== false) {
      if (there !== undefined) {
        files.remove(to);
      }
      copyFile(source, to, options.mode);
    } else if (options.errorOnExist === true) {
      throw failure('ERR_FS_CP_EEXIST', 'Target already exists', 'cp', to);
    }
  };
}
