import fs from 'node:fs';
import { PROJEN_MARKER } from 'projen/lib/common';
import type { FileBase } from 'projen/lib/file';
import type { Project } from 'projen/lib/project';
import { nameInTree } from './managed-path';
import { filesOfProjen } from './projen-files';
import { renderedText } from './rendered-text';
import { withoutBlock as withoutBlockOf } from './stray-lines';
import { atBlockOf, statsOf } from './user-file';
import { apiName } from '../text/api-name';
import { AstroAirflowError, reason } from '../text/error';
import { lostAttributes } from '../text/git-attributes';
import { lostLines } from '../text/ignore-lines';

/**
 * Stops if a file that projen is about to write exists already and is not projen's.
 *
 * @param waysOn what the user can do, as a few sentences
 */
export function checkNotTheUsers(file: FileBase, waysOn: string | (() => string)): void {
  if (usersText(file) !== undefined) {
    throw new AstroAirflowError(`${nameOf(file)} is not projen's, and would be overwritten. ${typeof waysOn === 'string' ? waysOn : waysOn()}`);
  }
}

/**
 * Stops if a line-by-line file that projen is about to write exists already, is not projen's, and has lines that
 * projen would not write again.
 *
 * @param waysOn what the user can do, for the lines that would be lost
 * @param lostOf which lines of the one text the other does not have
 */
export function checkKeepsLines(file: FileBase, waysOn: (lost: string[]) => string, lostOf: (before: string, after: string) => string[] = lostLines): void {
  const text = usersText(file);
  const lost = text === undefined ? [] : lostOf(text, renderedText(file));
  if (lost.length > 0) {
    throw new AstroAirflowError(`${nameOf(file)} is not projen's, and ${lost.length === 1 ? 'a line' : `${lost.length} lines`} of it would be lost. ${waysOn(lost)}`);
  }
}

/** Stops if a `.gitattributes` that projen is about to write exists already, is not projen's, and gives attributes that projen's would not. */
export function checkKeepsAttributes(file: FileBase): void {
  const declare = `Declare what it says with project.gitattributes.${apiName('addAttributes')}(PATTERN, ATTRIBUTE)${whereProjectIs(file.project)}, or delete it from the file first`;
  const move = 'projen writes no comments there: move what is of use to another file, and delete it from this one';
  checkKeepsLines(file, (lost) => `${lost.every((line) => line.trimStart().startsWith('#')) ? move : declare}: ${lost.join('; ')}.`, lostAttributes);
}

/** What follows a call on `project` that a message shows: an rc file calls its subprojects as it likes. Nothing for the root. */
export function whereProjectIs({ name, parent }: Project): string {
  return parent === undefined ? '' : `, where project is "${name}"`;
}

/**
 * The text of an existing file that neither carries projen's marker nor is in the project's list of files. What is generated in our block of it
 * does not belong to the user: it was written while no component declared the file.
 */
function usersText(file: FileBase): string | undefined {
  if (statsOf(file.absolutePath, nameOf(file)) === undefined) {
    return undefined;
  }
  let text: string;
  try {
    text = fs.readFileSync(file.absolutePath, 'utf-8');
  } catch (error) {
    throw new AstroAirflowError(`${nameOf(file)} cannot be written: ${reason(error)}. Move away what is there, then run again.`);
  }
  return text.includes(PROJEN_MARKER) || filesOfProjen(file.project.outdir).includes(file.path) ? undefined : withoutBlock(text, nameOf(file));
}

/** @throws AstroAirflowError if its marker lines are damaged */
export function withoutBlock(text: string, name: string): string {
  return atBlockOf(name, () => withoutBlockOf(name, text).text);
}

function nameOf(file: FileBase): string {
  return nameInTree(file.project, file.absolutePath);
}
