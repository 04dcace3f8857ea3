import type { AzureKeyVaultOptions, KeyVaultRoleOptions } from './azure-backend-options';
import { azCommand, createArgs, deleteArgs, purgeArgs, roleArgs } from './azure-commands';
import { AzureCredentials } from './azure-credentials';
import { AskedNames, AZURE_PROVIDER, KEY_VAULT_CLASS, KEY_VAULT_OPTION_OF, keyVaultKwargs, keyVaultName, keyVaultWarnings } from './azure-key-vault';
import { vaultOf, type Vault } from './azure-names';
import { AZURE_SIGN_IN } from './azure-sign-in';
import { checkCall, checkMadeBy } from '../../arguments/check-call';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import type { CloudCredentials } from '../cloud-credentials';
import type { LookupKind } from '../lookup';
import { SecretsBackend } from '../secrets-backend';
import { signInWarning, type DeclaredForSignIn } from '../sign-in';

/**
 * Secrets backend of the Microsoft Azure provider.
 *
 * @example
 * AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net', variablesPrefix: 'team-variables' });
 */
export class AzureSecretsBackend extends SecretsBackend {
  /**
   * Azure Key Vault.
   *
   * The secret of a variable `my_var` is `airflow-variables-my-var`, that of a connection `my_conn` is `airflow-connections-my-conn`. Key Vault does
   * not allow `_` in names, so the separator replaces it: `a_b` and `a-b` are the same secret. Keys that are known to collide cause a warning.
   *
   * @param options URL of the vault, prefixes, separator and other arguments
   * @throws if the URL, a prefix or the separator is not valid for Azure, or the provider would ignore an argument
   */
  public static keyVault(options: AzureKeyVaultOptions): AzureSecretsBackend {
    checkCall('AzureSecretsBackend.keyVault', arguments);
    return new AzureSecretsBackend(options);
  }

  /** Name of the Azure service. */
  public readonly displayName: string = 'Azure Key Vault';

  /** Python class in `airflow.providers.microsoft.azure.secrets`. */
  public readonly classPath: string = KEY_VAULT_CLASS;

  /** Arguments of the class. A kind of lookup that is switched off has the prefix `null`. */
  public readonly kwargs: { readonly [name: string]: any };

  /** The Microsoft Azure provider. */
  public readonly requirement?: string = AZURE_PROVIDER;

  private readonly vault: Vault;
  private readonly asked = new AskedNames();
  private readonly said: string[];

  private constructor(private readonly options: AzureKeyVaultOptions) {
    super();
    checkMadeBy('AzureSecretsBackend.keyVault', arguments);
    this.kwargs = keyVaultKwargs(options);
    this.vault = vaultOf(options.vaultUrl);
    this.said = keyVaultWarnings(options);
  }

  /** Warnings about prefixes that lead to the same names, and about keys that are the same secret. */
  public get warnings(): string[] {
    return [...this.said];
  }

  /**
   * Name of the secret that holds a variable, for example `airflow-variables-my-var`.
   *
   * @param key the variable's key in Airflow
   * @returns undefined if variables are not looked up in the backend
   * @throws if the key is not valid for Airflow or Azure
   */
  public secretNameForVariable(key: string): string | undefined {
    checkCall('AzureSecretsBackend.secretNameForVariable', arguments);
    return this.nameFor('variables', key);
  }

  /**
   * Name of the secret that holds a connection, for example `airflow-connections-my-conn`.
   *
   * @param connectionId the connection's id in Airflow
   * @returns undefined if connections are not looked up in the backend
   * @throws if the id is not valid for Airflow or Azure
   */
  public secretNameForConnection(connectionId: string): string | undefined {
    checkCall('AzureSecretsBackend.secretNameForConnection', arguments);
    return this.nameFor('connections', connectionId);
  }

  /**
   * Azure CLI command that creates a secret.
   *
   * @param secretName the secret's name
   * @param value the plain text to store
   * @returns undefined if the value starts with `@`, which the Azure CLI would take for the name of a file
   */
  public createCommand(secretName: string, value: string): string | undefined {
    checkCall('AzureSecretsBackend.createCommand', arguments);
    const args = createArgs(this.vault, secretName, value);
    return args === undefined ? undefined : azCommand(args);
  }

  /**
   * Azure CLI command that deletes a secret. Key Vault keeps a deleted secret for 7 to 90 days, in which it can be recovered, and its name cannot
   * be reused unless `purgeCommand()` removes it.
   *
   * @param secretName the secret's name
   */
  public deleteCommand(secretName: string): string | undefined {
    checkCall('AzureSecretsBackend.deleteCommand', arguments);
    return azCommand(deleteArgs(this.vault, secretName));
  }

  /**
   * Azure CLI command that permanently removes a deleted secret. It needs the permission to purge secrets, which the role `Key Vault Secrets Officer`
   * has. A vault with purge protection refuses it.
   *
   * @param secretName the secret's name
   */
  public purgeCommand(secretName: string): string {
    checkCall('AzureSecretsBackend.purgeCommand', arguments);
    return azCommand(purgeArgs(this.vault, secretName));
  }

  /**
   * Azure CLI commands that assign the role `Key Vault Secrets User`, the least privilege to read secrets, for the vault or for some of its secrets.
   * The vault must use Azure role-based access control (`enableRbacAuthorization`).
   *
   * @param options identity, location of the vault and names of secrets
   * @returns one command for the vault, or one for each secret
   * @throws if an option is not valid for Azure
   * @example
   * const backend = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net' });
   * backend.roleAssignmentCommands({
   *   assignee: 'alice@example.com',
   *   subscriptionId: '11111111-2222-3333-4444-555555555555',
   *   resourceGroup: 'team',
   * });
   */
  public roleAssignmentCommands(options: KeyVaultRoleOptions): string[] {
    checkCall('AzureSecretsBackend.roleAssignmentCommands', arguments);
    return roleArgs(this.vault, options).map(azCommand);
  }

  /** @internal */
  public _optionOf(kwarg: string): string | undefined {
    return KEY_VAULT_OPTION_OF[kwarg];
  }

  /** @internal */
  public _checkCredentials(credentials: readonly CloudCredentials[]): void {
    const { resource } = this.vault;
    for (const { _resources: resources } of credentials.filter((one) => one instanceof AzureCredentials)) {
      if (!resources.some((one) => one.replace(/\/+$/, '') === resource)) {
        throw new AstroAirflowError(`The secrets backend needs tokens for ${resource}, and ${apiName('AzureCredentials.session')}() declares resources without it. Add "${resource}" to resources there.`);
      }
    }
  }

  /** @internal */
  public _credentialsWarnings(declared: DeclaredForSignIn): string[] {
    return signInWarning('AzureSecretsBackend.keyVault', AZURE_SIGN_IN, declared);
  }

  private nameFor(kind: LookupKind, key: string): string | undefined {
    const name = keyVaultName(this.options, kind, key);
    const collision = name === undefined ? undefined : this.asked.collision(kind, key, name);
    if (collision !== undefined && !this.said.includes(collision)) {
      this.said.push(collision);
    }
    return name;
  }
}
