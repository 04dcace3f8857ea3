import type { Fact } from './fact';
import type { ProfileKind } from '../clouds/profiles';
import type { Permissions } from '../host/reach';

export interface Profile {
  readonly name: string;
  /** Its source if that is not the declaration: `AWS_PROFILE of your shell`. */
  readonly chosenBy?: string;
  /** Its kind; undefined if the cloud's CLI has no such profile. */
  readonly kind: Fact<ProfileKind | undefined>;
  readonly token?: Token;
  /** Why its files cannot be read, instead of what it is. */
  readonly refused?: RefusedFile;
  /** The error of clients without the profile. */
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
  /** undefined if there is none, or it cannot be read. */
  readonly end?: number;
  /** `unseen`: no mount has the place in the containers in which clients look for it. `elsewhere`: a link there leads to what they do not have. */
  readonly state: 'absent' | 'damaged' | 'there' | 'unseen' | 'elsewhere';
  readonly permissions?: Permissions;
  /** Its path with `~` for the home; the one in the containers if it is unseen. */
  readonly name: string;
  /** The error of clients that cannot read it. */
  readonly symptom: string;
}
