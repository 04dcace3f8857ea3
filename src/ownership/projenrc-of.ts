import type { Project } from 'projen/lib/project';
import { ProjenrcFile } from 'projen/lib/projenrc';

const FOUND = new WeakMap<Project, ProjenrcFile>();

/**
 * The rc file of a project, as `ProjenrcFile.of()` finds it. projen looks through all constructs below the project for it, which in a root with
 * hundreds of subprojects was most of a synth, so what was found is kept.
 */
export function projenrcOf(project: Project): ProjenrcFile | undefined {
  const known = FOUND.get(project);
  // The rc file can take it out, and add another one.
  if (known !== undefined && known.node.scope?.node.tryFindChild(known.node.id) === known) {
    return known;
  }
  const found = ProjenrcFile.of(project);
  if (found !== undefined) {
    FOUND.set(project, found);
  }
  return found;
}
