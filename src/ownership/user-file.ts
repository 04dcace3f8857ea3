import fs from 'node:fs';
import path from 'node:path';
import { DamagedBlockError } from './owned-block';
import { AstroAirflowError, reason } from '../text/error';
import { isUnderCheck } from '../text/under-check';

/** The mode of a new `.env`: it will hold what the user adds, so nobody else reads it. */
export const PRIVATE_MODE = 0o600;

/** The mode of a new file that the containers read, whose user is nobody on the developer's machine. */
export const READABLE_MODE = 0o644;

/**
 * What is at a path, links not followed; undefined if nothing does.
 *
 * @param name what an error calls the file
 * @throws AstroAirflowError if the way to the path is barred, for example by a file where a directory is to be
 */
export function statsOf(file: string, name: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw new AstroAirflowError(`${name} cannot be reached: ${reason(error)}. Move away what is in its way, then run again.`);
  }
}

/**
 * Reads a file that the user owns.
 *
 * @param file absolute path
 * @param tree absolute path of the directory that a link must not leave
 * @param name what an error calls the file
 * @returns the text with its BOM and line ends, or undefined if there is no such file
 * @throws AstroAirflowError if it is not a regular file, a link out of the tree or to nowhere, or not UTF-8
 */
export function readUserFile(file: string, tree: string, name: string): string | undefined {
  const stats = statsOf(file, name);
  if (stats === undefined) {
    return undefined;
  }
  const target = stats.isSymbolicLink() ? linkTarget(file, tree, name) : stats;
  if (target.isDirectory()) {
    throw new AstroAirflowError(`${name} is a directory, a file is expected. Move the directory away, then run again.`);
  }
  if (!target.isFile()) {
    throw new AstroAirflowError(`${name} is not a regular file (a pipe, a socket or a device). Move it away, then run again.`);
  }
  return decode(read(file, name), name);
}

/**
 * Checks that a file of the user's could be written, without touching it. Under the drift check nothing is written to it, so that a
 * read-only checkout, or one of another user, is no obstacle.
 *
 * @throws AstroAirflowError if the file, or the directory that a new copy is put into, is not writable
 */
export function checkWritable(file: string, name: string): void {
  if (isUnderCheck()) {
    return;
  }
  const exists = fs.existsSync(file);
  const directory = nearestDirectory(path.dirname(exists ? fs.realpathSync(file) : file));
  for (const [what, at] of [...(exists ? [[name, file]] : []), [`the directory of ${name}`, directory]]) {
    try {
      fs.accessSync(at, fs.constants.W_OK);
    } catch {
      throw new AstroAirflowError(`${what} is not writable, and ${name} has to change. Make it writable (chmod u+w), then run again.`);
    }
  }
}

/**
 * Does something with the block of a file's text.
 *
 * @throws AstroAirflowError with the file's name if its markers are damaged
 */
export function atBlockOf<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof DamagedBlockError
      ? new AstroAirflowError(`${name}: ${error.message}. ${error.fix} Nothing was written.`)
      : error;
  }
}

/** Whether a file or directory that exists lies, links followed, outside of a tree that exists. */
export function isOutside(tree: string, file: string): boolean {
  const relative = path.relative(fs.realpathSync(tree), fs.realpathSync(file));
  return relative.split(path.sep)[0] === '..' || path.isAbsolute(relative);
}

function linkTarget(file: string, tree: string, name: string): fs.Stats {
  let target: string;
  try {
    target = fs.realpathSync(file);
  } catch {
    throw new AstroAirflowError(`${name} is a link to a file that does not exist. Make the link point to a file, or delete it, then run again.`);
  }
  if (isOutside(tree, target)) {
    throw new AstroAirflowError(
      `${name} is a link to a file outside the project, which this project must not write. Put a real file in its place, then run again.`,
    );
  }
  return fs.statSync(target);
}

function read(file: string, name: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new AstroAirflowError(`${name} could not be read: ${reason(error)}. Make it readable for you (chmod u+r), then run again.`);
  }
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AstroAirflowError(`${name} is not UTF-8, so its lines cannot be kept for sure. Save it as UTF-8, then run again.`);
  }
}

/** The directory itself, or what of the path to it exists. */
export function nearestDirectory(directory: string): string {
  return fs.existsSync(directory) ? directory : nearestDirectory(path.dirname(directory));
}
