import type { Cause } from './cause';
import type { Strategy } from './strategy';

/** How containers get credentials, as the override of an Astro project shows it. */
export type WayKind = 'session' | 'mounted' | 'environment';

/** A value that a question to a program gave; undefined if it has none. */
export type Answers = ReadonlyMap<string, string | undefined>;

/** A run of the cloud's own command line that reads a setting and changes nothing. */
export interface Question {
  /** The name that the setting has in the files. */
  readonly key: string;
  /** Asked for the region alone, which something else can have set. */
  readonly isRegion?: boolean;
  readonly args: readonly string[];
}

/** What is known of a developer's profile without its secrets. */
export interface ProfileKind {
  /** A key of a strategy's `kinds`; undefined if nothing of it is known. */
  readonly kind?: string;
  /** Whether what a strategy says of that kind holds for this profile in every case. */
  readonly certain: boolean;
  /** The lowest version of the cloud's command line that knows that kind. */
  readonly lowestCli?: string;
  /** Whether it has a region of its own. */
  readonly hasRegion: boolean;
  /** The token of its sign-in, where it has one. */
  readonly token?: TokenPlace;
}

/** Where the token of a sign-in is. */
export interface TokenPlace {
  /** From the folder that is mounted, with `/`. */
  readonly file: string;
  /** The member of its JSON that has the end as a date. */
  readonly expiry: string;
  /** The command that signs in again. */
  readonly command: string;
}

/** A secrets backend whose arguments are known. */
export interface KnownBackend {
  readonly classPath: string;
  /** The distribution that has the class. */
  readonly requirement: string;
  readonly kwargs: readonly string[];
  /** Arguments that with `null` switch a kind of lookup off. */
  readonly prefixes: readonly string[];
  readonly commands: SecretCommands;
}

/** Where the containers look secrets up: who they are, and what the backend's arguments say. */
export interface SecretsPlace {
  /** The profile of the host whose keys the containers have; undefined if they have those of the shell. */
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  /** A role that the backend takes on before it reads. */
  readonly role?: string;
}

/** What the cloud's own command line is called with for a secret, each without the program. */
export interface SecretCommands {
  /** Reads it as the backend does, and prints its id alone. */
  readonly read: (name: string, place: SecretsPlace) => readonly string[];
  /** Undefined if it is one that nobody creates from here. It fails where there is one of that name. */
  readonly create: (name: string, value: string, place: SecretsPlace) => readonly string[] | undefined;
  readonly remove: (name: string, place: SecretsPlace) => readonly string[] | undefined;
  /** What reading needs, where the refusal does not say it. */
  readonly permission: string;
  /** What the command says where there is no such secret, and where there is one already. */
  readonly isAbsent: (stderr: string) => boolean;
  readonly isTaken: (stderr: string) => boolean;
}

/** What an error of the cloud's command line means. */
export interface OnlineFailure {
  /** What is wrong: a sentence without its full stop. */
  readonly text: string;
  readonly fix?: string;
  /** Whether the cloud was not reached, so that nothing is known. */
  readonly isNetwork?: boolean;
}

/** How the host asks the cloud itself. */
export interface Online {
  readonly placeOf: (kwargs: Readonly<Record<string, unknown>>, containers: Pick<SecretsPlace, 'profile' | 'region'>) => SecretsPlace;
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
  /** What else the program's errors mean; the first one that matches counts. */
  readonly failureIn: (stderr: string, place: SecretsPlace) => OnlineFailure | undefined;
}

/** How clients in the containers complain, for people who search for what they saw. */
export interface Symptoms {
  readonly noProfile: string;
  readonly noRegion: string;
  /** The keys of a session are absent. */
  readonly noKeys: string;
  readonly keysEnded: string;
  /** The token of a sign-in cannot be read. */
  readonly tokenRefused: string;
}

/** Why a call in a container fails. */
export type TrialCause = 'noClient' | 'noProfile' | 'noCredentials' | 'brokenFiles' | 'noKeys' | 'keysEnded' | 'signInEnded' | 'tokenRefused' | 'cannotRenew' | 'noNetwork' | 'refused';

/** A call that is made in a container to see whether the credentials work there. */
export interface Trial {
  /** Python that puts the caller into `found["identity"]`, and names into the list `found["notes"]`. It changes and prints nothing. */
  readonly python: string;
  /** As messages name it. */
  readonly call: string;
  /** What its errors mean: their class, then a code of the cloud's or the system's. The first one that matches counts. */
  readonly causes: ReadonlyArray<{ readonly pattern: RegExp; readonly cause: TrialCause }>;
  /** The note that says that there is no region. */
  readonly noRegion: string;
}

/** What the doctor has to know of a cloud: data, and pure functions of texts. */
export interface Diagnosis {
  readonly cloud: string;
  /** As messages name it. */
  readonly cloudName: string;
  readonly cli: {
    readonly program: string;
    readonly versionArgs: readonly string[];
    /** The version in what it prints; undefined if that is something else. */
    readonly versionIn: (output: string) => string | undefined;
    /** The lowest version that a session needs. */
    readonly lowestForSessions: string;
    /** What installs or updates it. */
    readonly install: string;
    /** Variables, besides those of this process; undefined removes one. */
    readonly environment: Readonly<Record<string, string | undefined>>;
  };
  readonly symptoms: Symptoms;
  readonly strategies: Readonly<Record<WayKind, Strategy>>;
  /** Variables that the containers would take before what is declared, each with what happens then. */
  readonly beatenBy: Readonly<Record<WayKind, Readonly<Record<string, string>>>>;
  /** Whether a mount is of the developer's own credentials. */
  readonly isMounted: (mount: { readonly source: string; readonly target: string }) => boolean;
  /** Whether a mount belongs to a token cache of single sign-on. */
  readonly isTokenCache: (mount: { readonly target: string }) => boolean;
  /** The note of a strategy that such mounts meet. */
  readonly tokenCacheNote: string;
  /** Files of a mounted folder, one of which has to be there, and the command that makes one. */
  readonly mountedFiles: readonly string[];
  readonly configure: string;
  /** Names of files and folders with keys, which git must not track. */
  readonly keyFiles: readonly string[];
  /** The variables of a shell whose keys can be passed on; all but the optional ones are needed. */
  readonly shellKeys: readonly string[];
  readonly exportKeys: string;
  /** Variables in which the containers find a region, and what sets one for a profile. */
  readonly regionVariables: readonly string[];
  readonly regionCommand: (profile: string) => string;
  /** The variables that choose a profile, the winner first, and the one that is chosen without them. */
  readonly profileVariables: readonly string[];
  readonly defaultProfile: string;
  /** One for each setting. Each of them also shows whether there is such a profile. */
  readonly questions: (profile: string) => readonly Question[];
  /** The files that the questions are about: as its own variable names it, or below the home, with `/`. */
  readonly settingFiles: ReadonlyArray<{ readonly variable: string; readonly below: string }>;
  readonly profileKind: (profile: string, answers: Answers) => ProfileKind;
  /** Whether a program that failed says that there is no such profile. */
  readonly isUnknownProfile: (stderr: string) => boolean;
  readonly trial: Trial;
  readonly backends: readonly KnownBackend[];
  readonly online: Online;
  /** What people see where something is wrong, for the table of causes. */
  readonly causes: readonly Cause[];
}
