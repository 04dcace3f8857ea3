import type { GcpIamConditionOptions, GcpSecretManagerOptions } from './gcp-backend-options';
import { GcpCredentials } from './gcp-credentials';
import { BRINGS_PROJECT, CLASS_PATH, createCommands, deleteCommand, DISPLAY_NAME, gcpCondition, gcpKwargs, gcpSecretName, gcpWarnings, GCP_OPTION_OF, REQUIREMENT } from './gcp-secret-manager';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { sample } from '../../text/sample';
import { isMounted, mayHaveCredentials, type DeclaredForSignIn } from '../backend-declarations';
import type { CloudCredentials } from '../cloud-credentials';
import { SecretsBackend } from '../secrets-backend';

/**
 * The secrets backend of the Google provider.
 *
 * @example
 * GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: 'orders-variables' });
 */
export class GcpSecretsBackend extends SecretsBackend {
  /**
   * Google Cloud Secret Manager. A variable `my_var` is the secret `airflow-variables-my_var`, a connection `my_conn` the secret
   * `airflow-connections-my_conn`.
   *
   * @param options project, prefixes, separator, impersonation, further arguments
   * @throws if a project, prefix, separator or service account is one that Google Cloud would refuse, or an argument is one with which
   * Airflow would not start
   */
  public static secretManager(options: GcpSecretManagerOptions = {}): GcpSecretsBackend {
    checkCall('GcpSecretsBackend.secretManager', arguments);
    return new GcpSecretsBackend(options);
  }

  /** What Google calls the service. */
  public readonly displayName: string;

  /** The class in `airflow.providers.google.cloud.secrets`. */
  public readonly classPath: string;

  /** The arguments of that class; a kind of lookup that is switched off has the prefix `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The Google provider. */
  public readonly requirement?: string;

  /** A prefix that is empty, prefixes that lead to the same names. */
  public readonly warnings: string[];

  /** The project of the secrets, as far as it is known. */
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
   * The name of the secret that holds a variable, for example `airflow-variables-my_var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend
   * @throws if Airflow or Google Cloud would refuse the key
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('GcpSecretsBackend.secretNameForVariable', arguments);
    return gcpSecretName(this.options, 'variables', key);
  }

  /**
   * The name of the secret that holds a connection, for example `airflow-connections-my_conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend
   * @throws if Airflow or Google Cloud would refuse the id
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('GcpSecretsBackend.secretNameForConnection', arguments);
    return gcpSecretName(this.options, 'connections', connectionId);
  }

  /**
   * The commands of gcloud that create the secret, a line each: for bash and zsh, and for PowerShell. Both store the value without a line
   * break at its end.
   *
   * @param secretName the secret's name
   * @param value the plain text to store
   */
  public createCommand(secretName: string, value: string): string | undefined {
    checkCall('GcpSecretsBackend.createCommand', arguments);
    return createCommands(secretName, value, this.project);
  }

  /**
   * The command of gcloud that deletes the secret, in every shell.
   *
   * @param secretName the secret's name
   */
  public deleteCommand(secretName: string): string | undefined {
    checkCall('GcpSecretsBackend.deleteCommand', arguments);
    return deleteCommand(secretName, this.project);
  }

  /**
   * The condition of a role binding that lets an identity read the secrets below the prefixes, and no others:
   * `gcloud projects add-iam-policy-binding PROJECT --role=roles/secretmanager.secretAccessor --member=… --condition-from-file=FILE`. A
   * prefix and a separator that are empty open every secret of the project: then a warning is printed.
   *
   * @param options the number of the project
   * @returns title, description and expression, to be written as JSON
   * @throws if the number is malformed, or every kind of lookup is switched off
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
    // What google-auth and the provider take besides: a file that a variable or an argument names, or one in the folder of gcloud.
    const isElsewhere = declared.variables.has('GOOGLE_APPLICATION_CREDENTIALS') || isMounted(declared, '/home/astro/.config/gcloud') || ['gcp_key_path', 'gcp_credential_config_file'].some((kwarg) => kwarg in this.kwargs);
    return isElsewhere || mayHaveCredentials(declared, 'gcp')
      ? []
      : [`${apiName('GcpSecretsBackend.secretManager')}() has no credentials, so it can read nothing: declare ${apiName('GcpCredentials.mounted')}() in ${apiName('credentials')}.`];
  }
}
