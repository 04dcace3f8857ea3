/** The place in a text of the command that gets new keys, which is another one in a project in Python. */
export const LOGIN = '{login}';
/** The place of the command that runs the rc file. */
export const PROJEN = '{projen}';
/** The place of the command that explains why credentials do not arrive. */
export const DOCTOR = '{doctor}';
/** The end of a text about files with settings that their program refuses. The doctor's own findings do without. */
export const SEE_LINE = ` Run ${DOCTOR}, which names the line.`;

/**
 * Short-lived credentials that programs of this machine print and containers read from a mounted folder. It names no cloud: what differs
 * between clouds is data.
 */
export interface HostSession {
  /** The name of its folder: `aws`. */
  readonly cloud: string;
  /** As messages name it: `AWS`. */
  readonly cloudName: string;
  /** Whose credentials they are for the cloud's own program: the profile `dev`. Also the name of their folder. */
  readonly name: string;
  /** Where the developer's shell chose the name: by which variable, and what the project declares instead. */
  readonly chosen?: { readonly variable: string; readonly declared: string };
  /** What they are valid for, where the developer's shell can change it: after a change those that are there are wrong. Without a secret. */
  readonly about?: string;
  /** What else the developer should know of the shell that asks, a line. */
  readonly note?: string;
  /** The folder for all clouds: absolute. */
  readonly directory: string;
  /** How many seconds before its end a credential is renewed. */
  readonly askBelow: number;
  readonly files: readonly SessionFile[];
  readonly configFiles: readonly ConfigFile[];
  /** Files in which the cloud's own program keeps its settings, absolute: after a change of one of them it is asked again. */
  readonly settings: readonly string[];
  /** What the outputs of a program that fails mean; the first one that matches counts. A file can have its own. */
  readonly causes: readonly CauseRule[];
  /** Whose sign-in it is, where the credentials can come from those of another one; undefined if they never do. */
  readonly source?: SignInSource;
}

/** How the cloud's own program shows from whose credentials somebody's are made: a role's from those of another profile. */
export interface SignInSource {
  readonly program: string;
  /** The arguments of each question about a name. If all have an answer, the last one is the name of the source. */
  readonly questions: (name: string) => ReadonlyArray<readonly string[]>;
  /** As that of a `SessionFile`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What outputs mean for a source. */
  readonly causes: (name: string) => readonly CauseRule[];
}

/** A file that the output of a program fills. */
export interface SessionFile {
  /** Its name in the mounted folder: `session.json`. */
  readonly name: string;
  /** A program on the PATH that prints the credentials as JSON: `aws`. */
  readonly program: string;
  /** What to do where there is none, a sentence. */
  readonly install: string;
  readonly args: readonly string[];
  /** Variables of the program, besides those of this process; undefined removes one. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The members of what it prints that count, where they are not the outermost ones. */
  readonly members?: (printed: Record<string, unknown>, now: number) => Record<string, unknown>;
  readonly shape: KeyShape;
  /** Why the keys of this shell are refused: they are for another place than the containers ask. */
  readonly notOfShell?: string;
  /** What outputs mean where that depends on the file; instead of those of the session. */
  readonly causes?: readonly CauseRule[];
  /** A second file that has one member and nothing else, for readers who know no JSON. */
  readonly bare?: { readonly name: string; readonly member: string };
}

/** What a program prints, and what is kept of it. */
export interface KeyShape {
  /** Members that have to be texts. */
  readonly required: readonly string[];
  /** A further one that credentials need if their `member` has that form. */
  readonly requiredWith?: { readonly name: string; readonly member: string; readonly form: RegExp };
  /** Members that are kept if they are texts. */
  readonly optional: readonly string[];
  /** Members that have to have this value. */
  readonly fixed: Readonly<Record<string, number>>;
  /** The member that says when they end: as a date of ISO 8601, or in seconds since 1970. */
  readonly expiry: { readonly member: string; readonly form: 'date' | 'seconds' };
  /** What becomes of credentials that name no end; without it they are refused. */
  readonly endless?: Endless;
  /** The variables of a shell that can have the same: member and variable. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Credentials that name no end get one, because containers never read a file again that has none. */
export interface Endless {
  /** The member that only short-lived credentials have. */
  readonly shortLivedBy: string;
  /** Whether long-lived ones are taken, too. */
  readonly longLived: boolean;
  /** Why they are not, and what to do instead. */
  readonly refusal: string;
}

/** A file without a secret beside the credentials. */
export interface ConfigFile {
  /** Its path in the mounted folder, with `/`: `config`, `bin/az`. */
  readonly name: string;
  /** Its parts. Each but the first begins with a line of its own that names it. */
  readonly sections: readonly string[];
  /** Whether sections that another project wrote into it are kept. */
  readonly isShared?: boolean;
  /** A setting of the host that its sections end with. */
  readonly setting?: HostSetting;
  readonly isProgram?: boolean;
}

/** A setting of the host that a program prints, such as the region of a profile. */
export interface HostSetting {
  /** Its name in the file: `region`. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** As those of a `SessionFile`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What it can be; anything else is omitted. */
  readonly form: RegExp;
  /** How many of the sections have it, from the first. */
  readonly sections: number;
}

/** What an output means. */
export interface CauseRule {
  readonly pattern: RegExp;
  /** What is wrong and what to do, on one line. */
  readonly text: string;
  /** The command that signs in again: program and arguments. */
  readonly signIn?: readonly string[];
  /** Whether the cloud cannot be reached, so that credentials that are there go on. */
  readonly isNetwork?: boolean;
}

/** Why there are no new credentials. */
export type Failure = Pick<CauseRule, 'text' | 'signIn' | 'isNetwork'>;
