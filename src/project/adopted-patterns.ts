import * as fs from 'node:fs';
import * as path from 'node:path';
import type { IgnoreFile } from 'projen/lib/ignore-file';
import type { Project } from 'projen/lib/project';
import type { RcParts } from './rc-text';
import { renderedText, withoutBlock } from '../files/first-contact';
import { GITIGNORE, lostLines } from '../files/ignore-patterns';

/**
 * Gives the lines of ignore and attribute files that the user had before `projen new` to the components that write those files, and tells
 * them, so that the new rc file keeps them.
 */
export function adoptPatterns(project: Project, dockerignore: IgnoreFile): Pick<RcParts, 'patterns' | 'attributes'> {
  const files = { gitignore: project.gitignore, dockerignore };
  const patterns = Object.entries(files).flatMap(([owner, file]) => {
    // .gitignore gets our patterns before the first write only.
    const after = [renderedText(file), ...(owner === 'gitignore' ? GITIGNORE : [])].join('\n');
    const lines = lostLines(textAt(project, file.path), after);
    file.addPatterns(...lines);
    return lines.length === 0 ? [] : [{ owner: owner as keyof typeof files, lines }];
  });
  const { gitattributes } = project;
  const attributes = lostLines(textAt(project, gitattributes.path), renderedText(gitattributes))
    // A comment is no attribute: the check before the first write names it.
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(/\s+/));
  attributes.forEach(([pattern, ...names]) => gitattributes.addAttributes(pattern, ...names));
  return { patterns, attributes };
}

function textAt(project: Project, file: string): string {
  const absolute = path.resolve(project.outdir, file);
  return fs.statSync(absolute, { throwIfNoEntry: false })?.isFile() === true ? withoutBlock(fs.readFileSync(absolute, 'utf-8'), file) : '';
}
