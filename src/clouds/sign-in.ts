import type { CloudCredentials } from './cloud-credentials';
import { apiName } from '../text/api-name';

/** With what the client of a cloud signs in. */
export interface SignIn {
  readonly cloud: string;
  /** Its variables, the hosts of its metadata services, and the folder of its files: as the name of a variable, or anywhere in a text. */
  readonly names: RegExp;
  /** The file or folder that it reads in the containers. */
  readonly place: string;
  /** Arguments of the backend that name a key. */
  readonly keyArguments?: readonly string[];
  /** The call that declares such credentials. */
  readonly call: string;
}

/** All with which a backend could sign in. */
export interface DeclaredForSignIn {
  readonly credentials: readonly CloudCredentials[];
  /** Targets of mounts. */
  readonly mounts: readonly string[];
  /** Names of the containers' variables. */
  readonly variables: () => ReadonlySet<string>;
  /** The image and the user's own parts of the override, where a broker can be, or a file of variables. */
  readonly elsewhere: () => string;
}

/** Whether there are credentials of a cloud, or of the user's own, which can be anything. */
export function mayHaveCredentials({ credentials }: Pick<DeclaredForSignIn, 'credentials'>, cloud: string): boolean {
  return credentials.some(({ _cloud: other }) => other === undefined || other === cloud);
}

/** Whether a mount brings a file or folder of the containers, by itself or with a folder above it. */
export function isMounted({ mounts }: Pick<DeclaredForSignIn, 'mounts'>, place: string): boolean {
  return mounts.some((target) => place === target || place.startsWith(`${target.replace(/\/+$/, '')}/`));
}

/** Whether something besides declared credentials can let a client sign in. */
export function canSignInOtherwise({ names, place, keyArguments = [] }: SignIn, kwargs: Readonly<Record<string, unknown>>, declared: Omit<DeclaredForSignIn, 'credentials'>): boolean {
  return keyArguments.some((name) => Boolean(kwargs[name])) || isMounted(declared, place) || [...declared.variables()].some((name) => names.test(name)) || names.test(declared.elsewhere()) || /\benv_file\b/.test(declared.elsewhere());
}

/**
 * The warning of a backend that nothing lets sign in, or none.
 *
 * @param backend the backend's call
 */
export function signInWarning(backend: string, signIn: SignIn, kwargs: Readonly<Record<string, unknown>>, declared: DeclaredForSignIn): string[] {
  return mayHaveCredentials(declared, signIn.cloud) || canSignInOtherwise(signIn, kwargs, declared)
    ? []
    : [`${apiName(backend)}() has no credentials, so it can read nothing: declare ${apiName(signIn.call)}() in ${apiName('credentials')}.`];
}
