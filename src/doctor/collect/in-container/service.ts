import * as path from 'node:path';
import { composeValue, expanded } from './environment';
import { overrideIn } from '../../../host/override';
import { yamlLibrary } from '../../../text/yaml-library';
import type { Surroundings } from '../surroundings';

/** The service that runs tasks. */
export const SERVICE = 'scheduler';

/** A mount of a file or a folder of this machine. */
export interface Bind {
  readonly absolute: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** What the override and `.env` give to the containers that run tasks. */
export interface Service {
  readonly binds: readonly Bind[];
  readonly environment: Readonly<Record<string, string>>;
}

interface Long {
  readonly type?: unknown;
  readonly source?: unknown;
  readonly target?: unknown;
  readonly read_only?: unknown;
}

/**
 * Reads it as compose does: the override is taken before `.env`.
 *
 * @throws if the override cannot be read
 */
export function serviceOf({ directory, home, env }: Surroundings, dotenv: ReadonlyMap<string, string | undefined>): Service {
  const { [SERVICE]: service } = mapping(mapping(yamlLibrary().parse(overrideIn(directory) ?? '', { logLevel: 'error' })).services);
  const { volumes, environment } = mapping(service);
  const places = { directory, home, env };
  return {
    binds: (Array.isArray(volumes) ? (volumes as unknown[]) : []).flatMap((volume) => bindOf(volume, places)),
    environment: Object.fromEntries([...fromDotenv(dotenv, env), ...fromOverride(mapping(environment), env)]),
  };
}

function fromDotenv(dotenv: ReadonlyMap<string, string | undefined>, env: NodeJS.ProcessEnv): Array<[string, string]> {
  // A bare name takes that of the shell.
  return [...dotenv].flatMap(([name, raw]) => given(name, raw === undefined ? env[name] : composeValue(raw, env)));
}

function fromOverride(environment: Record<string, unknown>, env: NodeJS.ProcessEnv): Array<[string, string]> {
  return Object.entries(environment).flatMap(([name, value]) => given(name, value === null ? env[name] : expanded(String(value as string | number | boolean), env)));
}

function given(name: string, value: string | undefined): Array<[string, string]> {
  return value === undefined ? [] : [[name, value]];
}

/** Named volumes are no matter of credentials, and would be created. */
function bindOf(volume: unknown, { directory, home = '', env }: Pick<Surroundings, 'directory' | 'home' | 'env'>): Bind[] {
  const { type, source, target, read_only: readOnly } = typeof volume === 'string' ? short(volume) : (mapping(volume) as Long);
  if (type !== 'bind' || typeof source !== 'string' || typeof target !== 'string') {
    return [];
  }
  const named = expanded(source, env);
  return [{ absolute: /^~(?=[\\/]|$)/.test(named) ? path.join(home, named.slice(1)) : path.resolve(directory, named), target, readOnly: readOnly === true }];
}

function short(volume: string): Long {
  const [, source, target, mode = ''] = /^([~./][^:]*):([^:]+)(?::([^:]+))?$/.exec(volume) ?? [];
  return { type: 'bind', source, target, read_only: mode.split(',').includes('ro') };
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
