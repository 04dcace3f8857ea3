import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { InitProject, Project } from 'projen/lib/project';
import { checkFlags, isWithoutGit } from './new-flags';
import type { SimpleValue } from './rc-text';
import { AstroAirflowError } from '../text/error';

/** The files that make a directory a projen project. */
const PROJEN_FILES = ['.projenrc.ts', '.projenrc.js', '.projenrc.mjs', '.projenrc.py', '.projenrc.json', '.projenrc.java', '.projen'];

/** Options that `projen new` fills in by itself, or that the rc file says in its own words. */
const NOT_TOLD = ['name', 'runtimeVersion', 'outdir', 'devDeps', 'projenrcTs', 'projenrcJs', 'projenrcPython'];

/** How `projen new` made the project; undefined in every other run. */
export function creationOf(project: Project): InitProject | undefined {
  // In older projens it is a property, in newer ones an accessor that is deprecated for projects that are not just being made.
  return (project as { readonly initProject?: InitProject }).initProject;
}

/**
 * Checks what `projen new` was called with and where, before anything is written.
 *
 * @throws AstroAirflowError if there is a projen project already, a flag is unknown, or projen would commit what is not its own
 */
export function checkCreation(directory: string, creation: InitProject, argv: readonly string[] = process.argv, cwd: string = process.cwd()): void {
  const there = PROJEN_FILES.find((name) => fs.existsSync(path.join(directory, name)));
  if (there !== undefined) {
    throw new AstroAirflowError(`${there} exists, so this is a projen project already. Run "npx projen" in it, or "projen new" in another directory.`);
  }
  checkFlags(argv, creation.type.options);
  if (!isWithoutGit(argv)) {
    checkClean(cwd);
  }
}

/** The simple options that the command line gave, by their names, for the rc file to say them. */
export function givenOptions({ args, type }: InitProject): Record<string, SimpleValue> {
  const simple = (value: unknown): value is SimpleValue =>
    ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  const given = type.options.map(({ name }) => [name, args[name] as unknown] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, SimpleValue] => !NOT_TOLD.includes(entry[0]) && simple(entry[1])));
}

/**
 * projen commits all that it finds; an edit that is not committed yet is not its own.
 *
 * @param directory where projen runs git: that of the command, also with `--outdir`
 */
function checkClean(directory: string): void {
  // A repository further up is not the project's: projen makes a new one in this directory.
  if (!fs.existsSync(path.join(directory, '.git'))) {
    return;
  }
  // What npm installed for "projen new" a moment ago can be thousands of files.
  const args = ['status', '--porcelain', '--no-renames', '-z', '--', '.', ':(exclude)node_modules', ':(exclude)package.json'];
  const { status, stdout } = spawnSync('git', args, { cwd: directory, encoding: 'utf-8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
  const theirs = status === 0 ? stdout.split('\0').filter((entry) => entry !== '').map((entry) => entry.slice(3)) : [];
  if (theirs.length > 0) {
    const more = theirs.length > 1 ? ` and ${theirs.length - 1} more` : '';
    throw new AstroAirflowError(`${theirs[0]}${more} is not committed, and "projen new" would put it into a commit of its own. Commit or stash it first, or add --no-git.`);
  }
}
