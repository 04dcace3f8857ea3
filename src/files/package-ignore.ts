import path from 'node:path';
import type { Component } from 'projen/lib/component';
import { Project } from 'projen/lib/project';
import { GITIGNORE } from './ignore-patterns';
import { MANAGED_FILES } from './managed-files';
import { posixRelative } from '../text/posix-path';

/**
 * Keeps what is written for an Astro project, and what developers keep there, out of the packages of its project and of those above.
 *
 * @param directory the Astro project's directory, from its project's
 * @param more files besides those with a fixed name, from the Astro project's directory
 * @param isImage whether the package of a project is an image, which needs these files
 */
export function keepOutOfPackages(component: Component, directory: string, more: readonly string[], isImage: (project: Project) => boolean): void {
  const files = MANAGED_FILES.filter(({ isPackable, isPersonal }) => isPackable && !isPersonal).map(({ fileName }) => fileName);
  for (const project of component.node.scopes.filter((scope) => Project.isProject(scope)).filter((one) => !isImage(one))) {
    const relative = posixRelative(project.outdir, path.resolve(component.project.outdir, directory));
    unpublished(relative === '' ? '.' : relative, [...files, ...more]).forEach((pattern) => project.addPackageIgnore(pattern));
  }
}

/** What npm omits from a package by itself. */
const NEVER_PACKED = ['.git', 'node_modules'];

/**
 * Patterns that keep what must not be published out of the package of a project at or above the Astro project.
 *
 * @param directory the Astro project's directory as the packaging project sees it: `.`, or a path below it
 * @param files our files, relative to the Astro project's directory
 */
export function unpublished(directory: string, files: readonly string[]): string[] {
  const top = directory === '.' ? '/' : `/${directory}/`;
  return [
    ...files.map((file) => top + file),
    ...GITIGNORE.filter((pattern) => !NEVER_PACKED.includes(pattern)).map((pattern) => {
      const anchored = pattern.slice(0, -1).includes('/');
      return anchored ? top + pattern.replace(/^\//, '') : directory === '.' ? pattern : `${top}**/${pattern}`;
    }),
  ];
}
