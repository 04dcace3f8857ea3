import { schemaFaults, type SchemaFault } from './schema-faults';
import { conflictIn } from './service-conflicts';
import { unreadVariable } from './unread-variable';
import { isMapping } from '../text/mapping';

/** What the Astro CLI's own services have, with which compose merges the override's before it looks at them (CLI 1.45). */
const KEYS_OF_BASE = ['command', 'depends_on', 'env_file', 'environment', 'image', 'networks', 'restart', 'user', 'volumes'];

/**
 * The first thing in a service that compose refuses; undefined if there is nothing.
 *
 * @param base the services of the Astro CLI's own file
 */
export function refusedIn(name: string, definition: Readonly<Record<string, unknown>>, base: readonly string[]): { readonly fault: string; readonly wayOut: string } | undefined {
  return faultyKeys(name, definition, base).find(({ isUnsure }) => !isUnsure) ?? unreadVariable(definition) ?? conflictIn(definition, base.includes(name));
}

/**
 * What is wrong with the keys of a service, and with their values at any depth.
 *
 * @param base the services of the Astro CLI's own file
 */
export function faultyKeys(name: string, definition: Readonly<Record<string, unknown>>, base: readonly string[]): SchemaFault[] {
  return schemaFaults('service', base.includes(name) ? asMerged(definition, base) : definition);
}

/** Null leaves what is there; a name can be there twice; and a dependency has a condition already. */
function asMerged(definition: Readonly<Record<string, unknown>>, base: readonly string[]): object {
  const entries = Object.entries(definition).filter(([key, value]) => value !== null || !KEYS_OF_BASE.includes(key));
  return Object.fromEntries(entries.map(([key, value]) => {
    if (Array.isArray(value) && ['depends_on', 'networks'].includes(key)) {
      return [key, [...new Set(value)]];
    }
    return [key, key === 'depends_on' && isMapping(value) ? withConditions(value, base) : value];
  }));
}

function withConditions(dependencies: Readonly<Record<string, unknown>>, base: readonly string[]): object {
  return Object.fromEntries(Object.entries(dependencies).map(([name, value]) => [name, base.includes(name) && isMapping(value) ? { condition: 'service_started', ...value } : value]));
}
