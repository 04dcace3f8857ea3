import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { baseServices, isOfOtherMajor, unknownService } from './base-compose-file';
import { targetsOf } from './service-extension';
import { checkTopLevels, faultyTopLevel } from './top-level-checks';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { AstroAirflowError } from '../text/error';
import { isPython } from '../text/jsii-agent';
import { isMapping } from '../text/mapping';
import { UNREAD_OVERRIDES } from '../text/override-names';
import { sample } from '../text/sample';

/** Most synths declare nothing in compose's words. */
const serviceKeys = () => require('./service-keys') as typeof import('./service-keys');

type Services = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

/**
 * @param isOurs whether this package alone has written the definitions
 * @throws AstroAirflowError if compose would refuse a key, a service or an entry of another section in the override as it will be written
 */
export function checkServices(rendered: unknown, runtime: AstroRuntime, file: string, isOurs = false): void {
  const services = (rendered as { services?: unknown } | undefined)?.services;
  if (services === null || typeof services !== 'object') {
    throw new AstroAirflowError(`${file} would have no mapping of services, which compose refuses. Remove the override of "services".`);
  }
  for (const [name, definition] of Object.entries(services as Services)) {
    if (typeof definition !== 'object' || Array.isArray(definition)) {
      throw new AstroAirflowError(`The service ${name} in ${file} is not a mapping, which compose refuses. Give it one, with an image.`);
    }
    if (!baseServices(runtime).includes(name) && !['image', 'build', 'extends'].some((key) => key in (definition ?? {}))) {
      throw isOfOtherMajor(name, runtime)
        ? unknownService(name, file, runtime)
        : new AstroAirflowError(`The service ${name} in ${file} has neither an image nor a build, so compose refuses it. Give it one; the base file has ${baseServices(runtime).join(', ')}.`);
    }
    if (!isOurs) {
      checkKeys(name, definition ?? {}, file, baseServices(runtime));
    }
    const targets = targetsOf(unique(definition?.volumes));
    const twice = targets.find((target, index) => targets.indexOf(target) < index);
    if (twice !== undefined) {
      throw new AstroAirflowError(`The service ${name} in ${file} has two volumes with the target ${twice}, and compose keeps only the last one. Remove one.`);
    }
  }
  if (!isOurs) {
    checkTopLevels(rendered, file);
  }
}

/**
 * @param base the services of the Astro CLI's own file
 * @throws AstroAirflowError if compose refuses a key of the service, or a value at any depth, or an entry has no value
 */
export function checkKeys(name: string, definition: Readonly<Record<string, unknown>>, file: string, base: readonly string[]): void {
  const gap = gapIn(definition);
  if (gap !== undefined) {
    const absent = sample('as of a variable that process.env does not have', 'as of a variable that os.environ.get() does not find');
    throw new AstroAirflowError(`The service ${name} in ${file} has ${gap}, ${absent}. Give it a value, or remove the entry.`);
  }
  const found = serviceKeys().refusedIn(name, definition, base);
  if (found !== undefined) {
    throw new AstroAirflowError(`The service ${name} in ${file} ${found.fault}, so compose refuses the file. ${found.wayOut}`);
  }
}

/**
 * Checks what has arrived of a service that was declared: the kernel of jsii drops a `None` of Python together with its key.
 *
 * @throws AstroAirflowError if nothing is left of a mapping in which null has a meaning
 */
export function checkArrived(name: string, definition: Readonly<Record<string, unknown>>, file: string): void {
  const emptied = isPython() ? ['environment', 'networks'].find((key) => isMapping(definition[key]) && Object.keys(definition[key]).length === 0) : undefined;
  if (emptied !== undefined) {
    throw new AstroAirflowError(`The service ${name} in ${file} has an empty mapping as ${emptied}: a None in a dict does not arrive from Python. Write the names as a list, or omit ${emptied}.`);
  }
}

/** Keys that compose does not know in the override as it will be written, a sentence each. */
export function keyWarnings(rendered: unknown, file: string): string[] {
  const { services } = rendered as { services: Services };
  const ofServices = Object.entries(services).flatMap(([name, definition]) => serviceKeys().faultyKeys(name, definition ?? {}, []).map((fault) => ({ what: `The service ${name} in ${file}`, ...fault })));
  return [...ofServices, ...faultyTopLevel(rendered, file)].filter(({ isUnsure }) => isUnsure).map(({ what, fault }) => `${what} ${fault}. If no newer one does, "astro dev start" fails.`);
}

/** Variables files that a service needs and that are not there, a sentence each. */
export function missingEnvFiles(rendered: unknown, outdir: string, file: string): string[] {
  return Object.entries((rendered as { services: Services }).services).flatMap(([name, definition]) => {
    const all: unknown[] = [definition?.env_file ?? []].flat();
    const needed = all.flatMap((one) => (typeof one === 'string' ? [one] : (one as { required?: unknown }).required === false ? [] : [(one as { path?: unknown }).path]));
    // The Astro CLI asks for .env itself.
    const missing = needed.filter((one): one is string => typeof one === 'string' && !one.includes('$') && path.posix.normalize(one) !== '.env' && !fs.existsSync(path.resolve(outdir, path.posix.dirname(file), one)));
    return missing.map((one) => `The service ${name} in ${file} reads ${one}, which does not exist, and "astro dev start" fails without it. Create it, or write ${sample(`env_file: [{ path: '${one}', required: false }]`, `'env_file': [{'path': '${one}', 'required': False}]`)}.`);
  });
}

/** Overrides that the Astro CLI does not read, and says nothing of: it reads one name in one folder. */
export function straysOf(outdir: string, file: string): string[] {
  const directory = path.posix.dirname(file);
  const names = UNREAD_OVERRIDES.map((name) => path.posix.join(directory, name));
  return names.filter((name) => fs.existsSync(path.join(outdir, name))).map((name) =>
    `${name} has no effect: the Astro CLI reads ${file} alone. Declare what it has in the rc file, and delete it.`);
}

/** Mappings whose names are the user's own, so that one without a value is no option that was omitted. */
const OWN_NAMES = ['annotations', 'args', 'depends_on', 'driver_opts', 'environment', 'extra_hosts', 'labels', 'networks', 'options', 'storage_opt', 'sysctls', 'ulimits'];

/** The first list with an entry that projen would drop and compose refuses, as `healthcheck.test`, or such a name. Extensions can have any. */
function gapIn(value: unknown, at: readonly string[] = []): string | undefined {
  if (Array.isArray(value) && value.some((entry) => entry === undefined || entry === null)) {
    return `an entry without a value in ${at.join('.')}: ${sample('undefined or null', 'None')}`;
  }
  const members = isMapping(value) ? Object.entries(value).filter(([key]) => !key.startsWith('x-')) : [];
  const [name] = members.find(([, member]) => member === undefined && OWN_NAMES.includes(at.at(-1) ?? '')) ?? [];
  if (name !== undefined) {
    return `no value for ${[...at, name].join('.')}: ${sample('undefined', 'None')}`;
  }
  const found = Array.isArray(value) ? value.map((entry) => gapIn(entry, at)) : members.map(([key, member]) => gapIn(member, [...at, key]));
  return found.find((gap) => gap !== undefined);
}

function unique(volumes: unknown): unknown {
  return Array.isArray(volumes) ? volumes.filter((volume, index) => !volumes.slice(0, index).some((other) => isDeepStrictEqual(other, volume))) : volumes;
}
