/**
 * Options of `AzureCredentials.session()`.
 */
export interface AzureSessionOptions {
  /**
   * The tenant of Microsoft Entra whose tokens the containers get: its id, or its domain (`contoso.onmicrosoft.com`). Declare it where
   * developers are in several tenants; the vault must be in that one.
   *
   * @default - the tenant of the subscription that the developer's Azure CLI uses (`az account show`)
   */
  readonly tenantId?: string;

  /**
   * What the tokens are for, each as `az account get-access-token --resource` takes it: `https://storage.azure.com`,
   * `https://management.azure.com`, `https://database.windows.net`, the id of an application. Code in the containers gets tokens for these and for
   * nothing else.
   *
   * @default ['https://vault.azure.net']
   */
  readonly resources?: string[];

  /**
   * The host's folder for the tokens of all projects: below `~`, or absolute. It must be on a disk that has modes and may run programs, and
   * Docker must be allowed to mount it.
   *
   * @default '~/.airflow-credentials'
   */
  readonly directory?: string;
}
