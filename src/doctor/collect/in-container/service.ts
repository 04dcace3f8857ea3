import { composeValue } from './environment';
import { bindsIn, type Bind } from '../../../host/binds';
import { overrideIn, rawOverride } from '../../../host/override';
import { environmentEntries } from '../../../text/compose-environment';
import { withVariables } from '../../../text/compose-variables';
import { mapping } from '../../../text/mapping';
import type { Surroundings } from '../surroundings';

/** The service that runs tasks. */
export const SERVICE = 'scheduler';

/** A mount as its container sees it. */
export type SeenBind = Pick<Bind, 'absolute' | 'target' | 'readOnly'>;

/** What the override and `.env` give to the containers that run tasks. */
export interface Service {
  readonly binds: readonly SeenBind[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Reads it as compose does: the override is taken before `.env`.
 *
 * @throws if the override cannot be read
 */
export function serviceOf({ directory, home = '', env }: Surroundings, dotenv: ReadonlyMap<string, string | undefined>): Service {
  const { [SERVICE]: service } = mapping(rawOverride(overrideIn(directory) ?? '')?.services);
  const { environment } = mapping(service);
  return {
    binds: bindsIn(directory, { env, home }).filter((bind) => bind.service === SERVICE),
    environment: Object.fromEntries([...fromDotenv(dotenv, env), ...fromOverride(environment, env)]),
  };
}

function fromDotenv(dotenv: ReadonlyMap<string, string | undefined>, env: NodeJS.ProcessEnv): Array<[string, string]> {
  // A bare name takes that of the shell.
  return [...dotenv].flatMap(([name, raw]) => given(name, raw === undefined ? env[name] : composeValue(raw, env)));
}

function fromOverride(environment: unknown, env: NodeJS.ProcessEnv): Array<[string, string]> {
  return environmentEntries(environment).flatMap(([name, value]) => given(name, value === null ? env[name] : withVariables(String(value), env)));
}

function given(name: string, value: string | undefined): Array<[string, string]> {
  return value === undefined ? [] : [[name, value]];
}
