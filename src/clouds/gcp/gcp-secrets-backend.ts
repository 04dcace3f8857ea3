import type { GcpIamConditionOptions, GcpSecretManagerOptions } from './gcp-backend-options';
import { GcpCredentials } from './gcp-credentials';
import { BRINGS_PROJECT, CLASS_PATH, createCommands, deleteCommand, DISPLAY_NAME, gcpCondition, gcpKwargs, gcpSecretName, gcpWarnings, GCP_OPTION_OF, REQUIREMENT } from './gcp-secret-manager';
import { GCP_SIGN_IN } from './gcp-sign-in';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { sample } from '../../text/sample';
import type { CloudCredentials } from '../cloud-credentials';
import { SecretsBackend } from '../secrets-backend';
import { signInWarning, type DeclaredForSignIn } from '../sign-in';

/**
 * Secrets backend of the Google provider.
 *
 * @example
 * GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: 'orders-variables' });
 */
export class GcpSecretsBackend extends SecretsBackend {
  /**
   * Google Cloud Secret Manager. The secret of a variable `my_var` is `airflow-variables-my_var`, that of a connection `my_conn` is
   * `airflow-connections-my_conn`.
   *
   * @param options project, prefixes, separator, impersonation and other arguments
   * @throws if a project, prefix, separator or service account is not valid for Google Cloud, or Airflow would not start with an argument
   */
  public static secretManager(options: GcpSecretManagerOptions = {}): GcpSecretsBackend {
    checkCall('GcpSecretsBackend.secretManager', arguments);
    return new GcpSecretsBackend(options);
  }

  /** Name of the Google Cloud service. */
  public readonly displayName: string;

  /** Python class in `airflow.providers.google.cloud.secrets`. */
  public readonly classPath: string;

  /** Arguments of the class. A kind of lookup that is switched off has the prefix `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The Google provider. */
  public readonly requirement?: string;

  /** Warnings about an empty prefix, and about prefixes that lead to the same names. */
  public readonly warnings: string[];

  /** The project of the secrets, if it is known. */
  private project?: string;

  private constructor(private readonly options: GcpSecretManagerOptions) {
    super();
    checkMadeBy('GcpSecretsBackend.secretManager', arguments);
    this.displayName = DISPLAY_NAME;
    this.classPath = CLASS_PATH;
    this.kwargs = gcpKwargs(options);
    this.requirement = REQUIREMENT;
    this.warnings = gcpWarnings(options);
    this.project = options.projectId;
  }

  /**
   * Name of the secret that holds a variable, for example `airflow-variables-my_var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend
   * @throws if the key is not valid for Airflow or Google Cloud
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('GcpSecretsBackend.secretNameForVariable', arguments);
    return gcpSecretName(this.options, 'variables', key);
  }

  /**
   * Name of the secret that holds a connection, for example `airflow-connections-my_conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend
   * @throws if the id is not valid for Airflow or Google Cloud
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('GcpSecretsBackend.secretNameForConnection', arguments);
    return gcpSecretName(this.options, 'connections', connectionId);
  }

  /**
   * gcloud commands that create a secret, a line each: for bash and zsh, and for PowerShell. Both store the value without a trailing line break.
   *
   * @param secretName the secret's name
   * @param value the plain text to store
   */
  public createCommand(secretName: string, value: string): string | undefined {
    checkCall('GcpSecretsBackend.createCommand', arguments);
    return createCommands(secretName, value, this.project);
  }

  /**
   * gcloud command that deletes a secret, for every shell.
   *
   * @param secretName the secret's name
   */
  public deleteCommand(secretName: string): string | undefined {
    checkCall('GcpSecretsBackend.deleteCommand', arguments);
    return deleteCommand(secretName, this.project);
  }

  /**
   * IAM condition of a role binding that allows an identity to read only the secrets below the prefixes.
   *
   * Use it with `gcloud projects add-iam-policy-binding PROJECT --role=roles/secretmanager.secretAccessor --member=… --condition-from-file=FILE`.
   * An empty prefix together with an empty separator allows all secrets of the project, with a warning.
   *
   * @param options number of the project
   * @returns title, description and expression, to be written as JSON
   * @throws if the number is malformed, or all kinds of lookups are switched off
   * @example
   * const backend = GcpSecretsBackend.secretManager({ projectId: 'orders-dev' });
   * new JsonFile(project, 'iam/read-airflow-secrets.json', {
   *   obj: backend.iamCondition({ projectNumber: '123456789012' }),
   *   marker: false, // gcloud refuses the comment that projen writes into a JSON file
   * });
   */
  public iamCondition(options: GcpIamConditionOptions): any {
    checkCall('GcpSecretsBackend.iamCondition', arguments);
    return gcpCondition(this.options, options, (message) => process.emitWarning(message, 'projen-astro-airflow'));
  }

  /** @internal */
  public _optionOf(kwarg: string): string | undefined {
    return GCP_OPTION_OF[kwarg];
  }

  /** @internal */
  public _checkCredentials(credentials: readonly CloudCredentials[]): void {
    this.project = this.options.projectId ?? credentials.flatMap((one) => (one instanceof GcpCredentials ? one._projectId ?? [] : []))[0];
    if (this.project === undefined && !BRINGS_PROJECT.some((name) => Boolean(this.kwargs[name]))) {
      const option = sample("projectId: 'my-project'", "project_id='my-project'");
      throw new AstroAirflowError(
        `${apiName('GcpSecretsBackend.secretManager')}() has no project, and without one Airflow does not start (ValueError: Project ID could not be determined). Give ${option} to it or to ${apiName('GcpCredentials.mounted')}().`,
      );
    }
  }

  /** @internal */
  public _credentialsWarnings(declared: DeclaredForSignIn): string[] {
    return signInWarning('GcpSecretsBackend.secretManager', GCP_SIGN_IN, declared);
  }
}
