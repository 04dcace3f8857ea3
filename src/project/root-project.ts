import path from 'node:path';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import type { Project } from 'projen/lib/project';
import { ProjenrcFile } from 'projen/lib/projenrc';
import type { RcLanguage } from './rc-language';
import type { RootFacts } from './readme-text';
import { projenrcOf } from '../ownership/projenrc-of';
import { posixRelative } from '../text/posix-path';
import { projenCommand } from '../text/projen-command';

/** How projen is called in a folder below the root: pnpm would look in that folder alone, Yarn and Bun have a script of the name at the top. */
const FOLDER_COMMANDS: Readonly<Record<string, string>> = { 'pnpm exec projen': 'npx projen', 'yarn projen': 'yarn exec projen', 'bunx projen': 'npx projen' };

/**
 * The command of projen that the headers of files name and tasks run. Beside an rc file in Python it is the program that pip installs; that of
 * a subproject, whose packages are those of the root, is the root's.
 *
 * @returns undefined for projen's own default
 */
export function projenCommandFor(language: RcLanguage, parent?: Project): string | undefined {
  if (parent === undefined) {
    return language === 'Python' ? projenCommand(undefined, '.projenrc.py') : undefined;
  }
  const command = projenCommand(parent.root.projenCommand, projenrcOf(parent.root)?.filePath);
  return FOLDER_COMMANDS[command] ?? command;
}

/**
 * The rc file of the root, as that of a subproject. projen looks in the subproject alone for the name to write into the header of its
 * files, and writes `.projenrc.js` where it finds none.
 */
export class RootRcFile extends ProjenrcFile {
  /** From the subproject. Asked late: the root may add its rc file after the subproject. */
  public get filePath(): string {
    const { outdir, root } = this.project;
    return posixRelative(outdir, path.resolve(root.outdir, projenrcOf(root)?.filePath ?? '.projenrc.js'));
  }

  /** projen's own would put it into the `.gitignore` of the subproject. */
  public preSynthesize(): void {}
}

/** What the README of a subproject has to say of the root; undefined for the root itself. */
export function rootFacts({ outdir, parent, projenCommand: command, root }: Project): RootFacts | undefined {
  if (parent === undefined) {
    return undefined;
  }
  const installCommand = root.components.map((component) => (component as Partial<NodePackage>).installCommand).find((found) => found !== undefined);
  return { directory: posixRelative(outdir, root.outdir), projenCommand: command, installCommand };
}
