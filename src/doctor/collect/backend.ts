import * as path from 'node:path';
import { readText } from './read-text';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { KnownBackend } from '../../clouds/known-backend';
import { DOTENV, OVERRIDE, REQUIREMENTS } from '../../files/managed-files';
import type { AstroRuntime } from '../../runtime/astro-runtime';
import { lowestProvider } from '../../runtime/provider-versions';
import { namedDistributions } from '../../text/requirements-text';
import { allowsFrom } from '../../text/version-bound';
import type { Backend } from '../facts';

const CLASS = 'AIRFLOW__SECRETS__BACKEND';
const KWARGS = 'AIRFLOW__SECRETS__BACKEND_KWARGS';

/** Airflow's own backend fails in its constructor where an argument is unknown, and with it every import of Airflow. */
export const LOCAL: KnownBackend = { classPath: 'airflow.secrets.local_filesystem.LocalFilesystemBackend', kwargs: ['variables_file_path', 'connections_file_path', 'configs_file_path'], prefixes: [] };

type Environment = ReadonlyMap<string, string | null>;
type Dotenv = ReadonlyMap<string, string | undefined>;

/** The secrets backend that is in effect, by the names of its arguments; undefined if there is none. */
export function backend(directory: string, environment: Environment, dotenv: Dotenv, runtime: AstroRuntime | undefined): Backend | undefined {
  const { classPath, text, kwargs } = backendSettings(environment, dotenv);
  if (!classPath) {
    return undefined;
  }
  const known = [LOCAL, ...DIAGNOSES.flatMap(({ backends }) => backends)].find((one) => one.classPath === classPath);
  const { kwargs: names = [], prefixes = [] } = known ?? {};
  const requirement = known?.requirement;
  const provider = requirement === undefined ? undefined : providerOf(directory, requirement, runtime);
  return {
    classPath,
    file: environment.has(CLASS) ? OVERRIDE.fileName : DOTENV.fileName,
    isKnown: known !== undefined,
    kwargs: !text ? 'absent' : kwargs === undefined ? 'damaged' : 'json',
    unknownKwargs: known === undefined ? [] : Object.keys(kwargs ?? {}).filter((name) => !names.includes(name)),
    off: prefixes.filter((name) => kwargs?.[name] === null).length,
    kinds: prefixes.length,
    failsAtImport: classPath === LOCAL.classPath,
    ...(provider === undefined ? {} : { provider }),
  };
}

/** Class and arguments as they are set. */
interface BackendSettings {
  readonly classPath?: string;
  readonly text?: string;
  /** Undefined where the text is no JSON. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** Those with their values, for other collectors: of arguments the names alone become facts. */
export function backendSettings(environment: Environment, dotenv: Dotenv): BackendSettings {
  return settingsOf(CLASS, KWARGS, environment, dotenv);
}

/** Those of the backend that tasks ask, which can be one of their own. */
export function tasksBackendSettings(environment: Environment, dotenv: Dotenv): BackendSettings {
  const ofTasks = settingsOf('AIRFLOW__WORKERS__SECRETS_BACKEND', 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS', environment, dotenv);
  return ofTasks.classPath ? ofTasks : backendSettings(environment, dotenv);
}

function settingsOf(classKey: string, kwargsKey: string, environment: Environment, dotenv: Dotenv): BackendSettings {
  const text = valueOf(kwargsKey, environment, dotenv);
  return { classPath: valueOf(classKey, environment, dotenv), text, kwargs: kwargsIn(text) };
}

/** compose takes outer quotes off. */
function valueOf(name: string, environment: Environment, dotenv: Dotenv): string | undefined {
  return environment.has(name) ? (environment.get(name) ?? undefined) : dotenv.get(name)?.replace(/^(["'])([^]*)\1$/, '$2');
}

function kwargsIn(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text ?? '') as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where it cannot be told: other files are included, or the image is not known. */
function providerOf(directory: string, name: string, runtime: AstroRuntime | undefined): Backend['provider'] {
  const text = readText(path.join(directory, REQUIREMENTS.fileName));
  if ('unknown' in text || runtime === undefined) {
    return undefined;
  }
  const line = namedDistributions(text.value ?? '', () => undefined).get(name);
  if (line === undefined && /^\s*(?:-r|--requirement)/m.test(text.value ?? '')) {
    return undefined;
  }
  const lowest = lowestProvider(name, runtime);
  return { name, isInstalled: line !== undefined || runtime.bundles(name), lowest, isTooOld: line !== undefined && lowest !== undefined && !allowsFrom(line, lowest) };
}
