import { isDeepStrictEqual } from 'node:util';
import type { FurtherKwargs, UnknownKwarg } from './further-kwargs';
import type { ClassKwargs } from './provider-kwargs';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { nearest } from '../text/nearest';
import { sample } from '../text/sample';
import { allowsFrom, isPinned, lowerBound, shownRequirement } from '../text/version-bound';
import { isOlder } from '../text/version-order';

/** The installed release of a provider, as far as it is known. */
export interface InstalledRelease {
  /** What `requirements.txt` has for it: a requirement as in PEP 508, or the line of a requirements file. */
  readonly requirement?: string;
  /** The runtime that the project is built on. */
  readonly runtime?: { readonly tag: string; readonly airflowVersion: string };
  /** Whether only tasks use the backend: it is then constructed before each task, and not when Airflow starts. */
  readonly isOfTasks?: boolean;
}

/** An argument that does not fit the class. */
export interface KwargTrouble {
  /** The argument's name. */
  readonly kwarg: string;
  /** The problem, its effect and the fix: whole sentences, without a value. */
  readonly text: string;
  /** False if the release is newer than the known ones. */
  readonly isCertain: boolean;
}

/** Arguments that have an option, and those that are refused. */
export interface KwargNames {
  /** The option by the argument's name. */
  readonly optionOf: Readonly<Record<string, string>>;
  /** The reason and the alternative by the argument's name, whole sentences. */
  readonly refused?: Readonly<Record<string, string>>;
}

const AIRFLOW = 'apache-airflow';

/**
 * Checks `extraKwargs` of a backend.
 *
 * @throws AstroAirflowError if a name has an option, is a secret, or is unknown to all releases of the class, or if JSON cannot represent
 * a value
 */
export function checkExtraKwargs(classPath: string, extraKwargs: Readonly<Record<string, unknown>> = {}, { optionOf, refused = {} }: KwargNames): void {
  for (const [name, value] of Object.entries(extraKwargs)) {
    if (Object.hasOwn(optionOf, name)) {
      throw new AstroAirflowError(`${apiName('extraKwargs')} has ${name}, for which there is an option. Write ${apiName(optionOf[name])} instead.`);
    }
    if (Object.hasOwn(refused, name)) {
      throw new AstroAirflowError(`${apiName('extraKwargs')} has ${name}. ${refused[name]}`);
    }
    const known = classKwargs(classPath);
    if (known !== undefined && !known.names.includes(name)) {
      const meant = nearest(name, known.names);
      const instead = meant === undefined ? othersOf(known, { ...optionOf, ...refused }) : ` Did you mean ${Object.hasOwn(optionOf, meant) ? apiName(optionOf[meant]) : meant}?`;
      throw new AstroAirflowError(`${apiName('extraKwargs')} has ${name}, which no release of ${known.distribution} up to ${known.newest} has: ${known.unknown}.${instead}`);
    }
    checkJson(value, `${name} in ${apiName('extraKwargs')}`);
  }
}

/**
 * @param what the value's name in the message
 * @throws AstroAirflowError if a value would not arrive as it is
 */
export function checkJson(value: unknown, what: string): void {
  if (!isJson(value)) {
    throw new AstroAirflowError(`${what} cannot be written as JSON. Give it texts, numbers, ${sample('true, false, null', 'True, False')}, lists and mappings of them.`);
  }
}

/** The distribution on PyPI that contains a class; undefined if the class is not known. */
export function knownDistribution(classPath: string): string | undefined {
  return classKwargs(classPath)?.distribution;
}

/** The paths of the classes that are known. */
export function knownClasses(): readonly string[] {
  const { PROVIDER_KWARGS } = require('./provider-kwargs') as typeof import('./provider-kwargs');
  return Object.keys(PROVIDER_KWARGS);
}

/** Every argument that some known release of a class reads; undefined if the class is not known. */
export function knownKwargs(classPath: string): readonly string[] | undefined {
  return classKwargs(classPath)?.names;
}

/** The effect of an argument that a class does not have; undefined if the class is not known. */
export function unknownKwargEffect(classPath: string): UnknownKwarg | undefined {
  return classKwargs(classPath)?.effect;
}

/** The arguments that the class does not have in the release that is installed; none if the class is not known. */
export function kwargTroubles(classPath: string, kwargs: readonly string[], installed: InstalledRelease): KwargTrouble[] {
  const known = classKwargs(classPath, installed.isOfTasks);
  return known === undefined ? [] : kwargs.flatMap((kwarg) => troubleWith(kwarg, known, installed) ?? []);
}

interface KnownClass extends ClassKwargs {
  readonly name: string;
  readonly names: readonly string[];
  readonly further: readonly string[];
  /** The effect of an unknown argument, and the same as a clause. */
  readonly effect: UnknownKwarg;
  readonly unknown: string;
  readonly lastByAirflow: Readonly<Record<string, string>>;
}

function classKwargs(classPath: string, isOfTasks: boolean = false): KnownClass | undefined {
  // Loaded only if a backend is checked.
  const { PROVIDER_KWARGS, LAST_BY_AIRFLOW } = require('./provider-kwargs') as typeof import('./provider-kwargs');
  if (!Object.hasOwn(PROVIDER_KWARGS, classPath)) {
    return undefined;
  }
  const { FURTHER_KWARGS } = require('./further-kwargs') as typeof import('./further-kwargs');
  const facts = PROVIDER_KWARGS[classPath];
  const without: FurtherKwargs = facts.takesMore ? { names: [], effect: 'ignored', unknown: 'it would have no effect' } : { names: [], effect: 'import', unknown: 'Airflow would not start' };
  const further = FURTHER_KWARGS[classPath] ?? without;
  const unknown = isOfTasks && further.effect === 'import' ? 'no task would start' : further.unknown;
  const names = [...new Set([...Object.keys(facts.kwargs), ...further.names])];
  return { ...facts, name: classPath.split('.').at(-1)!, names, further: further.names, effect: further.effect, unknown, lastByAirflow: LAST_BY_AIRFLOW[facts.distribution] ?? {} };
}

/** The advice if no known name is similar. */
function othersOf({ names, kwargs, further }: KnownClass, taken: Readonly<Record<string, string>>): string {
  const others = names.filter((name) => !Object.hasOwn(taken, name) && (further.includes(name) || !kwargs[name].includes('..')));
  return others.length === 0 ? ' Remove it.' : ` Remove it, or use one of ${listed(others)}.`;
}

function troubleWith(kwarg: string, known: KnownClass, installed: InstalledRelease): KwargTrouble | undefined {
  const { distribution, name, newest, unknown } = known;
  const argument = `The argument ${kwarg} of ${name}`;
  const newer = lowerBound(installed.requirement ?? '');
  if (!known.names.includes(kwarg)) {
    if (newer !== undefined && isOlder(newest, newer)) {
      return { kwarg, isCertain: false, text: `${argument} is not in ${distribution} ${newest}, the newest known, and requirements.txt asks for a newer one. If that does not have it either, ${unknown}.` };
    }
    const meant = nearest(kwarg, known.names);
    return { kwarg, isCertain: true, text: `${argument} is not in ${distribution} ${newest}, the newest known, nor in an older one: ${unknown}. ${meant === undefined ? 'Remove it.' : `Did you mean ${meant}?`}` };
  }
  // The class may still read an argument that it no longer names.
  const [since, last] = known.further.includes(kwarg) ? [''] : known.kwargs[kwarg].split('..');
  if (since !== '' && !allows(since, known, installed)) {
    return { kwarg, isCertain: true, text: `${argument} is in ${distribution} from ${since} on; ${whichOf(since, known, installed)}: ${unknown}. ${remedy(since, known, installed)}` };
  }
  // pip installs the newest that it may.
  if (last !== undefined && allows(`${last}.1`, known, installed)) {
    return { kwarg, isCertain: true, text: `${argument} is in ${distribution} up to ${last} only; ${whichOf(`${last}.1`, known, installed)}: ${unknown}. Remove it.` };
  }
  return undefined;
}

/** Whether the installed release can be that one or a later one. */
function allows(release: string, known: KnownClass, { requirement, runtime }: InstalledRelease): boolean {
  if (known.distribution === AIRFLOW) {
    return runtime === undefined || !isOlder(runtime.airflowVersion, release);
  }
  if (requirement !== undefined && !allowsFrom(requirement, release)) {
    return false;
  }
  const last = isPinned(requirement ?? '') ? undefined : lastFor(known, runtime);
  return last === undefined || !isOlder(last, release);
}

/** The newest release that works on the runtime; undefined if it is not known. */
function lastFor({ lastByAirflow }: KnownClass, runtime: InstalledRelease['runtime']): string | undefined {
  const steps = runtime === undefined ? [] : Object.entries(lastByAirflow);
  const [, last] = steps.filter(([airflow]) => !isOlder(runtime!.airflowVersion, airflow)).at(-1) ?? steps[0] ?? [];
  return last;
}

/** Where to declare that another release is installed. */
function whichOf(release: string, known: KnownClass, { requirement, runtime }: InstalledRelease): string {
  if (known.distribution === AIRFLOW) {
    return `runtime ${runtime!.tag} has Airflow ${runtime!.airflowVersion}`;
  }
  if (requirement !== undefined && (allowsFrom(requirement, release) ? isPinned(requirement) : true)) {
    return `requirements.txt asks for "${shownRequirement(requirement)}"`;
  }
  const last = lastFor(known, runtime);
  return last === undefined || last === known.newest ? `${known.newest} is the newest known` : `${last} is the newest that works on Airflow ${runtime!.airflowVersion} (runtime ${runtime!.tag})`;
}

function remedy(release: string, known: KnownClass, { requirement }: InstalledRelease): string {
  if (known.distribution !== AIRFLOW && requirement !== undefined && !allowsFrom(requirement, release)) {
    return `Require ${known.distribution}>=${release}, or remove the argument.`;
  }
  return 'Remove it, or use a newer runtime.';
}

function isJson(value: unknown): boolean {
  try {
    return value !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
  } catch {
    return false;
  }
}
