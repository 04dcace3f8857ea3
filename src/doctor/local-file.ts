import type { Access, Permissions } from '../host/reach';

/** A file of the project in which Airflow looks secrets up. */
export interface LocalFile {
  /** From the project's directory. */
  readonly name: string;
  readonly folder: string;
  /** What is looked up in it, in the singular. */
  readonly kind: 'variable' | 'connection' | 'configuration option';
  /** The committed example beside it. */
  readonly example: string;
  /** `elsewhere`: a link to what is not in its folder. */
  readonly state: 'absent' | 'there' | 'elsewhere';
  /** Why each lookup in it fails, without a value. */
  readonly problem?: string;
  /** How many values are something else than a text. */
  readonly notTexts?: number;
  /** How many of these are a list that has not exactly one item. */
  readonly lists?: number;
  /** Its folder and itself, with what the containers need of them. */
  readonly entries: ReadonlyArray<{ readonly name: string; readonly wanted: readonly Access[]; readonly permissions: Permissions }>;
}
