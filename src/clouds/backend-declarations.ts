import type { Mount } from '../declarations';

/** A file with secrets: each developer has one of their own, and the containers read it. */
export interface SecretsFile {
  /** Path from the Astro project's directory, with `/`. */
  readonly path: string;
  /** Patterns for ignore files: it, and the copies that editors put beside it. */
  readonly ignored: readonly string[];
  /** What a developer gets who has none. */
  readonly text: string;
  /** The committed example beside it. */
  readonly example: {
    readonly path: string;
    readonly text: string;
    /** Whether the format has comments, which begin with a `#`. */
    readonly hasComments: boolean;
  };
}

/** What a secrets backend needs in the managed files, besides the name of its class and its arguments. */
export interface BackendDeclarations {
  readonly mounts?: readonly Mount[];
  readonly files?: readonly SecretsFile[];
  /** The arguments for an Airflow outside of a container, which starts in the Astro project's directory, if those are others. */
  readonly hostKwargs?: Readonly<Record<string, unknown>>;
}

/** What an example is written for. */
export interface ExampleKeys {
  readonly variable: string;
  readonly connection: string;
}

/** Where a secret is written that no command creates: a line of a file. */
export interface SecretsEntry {
  /** Path from the Astro project's directory. */
  readonly file: string;
  /** The line with the value that examples have. */
  readonly line: string;
}

/** What secrets are made of, for a docstring. */
export interface SecretContents {
  /** How each is created: it follows "each". */
  readonly form: string;
  readonly variable: string;
  readonly connection: string;
}
