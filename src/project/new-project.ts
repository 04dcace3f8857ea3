import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { InitProject, Project } from 'projen/lib/project';
import { importedType, membersOf } from './jsii-package';
import { checkFlags, isWithoutGit, type Option } from './new-flags';
import type { RcLanguage } from './rc-language';
import type { Imported, RcParts, SimpleValue } from './rc-text';
import { AstroAirflowError } from '../text/error';
import { projenCommand } from '../text/projen-command';
import { sample } from '../text/sample';

/** The files that make a directory a projen project. */
const RC_FILES = ['.projenrc.ts', '.projenrc.js', '.projenrc.mjs', '.projenrc.py', '.projenrc.json', '.projenrc.java'];

/** Options that `projen new` fills in itself, or that follow from the name and the language of the rc file. */
const NOT_TOLD = ['outdir', 'devDeps', 'projenrcTs', 'projenrcJs', 'projenrcPython'];

/** The class that this package offers to `projen new`; all others derive from it. */
const OWN_TYPE = 'projen-astro-airflow.AstroProject';

/** How `projen new` made the project; undefined in every other run. */
export function creationOf(project: Project): InitProject | undefined {
  // A property in older versions of projen; in newer ones a getter that is deprecated except while a project is created.
  return (project as { readonly initProject?: InitProject }).initProject;
}

/**
 * Checks what `projen new` was called with and where, before anything is written.
 *
 * @throws AstroAirflowError if there is a projen project already, or a flag is unknown
 */
export function checkCreation(directory: string, creation: InitProject, argv: readonly string[] = process.argv): void {
  const has = (name: string): boolean => fs.existsSync(path.join(directory, name));
  const there = RC_FILES.find(has);
  if (there !== undefined) {
    throw new AstroAirflowError(`${there} exists, so this is a projen project already. Synthesize it ("${projenCommand(undefined, there)}"), or run "projen new" in another directory.`);
  }
  if (has('.projen')) {
    throw new AstroAirflowError(
      '.projen exists and no rc file beside it: an earlier "projen new" did not finish, or a project in a folder above declares this one. In the first case delete .projen and run again; in the other change its rc file.',
    );
  }
  checkFlags(argv, creation.type.options);
}

/**
 * Checks that the project knows that `projen new` is creating it. projen passes that on in an option.
 *
 * @throws AstroAirflowError if a class has not passed that option on
 */
export function checkPassesOptions(className: string, { argv, env }: Pick<NodeJS.Process, 'argv' | 'env'> = process): void {
  if (env.PROJEN_CREATE_PROJECT === 'true' && argv.includes('new')) {
    throw new AstroAirflowError(`${className} hands only some of its options on to its base class, so "projen new" cannot write an rc file. Its constructor has to call super({ …, ...options }).`);
  }
}

/**
 * Checks what `projen new` would do with git, which it runs in the directory of the command, also with `--outdir`.
 *
 * @throws AstroAirflowError if it would commit other changes, create a repository within another one, or does not find git
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

/** Whether the project's class is that of this package, and not one of an organization. */
export function isOwnType({ fqn }: InitProject): boolean {
  return fqn === OWN_TYPE;
}

/**
 * The constructor call in the rc file of a new project: the options of the command line, and the runtime if the class does not set one. Other
 * defaults are not repeated.
 *
 * @param tag the runtime's tag; undefined if the class sets its own
 */
export function rcCall(creation: InitProject, language: RcLanguage, tag: string | undefined): Pick<RcParts, 'language' | 'type' | 'options'> {
  const { runtimeVersion, name, localSecrets, ...others } = givenOptions(creation, language);
  // An rc file of our own class says the same as the starting point that the flag chooses.
  const given = isOwnType(creation) || localSecrets === undefined ? others : { localSecrets, ...others };
  const has = (option: string): boolean => creation.type.options.some((one) => one.name === option);
  const options = {
    name,
    runtimeVersion: tag !== undefined && has('runtimeVersion') ? tag : runtimeVersion,
    ...given,
    projenrcJs: language === 'JavaScript' && has('projenrcJs') ? true : undefined,
  };
  const told = Object.entries(options).filter((entry): entry is [string, SimpleValue | Imported] => entry[1] !== undefined);
  return { language, type: importedType(creation.fqn, language), options: Object.fromEntries(told) };
}

/** The simple options of the command line, by name. */
function givenOptions({ args, type }: InitProject, language: RcLanguage): Record<string, SimpleValue | Imported> {
  const given = (type.options as Option[]).flatMap((option): Array<[string, SimpleValue | Imported]> => {
    const value = NOT_TOLD.includes(option.name) ? undefined : (args[option.name] as unknown);
    return isSimple(value) ? [[option.name, option.kind === 'enum' ? memberOf(option, value, language) : value]] : [];
  });
  return Object.fromEntries(given);
}

function isSimple(value: unknown): value is SimpleValue {
  return ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

/** @throws AstroAirflowError if the enumeration has no such value: projen would treat it as omitted */
function memberOf({ name, fqn = '' }: Option, value: SimpleValue, language: RcLanguage): Imported {
  // As projen does ("renderArgAsJavaScript" of 0.103).
  const member = String(value).toUpperCase().replaceAll('-', '_');
  const members = membersOf(fqn);
  if (!members.includes(member)) {
    throw new AstroAirflowError(`${name} has no value "${String(value)}". Choose one of ${members.map((one) => one.toLowerCase().replaceAll('_', '-')).join(', ')}.`);
  }
  const type = importedType(fqn, language);
  return { ...type, text: `${type.text}.${member}` };
}

/** projen commits everything that it finds, also edits that the user has not committed yet. */
function checkClean(directory: string): void {
  // What npm installed for "projen new" a moment ago can be thousands of files.
  const status = git(directory, 'status', '--porcelain', '--no-renames', '-z', '--', '.', ':(exclude)node_modules', ':(exclude)package.json') ?? '';
  const theirs = status.split('\0').filter((entry) => entry !== '').map((entry) => entry.slice(3));
  if (theirs.length > 0) {
    const [are, them] = theirs.length === 1 ? ['is', 'it'] : ['are', 'them'];
    const more = theirs.length > 1 ? ` and ${theirs.length - 1} more` : '';
    const installed = fs.existsSync(path.join(directory, 'node_modules')) ? ' (without node_modules, which npm has just put there)' : '';
    throw new AstroAirflowError(
      `${theirs[0]}${more} ${are} not committed, and "projen new" would put ${them} into a commit of its own. Commit or stash ${them} first${installed}, or add --no-git.`,
    );
  }
}

/** projen would create a repository within another one, and workflows where GitHub runs none. A folder that the outer one ignores is not part of it. */
function checkNotWithin(directory: string): void {
  const prefix = git(directory, 'rev-parse', '--show-prefix')?.trim().replace(/\/$/, '');
  if (prefix !== undefined && prefix !== '' && git(directory, 'check-ignore', '--quiet', '.') === undefined) {
    throw new AstroAirflowError(
      `This is the folder ${prefix} of a git repository, in which "projen new" would make a repository of its own, and workflows where GitHub runs none. Add --no-git --no-github; or declare one project at the root of the repository, with ${sample(`new LocalAirflow(project, { directory: '${prefix}' })`, `LocalAirflow(project, directory='${prefix}')`)}.`,
    );
  }
}

/** The output of git; undefined if it fails or is not installed. */
function git(cwd: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf-8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : undefined;
}
