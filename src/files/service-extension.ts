import { isDeepStrictEqual } from 'node:util';
import { apiName } from '../text/api-name';
import { partsAtColons } from '../text/compose-variables';
import { AstroAirflowError } from '../text/error';
import { isMapping, mapping, type Mapping } from '../text/mapping';

type Definition = Readonly<Record<string, unknown>>;

/** What would make another program of one of Airflow's services, and why it is none of the override's. */
const REFUSED_FOR_AIRFLOW: Readonly<Record<string, () => string>> = {
  command: () => `the Astro CLI says what each of them runs, and the stack cannot do without it. For a program of your own use ${apiName('addService')}()`,
  entrypoint: () => `the image prepares Airflow there. For a program of your own use ${apiName('addService')}()`,
  build: () => 'the Astro CLI builds one image for all of them. Change the Dockerfile',
  image: () => `the Astro CLI builds one image for all of them. Change the Dockerfile, or declare another ${apiName('runtimeVersion')}`,
  network_mode: () => 'compose refuses it beside the networks that the Astro CLI gives them. Use networks, or extra_hosts',
};

/** Keys of which compose reads a text as a list with one member. */
const TEXT_OR_LIST = ['dns', 'dns_search', 'env_file', 'label_file', 'tmpfs'];
/** Lists that are one value. */
const WHOLE = ['command', 'entrypoint', 'test'];

/**
 * A service with one more definition: lists are appended, mappings merged.
 *
 * @throws AstroAirflowError if a value is there already and differs
 */
export function extended(name: string, definition: Definition | undefined, more: Definition): Definition {
  return merged(`the service ${name}`, definition ?? {}, Object.fromEntries(Object.entries(more).map(([key, value]) => [key, typeof value === 'string' && TEXT_OR_LIST.includes(key) ? [value] : value])));
}

/** @throws AstroAirflowError if a definition would make another program of one of Airflow's services */
export function checkIsForAirflow(name: string, definition: Definition): void {
  for (const key of Object.keys(definition).filter((one) => one in REFUSED_FOR_AIRFLOW)) {
    throw new AstroAirflowError(`${key} of the service ${name} cannot be changed: ${REFUSED_FOR_AIRFLOW[key]()}.`);
  }
}

/** A mount of a service, with what the containers see of it. */
export interface ServiceMount {
  /** As compose is to see it; undefined: an anonymous volume or a tmpfs. */
  readonly source?: string;
  readonly target: string;
  readonly isReadOnly: boolean;
}

/** The volumes of a service, in the short form or in the long one. */
export function mountsOf(volumes: unknown): ServiceMount[] {
  return (Array.isArray(volumes) ? volumes : []).flatMap((volume) => {
    const { source, target, read_only: isReadOnly } = typeof volume === 'string' ? mountOfText(volume) : mapping(volume);
    return typeof target === 'string' ? [{ source: typeof source === 'string' ? source : undefined, target: target.replace(/(?<=.)\/+$/, '').replaceAll('$$', '$'), isReadOnly: isReadOnly === true }] : [];
  });
}

/** The container sides of the volumes of a service. */
export function targetsOf(volumes: unknown): string[] {
  return mountsOf(volumes).map(({ target }) => target);
}

/** Variables of the environment, given as a mapping or as a list; null takes the shell's value. */
export function variablesOf(name: string, environment: unknown): Array<readonly [string, string | null]> {
  const entries: Array<[unknown, unknown]> = Array.isArray(environment)
    ? environment.map((one: unknown) => (typeof one === 'string' ? [/^[^=]*/.exec(one)![0], one.includes('=') ? one.slice(one.indexOf('=') + 1) : null] : [one, undefined]))
    : Object.entries(typeof (environment ?? {}) === 'object' ? (environment ?? {}) : { '': undefined });
  return entries.map(([variable, value]) => {
    if (typeof variable !== 'string' || !isScalar(value)) {
      throw new AstroAirflowError(`environment of the service ${name} cannot be read${typeof variable === 'string' && variable !== '' ? `: ${variable} is no text` : ''}. Write a mapping of names to texts, or a list of "NAME=value".`);
    }
    return [variable, value === null ? null : String(value)];
  });
}

/** The long form of a volume in the short one. */
function mountOfText(volume: string): Mapping {
  // The first ":" of C:\data:/data belongs to the drive.
  const [, drive, rest] = /^([A-Za-z]:(?=[\\/]))?([^]*)$/.exec(volume)!;
  const [first, target, mode = ''] = partsAtColons(rest);
  return target === undefined ? { target: first } : { source: `${drive ?? ''}${first}`, target, read_only: mode.split(',').includes('ro') };
}

function merged(where: string, one: Definition, other: Definition): Definition {
  const result: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = one[key];
    if (before === undefined || isDeepStrictEqual(before, value)) {
      result[key] = value;
    } else if (Array.isArray(before) && Array.isArray(value) && !WHOLE.includes(key)) {
      result[key] = [...before, ...value.filter((member) => !before.some((known) => isDeepStrictEqual(known, member)))];
    } else if (isMapping(before) && isMapping(value)) {
      result[key] = merged(`${key} of ${where}`, before, value);
    } else {
      const isOtherForm = Array.isArray(before) !== Array.isArray(value) && typeof before === 'object' && typeof value === 'object';
      throw new AstroAirflowError(isOtherForm
        ? `${key} of ${where} is declared as a list and as a mapping. Write both in the same form.`
        : `${key} of ${where} is declared twice with different values. Remove one.`);
    }
  }
  return result;
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
