import path from 'node:path';
import type { LocalFilesystemSecretsBackendOptions } from './local-backend-options';
import type { Mount } from '../../declarations';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { withCopies } from '../../text/file-copies';
import { checkNoSecret } from '../../text/secret-check';
import type { LookupKind } from '../lookup';

/** AIRFLOW_HOME of the images. */
const AIRFLOW_HOME = '/usr/local/airflow';

/** The formats that Airflow reads, by the end of the name (FILE_PARSERS in airflow.secrets.local_filesystem). */
const FORMATS = ['yaml', 'yml', 'json', 'env'] as const;
export type SecretsFormat = (typeof FORMATS)[number];

/** The option of each file. */
export const LOCAL_OPTIONS = { variables: 'variablesFile', connections: 'connectionsFile', config: 'configsFile' } as const;

/** Folders that belong to a program, in small letters, with why a file of the developer's has no place there. */
const OF_PROGRAMS: Readonly<Record<string, string>> = {
  '.git': 'the folder of git, which the containers would then read',
  'node_modules': 'node_modules, which each installation can delete',
  '.projen': 'the folder of projen, which writes it anew',
  '.astro': 'the folder of the Astro CLI\'s own settings',
  '__pycache__': 'a cache of Python, which is deleted without asking',
};

/** Folders that the Astro CLI mounts; a mount with the same target would take its place. */
const OF_THE_CLI = ['dags', 'plugins', 'include', 'tests'];

/** The files by what is looked up in them, in the order of the class's arguments. */
export type LocalFiles = ReadonlyMap<LookupKind, string>;

/** @throws AstroAirflowError if a path is one that Airflow, the containers or git would not take */
export function localFiles(options: LocalFilesystemSecretsBackendOptions): LocalFiles {
  const { variables = true, connections = true, variablesFile, connectionsFile, configsFile } = options;
  const wanted: ReadonlyArray<readonly [LookupKind, string | undefined, boolean]> = [
    ['variables', variablesFile ?? 'secrets/variables.yaml', variables],
    ['connections', connectionsFile ?? 'secrets/connections.yaml', connections],
    ['config', configsFile, true],
  ];
  for (const kind of ['variables', 'connections'] as const) {
    if (options[kind] === false && options[LOCAL_OPTIONS[kind]] !== undefined) {
      throw new AstroAirflowError(`${apiName(LOCAL_OPTIONS[kind])} is given, and ${apiName(kind)} is false, so nobody would read it. Remove one of them.`);
    }
  }
  const files = new Map(wanted.flatMap(([kind, file, isOn]) => (isOn && file !== undefined ? [[kind, checked(file, apiName(LOCAL_OPTIONS[kind]))] as const] : [])));
  if (files.size === 0) {
    throw new AstroAirflowError(`${apiName('variables')} and ${apiName('connections')} are both false, so the secrets backend looks nothing up. Remove one of them, or declare no secrets backend.`);
  }
  checkDistinct(files);
  return files;
}

function checked(file: string, option: string): string {
  checkNoSecret(file, option);
  const given = `${option} "${file}"`;
  const normal = path.posix.normalize(file);
  if (file === '' || /^(\/|~|[A-Za-z]:|\.\.(\/|$))|\\/.test(file) || /^\.\.(\/|$)/.test(normal)) {
    throw new AstroAirflowError(`${given} is not a file below the Astro project. Write it relative to the project's directory with "/", for example secrets/variables.yaml.`);
  }
  // These need no quotes in ignore files, compose, shells and .env.
  if (!/^[A-Za-z0-9._@+/-]+$/.test(normal) || normal.split('/').some((part) => part.startsWith('-'))) {
    throw new AstroAirflowError(`${given} has a character with a meaning of its own in ignore files or shells. Use letters, digits and "._@+-", and no "-" at the start of a name.`);
  }
  const name = path.posix.basename(normal);
  if (formatOf(normal) === undefined) {
    throw new AstroAirflowError(`${given} does not end in .yaml, .yml, .json or .env after a name, so Airflow does not read it (Unsupported file format). Write for example secrets/variables.yaml.`);
  }
  if (/\.example\.\w+$/i.test(name)) {
    throw new AstroAirflowError(`${given} has the name of the committed example beside such a file. Remove ".example".`);
  }
  const [top, ...below] = normal.split('/');
  if (below.length === 0) {
    throw new AstroAirflowError(`${given} is in the project's directory itself, and the folder of a file is what the containers mount. Put it into a folder of its own, for example secrets/${name}.`);
  }
  const owned = normal.split('/').slice(0, -1).find((part) => Object.hasOwn(OF_PROGRAMS, part.toLowerCase()));
  if (owned !== undefined) {
    throw new AstroAirflowError(`${given} is in ${OF_PROGRAMS[owned.toLowerCase()]}. Put it into a folder of its own, for example secrets/${name}.`);
  }
  if (top.toLowerCase() === 'logs') {
    throw new AstroAirflowError(`${given} is in logs, where Airflow writes its own, and the mount would be read-only. Put it into a folder of its own, for example secrets/${name}.`);
  }
  // "astro deploy --dags" uploads all of that folder, whatever .dockerignore says.
  if (top.toLowerCase() === 'dags') {
    throw new AstroAirflowError(`${given} is in dags, and "astro deploy --dags" would upload it. Put it into a folder of its own, for example secrets/${name}.`);
  }
  if (below.length === 1 && OF_THE_CLI.includes(top.toLowerCase())) {
    throw new AstroAirflowError(`${given} is in ${top}, which the Astro CLI mounts itself. Put it into a folder of its own, for example secrets/${name}.`);
  }
  return normal;
}

/** The format of a file; undefined if Airflow has none. Airflow 3 takes `.env` alone for a name without an end. */
export function formatOf(file: string): SecretsFormat | undefined {
  const end = path.posix.extname(path.posix.basename(file)).slice(1).toLowerCase();
  return FORMATS.find((format) => format === end);
}

/** The committed example beside a file: `secrets/variables.example.yaml`. */
export function exampleOf(file: string): string {
  const end = path.posix.extname(file);
  return `${file.slice(0, -end.length)}.example${end}`;
}

/** The same file on a disk that does not know capitals counts. */
function checkDistinct(files: LocalFiles): void {
  const entries = [...files];
  for (const [index, [kind, file]] of entries.entries()) {
    for (const [otherKind, other] of entries.slice(index + 1)) {
      if (file.toLowerCase() === other.toLowerCase()) {
        throw new AstroAirflowError(`${apiName(LOCAL_OPTIONS[kind])} and ${apiName(LOCAL_OPTIONS[otherKind])} are the same file, ${file}. Airflow reads every entry of a file in one way: give each a file of its own.`);
      }
    }
    for (const [otherKind, other] of entries.filter((entry) => entry[0] !== kind)) {
      if (withCopies(file).some((pattern) => exampleOf(other).toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase()))) {
        throw new AstroAirflowError(`${apiName(LOCAL_OPTIONS[kind])} "${file}" is the beginning of ${exampleOf(other)}, the example of ${apiName(LOCAL_OPTIONS[otherKind])}, which git would then ignore. Give it another name.`);
      }
    }
  }
}

/** Where the containers see a path of the project. */
export function inContainer(file: string): string {
  return `${AIRFLOW_HOME}/${file}`;
}

/** The folders of the files, without those that are in another one: an editor replaces a file, and a mount of the file alone keeps the old one. */
export function mountsOf(files: LocalFiles): Mount[] {
  const folders = [...new Set([...files.values()].map((file) => path.posix.dirname(file)))];
  const outermost = folders.filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)));
  return outermost.map((folder) => ({ source: `./${folder}`, target: inContainer(folder), readOnly: true }));
}
