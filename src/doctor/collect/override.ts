import type { Fact, Override } from '../facts';
import { mapped } from './ask';
import { overrideIn, parsedOverride } from '../../host/override';
import { AstroAirflowError } from '../../text/error';

/** What the override has, with values: for other collectors, never a fact. */
export interface ReadOverride {
  readonly services: readonly string[];
  /** The variables of all services; null passes the one of the shell on. */
  readonly environment: ReadonlyMap<string, string | null>;
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

export function override(read: Fact<ReadOverride | undefined>): Fact<Override | undefined> {
  return mapped(read, (found) => (found === undefined ? undefined : { services: found.services, variables: [...found.environment.keys()] }));
}

function overrideOf(document: Record<string, unknown> | undefined): ReadOverride {
  const services = isMapping(document?.services) ? document.services : {};
  const environment = new Map<string, string | null>();
  for (const service of Object.values(services)) {
    const variables = isMapping(service) && isMapping(service.environment) ? service.environment : {};
    Object.entries(variables as Record<string, string | number | boolean | null>).forEach(([name, value]) => environment.set(name, value === null ? null : String(value)));
  }
  return { services: Object.keys(services), environment };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
