import path from 'node:path';
import type { Component } from 'projen/lib/component';
import type { FileBase } from 'projen/lib/file';
import { keepOutOfPackages } from './files/package-ignore';

/**
 * Keeps generated files and those of developers out of the package of the project, or of a parent, which would publish them. The package of an
 * `AstroProject` is its image.
 *
 * @param personal patterns of the files of developers
 */
export function keepFilesOut(local: Component & { readonly directory: string }, files: readonly FileBase[], personal: readonly string[], isOfAstroProject: () => boolean): void {
  const ours = files.map((file) => path.posix.relative(local.directory, file.path));
  keepOutOfPackages(local, local.directory, [...ours, ...personal], (project) => project === local.project && isOfAstroProject());
}
