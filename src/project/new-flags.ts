import type { InitProject } from 'projen/lib/project';
import { docPage } from '../text/doc-page';
import { AstroAirflowError } from '../text/error';

/** An option of a project type, as projen knows it. */
export type Option = InitProject['type']['options'][number] & { readonly kind?: string };

/** Flags of `projen new` itself and of every projen command (projen 0.103, "projen new --help"). */
const FLAGS_OF_PROJEN = ['synth', 'comments', 'from', 'f', 'git', 'post', 'watch', 'w', 'debug', 'help', 'version', 'projenVersion', 'projen-version'];

/**
 * `projen new --from` takes any flag and drops those that it does not know, so that a misspelled one is lost without a word.
 *
 * @param argv the command line
 * @param known the options of the project type; those that are no simple values have no flag
 * @throws AstroAirflowError if a flag belongs neither to them nor to projen
 */
export function checkFlags(argv: readonly string[], known: readonly Option[]): void {
  const names = new Set([...FLAGS_OF_PROJEN, ...known.filter(hasFlag).flatMap(({ name }) => [name, kebab(name)])]);
  const unknown = flagsIn(argv).filter((flag) => !names.has(flag) && !names.has(flag.replace(/^no-/, '')));
  if (unknown.length > 0) {
    const meant = unknown.length === 1 ? meantFlag(unknown[0], known) : undefined;
    if (meant !== undefined) {
      throw new AstroAirflowError(`--${unknown[0]} is no flag of this project type. Did you mean --${meant}?`);
    }
    const flags = unknown.map((flag) => (flag.length === 1 ? `-${flag}` : `--${flag}`)).join(', ');
    throw new AstroAirflowError(
      `${flags} ${unknown.length === 1 ? 'is no flag' : 'are no flags'} of this project type. Its simple options are flags (--runtime-version 3.1-12, --projenrc-python, --no-github); ${docPage('API.md')} has all of them.`,
    );
  }
}

/** The flag that was most likely meant; undefined if none is near. */
function meantFlag(flag: string, known: readonly Option[]): string | undefined {
  const { nearest } = require('../text/nearest') as typeof import('../text/nearest');
  const no = flag.startsWith('no-') ? 'no-' : '';
  const names = known.filter(hasFlag).map(({ name }) => name);
  // An option that is no simple value was meant as it is written.
  const isOption = known.some(({ name }) => [name, kebab(name)].includes(flag.split('.')[0]));
  const near = flag.length < 4 || isOption ? undefined : nearest(flag.slice(no.length).replaceAll('-', ''), names);
  return near === undefined ? undefined : no + kebab(near);
}

/** Whether `--no-git` was given: projen does not tell it to project types. */
export function isWithoutGit(argv: readonly string[]): boolean {
  return argv.some((arg) => /^--(no-git|git=false)$/.test(arg));
}

/** The names of the flags in a command line of `projen new`; none in any other. */
function flagsIn(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return words.includes('new') ? words.flatMap((word) => /^--?([A-Za-z][\w.-]*)/.exec(word)?.[1] ?? []) : [];
}

/** Whether projen makes a flag of an option ("argTypeSupported" of projen 0.103): of a value, of an enumeration, or of a list of texts or numbers. */
function hasFlag({ name, type, kind }: Option): boolean {
  const { primitive, collection } = type as { primitive?: string; collection?: { kind: string; elementtype: { primitive?: string } } };
  const isSimple = kind === 'enum' || ['string', 'number', 'boolean'].includes(primitive ?? '') || (collection?.kind === 'array' && ['string', 'number'].includes(collection.elementtype.primitive ?? ''));
  // "--from" puts its own package in the place of what that flag says.
  return isSimple && name !== 'devDeps';
}

/** As projen spells the flag of an option. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
