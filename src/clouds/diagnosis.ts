import type { Cause } from './cause';
import type { KnownBackend } from './known-backend';
import type { Online } from './online';
import type { Profiles } from './profiles';
import type { Strategy, WayKind } from './strategy';
import type { Trial } from './trial';

/** A mount of an override, as the checks of a cloud see it. */
export interface SeenMount {
  readonly source: string;
  readonly target: string;
}

/** The cloud's own command line. */
export interface CloudCli {
  readonly program: string;
  readonly versionArgs: readonly string[];
  /** The version in what it prints; undefined if that is something else. */
  readonly versionIn: (output: string) => string | undefined;
  /** What makes a run that asks something else say the version as well: a further argument, and the lines that it adds to the errors. */
  readonly verbose?: { readonly arg: string; readonly line: RegExp; readonly versionIn: (stderr: string) => string | undefined };
  /** What installs or updates it. */
  readonly install: string;
  /** Variables, besides those of this process; undefined removes one. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Other programs that a session can be declared with, with the same arguments and outputs. */
  readonly others?: ReadonlyArray<{ readonly program: string; readonly install: string }>;
}

/** Keys that the host renews, and a folder of them that is mounted. */
export interface SessionSide {
  /** The lowest version of the cloud's command line that exports them. */
  readonly lowestCli: string;
  /** How clients complain that find no keys, and keys that have ended. */
  readonly noKeys: string;
  readonly keysEnded: string;
}

/** What is wrong with a file, without a value of it. */
export interface FileProblem {
  readonly isFailure: boolean;
  /** What follows the file's name: `is not JSON`. */
  readonly text: string;
  readonly fix: string;
}

/** The developer's own credentials, which are mounted: a folder, or a single file. */
export interface MountedSide {
  /** Variables that name in the containers what is mounted, or the files in it. */
  readonly variables: readonly string[];
  /** Whether a mount is one where none of these variables leads to a mount. */
  readonly isMounted: (mount: SeenMount) => boolean;
  /** Files of a mounted folder, one of which has to be there; undefined if what is mounted is a file itself. */
  readonly files?: readonly string[];
  /** What makes one there, mostly a command. */
  readonly configure: (mount: Pick<SeenMount, 'source'>) => string;
  /** What is wrong with the text of the file, where what is mounted is one. */
  readonly problemsIn?: (text: string, mount: SeenMount) => readonly FileProblem[];
  /** Caches of tokens that are mounted into that folder, and the note of a strategy that such mounts meet. */
  readonly tokenCache?: { readonly isMounted: (mount: Pick<SeenMount, 'target'>) => boolean; readonly note: string };
}

/** Keys of the developer's shell, which are passed on. */
export interface ShellSide {
  /** Their variables; all but the optional ones are needed. */
  readonly keys: readonly string[];
  /** The command that sets them: in a shell of POSIX, and in PowerShell. */
  readonly exportKeys: { readonly posix: string; readonly powershell: string };
  /** Why keys that are set are none, without a value: the rest of a sentence. */
  readonly problemIn?: (env: NodeJS.ProcessEnv, now: number) => string | undefined;
  /** Other declarations that pass keys on, each in place of those, which do what the strategy says. */
  readonly others?: ReadonlyArray<{ readonly call: string } & Pick<ShellSide, 'keys' | 'exportKeys'>>;
}

/** The region that clients need, besides the credentials. */
export interface Region {
  /** Variables in which the containers find one. */
  readonly variables: readonly string[];
  /** What sets one for a profile, or without profiles at all. */
  readonly command: (profile?: string) => string;
  /** How clients complain that find none. */
  readonly symptom: string;
  /**
   * Checks what a variable has: a shell's was never declared.
   *
   * @throws AstroAirflowError if it is none
   */
  readonly check: (value: string, variable: string) => void;
}

/** Variables, each with what happens where it is set. */
type Effects = Readonly<Record<string, string>>;

/** A way that is described has a strategy, and the other way round. */
type Way<Name extends string, Kind extends WayKind, Side> =
  | ({ readonly [name in Name]: Side } & { readonly strategies: { readonly [kind in Kind]: Strategy }; readonly beatenBy: { readonly [kind in Kind]: Effects } })
  | ({ readonly [name in Name]?: undefined } & { readonly strategies: { readonly [kind in Kind]?: undefined }; readonly beatenBy: { readonly [kind in Kind]?: undefined } });

/** Only a command line knows profiles, and asks the cloud itself. */
type Asked =
  | { readonly cli: CloudCli; readonly profiles?: Profiles; readonly online?: Online }
  | { readonly cli?: undefined; readonly profiles?: undefined; readonly online?: undefined };

/** What every cloud has, and what some do. */
interface Basics {
  readonly cloud: string;
  /** As messages name it. */
  readonly cloudName: string;
  /** Its page of the documentation, by its path in the repository. */
  readonly page: string;
  /** Names of files and folders with keys, which git must not track. */
  readonly keyFiles: readonly string[];
  readonly backends: readonly KnownBackend[];
  /** What people see where something is wrong, for the table of causes. */
  readonly causes: readonly Cause[];
  readonly strategies: Readonly<Partial<Record<WayKind, Strategy>>>;
  /** Variables that the containers would take before what is declared, each with what happens then. */
  readonly beatenBy: Readonly<Partial<Record<WayKind, Effects>>>;
  readonly region?: Region;
  readonly trial?: Trial;
}

/** What the doctor has to know of a cloud: data, and pure functions of texts. A cloud without a part omits it. */
export type Diagnosis = Basics & Asked & Way<'session', 'session', SessionSide> & Way<'mounted', 'mounted', MountedSide> & Way<'shell', 'environment', ShellSide>;
