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
 * @throws AstroAirflowError if there is a projen project already, or a flag is unknown
 */
export function checkCreation(directory: string, creation: InitProject, argv: readonly string[] = process.argv): void {
  const there = PROJEN_FILES.find((name) => fs.existsSync(path.join(directory, name)));
  if (there !== undefined) {
    throw new AstroAirflowError(`${there} exists, so this is a projen project already. Run "npx projen" in it, or "projen new" in another directory.`);
  }
  checkFlags(argv, creation.type.options);
}

/**
 * Checks what `projen new` would do with git, which it runs in the directory of the command, also with `--outdir`.
 *
 * @throws AstroAirflowError if it would commit what is not its own, make a repository within another one, or finds no git
 */
export function checkGit(argv: readonly string[], cwd: string): void {
  if (isWithoutGit(argv)) {
    return;
  }
  if (git(cwd, 'version') === undefined) {
    throw new AstroAirflowError('"projen new" makes a commit, and there is no git. Install it, or add --no-git.');
  }
  if (fs.existsSync(path.join(cwd, '.git'))) {
    checkClean(cwd);
  } else {
    checkNotWithin(cwd);
  }
}

/** The simple options that the command line gave, by their names, for the rc file to say them. */
export function givenOptions({ args, type }: InitProject): Record<string, SimpleValue> {
  const simple = (value: unknown): value is SimpleValue =>
    ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
  const given = type.options.map(({ name }) => [name, args[name] as unknown] as const);
  return Object.fromEntries(given.filter((entry): entry is [string, SimpleValue] => !NOT_TOLD.includes(entry[0]) && simple(entry[1])));
}

/** projen commits all that it finds; an edit that is not committed yet is not its own. */
function checkClean(directory: string): void {
  // What npm installed for "projen new" a moment ago can be thousands of files.
  const status = git(directory, 'status', '--porcelain', '--no-renames', '-z', '--', '.', ':(exclude)node_modules', ':(exclude)package.json') ?? '';
  const theirs = status.split('\0').filter((entry) => entry !== '').map((entry) => entry.slice(3));
  if (theirs.length > 0) {
    const more = theirs.length > 1 ? ` and ${theirs.length - 1} more` : '';
    const installed = fs.existsSync(path.join(directory, 'node_modules')) ? ' (without node_modules, which npm has just put there)' : '';
    throw new AstroAirflowError(
      `${theirs[0]}${more} is not committed, and "projen new" would put it into a commit of its own. Commit or stash it first${installed}, or add --no-git.`,
    );
  }
}

/** projen would make a repository in the one further up, and workflows where GitHub runs none. A folder that the upper one ignores is none of its own. */
function checkNotWithin(directory: string): void {
  const prefix = git(directory, 'rev-parse', '--show-prefix')?.trim().replace(/\/$/, '');
  if (prefix !== undefined && prefix !== '' && git(directory, 'check-ignore', '--quiet', '.') === undefined) {
    throw new AstroAirflowError(
      `This is the folder ${prefix} of a git repository, in which "projen new" would make a repository of its own, and workflows where GitHub runs none. Add --no-git --no-github; or declare one project at the root of the repository, with new LocalAirflow(project, { directory: '${prefix}' }).`,
    );
  }
}

/** What git prints; undefined if it fails, or is not there. */
function git(cwd: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf-8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : undefined;
}
