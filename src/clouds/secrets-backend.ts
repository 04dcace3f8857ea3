import type { BackendDeclarations, ExampleKeys, SecretContents, SecretsEntry } from './backend-declarations';
import type { CloudCredentials } from './cloud-credentials';
import type { DeclaredForSignIn } from './sign-in';

/**
 * A secrets backend: the service in which Airflow looks up connections and variables before its environment and its metadata database.
 *
 * It is written to `.env` as `AIRFLOW__SECRETS__BACKEND` and `AIRFLOW__SECRETS__BACKEND_KWARGS`. The subclasses have a static method for each
 * service or sign-in, such as `AwsSecretsBackend.secretsManager()`. For another service declare a `CustomSecretsBackend`, or extend this class to
 * add the names of secrets and commands.
 *
 * @example
 * AwsSecretsBackend.secretsManager({ region: 'us-west-2', variablesPrefix: 'team/variables' });
 */
export abstract class SecretsBackend {
  /** Name of the service, in messages and in the docstring of the example DAG. */
  public abstract readonly displayName: string;

  /** Python class that Airflow loads: the value of `AIRFLOW__SECRETS__BACKEND`. */
  public abstract readonly classPath: string;

  /** Arguments of the class: the value of `AIRFLOW__SECRETS__BACKEND_KWARGS`, before it is written as JSON. */
  public abstract readonly kwargs: { readonly [name: string]: any };

  /**
   * Python distribution that contains the class, as a requirement (PEP 508).
   *
   * @default - none: the class is part of Airflow
   */
  public abstract readonly requirement?: string;

  /** Warnings that a synth prints, a sentence each. */
  public abstract readonly warnings: string[];

  /**
   * Name of the secret that holds a variable.
   *
   * @param key the variable's key in Airflow, for example `my_var`
   * @returns undefined if variables are not looked up in the backend
   * @throws if the key is not valid for Airflow or the service
   */
  public abstract secretNameForVariable(key: string): string | undefined;

  /**
   * Name of the secret that holds a connection.
   *
   * @param connectionId the connection's id in Airflow, for example `my_conn`
   * @returns undefined if connections are not looked up in the backend
   * @throws if the id is not valid for Airflow or the service
   */
  public abstract secretNameForConnection(connectionId: string): string | undefined;

  /**
   * Shell command that creates a secret, for the docstring of the example DAG.
   *
   * @param _secretName the name as returned by `secretNameForVariable()` or `secretNameForConnection()`
   * @param _value the plain text to store
   * @returns undefined if there is no such command
   */
  public createCommand(_secretName: string, _value: string): string | undefined {
    return undefined;
  }

  /**
   * Shell command that deletes a secret, for the docstring of the example DAG.
   *
   * @param _secretName the name as returned by `secretNameForVariable()` or `secretNameForConnection()`
   * @returns undefined if there is no such command
   */
  public deleteCommand(_secretName: string): string | undefined {
    return undefined;
  }

  /**
   * True if the backend knows the names of its secrets: a key without a name is then not looked up.
   *
   * @internal
   */
  public get _knowsNames(): boolean {
    return true;
  }

  /**
   * Checks that the backend can use the declared credentials.
   *
   * @param _isOfTasks true for the backend of `workersSecretsBackend`
   * @internal
   */
  public _checkCredentials(_credentials: readonly CloudCredentials[], _isOfTasks: boolean): void {}

  /**
   * Warnings if nothing that is declared lets the backend sign in, a sentence each.
   *
   * @internal
   */
  public _credentialsWarnings(_declared: DeclaredForSignIn): string[] {
    return [];
  }

  /**
   * The option that becomes an argument of the class, for messages.
   *
   * @returns undefined if it is written under its own name
   * @internal
   */
  public _optionOf(_kwarg: string): string | undefined {
    return undefined;
  }

  /**
   * Mounts, files and arguments that the backend needs besides its class and kwargs.
   *
   * @param _keys the keys of the example entries
   * @internal
   */
  public _declarations(_keys: ExampleKeys): BackendDeclarations {
    return {};
  }

  /**
   * Format of the secrets, for the docstring of the example DAG.
   *
   * @internal
   */
  public get _contents(): SecretContents {
    return { form: 'created as plain text', variable: 'any text', connection: 'a connection URI or JSON' };
  }

  /**
   * The line of a file that holds the secret, with an example value; undefined if the secrets are not in a file.
   *
   * @internal
   */
  public _entryOf(_kind: 'variable' | 'connection', _key: string): SecretsEntry | undefined {
    return undefined;
  }
}
