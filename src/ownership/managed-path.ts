import fs from 'node:fs';
import path from 'node:path';
import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { isOutside, nearestDirectory } from './user-file';
import { AstroAirflowError } from '../text/error';
import { isBelow, posixRelative } from '../text/posix-path';

/** What messages call a file: its path from the root project's directory, with `/` on every system. */
export function nameInTree(project: Project, absolutePath: string): string {
  return posixRelative(project.root.outdir, absolutePath);
}

/**
 * Options of our file components that keep them out of the packages of a project above. npm lets the ignore file of a
 * folder beat the one at the top, so a subproject's `.gitignore` must not name them with the `!` that projen writes.
 */
export function gitOptions(project: Project): { editGitignore?: boolean } {
  return project.parent !== undefined && project.commitGenerated !== false ? { editGitignore: false } : {};
}

/**
 * The directory of an Astro project in one spelling.
 *
 * @throws AstroAirflowError if it is none below the project
 */
export function normalized(directory: string): string {
  const posix = below(directory);
  if (posix === undefined) {
    throw new AstroAirflowError(`directory "${directory}" is not a directory below the project. Write it relative to the outdir with "/", for example airflow.`);
  }
  return posix;
}

/**
 * A file of an Astro project in one spelling.
 *
 * @throws AstroAirflowError if it is not below the project
 */
export function normalizedFile(file: string): string {
  const posix = below(file);
  if (posix === undefined || posix === '.' || file.endsWith('/')) {
    throw new AstroAirflowError(`"${file}" is not a file below the Astro project. Write it relative to the project's directory with "/", for example include/token.json.`);
  }
  return posix;
}

/** A relative path without `..` at its start; undefined if it is none. */
function below(text: string): string | undefined {
  const posix = path.posix.normalize(text).replace(/(?<=.)\/$/, '');
  return text === '' || text.includes('\\') || path.posix.isAbsolute(posix) || /^[A-Za-z]:/.test(posix) || /^\.\.(\/|$)/.test(posix) ? undefined : posix;
}

/** An absolute path with its links followed, as far as it exists. */
export function withoutLinks(directory: string): string {
  const there = nearestDirectory(directory);
  return path.join(fs.realpathSync.native(there), path.relative(there, directory));
}

/** @throws AstroAirflowError if the project or the directory, maybe through a link, is out of the tree of projects */
export function checkInTree(project: Project, directory: string): void {
  const { parent, root, outdir } = project;
  if (parent !== undefined && !isBelow(outdir, root.outdir)) {
    throw new AstroAirflowError(`outdir "${posixRelative(parent.outdir, outdir)}" is outside the parent project. Give a folder below it.`);
  }
  if (!fs.existsSync(root.outdir)) {
    return;
  }
  // What does not exist yet would be created below a link.
  const absolute = path.resolve(outdir, directory);
  const there = nearestDirectory(absolute);
  if (isOutside(root.outdir, there)) {
    const what = there === absolute ? 'is' : 'is below';
    throw new AstroAirflowError(`directory "${directory}" ${what} a link to a directory outside the project, which this project must not write. Put the Astro project below the outdir.`);
  }
}

/**
 * Makes one of our file components. projen refuses a path that is declared already without a word on who declares it.
 *
 * @throws AstroAirflowError if another component of the tree declares the path
 */
export function declareFile<T extends FileBase>(project: Project, filePath: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    const absolute = path.resolve(project.outdir, filePath);
    const owner = project.root.tryFindFile(absolute);
    throw owner === undefined
      ? error
      : new AstroAirflowError(
        `${nameInTree(project, absolute)} is declared by a ${owner.constructor.name} of the project, and LocalAirflow writes that file. Remove the ${owner.constructor.name} from the rc file.`,
      );
  }
}

/** Whether a file is still in the tree: a user can take one out with projen's `tryRemoveFile`. */
export function isDeclared<T extends FileBase>(file: T | undefined, owners: ReadonlyMap<string, FileBase>): file is T {
  return file !== undefined && owners.get(file.absolutePath) === file;
}
