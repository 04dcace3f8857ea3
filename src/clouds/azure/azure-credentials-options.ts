/**
 * Options of `AzureCredentials.session()`.
 */
export interface AzureSessionOptions {
  /**
   * Microsoft Entra tenant of the tokens: its ID or its domain (`contoso.onmicrosoft.com`).
   *
   * Declare it if developers have accounts in several tenants. It must be the tenant of the vault.
   *
   * @default - the tenant of the subscription that the developer's Azure CLI uses (`az account show`)
   */
  readonly tenantId?: string;

  /**
   * Resources that the tokens are for, in the format of `az account get-access-token --resource`.
   *
   * Examples are `https://storage.azure.com`, `https://management.azure.com`, `https://database.windows.net` and the ID of an application. Code in the
   * containers gets tokens for these resources only.
   *
   * @default ['https://vault.azure.net']
   */
  readonly resources?: string[];

  /**
   * Folder on the host for the tokens of all projects: below `~`, or absolute. Its disk must support file permissions and allow the execution of
   * programs, and Docker must be allowed to mount it.
   *
   * @default '~/.airflow-credentials'
   */
  readonly directory?: string;
}
