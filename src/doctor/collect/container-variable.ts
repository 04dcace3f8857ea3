import { composeValue } from './in-container/environment';
import { valueInOverride } from './override';

/** Where the variables of containers come from, the winner first; the shell's replace what the override names. */
export interface Variables {
  readonly environment: ReadonlyMap<string, string | null>;
  readonly dotenv: ReadonlyMap<string, string | undefined>;
  readonly env: NodeJS.ProcessEnv;
}

/** A variable as the containers have it: the override's own, with what it takes from the shell, before that of `.env`. */
export function containerVariable(name: string, { environment, dotenv, env }: Variables): string | undefined {
  if (environment.has(name)) {
    return valueInOverride(environment, name, env);
  }
  const raw = dotenv.get(name);
  return raw === undefined ? undefined : composeValue(raw, env);
}
