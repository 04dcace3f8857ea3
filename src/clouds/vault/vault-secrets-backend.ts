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
import type { DeclaredForSignIn, SecretContents } from '../backend-declarations';
import type { CloudCredentials } from '../cloud-credentials';
import { LOOKUP_KINDS } from '../lookup';
import { SecretsBackend } from '../secrets-backend';

/**
 * The secrets backend of HashiCorp Vault, and of OpenBao, which has the same API: a static method for each way to sign in. Every other way of
 * the provider, such as Kubernetes or LDAP, is a `CustomSecretsBackend`; with OIDC nobody can sign in from a container, so a developer does
 * so on the host, and `VaultCredentials.session()` brings the token.
 *
 * @example
 * VaultSecretsBackend.token({ url: 'https://vault.example.com:8200', mountPoint: 'kv' });
 */
export class VaultSecretsBackend extends SecretsBackend {
  /**
   * The token is in a file of the containers, where `VaultCredentials.session()` puts it: that of the developer's own `vault login`. A
   * variable `my_var` is the secret `airflow/variables/my_var` at the mount point, in its field `value`; a connection `my_conn` is
   * `airflow/connections/my_conn`, as a URI in its field `conn_uri`, or in fields such as `conn_type` and `host`.
   *
   * @param options paths, mount point, version of the engine, URL, namespace, file of the token, further arguments
   * @throws if a path, a URL or a version is one that Vault or the provider would refuse, or an argument is a secret or not known
   */
  public static token(options: VaultTokenOptions = {}): VaultSecretsBackend {
    checkCall('VaultSecretsBackend.token', arguments);
    const { tokenPath = `${SESSION_TARGET}/${TOKEN_FILE}`, ...common } = options;
    checkContainerFile(tokenPath, apiName('tokenPath'), `${SESSION_TARGET}/${TOKEN_FILE}`);
    return new VaultSecretsBackend('token', common, { token_path: tokenPath });
  }

  /**
   * The token is `VAULT_TOKEN` of the containers, which `VaultCredentials.fromEnvironment()` passes on from the shell. For CI. Secrets are
   * named as by `token()`.
   *
   * @param options paths, mount point, version of the engine, URL, namespace, further arguments
   * @throws if a path, a URL or a version is one that Vault or the provider would refuse, or an argument is a secret or not known
   */
  public static environment(options: VaultEnvironmentOptions = {}): VaultSecretsBackend {
    checkCall('VaultSecretsBackend.environment', arguments);
    return new VaultSecretsBackend('environment', options, {});
  }

  /**
   * Airflow itself signs in with AppRole, by the ids that `VaultCredentials.appRole()` passes on from the shell (Airflow 3.2 or newer). Secrets
   * are named as by `token()`.
   *
   * @param options paths, mount points, version of the engine, URL, namespace, further arguments
   * @throws if a path, a URL or a version is one that Vault or the provider would refuse, or an argument is a secret or not known
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

  /** HashiCorp Vault. */
  public readonly displayName: string = 'HashiCorp Vault';

  /** The class in `airflow.providers.hashicorp.secrets`. */
  public readonly classPath: string = VAULT_CLASS;

  /** The arguments of that class; a kind of lookup that is switched off has the path `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The HashiCorp provider. */
  public readonly requirement?: string = VAULT_PROVIDER;

  /** Paths that are the same, a URL that is the container itself, a certificate that nobody checks. */
  public readonly warnings: string[];

  private constructor(private readonly way: VaultWay, private readonly options: VaultSecretsBackendOptions, wayKwargs: Readonly<Record<string, unknown>>) {
    super();
    checkMadeBy('VaultSecretsBackend.token', arguments);
    this.kwargs = vaultKwargs(options, wayKwargs);
    this.warnings = vaultWarnings(options);
  }

  /**
   * The name of the secret that holds a variable, with the mount point first: `secret/airflow/variables/my_var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend
   * @throws if Airflow or Vault would refuse the key
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('VaultSecretsBackend.secretNameForVariable', arguments);
    return vaultSecretName(this.options, 'variables', key);
  }

  /**
   * The name of the secret that holds a connection, with the mount point first: `secret/airflow/connections/my_conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend
   * @throws if Airflow or Vault would refuse the id
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('VaultSecretsBackend.secretNameForConnection', arguments);
    return vaultSecretName(this.options, 'connections', connectionId);
  }

  /**
   * The command of the Vault CLI that creates the secret, in bash and PowerShell alike. With OpenBao the program is `bao`.
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
   * The command of the Vault CLI that deletes the secret with all its versions, in bash and PowerShell alike. With OpenBao the program is `bao`.
   *
   * @param secretName the secret's name, with its mount point
   */
  public deleteCommand(secretName: string): string | undefined {
    checkCall('VaultSecretsBackend.deleteCommand', arguments);
    return vaultCommand(this.options, this.options.kvEngineVersion === 1 ? ['kv', 'delete'] : ['kv', 'metadata', 'delete'], placeOf(this.options, secretName));
  }

  /**
   * The least-privilege policy that lets a token read exactly the secrets below the paths, and no others. A path that is empty opens the whole
   * mount: then a warning is printed.
   *
   * @returns a policy in HCL, for `vault policy write airflow-read FILE`
   * @throws if every kind of lookup is switched off, or a path has a character that means something in a policy
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
    // With several, each backend has its own: that of tasks can sign in in another way.
    const [way] = ofVault.some((one) => one._way.backend === this.way) ? [] : ofVault.map((one) => one._way);
    if (way !== undefined) {
      throw new AstroAirflowError(
        `${apiName(`VaultSecretsBackend.${this.way}`)}() does not sign in with what ${apiName(`VaultCredentials.${way.name}`)}() brings. Declare ${apiName(`VaultSecretsBackend.${way.backend}`)}() beside it.`,
      );
    }
  }
}
