import type { Fact, Override } from '../facts';
import { mapped } from './ask';
import { overrideIn, rawOverride } from '../../host/override';
import { environmentEntries } from '../../text/compose-environment';
import { withVariables } from '../../text/compose-variables';
import { AstroAirflowError } from '../../text/error';
import { mapping, type Mapping } from '../../text/mapping';

/** What the override has, with values: for other collectors, never a fact. */
export interface ReadOverride {
  readonly services: readonly string[];
  /** The variables of all services as the override has them, for compose to expand; null passes the one of the shell on. */
  readonly environment: ReadonlyMap<string, string | null>;
  /** The names of the variables by service. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** The override of an Astro project; undefined if there is none. */
export function readOverride(directory: string): Fact<ReadOverride | undefined> {
  try {
    const text = overrideIn(directory);
    return { value: text === undefined ? undefined : overrideOf(rawOverride(text)) };
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
    const variables = environmentEntries(mapping(service).environment);
    names.set(name, variables.map(([variable]) => variable));
    variables.forEach(([variable, value]) => environment.set(variable, value === null ? null : String(value)));
  }
  return { services: Object.keys(services), environment, names };
}

/**
 * The value that the containers get of a variable which the override sets.
 *
 * @returns undefined if the shell does not have it, or compose refuses the text
 */
export function valueInOverride(environment: ReadOverride['environment'], name: string, env: NodeJS.ProcessEnv): string | undefined {
  const value = environment.get(name);
  return typeof value === 'string' ? withVariables(value, env) : env[name];
}
