import type { Online, Tried } from './answers';
import type { Fact } from './fact';
import type { LocalFile } from './local-file';
import type { WayKind } from '../clouds/diagnosis';
import type { UnknownKwarg } from '../clouds/further-kwargs';
import type { BackendProblem } from '../clouds/known-backend';
import type { ProfileKind } from '../clouds/profiles';
import type { Strategy } from '../clouds/strategy';
import type { Permissions } from '../host/reach';

export type { ExampleSecret, OnlineAnswer, TriedCall, TriedFile } from './answers';
export type { Fact } from './fact';
export type { Online, Tried };

/** Everything that the checks judge: plain data without a secret. */
export interface Facts {
  /** The wall clock, in milliseconds. */
  readonly now: number;
  readonly machine: Machine;
  readonly commands: Commands;
  /** The Astro CLI; undefined if there is none. */
  readonly astro: Fact<Program | undefined>;
  /** What runs containers; undefined if there is nothing. */
  readonly engine: Fact<Engine | undefined>;
  /** The command lines of the clouds that are declared. */
  readonly clis: readonly Cli[];
  /** How the containers get credentials, as the override has it. */
  readonly ways: Fact<readonly Way[]>;
  /** What else is mounted of the home. */
  readonly otherMounts: readonly OwnMount[];
  /** The files that Airflow's own backend reads; absent where none is declared. */
  readonly localFiles?: readonly LocalFile[];
  readonly drift: Fact<Drift>;
  /** undefined if there is no `.env`. */
  readonly dotenv: Fact<Dotenv | undefined>;
  readonly override: Fact<Override | undefined>;
  /** Overrides that the Astro CLI does not read, by their paths. */
  readonly strays: readonly string[];
  /** Files with keys that git tracks; undefined outside of a repository. */
  readonly tracked: Fact<readonly string[] | undefined>;
  readonly deploys: Deploys;
  readonly airflow: Airflow;
  /** What the cloud itself answered; undefined if it was not to be asked. */
  readonly online?: Online;
  /** What happens in a container; absent where it was not tried. */
  readonly tried?: Fact<Tried>;
}

export interface Machine {
  readonly system: 'linux' | 'macos' | 'windows';
  readonly isWsl: boolean;
  /** Whether SELinux enforces its rules. */
  readonly isSelinux: boolean;
  /** The developer; undefined on Windows. */
  readonly uid?: number;
  readonly node: string;
  readonly lowestNode: string;
}

/** What a user types here. */
export interface Commands {
  /** Writes the managed files again. */
  readonly write: string;
  readonly login: string;
  readonly try: string;
  readonly start: string;
  readonly doctor: string;
}

export interface Program {
  /** undefined if it prints something else. */
  readonly version?: string;
}

/** `stopped`: there is a client, and nothing answers it. */
export type EngineKind = 'engine' | 'rootless' | 'userns' | 'podman' | 'podman-rootless' | 'desktop' | 'colima' | 'orbstack' | 'stopped' | 'other';

export interface Engine extends Program {
  readonly kind: EngineKind;
  /** The client that asked it. */
  readonly program: string;
}

export interface Cli {
  readonly cloudName: string;
  readonly program: string;
  readonly found: Fact<Program | undefined>;
  readonly install: string;
  /** The lowest version that will do, and what needs it. */
  readonly needs?: { readonly version: string; readonly why: string };
  /** What comes of it that there is none; absent where nothing does. */
  readonly without?: { readonly isFailure: boolean; readonly effect: string };
}

/** A way in which containers get credentials of a cloud. */
export interface Way {
  readonly cloud: string;
  readonly cloudName: string;
  /** The cloud's page of the documentation, by its path in the repository. */
  readonly page: string;
  readonly kind: WayKind;
  readonly strategy: Strategy;
  /** The call that declares a session of this cloud in its place; absent if it has none, or is one: `session()`. */
  readonly instead?: string;
  /** Notes of the strategy that the declaration meets already: `longLivedKeys: true`. */
  readonly met: readonly string[];
  readonly profile?: Profile;
  /** Variables that would be taken before it, each with what happens then. */
  readonly beatenBy: Readonly<Record<string, string>>;
  /** Whether the containers find a region, how clients complain without one, and what sets one; absent where none is needed. */
  readonly region?: { readonly found: Fact<boolean>; readonly symptom: string; readonly fix: string };
  readonly sessions?: readonly Session[];
  /** The programs that print the credentials of the sessions. */
  readonly programs?: readonly string[];
  readonly mount?: MountedPlace;
  /** The variables of the shell that are passed on, and the command that sets them. */
  readonly shell?: { readonly missing: readonly string[]; readonly fix: string };
}

export interface Profile {
  readonly name: string;
  /** Who chose it, where that is not the declaration: `AWS_PROFILE of your shell`. */
  readonly chosenBy?: string;
  /** What it is; undefined if the cloud's command line knows no such profile. */
  readonly kind: Fact<ProfileKind | undefined>;
  readonly token?: Token;
  /** Why its files cannot be read, instead of what it is. */
  readonly refused?: RefusedFile;
  /** How clients complain that find no such profile. */
  readonly symptom: string;
  /** The command that adds one. */
  readonly add: string;
}

/** A file of the profiles that cannot be read: by its user, or by any client. */
export interface RefusedFile {
  /** As a user names it: `~/.aws/config`. */
  readonly name: string;
  /** What is wrong with it; the rest of a sentence. */
  readonly what: string;
  readonly fix: string;
  /** How the containers' clients complain; absent where they may read what the user may not. */
  readonly symptom?: string;
}

export interface Token {
  readonly command: string;
  /** undefined if there is none, or none that can be read. */
  readonly end?: number;
  readonly state: 'absent' | 'damaged' | 'there';
  readonly permissions?: Permissions;
  readonly name: string;
  /** How clients complain that cannot read it. */
  readonly symptom: string;
}

export interface Session {
  readonly name: string;
  readonly chosen?: { readonly variable: string; readonly declared: string };
  readonly folders: readonly SessionFolder[];
  /** The files with the keys, absolute. */
  readonly files: readonly string[];
  /** `other`: those of another session, whose name is there if it has another one. */
  readonly keys: { readonly state: 'absent' | 'damaged' } | { readonly state: 'other'; readonly of?: string } | { readonly state: 'there'; readonly end: number; readonly namesEnd: boolean };
  /** How clients complain that find no keys, and keys that have ended. */
  readonly symptoms: { readonly noKeys: string; readonly keysEnded: string };
  /** How many seconds before their end they are renewed. */
  readonly askBelow: number;
  /** Whether a command that renews them runs. */
  readonly watched: Fact<boolean>;
}

export interface SessionFolder {
  readonly path: string;
  /** The mode that it should have. */
  readonly wanted: number;
  /** undefined if it is absent. */
  readonly found?: { readonly isFolder: boolean; readonly mode: number; readonly uid: number };
}

/** A file or folder of the developer's home that is mounted. */
export interface OwnMount {
  /** As the override names it: `~/.aws`. */
  readonly source: string;
  /** Folders and files that the containers use, each with what they need of it. */
  readonly entries: readonly MountedEntry[];
}

export interface MountedPlace extends OwnMount {
  /** What it is on this machine, and whether the credentials are a file or in a folder. */
  readonly found: 'absent' | 'file' | 'folder';
  readonly wanted: 'file' | 'folder';
  /** Files of the folder, one of which has to be there, with those that are. */
  readonly expected: readonly string[];
  readonly present: readonly string[];
  readonly configure: string;
}

export interface MountedEntry {
  /** From the home: `~/.aws/config`. */
  readonly name: string;
  readonly wanted: ReadonlyArray<'r' | 'w' | 'x'>;
  readonly permissions: Permissions;
}

export interface Drift {
  readonly result: 'in-sync' | 'drift' | 'error';
  /** Why it could not compare. */
  readonly message?: string;
  readonly drifted: readonly string[];
  /** Personal files that are absent. */
  readonly absent: readonly string[];
  /** Declared keys that a line of the user beats. */
  readonly overridden: readonly string[];
}

export interface Dotenv {
  /** The lines of the developer; names that could be something else are omitted. */
  readonly lines: readonly DotenvLine[];
  /** The line that opens a quote which nothing closes. */
  readonly openQuote?: number;
  /** Whether a line begins with `export`. */
  readonly hasExport: boolean;
}

export interface DotenvLine {
  readonly key: string;
  readonly isEmpty: boolean;
  /** Why its readers read it differently. */
  readonly disagreement?: string;
}

export interface Override {
  /** The services that it changes. */
  readonly services: readonly string[];
  /** Variables that it sets for every service that reads `.env`. */
  readonly variables: readonly string[];
}

export interface Airflow {
  readonly runtime: Fact<Runtime>;
  /** The secrets backends that are in effect: Airflow's, and one that tasks alone ask. */
  readonly backends: readonly Backend[];
  /** Names in the project that Python would take for Airflow itself. */
  readonly shadows: readonly string[];
}

export interface Runtime {
  readonly tag: string;
  readonly major: number;
  /** `3.1` */
  readonly airflowVersion: string;
  /** Until when it is maintained, and by whom; absent if that is not known. */
  readonly maintenance?: { readonly day: string; readonly by: string };
  /** The services of that major of Airflow that an override can change, and those of the other one. */
  readonly otherServices: readonly string[];
  readonly isBase: boolean;
  /** Whether the Dockerfile installs requirements.txt. */
  readonly installsRequirements: boolean;
}

export interface Backend {
  /** Whether tasks alone ask it (the section `[workers]`). */
  readonly isOfTasks: boolean;
  /** Whether this Airflow reads that section. */
  readonly isRead: boolean;
  /** The variable with its class, and the one with its arguments. */
  readonly classVariable: string;
  readonly kwargsVariable: string;
  readonly classPath: string;
  /** Where it is set: `.env`. */
  readonly file: string;
  /** Whether class and arguments are known to this package. */
  readonly isKnown: boolean;
  readonly kwargs: 'absent' | 'json' | 'damaged';
  /** Arguments that the class does not have in the release that is installed: what is wrong and what to do, whole sentences. */
  readonly troubles: ReadonlyArray<{ readonly text: string; readonly isCertain: boolean }>;
  /** What the class does with such an argument. */
  readonly unknownKwarg: UnknownKwarg;
  /** What it lacks. */
  readonly problem?: BackendProblem;
  /** Kinds of lookup that `null` switches off, of how many. */
  readonly off: number;
  readonly kinds: number;
  readonly provider?: { readonly name: string; readonly isInstalled: boolean; readonly lowest?: string; readonly isTooOld: boolean };
}

/** What goes to an Astro Deployment. */
export interface Deploys {
  /** Files of the repository with a command that loads an env file into one. */
  readonly pushing: readonly string[];
  /** Whether `.env` gets into the image. */
  readonly inImage: boolean;
}
