import type { BrokenLine } from '../text/python-ini';

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
  /** What it lacks, so that clients fail with it, with their error: `has … and no …`. */
  readonly lacks?: { readonly text: string; readonly symptom: string };
  /** The lowest version of the cloud's command line that knows that kind. */
  readonly lowestCli?: string;
  /** Whether it has a region of its own. */
  readonly hasRegion: boolean;
  /** The token of its sign-in, where it has one. */
  readonly token?: TokenPlace;
}

/** Where the token of a sign-in is. */
export interface TokenPlace {
  /** Below the home, with `/`: the command writes it there and clients look for it there, whatever names the other files. */
  readonly below: string;
  /** The member of its JSON that has the end as a date. */
  readonly expiry: string;
  /** The command that signs in again. */
  readonly command: string;
  /** How clients complain that cannot read it. */
  readonly symptom: string;
}

/** The profiles of a cloud whose command line keeps several in its files. */
export interface Profiles {
  /** The variables that choose one, the winner first, and the one that is chosen without them. */
  readonly variables: readonly string[];
  readonly default: string;
  /** The command that adds one. */
  readonly add: (profile: string) => string;
  /** One for each setting. Each of them also shows whether there is such a profile. */
  readonly questions: (profile: string) => readonly Question[];
  /** The files that the questions are about: as its own variable names it, or below the home, with `/`. */
  readonly settingFiles: readonly SettingFile[];
  /** The part of such a file that can be about a profile; all of it where that is not certain. */
  readonly textAbout: (text: string, profile: string) => string;
  /** `isNamed` says whether the files can have a setting of the profile which is not asked for, because it is a secret. */
  readonly kindOf: (profile: string, answers: Answers, isNamed: (setting: string) => boolean) => ProfileKind;
  /** Whether a program that failed says that there is no such profile. */
  readonly isUnknown: (stderr: string) => boolean;
  /** How clients complain that find none of that name. */
  readonly symptom: string;
  readonly refusal: Refusal;
}

/** A file with settings of profiles. */
export interface SettingFile {
  readonly variable: string;
  readonly below: string;
  /** Whether a profile has a setting there in whatever way the file is read, provided that it is read; false where that is not certain. */
  readonly hasPlainly?: (text: string, profile: string, key: string) => boolean;
}

/** Files that all clients refuse as a whole. */
export interface Refusal {
  /** The file that a program names which failed because of it, absolute; undefined if it failed for another reason. */
  readonly fileIn: (stderr: string) => string | undefined;
  /** The line of such a file that is refused; undefined if none is found. */
  readonly lineIn: (text: string) => BrokenLine | undefined;
  /** How clients complain. */
  readonly symptom: string;
}
