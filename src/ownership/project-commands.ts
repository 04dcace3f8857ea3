import type { Project } from 'projen/lib/project';
import { projenrcOf } from './projenrc-of';
import { projenCommand } from '../text/projen-command';

/**
 * The command that synthesizes a project's tree, for the files that it writes. The rc file of the tree decides, not the process that
 * runs: `projen new` runs in Node for a project in Python, too, and has to write what a later synth writes.
 */
export function projenCommandOf({ root }: Project): string {
  // An ejected project calls its own script so, and its texts are to stay as they are.
  return projenCommand(root.ejected ? undefined : root.projenCommand, projenrcOf(root)?.filePath);
}

/** How the command of this package is called in a project's tree. */
export function ownCommandOf({ root }: Project): string {
  const name = 'projen-astro-airflow';
  return projenrcOf(root)?.filePath.endsWith('.py') === true ? name : `npx ${name}`;
}
