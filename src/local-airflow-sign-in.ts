import { Project } from 'projen/lib/project';
import type { SecretsBackend } from './clouds/secrets-backend';
import type { DeclaredForSignIn } from './clouds/sign-in';
import { variablesOfOverride } from './files/dotenv-winners';
import { partsOf } from './files/override-parts';
import type { CredentialsTargets } from './local-airflow-credentials';
import { instructionsOf } from './runtime/dockerfile';
import { readsKwargVariables } from './runtime/kwarg-variables';
import { jsonObject } from './text/json-object';

/**
 * All with which the backends of a project could sign in. The override is rendered when a part of it is asked for, and once.
 *
 * @returns the same for a backend, with the variable of its arguments
 */
export function signInMeans(targets: CredentialsTargets, credentials: DeclaredForSignIn['credentials']): (backend: SecretsBackend, kwargsVariable: string) => DeclaredForSignIn {
  const { override, dotenv, runtime, directory } = targets;
  const { services } = runtime;
  let rendered: unknown;
  const written = (): unknown => (rendered ??= override._written());
  const variables = (): ReadonlySet<string> => new Set([...variablesOfOverride(written(), services).keys(), ...dotenv._names()]);
  return ({ kwargs }, kwargsVariable) => ({
    credentials,
    variables,
    mounts: () => partsOf(written(), services).mounts,
    elsewhere: () => `${partsOf(written(), services).text}\n${instructionsOf(Project.of(targets), directory)}`,
    hasArgument: (name) => Boolean(kwargs[name])
      || (readsKwargVariables(runtime) && variables().has(`${kwargsVariable.slice(0, -1)}__${name.toUpperCase()}`))
      // A line of the user's own replaces the declared ones.
      || Boolean(jsonObject(dotenv._ownValue(kwargsVariable))?.[name]),
  });
}
