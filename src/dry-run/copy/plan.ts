import fs from 'node:fs';
import path from 'node:path';
import { isGitFolder } from './git-folder';
import type { Ignored } from './ignored';
import { namesIn, statsOf } from './names';
import { isLarge } from './size';
import { isIn } from '../changes';

/** What is done to bring one path into a copy. */
export type Step =
  | { readonly kind: 'directory' | 'file' | 'git' | 'other'; readonly from: string; readonly stats: fs.Stats }
  /** A link as it is, or one that leads to the original. */
  | { readonly kind: 'link' | 'planted'; readonly from: string; readonly stats: fs.Stats; readonly target: string };

/** What is to be known of a directory before it is copied. */
export interface PlanOptions {
  /** Absolute, without links in it. */
  readonly top: string;
  /** What git ignores there. */
  readonly ignored: Ignored;
  /** Whether a file is one that the run writes, or a directory has such a file in it: then it is no link. */
  readonly isWritten: (file: string) => boolean;
}

/** Directories that are large, hold nothing a run writes, and are rebuilt by their own tools; so are Python's virtual environments, by any name. */
const TOOLS = new Set(['.tox', '.nox', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.terraform', 'cdk.out', '.gradle']);
/** An ignored directory above one of these, and a file above the size, is a link. */
const MOST = { files: 4_000, bytes: 64 * 1024 * 1024 };
const LARGEST_FILE = 8 * 1024 * 1024;
/** So much of larger files is copied nevertheless: what the run writes through a link is written to the original. */
const ROOM_FOR_LARGE_FILES = 256 * 1024 * 1024;
/** Copying stops for what else the process has to do this often, in milliseconds: a signal, say. */
const TURN = 25;

/** The steps that copy a directory, each directory before what is in it. Nothing is written. */
export async function planOf(options: PlanOptions): Promise<Step[]> {
  const steps: Step[] = [];
  const pause = pauses();
  let room = ROOM_FOR_LARGE_FILES;
  const fits = (size: number): boolean => size <= LARGEST_FILE || (size <= room && (room -= size) >= 0);
  const plan = async (directory: string, isIgnored: boolean): Promise<void> => {
    await pause();
    for (const name of namesIn(directory)) {
      const from = path.join(directory, name);
      const stats = statsOf(from);
      if (stats === undefined) {
        continue;
      }
      if (name === '.git' && isGitFolder(from)) {
        steps.push({ kind: 'git', from, stats });
      } else if (name === 'node_modules' && leadsToDirectory(from)) {
        await modules(from);
      } else if (stats.isSymbolicLink()) {
        const target = fs.readlinkSync(from);
        steps.push({ kind: path.isAbsolute(target) && !isIn(options.top, target) ? 'planted' : 'link', from, stats, target });
      } else if (stats.isDirectory()) {
        const isIgnoredHere = isIgnored || options.ignored.has(from, true);
        const isLink = !options.isWritten(from) && (isOfTool(from) || (isIgnoredHere && isLarge(from, MOST)) || !isReadable(from, true));
        steps.push(isLink ? { kind: 'planted', from, stats, target: from } : { kind: 'directory', from, stats });
        if (!isLink) {
          await plan(from, isIgnoredHere);
        }
      } else {
        const isLink = !isReadable(from, false) || !(options.isWritten(from) || fits(stats.size));
        steps.push(!stats.isFile() ? { kind: 'other', from, stats } : isLink ? { kind: 'planted', from, stats, target: from } : { kind: 'file', from, stats });
      }
    }
  };

  /** As one link, a write into it would be real. So it is a directory of links, and those that lead back into the copied directory lead into the copy. */
  const modules = async (from: string): Promise<void> => {
    const real = fs.realpathSync(from);
    steps.push({ kind: 'directory', from, stats: fs.statSync(real) });
    for (const entry of fs.readdirSync(real, { withFileTypes: true })) {
      const [inner, here] = [path.join(real, entry.name), path.join(from, entry.name)];
      const innerStats = fs.lstatSync(inner);
      if (entry.name === '.cache') {
        continue;
      }
      if (entry.isDirectory() && entry.name.startsWith('@')) {
        await modules(here);
      } else if (entry.isDirectory() && options.isWritten(here)) {
        steps.push({ kind: 'directory', from: here, stats: innerStats });
        await plan(here, true);
      } else if (entry.isDirectory() && entry.name === '.bin') {
        steps.push({ kind: 'directory', from: here, stats: innerStats });
        fs.readdirSync(inner).forEach((name) => program(path.join(inner, name), path.join(here, name)));
      } else if (entry.isFile() && innerStats.size < LARGEST_FILE) {
        steps.push({ kind: 'file', from: here, stats: innerStats });
      } else {
        const target = entry.isSymbolicLink() ? path.resolve(real, fs.readlinkSync(inner)) : inner;
        const leadsBack = entry.isSymbolicLink() && isIn(options.top, target) && !/[\\/]node_modules[\\/]/.test(target);
        steps.push(leadsBack ? { kind: 'link', from: here, stats: innerStats, target } : { kind: 'planted', from: here, stats: innerStats, target: inner });
      }
    }
  };

  const program = (inner: string, here: string): void => {
    const stats = fs.lstatSync(inner);
    steps.push(stats.isSymbolicLink() ? { kind: 'link', from: here, stats, target: fs.readlinkSync(inner) } : { kind: 'file', from: here, stats });
  };

  steps.push({ kind: 'directory', from: options.top, stats: fs.statSync(options.top) });
  await plan(options.top, false);
  return steps;
}

/** Gives a function that lets the process do what else it has to, once that is due. */
export function pauses(): () => Promise<void> | undefined {
  let last = Date.now();
  return () => {
    if (Date.now() - last < TURN) {
      return undefined;
    }
    return new Promise((resolve) => setImmediate(() => {
      last = Date.now();
      resolve();
    }));
  };
}

function leadsToDirectory(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    // A link to nowhere, or to itself.
    return false;
  }
}

function isOfTool(directory: string): boolean {
  return TOOLS.has(path.basename(directory)) || fs.existsSync(path.join(directory, 'pyvenv.cfg'));
}

/** What this user may not read, the run may not either: a link to it behaves in the same way. */
function isReadable(file: string, isDirectory: boolean): boolean {
  try {
    fs.accessSync(file, fs.constants.R_OK | (isDirectory ? fs.constants.X_OK : 0));
    return true;
  } catch {
    return false;
  }
}
