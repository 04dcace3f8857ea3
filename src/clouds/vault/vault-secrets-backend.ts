import { fieldOf, mountOf, pathOf, placeOf, vaultKwargs, vaultSecretName, vaultWarnings, type VaultWay } from './vault-backend';
import type { VaultAppRoleOptions, VaultEnvironmentOptions, VaultSecretsBackendOptions, VaultTokenOptions } from './vault-backend-options';
import { vaultCommand } from './vault-commands';
import { VaultCredentials } from './vault-credentials';
import { VAULT_OPTION_OF } from './vault-kwargs';
import { checkContainerFile, checkPath, NO_ROLE_ID, SESSION_TARGET, TOKEN_FILE, VAULT_CLASS, VAULT_PROVIDER } from './vault-names';
import { vaultPolicy } from './vault-policy';
import { signInWarnings } from './vault-sign-in';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import type { SecretContents } from '../backend-declarations';
import type { CloudCredentials } from '../cloud-credentials';
import { LOOKUP_KINDS } from '../lookup';
import { SecretsBackend } from '../secrets-backend';
import type { DeclaredForSignIn } from '../sign-in';

/**
 * Secrets backends of the HashiCorp provider, for Vault and for OpenBao, which has the same API.
 *
 * The static methods differ in how Airflow signs in. For other methods of the provider, such as Kubernetes or LDAP, use a `CustomSecretsBackend`.
 * OIDC needs a browser: sign in on the host, with `VaultCredentials.session()` and `token()`.
 *
 * @example
 * VaultSecretsBackend.token({ url: 'https://vault.example.com:8200', mountPoint: 'kv' });
 */
export class VaultSecretsBackend extends SecretsBackend {
  /**
   * Sign-in with a token in a file, which `VaultCredentials.session()` writes.
   *
   * Below the mount point, the secret of a variable `my_var` is `airflow/variables/my_var`, with the field `value`. That of a connection `my_conn` is
   * `airflow/connections/my_conn`, with a URI in the field `conn_uri`, or with fields such as `conn_type` and `host`.
   *
   * @param options paths, mount point, engine version, URL, namespace, token file and other arguments
   * @throws if a path, URL or version is not valid for Vault or the provider, or an argument is a secret or unknown
   */
  public static token(options: VaultTokenOptions = {}): VaultSecretsBackend {
    checkCall('VaultSecretsBackend.token', arguments);
    const { tokenPath = `${SESSION_TARGET}/${TOKEN_FILE}`, ...common } = options;
    checkContainerFile(tokenPath, apiName('tokenPath'), `${SESSION_TARGET}/${TOKEN_FILE}`);
    return new VaultSecretsBackend('token', common, { token_path: tokenPath });
  }

  /**
   * Sign-in with `VAULT_TOKEN` of the containers, which `VaultCredentials.fromEnvironment()` sets.
   *
   * For CI. The names of secrets are those of `token()`.
   *
   * @param options paths, mount point, engine version, URL, namespace and other arguments
   * @throws if a path, URL or version is not valid for Vault or the provider, or an argument is a secret or unknown
   */
  public static environment(options: VaultEnvironmentOptions = {}): VaultSecretsBackend {
    checkCall('VaultSecretsBackend.environment', arguments);
    return new VaultSecretsBackend('environment', options, {});
  }

  /**
   * Sign-in with AppRole, by the IDs that `VaultCredentials.appRole()` sets (Airflow 3.2 or newer).
   *
   * The names of secrets are those of `token()`.
   *
   * @param options paths, mount points, engine version, URL, namespace and other arguments
   * @throws if a path, URL or version is not valid for Vault or the provider, or an argument is a secret or unknown
   */
  public static appRole(options: VaultAppRoleOptions = {}): VaultSecretsBackend {
    checkCall('VaultSecretsBackend.appRole', arguments);
    const { authMountPoint, ...common } = options;
    if (authMountPoint === '') {
      throw new AstroAirflowError(`${apiName('authMountPoint')} is empty. Omit it if AppRole is at approle/.`);
    }
    checkPath(authMountPoint ?? '', apiName('authMountPoint'));
    return new VaultSecretsBackend('appRole', common, { auth_type: 'approle', ...(authMountPoint === undefined ? {} : { auth_mount_point: authMountPoint }), role_id: NO_ROLE_ID });
  }

  /** Name of the service: HashiCorp Vault. */
  public readonly displayName: string = 'HashiCorp Vault';

  /** Python class in `airflow.providers.hashicorp.secrets`. */
  public readonly classPath: string = VAULT_CLASS;

  /** Arguments of the class. A kind of lookup that is switched off has the path `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The HashiCorp provider. */
  public readonly requirement?: string = VAULT_PROVIDER;

  /** Warnings about paths that are the same, a URL with `localhost`, and a disabled verification. */
  public readonly warnings: string[];

  private constructor(private readonly way: VaultWay, private readonly options: VaultSecretsBackendOptions, wayKwargs: Readonly<Record<string, unknown>>) {
    super();
    checkMadeBy('VaultSecretsBackend.token', arguments, 3);
    this.kwargs = vaultKwargs(options, wayKwargs);
    this.warnings = vaultWarnings(options);
  }

  /**
   * Name of the secret that holds a variable, with the mount point: `secret/airflow/variables/my_var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend
   * @throws if the key is not valid for Airflow or Vault
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('VaultSecretsBackend.secretNameForVariable', arguments);
    return vaultSecretName(this.options, 'variables', key);
  }

  /**
   * Name of the secret that holds a connection, with the mount point: `secret/airflow/connections/my_conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend
   * @throws if the id is not valid for Airflow or Vault
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('VaultSecretsBackend.secretNameForConnection', arguments);
    return vaultSecretName(this.options, 'connections', connectionId);
  }

  /**
   * Vault CLI command that creates a secret, for bash and PowerShell. With OpenBao, write `bao` instead of `vault`.
   *
   * @param secretName the secret's name, with its mount point
   * @param value the plain text to store: in the field `conn_uri` of a connection, `value` of a variable
   */
  public createCommand(secretName: string, value: string): string | undefined {
    checkCall('VaultSecretsBackend.createCommand', arguments);
    const place = placeOf(this.options, secretName);
    // The CLI reads a value with a leading "@" from a file.
    return vaultCommand(this.options, ['kv', 'put'], place, `${fieldOf(this.options, place, value)}=${value.replace(/^@/, '\\@')}`);
  }

  /**
   * Vault CLI command that deletes a secret with all its versions, for bash and PowerShell. With OpenBao, write `bao` instead of `vault`.
   *
   * @param secretName the secret's name, with its mount point
   */
  public deleteCommand(secretName: string): string | undefined {
    checkCall('VaultSecretsBackend.deleteCommand', arguments);
    return vaultCommand(this.options, this.options.kvEngineVersion === 1 ? ['kv', 'delete'] : ['kv', 'metadata', 'delete'], placeOf(this.options, secretName));
  }

  /**
   * Least-privilege Vault policy for a token that reads only the secrets below the paths. An empty path allows the whole mount, with a warning.
   *
   * @returns a policy in HCL, for `vault policy write airflow-read FILE`
   * @throws if all kinds of lookups are switched off, or a path has a character that has a meaning in a policy
   * @example
   * const backend = VaultSecretsBackend.token({ url: 'https://vault.example.com:8200' });
   * new TextFile(project, 'vault/airflow-read.hcl', { lines: backend.policy().split('\n'), marker: false });
   */
  public policy(): string {
    const paths = LOOKUP_KINDS.map((kind) => pathOf(this.options, kind)).filter((path) => path !== undefined);
    return vaultPolicy(mountOf(this.options), paths, this.options.kvEngineVersion === 1, (message) => process.emitWarning(message, 'projen-astro-airflow'));
  }

  /** @internal */
  public _optionOf(kwarg: string): string | undefined {
    return VAULT_OPTION_OF[kwarg];
  }

  /** @internal */
  public get _contents(): SecretContents {
    return { form: 'with one or more fields', variable: 'any text in the field value', connection: 'a connection URI in the field conn_uri, or fields such as conn_type and host' };
  }

  /** @internal */
  public _credentialsWarnings(declared: DeclaredForSignIn): string[] {
    return signInWarnings(this.way, this.options, this.kwargs, declared);
  }

  /** @internal */
  public _checkCredentials(credentials: readonly CloudCredentials[], isOfTasks: boolean): void {
    if (this.way === 'appRole' && isOfTasks) {
      throw new AstroAirflowError(
        `${apiName('workersSecretsBackend')}: the ids of ${apiName('VaultCredentials.appRole')}() reach ${apiName('secretsBackend')} alone. Use ${apiName('VaultSecretsBackend.token')}() with ${apiName('VaultCredentials.session')}().`,
      );
    }
    const ofVault = credentials.filter((one) => one instanceof VaultCredentials);
    if (this.way === 'appRole' && ofVault.length === 0) {
      throw new AstroAirflowError(`${apiName('VaultSecretsBackend.appRole')}() gets its ids from ${apiName('VaultCredentials.appRole')}(). Add it to ${apiName('credentials')}.`);
    }
    // With several credentials, each backend has its own: the one of tasks can sign in differently.
    const [way] = ofVault.some((one) => one._way.backend === this.way) ? [] : ofVault.map((one) => one._way);
    if (way !== undefined) {
      throw new AstroAirflowError(
        `${apiName(`VaultSecretsBackend.${this.way}`)}() does not sign in with what ${apiName(`VaultCredentials.${way.name}`)}() brings. Declare ${apiName(`VaultSecretsBackend.${way.backend}`)}() beside it.`,
      );
    }
  }
}
