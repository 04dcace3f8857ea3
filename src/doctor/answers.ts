import type { Fact } from './fact';
import type { TrialCause } from '../clouds/trial';

/** What the cloud said to the identity of the containers. */
export interface Online {
  /** With whose keys it was asked, and where. */
  readonly access: Fact<{ readonly cloudName: string; readonly program: string; readonly profile: string; readonly region?: string; readonly allowing: string }>;
  /** Who one is; absent where the cloud itself is not what the backend asks. */
  readonly identity?: OnlineAnswer;
  /** The secrets of the example; absent if there is none. */
  readonly secrets?: readonly ExampleSecret[];
}

/** `id`: what the cloud calls it. */
export type OnlineAnswer = { readonly state: 'ok'; readonly id: string } | { readonly state: 'absent' } | { readonly state: 'refused'; readonly permission: string } | { readonly state: 'failed'; readonly why: string; readonly fix?: string } | { readonly unknown: string };

export interface ExampleSecret {
  readonly kind: 'variable' | 'connection';
  readonly key: string;
  readonly name: string;
  readonly answer: OnlineAnswer;
}

/** What a container of the project can do. */
export interface Tried {
  /** Of the running stack, of the project's own image, or of the image that its Dockerfile builds on. */
  readonly where: 'stack' | 'project' | 'base';
  readonly uid: number;
  readonly files: readonly TriedFile[];
  readonly calls: readonly TriedCall[];
}

export interface TriedFile {
  readonly cloud: string;
  /** `settings`: one of them has to be there. */
  readonly kind: 'settings' | 'keys' | 'token';
  /** In the container. */
  readonly path: string;
  /** On this machine: `~/.aws/config`; absent if it is in no mount. */
  readonly source?: string;
  /** The name of the error that it cannot be read with: `EACCES`. */
  readonly error?: string;
}

export interface TriedCall {
  readonly cloud: string;
  /** As messages name it: `get_caller_identity`. */
  readonly call: string;
  /** How a client complained that found no region. */
  readonly noRegion?: string;
  readonly result: { readonly identity: string } | { readonly error: string; readonly cause?: TrialCause } | { readonly skipped: string };
}
