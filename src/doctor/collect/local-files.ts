import path from 'node:path';
import { backendSettings, tasksBackendSettings } from './backend';
import { throughLinks } from './in-mounts';
import { entryOf } from './mounted';
import { readText } from './read-text';
import { LOCAL_BACKEND } from '../../clouds/known-backends';
import { readSecretsFile } from '../../text/airflow-secrets-file';
import type { LocalFile } from '../local-file';

/** Of the images. */
const AIRFLOW_HOME = '/usr/local/airflow';
/** The standalone mode has the paths without it. */
const IN_CONTAINER = new RegExp(`^${AIRFLOW_HOME}/`);

const KINDS = { variables_file_path: 'variable', connections_file_path: 'connection', configs_file_path: 'configuration option' } as const;

/** The files in which Airflow's own backend looks secrets up, for tasks alone as well; none where another one is declared. Their values become no fact. */
export function localFiles(directory: string, environment: ReadonlyMap<string, string | null>, dotenv: ReadonlyMap<string, string | undefined>): LocalFile[] {
  const found = [backendSettings(environment, dotenv), tasksBackendSettings(environment, dotenv)]
    .filter(({ classPath }) => classPath === LOCAL_BACKEND.classPath)
    .flatMap(({ kwargs = {} }) => Object.entries(KINDS).map(([kwarg, kind]) => ({ kind, given: kwargs[kwarg] })))
    .map(({ kind, given }) => ({ kind, name: typeof given === 'string' ? path.posix.normalize(given.replace(IN_CONTAINER, '')) : '' }))
    // A path elsewhere is in a mount of the user's own.
    .filter(({ name }) => name !== '' && !path.posix.isAbsolute(name) && !name.startsWith('..'));
  // Both can name the same file.
  return [...new Map(found.map((one) => [`${one.kind} ${one.name}`, one])).values()].map(({ kind, name }) => fileOf(directory, name, kind));
}

function fileOf(directory: string, name: string, kind: LocalFile['kind']): LocalFile {
  const file = path.join(directory, name);
  const read = readText(file);
  const folder = path.posix.dirname(name);
  const found = { name, folder, kind, example: name.replace(/(\.[^.]*)$/, '.example$1') };
  if (!('unknown' in read) && read.value === undefined) {
    return { ...found, state: 'absent', entries: [] };
  }
  const entries = [...entryOf(folder, path.join(directory, folder), ['r', 'x']), ...entryOf(name, file, ['r'])];
  if (isOutside(file, name)) {
    return { ...found, state: 'elsewhere', entries };
  }
  if ('unknown' in read) {
    return { ...found, state: 'there', problem: `it cannot be read: ${read.unknown}`, entries };
  }
  const { problem, notTexts, lists } = readSecretsFile(name, read.value!, kind === 'connection');
  return { ...found, state: 'there', entries, ...(problem === undefined ? {} : { problem }), ...(notTexts === 0 ? {} : { notTexts }), ...(lists === undefined ? {} : { lists }) };
}

/** Of a link the containers have the target only if it is in the mounted folder. */
function isOutside(file: string, name: string): boolean {
  return throughLinks(path.posix.join(AIRFLOW_HOME, name), [{ target: path.posix.join(AIRFLOW_HOME, path.posix.dirname(name)), absolute: path.dirname(file) }]) === undefined;
}
