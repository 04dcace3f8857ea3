import type { SecretsLookupOptions } from '../secrets-lookup-options';

/**
 * Options of `AzureSecretsBackend.keyVault()`.
 *
 * They become the backend's kwargs. An omitted option keeps the provider's default, except the prefixes of connections and variables, which are
 * always written.
 */
export interface AzureKeyVaultOptions extends SecretsLookupOptions {
  /**
   * URL of the vault: `https://NAME.vault.azure.net`.
   *
   * Other Azure clouds have their own domain (`vault.azure.cn`, `vault.usgovcloudapi.net`).
   * `az keyvault list --query "[].properties.vaultUri"` prints the URLs of your vaults.
   */
  readonly vaultUrl: string;

  /**
   * Prefix of the secrets that hold connections. `''` means no prefix.
   *
   * @default 'airflow-connections'
   */
  readonly connectionsPrefix?: string;

  /**
   * Prefix of the secrets that hold variables. `''` means no prefix.
   *
   * @default 'airflow-variables'
   */
  readonly variablesPrefix?: string;

  /**
   * Prefix of the secrets that hold Airflow configuration options. `''` means no prefix.
   *
   * @default - the provider's: `airflow-config`
   */
  readonly configPrefix?: string;

  /**
   * Separator between prefix and key in the name of a secret, which also replaces each `_` of both: letters, digits and dashes, as Key Vault allows
   * no other characters. `''` removes them.
   *
   * @default '-'
   */
  readonly sep?: string;

  /**
   * Additional arguments of the provider's class, by their names in Python: `{ managed_identity_client_id: '…' }`. The class passes arguments that
   * it does not know to `SecretClient` of the Azure SDK. An argument that has an option is refused, and so is one that no version knows.
   *
   * @default - none
   */
  readonly extraKwargs?: { readonly [name: string]: any };
}

/**
 * Options of `AzureSecretsBackend.roleAssignmentCommands()`.
 */
export interface KeyVaultRoleOptions {
  /**
   * Identity that may read the secrets: a user (`alice@example.com`), or the object ID of a user, group or service principal.
   */
  readonly assignee: string;

  /**
   * ID of the vault's subscription.
   */
  readonly subscriptionId: string;

  /**
   * Name of the vault's resource group.
   */
  readonly resourceGroup: string;

  /**
   * Names of the secrets that may be read, as returned by `secretNameForVariable()` and `secretNameForConnection()`. Azure has no role assignment
   * for all names with a prefix.
   *
   * @default - all secrets of the vault
   */
  readonly secretNames?: string[];
}
