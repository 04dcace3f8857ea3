import type { SecretsPlace } from './known-backend';
import type { SignInSource } from '../host/host-session';

/** What an error of the cloud's command line means. */
export interface OnlineFailure {
  /** What is wrong: a sentence without its full stop. */
  readonly text: string;
  readonly fix?: string;
  /** Whether the cloud was not reached, so that nothing is known. */
  readonly isNetwork?: boolean;
  /** Whether somebody has to sign in anew. */
  readonly isSignIn?: boolean;
}

/** How the host asks the cloud itself, with its command line. */
export interface Online {
  readonly placeOf: (kwargs: Readonly<Record<string, unknown>>, containers: Pick<SecretsPlace, 'profile' | 'region'>) => SecretsPlace;
  /** Whose identity it is where no profile is used, for messages. By default it is that of this shell. */
  readonly who?: string;
  /** Says who one is; undefined where the endpoint is not the cloud itself. */
  readonly identity: (place: SecretsPlace) => readonly string[] | undefined;
  /** Variables of these programs, besides those of this process; undefined removes one. */
  readonly environment: (place: SecretsPlace) => Readonly<Record<string, string | undefined>>;
  /** What such a program printed, as people name it; undefined if it is no answer. */
  readonly idIn: (stdout: string) => string | undefined;
  /** Options with which it does not wait for long. */
  readonly impatient: readonly string[];
  /** The permission that a refusal names: the text of it, or empty if it names none; undefined if it is no refusal. */
  readonly refusedPermission: (stderr: string) => string | undefined;
  /** The code of an error that is no refusal, for messages; undefined if it has none. */
  readonly codeIn: (stderr: string) => string | undefined;
  /** What else the program's errors mean; the first one that matches counts. */
  readonly failureIn: (stderr: string, place: SecretsPlace) => OnlineFailure | undefined;
  /** Whose sign-in it is, as of a `HostSession`. */
  readonly source?: SignInSource;
  /** What allows a permission: the end of a sentence after "allow NAME, ". */
  readonly allowing: string;
}
