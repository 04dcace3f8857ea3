import { yamlLibrary } from './yaml-library';

/** What Airflow's LocalFilesystemBackend makes of a file. A value never becomes part of it. */
export interface SecretsFileText {
  /** Why each lookup in the file fails, to follow its name and a colon; undefined if none does. */
  readonly problem?: string;
  /** How many variables have something else than a text, which a DAG does not get from a cloud. */
  readonly notTexts: number;
  /** How many of them are a list that has not exactly one item: with one of these, Airflow 3.1 and older finds nothing in the file. */
  readonly lists?: number;
}

/** What a connection can be made of (Connection.__init__ of Airflow 2.11 and 3.3, and what the backend makes `extra` of). */
const PARTS = ['conn_id', 'conn_type', 'description', 'extra', 'extra_dejson', 'host', 'login', 'password', 'port', 'schema', 'team_name', 'uri'];

type Entries = ReadonlyArray<readonly [key: string, value: unknown]>;

/**
 * Reads a file as Airflow does (airflow.secrets.local_filesystem of 2.11 and 3.3): one entry that is wrong spoils all of them.
 *
 * @param name its end says the format
 */
export function readSecretsFile(name: string, text: string, isOfConnections: boolean): SecretsFileText {
  const format = name.toLowerCase().split('.').at(-1);
  const entries = format === 'env' ? linesOf(text) : format === 'json' ? membersOf(text) : mappingOf(text);
  if (typeof entries === 'string') {
    return { problem: entries, notTexts: 0 };
  }
  const problem = isOfConnections ? connectionProblem(entries) : undefined;
  const notTexts = isOfConnections ? 0 : entries.filter(([, value]) => typeof value !== 'string').length;
  const lists = isOfConnections ? 0 : entries.filter(([, value]) => Array.isArray(value) && value.length !== 1).length;
  return { notTexts, ...(problem === undefined ? {} : { problem }), ...(lists === 0 ? {} : { lists }) };
}

function linesOf(text: string): Entries | string {
  const entries: Array<readonly [string, string]> = [];
  for (const [index, line] of text.split(/\r\n|[\n\r\v\f\u001C-\u001E\u0085\u2028\u2029]/).entries()) {
    const equals = line.indexOf('=');
    if (line === '' || /^\s*#/.test(line)) {
      continue;
    }
    if (equals <= 0 || equals === line.length - 1) {
      return `line ${index + 1} is not a key, a "=" and a value`;
    }
    const key = line.slice(0, equals);
    if (entries.some(([other]) => other === key)) {
      return `line ${index + 1} has a key that is there already`;
    }
    entries.push([key, line.slice(equals + 1)]);
  }
  return text.startsWith('\uFEFF') ? 'it begins with a byte order mark, which becomes part of the first key' : entries;
}

function membersOf(text: string): Entries | string {
  if (text.startsWith('\uFEFF')) {
    return 'it begins with a byte order mark, which JSON does not allow';
  }
  try {
    return entriesOf(JSON.parse(text));
  } catch {
    return text.trim() === '' ? 'it is empty' : 'it is not JSON';
  }
}

function mappingOf(text: string): Entries | string {
  const { LineCounter, parseDocument } = yamlLibrary();
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false, lineCounter, logLevel: 'silent' });
  if (document.errors.length > 0) {
    return `line ${lineCounter.linePos(document.errors[0].pos[0]).line} is not YAML`;
  }
  try {
    return entriesOf(document.toJS());
  } catch {
    return 'it has an alias without an anchor';
  }
}

function entriesOf(value: unknown): Entries | string {
  if (value === null) {
    return 'it has no entry; an empty one is written {}';
  }
  return typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : 'it is not a mapping of keys to values';
}

function connectionProblem(entries: Entries): string | undefined {
  for (const [index, [, given]] of entries.entries()) {
    const which = `connection ${index + 1} of ${entries.length}`;
    const value: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
    if (Array.isArray(value) && value.length > 1) {
      return `${which} has several values`;
    }
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      return `${which} is neither a URI nor a mapping of its parts`;
    }
    if (typeof value === 'object' && !Object.keys(value).every((part) => PARTS.includes(part))) {
      return `${which} has a part that is not one of ${PARTS.join(', ')}`;
    }
    if (typeof value === 'object' && 'extra' in value && 'extra_dejson' in value) {
      return `${which} has both extra and extra_dejson`;
    }
  }
  return undefined;
}
