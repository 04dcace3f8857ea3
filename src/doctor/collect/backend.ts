import path from 'node:path';
import type { Variables } from './container-variable';
import { valueInOverride } from './override';
import { readText } from './read-text';
import { signsInBy } from './sign-in';
import { knownBackend } from '../../clouds/known-backends';
import { kwargTroubles, unknownKwargEffect } from '../../clouds/kwargs-check';
import { DOTENV, OVERRIDE, REQUIREMENTS } from '../../files/managed-files';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { readsKwargVariables } from '../../runtime/kwarg-variables';
import { lowestProvider } from '../../runtime/provider-versions';
import { jsonObject } from '../../text/json-object';
import { namedDistributions } from '../../text/requirements-text';
import { allowsFrom } from '../../text/version-bound';
import type { Backend } from '../facts';

/** Who asks a backend, with its variables: class, arguments, and the beginning of those with one argument each. */
interface Asker {
  readonly isOfTasks: boolean;
  readonly classVariable: string;
  readonly kwargsVariable: string;
  readonly eachKwarg: string;
}

const EVERYTHING: Asker = { isOfTasks: false, classVariable: 'AIRFLOW__SECRETS__BACKEND', kwargsVariable: 'AIRFLOW__SECRETS__BACKEND_KWARGS', eachKwarg: 'AIRFLOW__SECRETS__BACKEND_KWARG__' };
const TASKS: Asker = { isOfTasks: true, classVariable: 'AIRFLOW__WORKERS__SECRETS_BACKEND', kwargsVariable: 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS', eachKwarg: 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARG__' };

/** Without the shell, what comes from it is not known. */
type Settings = Pick<Variables, 'environment' | 'dotenv'> & Partial<Pick<Variables, 'env'>>;

/** The secrets backends that are in effect, by the names of their arguments. */
export function backends(directory: string, variables: Variables, runtime: AstroRuntime | undefined): Backend[] {
  return [EVERYTHING, TASKS].flatMap((asker) => backendOf(asker, directory, variables, runtime) ?? []);
}

function backendOf(asker: Asker, directory: string, variables: Variables, runtime: AstroRuntime | undefined): Backend | undefined {
  const { classPath, kwargs, state } = settingsOf(asker, variables, runtime);
  if (!classPath) {
    return undefined;
  }
  const { isOfTasks, classVariable, kwargsVariable } = asker;
  const known = knownBackend(classPath);
  const requirement = known?.requirement === undefined ? undefined : requirementIn(directory, known.requirement);
  const provider = known?.requirement === undefined || requirement === undefined ? undefined : providerOf(known.requirement, requirement.line, runtime);
  const problem = state === 'damaged' ? undefined : known?.problemWith?.(kwargs ?? {}, (name) => valueInContainers(name, variables));
  const troubles = kwargTroubles(classPath, Object.keys(kwargs ?? {}), { requirement: requirement?.line, runtime, isOfTasks });
  const { prefixes = [] } = known ?? {};
  const signIn = known === undefined ? undefined : signsInBy(known, kwargs ?? {}, directory, variables);
  return {
    isOfTasks,
    isRead: !isOfTasks || runtime?.airflowMajor !== 2,
    classVariable,
    kwargsVariable,
    classPath,
    file: variables.environment.has(classVariable) ? OVERRIDE.fileName : DOTENV.fileName,
    isKnown: known !== undefined,
    kwargs: state,
    troubles: troubles.map(({ text, isCertain }) => ({ text, isCertain })),
    unknownKwarg: unknownKwargEffect(classPath) ?? 'ignored',
    off: prefixes.filter((name) => kwargs?.[name] === null).length,
    kinds: prefixes.length,
    ...(problem === undefined ? {} : { problem }),
    ...(signIn === undefined ? {} : { signsInBy: signIn }),
    ...(provider === undefined ? {} : { provider }),
  };
}

/** Class and arguments as they are set. */
interface BackendSettings {
  readonly classPath?: string;
  /** What of its arguments is there; undefined where their text is no JSON. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly state: Backend['kwargs'];
}

/** The backend that everything but tasks asks, with values, for other collectors: of arguments the names alone become facts. */
export function backendSettings(environment: Settings['environment'], dotenv: Settings['dotenv'], runtime?: AstroRuntime): BackendSettings {
  return settingsOf(EVERYTHING, { environment, dotenv }, runtime);
}

/** The one that tasks ask: in Airflow 3 it can be one of their own. Without a runtime that is known the section counts. */
export function tasksBackendSettings(environment: Settings['environment'], dotenv: Settings['dotenv'], runtime?: AstroRuntime): BackendSettings {
  const ofTasks = runtime?.airflowMajor === 2 ? undefined : settingsOf(TASKS, { environment, dotenv }, runtime);
  return ofTasks?.classPath ? ofTasks : backendSettings(environment, dotenv, runtime);
}

function settingsOf({ classVariable, kwargsVariable, eachKwarg }: Asker, { environment, dotenv, env }: Settings, runtime: AstroRuntime | undefined): BackendSettings {
  const variables = { environment, dotenv, env };
  const text = valueOf(kwargsVariable, variables);
  const hasEach = runtime !== undefined && readsKwargVariables(runtime);
  const each = hasEach ? [...dotenv.keys(), ...environment.keys()].filter((name) => name.startsWith(eachKwarg)) : [];
  const kwargs = jsonObject(text ?? '');
  const values = each.map((name) => [name.slice(eachKwarg.length).toLowerCase(), valueOf(name, variables)] as const);
  // What the shell does not have, the containers do not have either: then the JSON counts.
  const single = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  const state = !text ? 'absent' : kwargs === undefined ? 'damaged' : 'json';
  return { classPath: valueOf(classVariable, variables), kwargs: Object.keys(single).length === 0 ? kwargs : { ...kwargs, ...single }, state };
}

/** compose takes outer quotes off. */
function valueOf(name: string, { environment, dotenv, env = {} }: Settings): string | undefined {
  return environment.has(name) ? valueInOverride(environment, name, env) : dotenv.get(name)?.replace(/^(["'])([^]*)\1$/, '$2');
}

/** What the override or .env names without a value is the shell's. */
function valueInContainers(name: string, { environment, dotenv, env }: Variables): string | undefined {
  const isOfShell = environment.has(name) ? environment.get(name) === null : dotenv.has(name) && dotenv.get(name) === undefined;
  return isOfShell ? env[name] : valueOf(name, { environment, dotenv, env });
}

/** The line of requirements.txt that names a distribution; undefined where it cannot be told: other files are included. */
function requirementIn(directory: string, name: string): { readonly line?: string } | undefined {
  const text = readText(path.join(directory, REQUIREMENTS.fileName));
  if ('unknown' in text) {
    return undefined;
  }
  const line = namedDistributions(text.value ?? '', () => undefined).get(name);
  return line === undefined && /^\s*(?:-r|--requirement)/m.test(text.value ?? '') ? undefined : { line };
}

/** Undefined where the image is not known. */
function providerOf(name: string, line: string | undefined, runtime: AstroRuntime | undefined): Backend['provider'] {
  if (runtime === undefined) {
    return undefined;
  }
  const lowest = lowestProvider(name, runtime);
  return { name, isInstalled: line !== undefined || runtime.bundles(name), lowest, isTooOld: line !== undefined && lowest !== undefined && !allowsFrom(line, lowest) };
}
