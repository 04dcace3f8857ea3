import type { Online, Tried } from './answers';
import type { Fact } from './fact';
import type { LocalFile } from './local-file';
import type { MissingMount, MountedPlace, OwnMount } from './mount-facts';
import type { Profile } from './profile-facts';
import type { Session } from './session-facts';
import type { UnknownKwarg } from '../clouds/further-kwargs';
import type { BackendProblem } from '../clouds/known-backend';
import type { Strategy, WayKind } from '../clouds/strategy';

export type { ExampleSecret, OnlineAnswer, TriedCall, TriedFile } from './answers';
export type { Fact } from './fact';
export type { MissingMount, MountedEntry, MountedPlace, OwnMount } from './mount-facts';
export type { Profile, RefusedFile, Token } from './profile-facts';
export type { Session, SessionEntry, SessionFolder } from './session-facts';
export type { Online, Tried };

/** `refused`: a start and a login refuse the declaration, or what the shell sets for it, for that reason. */
export type Ways = Fact<readonly Way[]> | { readonly unknown: string; readonly refused: true };

/** Everything that the checks judge: plain data without secrets. */
export interface Facts {
  /** The wall clock, in milliseconds. */
  readonly now: number;
  readonly machine: Machine;
  readonly commands: Commands;
  /** The Astro CLI; undefined if there is none. */
  readonly astro: Fact<Program | undefined>;
  /** The container engine; undefined if there is none. */
  readonly engine: Fact<Engine | undefined>;
  /** The CLIs of the declared clouds. */
  readonly clis: readonly Cli[];
  /** How the containers get credentials, as declared in the override. */
  readonly ways: Ways;
  /** Other mounts from the home. */
  readonly otherMounts: readonly OwnMount[];
  /** What is mounted and not there, apart from what the ways have. */
  readonly missingMounts: readonly MissingMount[];
  /** The files that Airflow's own backend reads; absent if none is declared. */
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
  /** The cloud's own answer; undefined without `--online`. */
  readonly online?: Online;
  /** The results of the checks in a container; absent without `--try`. */
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

/** The commands that a user types in this project. */
export interface Commands {
  /** Writes the managed files again. */
  readonly write: string;
  readonly login: string;
  readonly try: string;
  readonly start: string;
  readonly doctor: string;
  readonly drift: string;
}

export interface Program {
  /** undefined if it prints something else. */
  readonly version?: string;
}

/** `stopped`: there is a client, but no engine that answers it. */
export type EngineKind = 'engine' | 'rootless' | 'userns' | 'podman' | 'podman-rootless' | 'desktop' | 'colima' | 'orbstack' | 'stopped' | 'other';

export interface Engine extends Program {
  readonly kind: EngineKind;
  /** The client that was used. */
  readonly program: string;
  /** Whether it runs under another host name: on another machine, or in a virtual one; also where this is a container. */
  readonly isElsewhere?: boolean;
}

export interface Cli {
  readonly cloudName: string;
  readonly program: string;
  readonly found: Fact<Program | undefined>;
  readonly install: string;
  /** The lowest version that works, and what needs it. */
  readonly needs?: { readonly version: string; readonly why: string };
  /** The consequence if it is missing; absent if there is none. */
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
  /** Options that the declaration already sets, so that their notes do not apply: `longLivedKeys: true`. */
  readonly met: readonly string[];
  readonly profile?: Profile;
  /** Variables that override it, each with the consequence. */
  readonly beatenBy: Readonly<Record<string, string>>;
  /** Whether the containers find a region, the error of clients without one, how to set one, and why that of a variable is none; absent if none is needed. */
  readonly region?: { readonly found: Fact<boolean>; readonly symptom: string; readonly fix: string; readonly problem?: string };
  readonly sessions?: readonly Session[];
  /** The programs that print the credentials of the sessions. */
  readonly programs?: readonly string[];
  readonly mount?: MountedPlace;
  /** The variables of the shell that are passed on and absent, why those that are set are no keys, and the command that sets them. */
  readonly shell?: { readonly missing: readonly string[]; readonly problem?: string; readonly fix: string };
}

export interface Drift {
  readonly result: 'in-sync' | 'drift' | 'error';
  /** Why the files could not be compared. */
  readonly message?: string;
  readonly drifted: readonly string[];
  /** Personal files that are absent. */
  readonly absent: readonly string[];
  /** Declared keys that a line of the user overrides. */
  readonly overridden: readonly string[];
}

export interface Dotenv {
  /** The developer's own lines; names that could be parts of values are omitted. */
  readonly lines: readonly DotenvLine[];
  /** The number of the line with an unclosed quote. */
  readonly openQuote?: number;
  /** Whether a line starts with `export`. */
  readonly hasExport: boolean;
}

export interface DotenvLine {
  readonly key: string;
  readonly isEmpty: boolean;
  /** Why the readers of `.env` parse it differently. */
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
  /** The effective secrets backends: Airflow's, and the one of tasks. */
  readonly backends: readonly Backend[];
  /** Names in the project that Python would import instead of Airflow. */
  readonly shadows: readonly string[];
}

export interface Runtime {
  readonly tag: string;
  readonly major: number;
  /** `3.1` */
  readonly airflowVersion: string;
  /** The end of its maintenance, and by whom; absent if that is not known. */
  readonly maintenance?: { readonly day: string; readonly by: string };
  /** The services of that major of Airflow that an override can change, and those of the other one. */
  readonly otherServices: readonly string[];
  readonly isBase: boolean;
  /** Whether the Dockerfile installs requirements.txt. */
  readonly installsRequirements: boolean;
}

export interface Backend {
  /** Whether only tasks use it (the section `[workers]`). */
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
  /** Arguments that the class does not have in the installed release: the problem and the fix, whole sentences. */
  readonly troubles: ReadonlyArray<{ readonly text: string; readonly isCertain: boolean }>;
  /** The effect of such an argument. */
  readonly unknownKwarg: UnknownKwarg;
  /** The cloud whose credentials it needs, and the call that declares them, if nothing but a way can give it any. */
  readonly signsInBy?: { readonly cloud: string; readonly cloudName: string; readonly call: string };
  /** What is missing in it. */
  readonly problem?: BackendProblem;
  /** Kinds of lookups that `null` switches off, and the number of all kinds. */
  readonly off: number;
  readonly kinds: number;
  readonly provider?: { readonly name: string; readonly isInstalled: boolean; readonly lowest?: string; readonly isTooOld: boolean };
}

/** What is deployed to Astro. */
export interface Deploys {
  /** Files of the repository with a command that loads an env file into one. */
  readonly pushing: readonly string[];
  /** Whether `.env` gets into the image. */
  readonly inImage: boolean;
}
