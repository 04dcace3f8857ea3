import { faultyKeys, typesOfKeys, type KeyFault } from './service-keys';
import { AstroAirflowError } from '../text/error';
import { mapping } from '../text/mapping';

/** What compose takes at the top of the file, and in a definition of each section, as for the keys of a service (compose-go 2.9.1). */
const TOP = typesOfKeys({ 'string': 'name version', 'array': 'include', 'object null': 'configs models networks secrets services volumes' });
const SECTIONS = {
  configs: typesOfKeys({ 'string': 'content environment file name template_driver', 'boolean string object': 'external', 'object array': 'labels' }),
  models: typesOfKeys({ string: 'model name', integer: 'context_size', array: 'runtime_flags' }),
  networks: typesOfKeys({
    'string': 'driver name', 'object': 'driver_opts ipam', 'boolean string object': 'external', 'boolean string': 'attachable enable_ipv4 enable_ipv6 internal', 'object array': 'labels',
  }),
  secrets: typesOfKeys({ 'string': 'driver environment file name template_driver', 'object': 'driver_opts', 'boolean string object': 'external', 'object array': 'labels' }),
  volumes: typesOfKeys({ 'string': 'driver name', 'object': 'driver_opts', 'boolean string object': 'external', 'object array': 'labels' }),
};

type Section = keyof typeof SECTIONS;

/** @throws AstroAirflowError if a key outside of the services is none, or has a value that compose refuses there */
export function checkTopLevel(rendered: unknown, file: string): void {
  refuse(topLevelFaults(rendered, file));
}

/** @throws AstroAirflowError if a definition of a section has such a key */
export function checkDefinition(section: Section, name: string, definition: unknown, file: string): void {
  refuse(definitionFaults(section, name, definition, file));
}

/** What a newer compose may take there, a sentence each. */
export function topLevelWarnings(rendered: unknown, file: string): string[] {
  return topLevelFaults(rendered, file).map(({ owner, fault }) => `${owner} ${fault}. If no newer one does, "astro dev start" fails.`);
}

function refuse(faults: ReadonlyArray<KeyFault & { owner: string }>): void {
  const certain = faults.find(({ isUnsure }) => !isUnsure);
  if (certain !== undefined) {
    throw new AstroAirflowError(`${certain.owner} ${certain.fault}, so compose refuses the file. ${certain.wayOut}`);
  }
}

function topLevelFaults(rendered: unknown, file: string): Array<KeyFault & { owner: string }> {
  const top = mapping(rendered);
  const definitions = (Object.keys(SECTIONS) as Section[]).flatMap((section) => Object.entries(mapping(top[section])).map(([name, definition]) => ({ section, name, definition })));
  return [
    ...faultyKeys(top, TOP).map((fault) => ({ ...fault, owner: file })),
    ...definitions.flatMap(({ section, name, definition }) => definitionFaults(section, name, definition, file)),
  ];
}

function definitionFaults(section: Section, name: string, definition: unknown, file: string): Array<KeyFault & { owner: string }> {
  return faultyKeys(mapping(definition), SECTIONS[section]).map((fault) => ({ ...fault, owner: `The ${section.slice(0, -1)} ${name} in ${file}` }));
}
