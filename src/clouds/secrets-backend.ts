import type { BackendDeclarations, DeclaredForSignIn, ExampleKeys, SecretContents, SecretsEntry } from './backend-declarations';
import type { CloudCredentials } from './cloud-credentials';

/**
 * The secrets backend in which Airflow looks connections and variables up before it asks its environment and its own
 * metadata database. It is written to `.env` as `AIRFLOW__SECRETS__BACKEND` and `AIRFLOW__SECRETS__BACKEND_KWARGS`.
 *
 * Each service has a class of its own with a static method for each way to use it, such as `AwsSecretsBackend.secretsManager()`; extend
 * this class for a service that none of them offers, or declare one by the path of its class: `CustomSecretsBackend`.
 *
 * @example
 * AwsSecretsBackend.secretsManager({ region: 'us-west-2', variablesPrefix: 'team/variables' });
 */
export abstract class SecretsBackend {
  /** What people call the service, for the example DAG's docstring and messages. */
  public abstract readonly displayName: string;

  /** The Python class that Airflow loads: the value of `AIRFLOW__SECRETS__BACKEND`. */
  public abstract readonly classPath: string;

  /** The arguments of that class: the value of `AIRFLOW__SECRETS__BACKEND_KWARGS`, before it is written as JSON. */
  public abstract readonly kwargs: { readonly [name: string]: any };

  /**
   * The Python distribution that brings the class, as a requirement (PEP 508).
   *
   * @default - none: the class is part of Airflow
   */
  public abstract readonly requirement?: string;

  /** What `npx projen` warns about when it writes this backend, a sentence each. */
  public abstract readonly warnings: string[];

  /**
   * The name of the secret that holds a variable.
   *
   * @param key the variable's key in Airflow, for example `my_var`
   * @returns undefined if variables are not looked up in the backend
   * @throws if Airflow or the service would refuse the key
   */
  public abstract secretNameForVariable(key: string): string | undefined;

  /**
   * The name of the secret that holds a connection.
   *
   * @param connectionId the connection's id in Airflow, for example `my_conn`
   * @returns undefined if connections are not looked up in the backend
   * @throws if Airflow or the service would refuse the id
   */
  public abstract secretNameForConnection(connectionId: string): string | undefined;

  /**
   * The shell command that creates a secret, for the example DAG's docstring.
   *
   * @param _secretName as `secretNameForVariable` or `secretNameForConnection` gives it
   * @param _value the plain text to store
   * @returns undefined if there is no such command
   */
  public createCommand(_secretName: string, _value: string): string | undefined {
    return undefined;
  }

  /**
   * The shell command that deletes a secret, for the example DAG's docstring.
   *
   * @param _secretName as `secretNameForVariable` or `secretNameForConnection` gives it
   * @returns undefined if there is no such command
   */
  public deleteCommand(_secretName: string): string | undefined {
    return undefined;
  }

  /**
   * Whether it gives the names of secrets: then one that it does not give is not looked up.
   *
   * @internal
   */
  public get _knowsNames(): boolean {
    return true;
  }

  /**
   * Checks that the declared credentials are ones that it can use.
   *
   * @param _isOfTasks whether tasks alone ask it
   * @internal
   */
  public _checkCredentials(_credentials: readonly CloudCredentials[], _isOfTasks: boolean): void {}

  /**
   * What to warn of where nothing that is declared lets it sign in, a sentence each.
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
   * What it needs besides the name of its class and its arguments.
   *
   * @param _keys what examples are written for
   * @internal
   */
  public _declarations(_keys: ExampleKeys): BackendDeclarations {
    return {};
  }

  /**
   * What its secrets are made of, for the example DAG's docstring.
   *
   * @internal
   */
  public get _contents(): SecretContents {
    return { form: 'created as plain text', variable: 'any text', connection: 'a connection URI or JSON' };
  }

  /**
   * The line of a file that is the secret, with an example value; undefined if secrets are in no file.
   *
   * @internal
   */
  public _entryOf(_kind: 'variable' | 'connection', _key: string): SecretsEntry | undefined {
    return undefined;
  }
}
