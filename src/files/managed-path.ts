import * as path from 'node:path';
import type { Project } from 'projen/lib/project';

/** What messages call a file: its path from the root project's directory, with `/` on every system. */
export function nameInTree(project: Project, absolutePath: string): string {
  return path.relative(project.root.outdir, absolutePath).split(path.sep).join('/');
}
