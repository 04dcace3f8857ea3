/** A secret that the example DAG reads. */
export interface DeclaredSecret {
  readonly kind: 'variable' | 'connection';
  /** The variable's key or the connection's id. */
  readonly key: string;
  /** The name of the secret in the backend; undefined if the backend does not give it. */
  readonly name?: string;
  /** The file that has it, from the Astro project's directory; absent if it is in no file of this machine. */
  readonly file?: string;
}

/** A secret whose name is known. */
export type NamedSecret = DeclaredSecret & { readonly name: string };

export function isNamed(secret: DeclaredSecret): secret is NamedSecret {
  return secret.name !== undefined;
}

/** The example DAG, as the override has it for the commands of this package. */
export interface DeclaredExample {
  readonly dagId: string;
  readonly secrets: readonly DeclaredSecret[];
}

/** The values with which examples are created: those of the README's quick start. Without quotes they are the same for every shell. */
export const EXAMPLE_VALUES: Readonly<Record<DeclaredSecret['kind'], string>> = { variable: 'hello', connection: 'postgres://me:secret@db:5432/orders' };

/** What the example DAG reads, or would read where nothing is said. */
export function exampleKeys({ variableKey = 'my_var', connectionId = 'my_conn' }: { readonly variableKey?: string; readonly connectionId?: string } = {}): { readonly variable: string; readonly connection: string } {
  return { variable: variableKey, connection: connectionId };
}
