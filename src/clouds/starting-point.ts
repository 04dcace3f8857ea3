import type { CloudCredentials } from './cloud-credentials';
import type { SecretsBackend } from './secrets-backend';

/** What a project that `projen new` makes declares: the objects, and the same as texts of its rc file and README. */
export interface StartingPoint {
  /** Undefined where none are needed. */
  readonly credentials?: CloudCredentials;
  readonly secretsBackend: SecretsBackend;
  /** Names of this package that the expressions use. */
  readonly imports: readonly string[];
  /** The expressions in TypeScript and JavaScript. */
  readonly script: { readonly credentials?: string; readonly secretsBackend: string };
  /** The expressions in Python. */
  readonly python: { readonly credentials?: string; readonly secretsBackend: string };
  /** The program of the cloud that a start needs: `the AWS CLI`; undefined if none. */
  readonly program?: string;
  /** What a developer needs, to follow "You need …, and ", in Markdown with its line breaks; undefined if nothing. */
  readonly prerequisites?: string;
  /** What a developer can change besides, each the text of an item of a list in Markdown. */
  readonly changes?: readonly string[];
  /** What to do for the example DAG's secrets: a line. */
  readonly example: string;
}
