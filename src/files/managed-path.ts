import * as path from 'node:path';
import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { AstroAirflowError } from '../private/error';

/** What messages call a file: its path from the root project's directory, with `/` on every system. */
export function nameInTree(project: Project, absolutePath: string): string {
  return path.relative(project.root.outdir, absolutePath).split(path.sep).join('/');
}

/**
 * Makes a file component of ours. projen refuses a path that is declared already without a word on who declares it.
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
