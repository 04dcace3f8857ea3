import type { SignIn } from './sign-in';

/** What keeps a class from working, as far as its arguments and the names of the containers' variables show it. */
export interface BackendProblem {
  /** A sentence without its full stop, and without a value: `neither project_id nor GOOGLE_CLOUD_PROJECT is set`. */
  readonly text: string;
  readonly fix: string;
  /** What fails: the class's constructor, or each lookup. */
  readonly at: 'import' | 'lookup';
  /** False where something that is not looked at can have what is missing. */
  readonly isCertain: boolean;
}

/** A secrets backend that is known; which arguments it has by release is in provider-kwargs.ts. */
export interface KnownBackend {
  readonly classPath: string;
  /** The distribution that has the class; undefined if it is part of Airflow. */
  readonly requirement?: string;
  /** Arguments that with `null` switch a kind of lookup off. */
  readonly prefixes: readonly string[];
  /**
   * What it lacks; undefined if nothing is seen.
   *
   * @param valueOf the value of a variable in the containers; undefined if they do not have it
   */
  readonly problemWith?: (kwargs: Readonly<Record<string, unknown>>, valueOf: (variable: string) => string | undefined) => BackendProblem | undefined;
  /** With what it signs in; undefined if `problemWith` looks after that, or it need not. */
  readonly signIn?: SignIn;
  /** How the cloud's own command line reaches its secrets; undefined if nothing here calls it. */
  readonly commands?: SecretCommands;
}

/** Where the containers look secrets up: who they are, and what the backend's arguments say. */
export interface SecretsPlace {
  /** The profile of the host whose keys the containers have; undefined if they have those of the shell. */
  readonly profile?: string;
  /** Variables that name the files with it, where the command line would read others than the containers. */
  readonly files?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly endpoint?: string;
  /** A role that the backend takes on before it reads. */
  readonly role?: string;
}

/** What the cloud's own command line is called with for a secret, each without the program. */
export interface SecretCommands {
  /** Reads it as the backend does, and prints its id alone. */
  readonly read: (name: string, place: SecretsPlace) => readonly string[];
  /** Undefined if it is one that nobody creates from here. It fails where there is one of that name, unless `overwrites` says otherwise. */
  readonly create: (name: string, value: string, place: SecretsPlace) => readonly string[] | undefined;
  /** That `create` replaces a secret that exists, so that it is shown and never run: a clause. */
  readonly overwrites?: string;
  readonly remove: (name: string, place: SecretsPlace) => readonly string[] | undefined;
  /** What reading needs, where the refusal does not say it. */
  readonly permission: string;
  /** What the command says where there is no such secret, and where there is one already. */
  readonly isAbsent: (stderr: string) => boolean;
  readonly isTaken: (stderr: string) => boolean;
}
