import { awsKwargs, awsPolicy, awsSecretName, awsWarnings, cliCommand, type AwsSecretsService } from './aws-backend';
import type { AwsSecretsBackendOptions, AwsSecretsManagerOptions, AwsSystemsManagerParameterStoreOptions, IamPolicyOptions } from './aws-backend-options';
import { AwsCredentials } from './aws-credentials';
import { checkConnWords } from './aws-extra-kwargs';
import { awsParameterStore } from './aws-parameter-store';
import { awsSecretsManager } from './aws-secrets-manager';
import { AWS_SIGN_IN } from './aws-sign-in';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import type { CloudCredentials } from '../cloud-credentials';
import { SecretsBackend } from '../secrets-backend';
import { signInWarning, type DeclaredForSignIn } from '../sign-in';

/**
 * Secrets backends of the Amazon provider.
 *
 * @example
 * AwsSecretsBackend.secretsManager({ region: 'us-west-2', variablesPrefix: 'team/variables' });
 */
export class AwsSecretsBackend extends SecretsBackend {
  /**
   * AWS Secrets Manager. The secret of a variable `my_var` is `airflow/variables/my_var`, that of a connection `my_conn` is
   * `airflow/connections/my_conn`.
   *
   * @param options prefixes, lookup patterns, separator, region, profile and other arguments
   * @throws if a prefix, region, profile, URL or ARN is not valid for AWS, or the provider would ignore an argument
   */
  public static secretsManager(options: AwsSecretsManagerOptions = {}): AwsSecretsBackend {
    checkCall('AwsSecretsBackend.secretsManager', arguments);
    const { sep, extraConnWords, ...common } = options;
    const service = awsSecretsManager(sep);
    checkConnWords(extraConnWords ?? {});
    return new AwsSecretsBackend(service, common, { ...(sep === undefined ? {} : { sep }), ...(extraConnWords === undefined ? {} : { extra_conn_words: extraConnWords }) });
  }

  /**
   * AWS Systems Manager Parameter Store. The parameter of a variable `my_var` is `/airflow/variables/my_var`, that of a connection `my_conn` is
   * `/airflow/connections/my_conn`.
   *
   * @param options prefixes, lookup patterns, region, profile and other arguments
   * @throws if a prefix, region, profile, URL or ARN is not valid for AWS, or the provider would ignore an argument
   */
  public static parameterStore(options: AwsSystemsManagerParameterStoreOptions = {}): AwsSecretsBackend {
    checkCall('AwsSecretsBackend.parameterStore', arguments);
    return new AwsSecretsBackend(awsParameterStore(), options, {});
  }

  /** Name of the AWS service. */
  public readonly displayName: string;

  /** Python class in `airflow.providers.amazon.aws.secrets`. */
  public readonly classPath: string;

  /** Arguments of the class. A kind of lookup that is switched off has the prefix `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The Amazon provider. */
  public readonly requirement?: string;

  /** Warnings about a role to assume, an endpoint that the containers cannot reach, a disabled verification and patterns that cannot be checked. */
  public readonly warnings: string[];

  private constructor(
    private readonly service: AwsSecretsService,
    private readonly options: AwsSecretsBackendOptions,
    moreKwargs: Record<string, unknown>,
  ) {
    super();
    checkMadeBy('AwsSecretsBackend.secretsManager', arguments, 3);
    this.displayName = service.displayName;
    this.classPath = service.classPath;
    this.kwargs = awsKwargs(service, options, moreKwargs);
    this.requirement = 'apache-airflow-providers-amazon';
    this.warnings = awsWarnings(options);
  }

  /**
   * Name of the secret that holds a variable, for example `airflow/variables/my_var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend, or the lookup pattern does not match the key
   * @throws if the key is not valid for Airflow or AWS
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('AwsSecretsBackend.secretNameForVariable', arguments);
    return awsSecretName(this.service, this.options, 'variables', key);
  }

  /**
   * Name of the secret that holds a connection, for example `airflow/connections/my_conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend, or the lookup pattern does not match the id
   * @throws if the id is not valid for Airflow or AWS
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('AwsSecretsBackend.secretNameForConnection', arguments);
    return awsSecretName(this.service, this.options, 'connections', connectionId);
  }

  /**
   * AWS CLI command that creates a secret, for version 2.
   *
   * Version 1 replaces a value that starts with `http://` or `https://` with what is at that address, unless its setting `cli_follow_urlparam` is
   * `false`.
   *
   * @param secretName the secret's name
   * @param value the plain text to store
   * @returns undefined if the secret is in another account, or if the name or the value starts with `file://` or `fileb://`, which the AWS CLI would
   * take for the name of a file
   */
  public createCommand(secretName: string, value: string): string | undefined {
    checkCall('AwsSecretsBackend.createCommand', arguments);
    return cliCommand(this.service.createArgs(secretName, value), this.options);
  }

  /**
   * AWS CLI command that deletes a secret.
   *
   * @param secretName the secret's name
   * @returns undefined if the secret is in another account, or if the name starts with `file://` or `fileb://`
   */
  public deleteCommand(secretName: string): string | undefined {
    checkCall('AwsSecretsBackend.deleteCommand', arguments);
    return cliCommand(this.service.deleteArgs(secretName), this.options);
  }

  /**
   * Least-privilege IAM policy for an identity that reads only the secrets below the prefixes. An empty prefix allows all secrets of the account,
   * with a warning.
   *
   * @param options account, region and KMS key
   * @returns a policy document, to be written as JSON
   * @throws if the account, region or key is malformed, or all kinds of lookups are switched off
   * @example
   * const backend = AwsSecretsBackend.secretsManager({ region: 'us-west-2' });
   * new JsonFile(project, 'iam/read-airflow-secrets.json', {
   *   obj: backend.iamPolicyDocument({ account: '111122223333' }),
   *   marker: false, // IAM refuses the comment that projen writes into a JSON file
   * });
   */
  public iamPolicyDocument(options: IamPolicyOptions = {}): any {
    checkCall('AwsSecretsBackend.iamPolicyDocument', arguments);
    return awsPolicy(this.service, this.options, options, (message) => process.emitWarning(message, 'projen-astro-airflow'));
  }

  /** @internal */
  public _checkCredentials(credentials: readonly CloudCredentials[]): void {
    const { profile_name: profile } = this.kwargs as { readonly profile_name?: unknown };
    for (const { _profiles: exported } of credentials.filter((one) => one instanceof AwsCredentials)) {
      if (typeof profile === 'string' && profile !== 'default' && exported?.includes(profile) === false) {
        throw new AstroAirflowError(
          `The secrets backend reads with the profile "${profile}", which ${apiName('AwsCredentials.session')}() does not export. Add it to profiles there, or omit the backend's profile: it then reads with the session's own.`,
        );
      }
    }
  }

  /** @internal */
  public _credentialsWarnings(declared: DeclaredForSignIn): string[] {
    return signInWarning(this.service.call, AWS_SIGN_IN, declared);
  }

  /** @internal */
  public _optionOf(kwarg: string): string | undefined {
    return this.service.optionOf[kwarg];
  }
}
