import type { FileBase } from 'projen/lib/file';
import type { IgnoreFile } from 'projen/lib/ignore-file';
import type { Project } from 'projen/lib/project';
import type { KeptLines } from './rc-text';
import { GITIGNORE } from '../files/ignore-patterns';
import { withoutBlock } from '../ownership/first-contact';
import { nameInTree } from '../ownership/managed-path';
import { renderedText } from '../ownership/rendered-text';
import { readUserFile } from '../ownership/user-file';
import { lostAttributes, wordsOf } from '../text/git-attributes';
import { lostLines } from '../text/ignore-lines';

/**
 * Gives the lines of ignore and attribute files that the user had before `projen new` to the components that write those files, and reports
 * them, so that the new rc file keeps them.
 */
export function adoptPatterns(project: Project, dockerignore: IgnoreFile): KeptLines {
  const { gitignore, gitattributes } = project;
  const adopted = {
    // What LocalAirflow adds to it is there on the next synth, too.
    gitignore: lostLines(textOf(gitignore), [renderedText(gitignore), ...GITIGNORE].join('\n')),
    dockerignore: lostLines(textOf(dockerignore), renderedText(dockerignore)),
  };
  gitignore.addPatterns(...adopted.gitignore);
  dockerignore.addPatterns(...adopted.dockerignore);
  const attributes = lostAttributes(textOf(gitattributes), renderedText(gitattributes))
    // A comment is no attribute: the check before the first write names it.
    .filter((line) => !line.startsWith('#'))
    .map(wordsOf);
  attributes.forEach(([pattern, ...names]) => gitattributes.addAttributes(pattern, ...names));
  const patterns = (['gitignore', 'dockerignore'] as const).map((owner) => ({ owner, lines: adopted[owner] }));
  return { patterns: patterns.filter(({ lines }) => lines.length > 0), attributes };
}

function textOf({ project, absolutePath }: FileBase): string {
  const name = nameInTree(project, absolutePath);
  return withoutBlock(readUserFile(absolutePath, project.root.outdir, name) ?? '', name);
}
