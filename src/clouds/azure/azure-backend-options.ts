/**
 * Options of `AzureSecretsBackend.keyVault()`. They become the backend's kwargs; what is omitted keeps the provider's own default, apart from
 * the two prefixes, which are always written so that a reader sees them.
 */
export interface AzureKeyVaultOptions {
  /**
   * The URL of the vault: `https://NAME.vault.azure.net`, or in a domain of another cloud of Azure (`vault.azure.cn`,
   * `vault.usgovcloudapi.net`). `az keyvault list --query "[].properties.vaultUri"` prints those that you have.
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
   * @default - not written: the provider takes `airflow-config`
   */
  readonly configPrefix?: string;

  /**
   * Whether connections are looked up in the backend. `false` is written as the prefix `null`.
   *
   * @default true
   */
  readonly connections?: boolean;

  /**
   * Whether variables are looked up in the backend. `false` is written as the prefix `null`.
   *
   * @default true
   */
  readonly variables?: boolean;

  /**
   * Whether Airflow configuration options are looked up in the backend. `false` is written as the prefix `null`.
   *
   * @default true
   */
  readonly config?: boolean;

  /**
   * What is between prefix and key in a secret's name, and in the place of each `_` of both: letters, digits and dashes, as Key Vault allows no
   * other characters. `''` drops them.
   *
   * @default '-'
   */
  readonly sep?: string;

  /**
   * Further arguments of the provider's class, by their names in Python: `{ managed_identity_client_id: '…' }`. Those that the class does not
   * name go to `SecretClient` of the Azure SDK. An argument that has an option is refused, and so is one that no version knows.
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
   * The identity that may read the secrets: a user (`alice@example.com`), or the object id of a user, group or service principal.
   */
  readonly assignee: string;

  /**
   * The id of the subscription that the vault is in.
   */
  readonly subscriptionId: string;

  /**
   * The name of the resource group that the vault is in.
   */
  readonly resourceGroup: string;

  /**
   * Names of the only secrets that may be read, as `secretNameForVariable()` and `secretNameForConnection()` give them. Azure has no rule for all
   * names that start with a prefix.
   *
   * @default - all secrets of the vault
   */
  readonly secretNames?: string[];
}
