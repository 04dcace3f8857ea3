import type { SecretsLookupOptions } from '../secrets-lookup-options';

/**
 * Options that all Vault secrets backends share. They become the backend's kwargs. An omitted option keeps the provider's default, except the paths
 * and the mount point, which are always written.
 */
export interface VaultSecretsBackendOptions extends SecretsLookupOptions {
  /**
   * Path of the secrets that hold connections: below the mount point, without leading and trailing slashes. `''` means no path.
   *
   * @default 'airflow/connections'
   */
  readonly connectionsPath?: string;

  /**
   * Path of the secrets that hold variables: below the mount point, without leading and trailing slashes. `''` means no path.
   *
   * @default 'airflow/variables'
   */
  readonly variablesPath?: string;

  /**
   * Path of the secrets that hold Airflow configuration options: below the mount point, without leading and trailing slashes. `''` means no path.
   *
   * @default 'airflow/config'
   */
  readonly configPath?: string;

  /**
   * Mount path of the KV secrets engine (`vault secrets list`), without leading and trailing slashes. `''` is written as `null`: each key then starts
   * with its mount path, and `kv/my_var` is the secret `kv/airflow/variables/my_var`.
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
   * URL of Vault as the containers reach it: `https://vault.example.com:8200`.
   *
   * For a server on the developer's machine `http://host.docker.internal:8200`, not `localhost`.
   *
   * @default - VAULT_ADDR of the container, which `VaultCredentials` sets
   */
  readonly url?: string;

  /**
   * Namespace of the mount point, in Vault Enterprise, HCP Vault or OpenBao: `admin/data-team`. The backend does not read VAULT_NAMESPACE.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;

  /**
   * CA certificates to verify Vault's certificate: a file in the containers, such as `/usr/local/airflow/include/ca.pem`.
   *
   * `false` disables the verification, with a warning. The backend does not read VAULT_CACERT.
   *
   * @default - the CA certificates of Python's requests, or REQUESTS_CA_BUNDLE of the container
   */
  readonly verify?: any;

  /**
   * Additional arguments of the provider's class or of hvac's client, by their names in Python: `{ timeout: 5 }`. An argument that has an option, is
   * a secret or is unknown is refused.
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
   * File in the containers that contains only the token, such as the one of `VaultCredentials.session()`.
   *
   * It is read again if Vault refuses the token.
   *
   * @default '/home/astro/.vault/token'
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
   * Mount path of the AppRole auth method (`vault auth list`), without leading and trailing slashes.
   *
   * @default 'approle'
   */
  readonly authMountPoint?: string;
}
