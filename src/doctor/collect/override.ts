import type { Fact, Override } from '../facts';
import { mapped } from './ask';
import { overrideIn, parsedOverride } from '../../host/override';
import { AstroAirflowError } from '../../text/error';
import { mapping, type Mapping } from '../../text/mapping';

/** What the override has, with values: for other collectors, never a fact. */
export interface ReadOverride {
  readonly services: readonly string[];
  /** The variables of all services; null passes the one of the shell on. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** The names of the variables by service. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** The override of an Astro project; undefined if there is none. */
export function readOverride(directory: string): Fact<ReadOverride | undefined> {
  try {
    const text = overrideIn(directory);
    return { value: text === undefined ? undefined : overrideOf(parsedOverride(text)) };
  } catch (error) {
    return { unknown: error instanceof AstroAirflowError ? error.message.replace(/\.$/, '') : 'it cannot be read' };
  }
}

/** @param readers the services that read `.env`; undefined if they are not known: those of the override then */
export function override(read: Fact<ReadOverride | undefined>, readers?: readonly string[]): Fact<Override | undefined> {
  return mapped(read, (found) => {
    const { services = [], environment, names } = found ?? {};
    const everywhere = [...(environment?.keys() ?? [])].filter((name) => (readers ?? services).every((service) => names?.get(service)?.includes(name)));
    return found === undefined ? undefined : { services, variables: everywhere };
  });
}

function overrideOf(document: Mapping | undefined): ReadOverride {
  const services = mapping(document?.services);
  const environment = new Map<string, string | null>();
  const names = new Map<string, readonly string[]>();
  for (const [name, service] of Object.entries(services)) {
    const variables = mapping(mapping(service).environment);
    names.set(name, Object.keys(variables));
    Object.entries(variables as Record<string, string | number | boolean | null>).forEach(([variable, value]) => environment.set(variable, value === null ? null : String(value)));
  }
  return { services: Object.keys(services), environment, names };
}
