import path from 'node:path';
import type { Variables } from './container-variable';
import { readText } from './read-text';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { KnownBackend } from '../../clouds/known-backend';
import { canSignInOtherwise } from '../../clouds/sign-in';
import { OVERRIDE } from '../../files/managed-files';
import { bindsIn } from '../../host/binds';
import { withoutComments } from '../../runtime/base-image';
import type { Backend } from '../facts';

/** What a backend has to be declared with, as nothing else in the files of the project lets it sign in. */
export function signsInBy({ signIn }: KnownBackend, kwargs: Readonly<Record<string, unknown>>, directory: string, { environment, dotenv, env }: Variables): Backend['signsInBy'] {
  if (signIn === undefined) {
    return undefined;
  }
  const [override, dockerfile] = [OVERRIDE.fileName, 'Dockerfile'].map((name) => readText(path.join(directory, name)));
  if ('unknown' in override || 'unknown' in dockerfile) {
    return undefined;
  }
  const declared = {
    mounts: () => targetsIn(directory, env),
    // An empty one is none to a client.
    variables: () => new Set([...environment, ...dotenv].filter(([, value]) => value !== '').map(([name]) => name)),
    elsewhere: () => withoutComments(`${override.value ?? ''}\n${dockerfile.value ?? ''}`),
    hasArgument: (name: string) => Boolean(kwargs[name]),
  };
  const { cloud, call } = signIn;
  const { cloudName } = DIAGNOSES.find((one) => one.cloud === cloud)!;
  return canSignInOtherwise(signIn, declared) ? undefined : { cloud, cloudName, call };
}

/** One that is no YAML has other checks. */
function targetsIn(directory: string, env: NodeJS.ProcessEnv): string[] {
  try {
    return bindsIn(directory, { env, home: directory }).map(({ target }) => target);
  } catch {
    return [];
  }
}
