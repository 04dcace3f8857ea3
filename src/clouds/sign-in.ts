import type { CloudCredentials } from './cloud-credentials';
import { apiName } from '../text/api-name';

/** With what the client of a cloud signs in. */
export interface SignIn {
  readonly cloud: string;
  /** Its variables, the hosts of its metadata services, and the folder of its files: as the name of a variable, or anywhere in a text. */
  readonly names: RegExp;
  /** The file or folder that it reads in the containers; undefined if it reads none. */
  readonly place?: string;
  /** Arguments of the backend that name a key. */
  readonly keyArguments?: readonly string[];
  /** The call that declares such credentials. */
  readonly call: string;
}

/** All with which a backend could sign in. */
export interface DeclaredForSignIn {
  readonly credentials: readonly CloudCredentials[];
  /** Targets of mounts. */
  readonly mounts: () => readonly string[];
  /** Names of the containers' variables. */
  readonly variables: () => ReadonlySet<string>;
  /** The image and what else the override has, where a broker can be, or a file of variables. */
  readonly elsewhere: () => string;
  /** Whether the backend has an argument with a value, wherever that is set. */
  readonly hasArgument: (name: string) => boolean;
}

/** What of it is not declared as credentials. */
type OtherMeans = Omit<DeclaredForSignIn, 'credentials'>;

/** Whether there are credentials of a cloud, or of the user's own, which can be anything. */
export function mayHaveCredentials({ credentials }: Pick<DeclaredForSignIn, 'credentials'>, cloud: string): boolean {
  return credentials.some(({ _cloud: other }) => other === undefined || other === cloud);
}

/** Whether something besides declared credentials can let a client sign in. */
export function canSignInOtherwise({ names, place, keyArguments = [] }: Pick<SignIn, 'names' | 'place' | 'keyArguments'>, { mounts, variables, elsewhere, hasArgument }: OtherMeans): boolean {
  return keyArguments.some(hasArgument)
    || [...variables()].some((name) => names.test(name))
    || mounts().some((target) => names.test(target) || (place !== undefined && isOneInOther(target, place)))
    || names.test(elsewhere())
    || /\benv_file\b/.test(elsewhere());
}

/**
 * The warning of a backend that nothing lets sign in, or none.
 *
 * @param backend the backend's call
 */
export function signInWarning(backend: string, signIn: SignIn, declared: DeclaredForSignIn): string[] {
  return mayHaveCredentials(declared, signIn.cloud) || canSignInOtherwise(signIn, declared)
    ? []
    : [`${apiName(backend)}() has no credentials, so it can read nothing: declare ${apiName(signIn.call)}() in ${apiName('credentials')}.`];
}

/** A mount brings a folder with what is above it; a file in the folder can be all that a client needs. */
function isOneInOther(target: string, place: string): boolean {
  const [one, other] = [target, place].map((path) => `${path.replace(/\/+$/, '')}/`);
  return one.startsWith(other) || other.startsWith(one);
}
