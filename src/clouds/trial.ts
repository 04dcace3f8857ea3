/** Why a call in a container fails. */
export type TrialCause = 'noClient' | 'noProfile' | 'noCredentials' | 'unreadable' | 'brokenFiles' | 'noKeys' | 'keysEnded' | 'signInEnded' | 'tokenRefused' | 'cannotRenew' | 'noNetwork' | 'refused';

/** A call that is made in a container to see whether the credentials work there. */
export interface Trial {
  /** Python that puts the caller into `found["identity"]`, and names into the list `found["notes"]`. It changes and prints nothing. */
  readonly python: string;
  /** As messages name it. */
  readonly call: string;
  /** What its errors mean: their class, then a code of the cloud's or the system's. The first one that matches counts. */
  readonly causes: ReadonlyArray<{ readonly pattern: RegExp; readonly cause: TrialCause }>;
  /** The note that says that there is no region; undefined if the call needs none. */
  readonly noRegion?: string;
}
