/**
 * Options that all ways of the secrets backend of HashiCorp Vault share. They become the backend's kwargs. The three paths and the mount point
 * are always written, so that a reader sees them.
 */
export interface VaultSecretsBackendOptions {
  /**
   * Path of the secrets that hold connections, below the mount point and without slashes around it. `''` means no path.
   *
   * @default 'airflow/connections'
   */
  readonly connectionsPath?: string;

  /**
   * Path of the secrets that hold variables, below the mount point and without slashes around it. `''` means no path.
   *
   * @default 'airflow/variables'
   */
  readonly variablesPath?: string;

  /**
   * Path of the secrets that hold Airflow configuration options, below the mount point and without slashes around it. `''` means no path.
   *
   * @default 'airflow/config'
   */
  readonly configPath?: string;

  /**
   * Whether connections are looked up in the backend. `false` is written as the path `null`.
   *
   * @default true
   */
  readonly connections?: boolean;

  /**
   * Whether variables are looked up in the backend. `false` is written as the path `null`.
   *
   * @default true
   */
  readonly variables?: boolean;

  /**
   * Whether Airflow configuration options are looked up in the backend. `false` is written as the path `null`.
   *
   * @default true
   */
  readonly config?: boolean;

  /**
   * Where the KV secrets engine is mounted (`vault secrets list`), without slashes around it. `''` is written as `null`: each key then begins
   * with its mount, and `kv/my_var` is the secret `kv/airflow/variables/my_var`.
   *
   * @default 'secret'
   */
  readonly mountPoint?: string;

  /**
   * Version of the KV secrets engine: 1 or 2 (`vault secrets list -detailed` shows it under Options).
   *
   * @default 2
   */
  readonly kvEngineVersion?: number;

  /**
   * URL of Vault as the containers see it: `https://vault.example.com:8200`. For one on the developer's machine
   * `http://host.docker.internal:8200`, not `localhost`.
   *
   * @default - VAULT_ADDR of the container, which `VaultCredentials` passes on from the shell
   */
  readonly url?: string;

  /**
   * Namespace of Vault Enterprise, HCP Vault or OpenBao that has the mount point: `admin/data-team`. The backend does not read VAULT_NAMESPACE.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;

  /**
   * How the certificate of Vault is checked: a file in the container with the certificates of your own authority
   * (`/usr/local/airflow/include/ca.pem`), or `false` for no check. The backend does not read VAULT_CACERT.
   *
   * @default - by the authorities that Python's requests knows, or REQUESTS_CA_BUNDLE of the container
   */
  readonly verify?: any;

  /**
   * Further arguments of the provider's class or of hvac's client, by their names in Python: `{ timeout: 5 }`. An argument that has an option,
   * is a secret or is not known is refused.
   *
   * @default - none
   */
  readonly extraKwargs?: { readonly [name: string]: any };
}

/**
 * Options of `VaultSecretsBackend.token()`.
 */
export interface VaultTokenOptions extends VaultSecretsBackendOptions {
  /**
   * File in the containers that has the token and nothing else. It is read again when Vault refuses the token that was read before.
   *
   * @default '/home/astro/.vault/token', which `VaultCredentials.session()` fills
   */
  readonly tokenPath?: string;
}

/**
 * Options of `VaultSecretsBackend.environment()`.
 */
export interface VaultEnvironmentOptions extends VaultSecretsBackendOptions {}

/**
 * Options of `VaultSecretsBackend.appRole()`.
 */
export interface VaultAppRoleOptions extends VaultSecretsBackendOptions {
  /**
   * Where the AppRole auth method is mounted (`vault auth list`), without slashes around it.
   *
   * @default 'approle'
   */
  readonly authMountPoint?: string;
}
