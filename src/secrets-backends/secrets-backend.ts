import { awsCliFlags, awsKwargs, awsPolicy, awsSecretName, awsWarnings, type AwsSecretsService } from './aws-backend';
import type { AwsSecretsBackendOptions, AwsSecretsManagerOptions, AwsSystemsManagerParameterStoreOptions, IamPolicyOptions } from './aws-options';
import { awsParameterStore } from './aws-parameter-store';
import { awsSecretsManager } from './aws-secrets-manager';

/**
 * The secrets backend in which Airflow looks connections and variables up before it asks its environment and its own
 * metadata database. It is written to `.env` as `AIRFLOW__SECRETS__BACKEND` and `AIRFLOW__SECRETS__BACKEND_KWARGS`.
 *
 * Take one of the static methods, or extend the class for a backend that it does not offer.
 *
 * @example
 * SecretsBackend.awsSecretsManager({ region: 'us-west-2', variablesPrefix: 'team/variables' });
 */
export abstract class SecretsBackend {
  /**
   * AWS Secrets Manager. A variable `my_var` is the secret `airflow/variables/my_var`, a connection `my_conn` the secret
   * `airflow/connections/my_conn`.
   *
   * @param options prefixes, look-up patterns, separator, region, profile
   * @throws if a prefix, region, profile, URL or ARN is one that AWS would refuse
   */
  public static awsSecretsManager(options: AwsSecretsManagerOptions = {}): AwsSecretsBackend {
    const { sep, ...common } = options;
    const service = awsSecretsManager(sep);
    return AwsSecretsBackend._of(service, common, sep === undefined ? {} : { sep });
  }

  /**
   * AWS Systems Manager Parameter Store. A variable `my_var` is the parameter `/airflow/variables/my_var`, a connection
   * `my_conn` the parameter `/airflow/connections/my_conn`.
   *
   * @param options prefixes, look-up patterns, region, profile
   * @throws if a prefix, region, profile, URL or ARN is one that AWS would refuse
   */
  public static awsSystemsManagerParameterStore(options: AwsSystemsManagerParameterStoreOptions = {}): AwsSecretsBackend {
    return AwsSecretsBackend._of(awsParameterStore(), options);
  }

  /** What people call the service, for example `AWS Secrets Manager`. */
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
}

/**
 * One of the secrets backends of the Amazon provider; `SecretsBackend.awsSecretsManager()` and
 * `SecretsBackend.awsSystemsManagerParameterStore()` make it.
 */
export class AwsSecretsBackend extends SecretsBackend {
  /** @internal */
  public static _of(service: AwsSecretsService, options: AwsSecretsBackendOptions, moreKwargs: Record<string, string> = {}): AwsSecretsBackend {
    return new AwsSecretsBackend(service, options, moreKwargs);
  }

  /** What AWS calls the service. */
  public readonly displayName: string;

  /** The class in `airflow.providers.amazon.aws.secrets`. */
  public readonly classPath: string;

  /** The arguments of that class; a kind of look-up that is switched off has the prefix `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The Amazon provider. */
  public readonly requirement?: string;

  /** A role to assume, an endpoint that the containers cannot reach. */
  public readonly warnings: string[];

  private constructor(
    private readonly service: AwsSecretsService,
    private readonly options: AwsSecretsBackendOptions,
    moreKwargs: Record<string, string>,
  ) {
    super();
    this.displayName = service.displayName;
    this.classPath = service.classPath;
    this.kwargs = awsKwargs(service, options, moreKwargs);
    this.requirement = 'apache-airflow-providers-amazon';
    this.warnings = awsWarnings(options);
  }

  /**
   * The name of the secret that holds a variable, for example `airflow/variables/my_var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend
   * @throws if Airflow or AWS would refuse the key
   */
  public secretNameForVariable(key: string): string | undefined {
    return awsSecretName(this.service, this.options, 'variables', key);
  }

  /**
   * The name of the secret that holds a connection, for example `airflow/connections/my_conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend
   * @throws if Airflow or AWS would refuse the id
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    return awsSecretName(this.service, this.options, 'connections', connectionId);
  }

  /**
   * The AWS CLI's command that creates the secret.
   *
   * @param secretName the secret's name
   * @param value the plain text to store
   */
  public createCommand(secretName: string, value: string): string | undefined {
    return this.service.createCommand(secretName, value) + awsCliFlags(this.options);
  }

  /**
   * The AWS CLI's command that deletes the secret.
   *
   * @param secretName the secret's name
   */
  public deleteCommand(secretName: string): string | undefined {
    return this.service.deleteCommand(secretName) + awsCliFlags(this.options);
  }

  /**
   * The least-privilege IAM policy document for a developer (or a role) that reads the secrets below the prefixes, and no
   * others. A prefix that is empty opens every secret of the account: then a warning is printed.
   *
   * @param options account, region and KMS key
   * @returns a policy document, to be written as JSON
   * @throws if the account, the region or the key is malformed, or every kind of look-up is switched off
   * @example
   * const backend = SecretsBackend.awsSecretsManager({ region: 'us-west-2' });
   * new JsonFile(project, 'iam/read-airflow-secrets.json', {
   *   obj: backend.iamPolicyDocument({ account: '111122223333' }),
   *   marker: false, // IAM refuses the comment that projen writes into a JSON file
   * });
   */
  public iamPolicyDocument(options: IamPolicyOptions = {}): any {
    return awsPolicy(this.service, this.options, options, (message) => process.emitWarning(message, 'projen-astro-airflow'));
  }
}
