import { BASE } from './base-compose-file';
import type { SchemaFault } from './schema-faults';
import { unreadVariable } from './unread-variable';
import { AstroAirflowError } from '../text/error';
import { isMapping } from '../text/mapping';

const KINDS = { configs: 'config', models: 'model', networks: 'network', secrets: 'secret', volumes: 'volume' } as const;

type Section = keyof typeof KINDS;

/** @throws AstroAirflowError if it is no name of a service, or of an entry of another section */
export function checkName(name: string, what: string): void {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(name)) {
    throw new AstroAirflowError(`${what} "${name}" is not valid for compose. Use letters, digits and ._-.`);
  }
}

/** @throws AstroAirflowError if compose would refuse an entry of a section */
export function checkTopLevel(section: Section, name: string, definition: unknown, file: string): void {
  const found = faultsOf(section, name, definition).find(({ isUnsure }) => !isUnsure) ?? unreadVariable(definition);
  if (found !== undefined) {
    throw new AstroAirflowError(`The ${KINDS[section]} ${name} in ${file} ${found.fault}, so compose refuses the file. ${found.wayOut}`);
  }
}

/** @throws AstroAirflowError if compose would refuse a key at the top, or an entry of a section, in the override as it will be written */
export function checkTopLevels(rendered: unknown, file: string): void {
  const found = faults('file', rendered).find(({ isUnsure }) => !isUnsure);
  if (found !== undefined) {
    throw new AstroAirflowError(`${file} ${found.fault}, so compose refuses the file. ${found.wayOut}`);
  }
  entriesOf(rendered).forEach(([section, name, definition]) => checkTopLevel(section, name, definition, file));
}

/** What is wrong with the keys at the top of the override as it will be written, and with the entries of its sections, with the name of each. */
export function faultyTopLevel(rendered: unknown, file: string): Array<SchemaFault & { readonly what: string }> {
  const ofTop = faults('file', rendered).map((fault) => ({ what: file, ...fault }));
  return [...ofTop, ...entriesOf(rendered).flatMap(([section, name, definition]) => faultsOf(section, name, definition).map((fault) => ({ what: `The ${KINDS[section]} ${name} in ${file}`, ...fault })))];
}

/** Most synths declare nothing in compose's words. */
const faults: typeof import('./schema-faults').schemaFaults = (...asked) => (require('./schema-faults') as typeof import('./schema-faults')).schemaFaults(...asked);

function entriesOf(rendered: unknown): Array<[Section, string, unknown]> {
  const file = rendered as Partial<Record<Section, unknown>>;
  return (Object.keys(KINDS) as Section[]).flatMap((section) => {
    const definitions = file[section];
    return isMapping(definitions) ? Object.entries(definitions).map(([name, definition]): [Section, string, unknown] => [section, name, definition]) : [];
  });
}

function faultsOf(section: Section, name: string, definition: unknown): SchemaFault[] {
  return [...faults(KINDS[section], definition), ...(section === 'volumes' && isMapping(definition) ? faultsOfExternal(name, definition) : [])];
}

/** compose takes nothing of a volume that it does not create, and the Astro CLI's own volumes have a driver. */
function faultsOfExternal(name: string, definition: Readonly<Record<string, unknown>>): SchemaFault[] {
  if (definition.external !== true && !isMapping(definition.external)) {
    return [];
  }
  if (BASE.volumes.some((one) => one === name)) {
    return [{ fault: 'is external, but the Astro CLI creates it', wayOut: 'Mount a volume of another name.', isUnsure: false }];
  }
  const others = Object.keys(definition).filter((key) => !['name', 'external'].includes(key) && !key.startsWith('x-'));
  return others.map((key) => ({ fault: `is external and has ${key}`, wayOut: `Remove ${key}, or external.`, isUnsure: false }));
}
