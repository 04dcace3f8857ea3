import type { KeyVaultRoleOptions } from './azure-backend-options';
import { isGuid, type Vault } from './azure-names';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkNoSecret } from '../../text/secret-check';
import { cliLine } from '../../text/shell-words';

/** The built-in role that reads the values of secrets and nothing else. */
const ROLE = 'Key Vault Secrets User';

/** Arguments of the Azure CLI that create a secret, and print its id alone; undefined if the CLI would take the value for the name of a file. */
export function createArgs({ name: vault }: Pick<Vault, 'name'>, name: string, value: string): readonly string[] | undefined {
  return value.startsWith('@') ? undefined : ['keyvault', 'secret', 'set', '--vault-name', vault, ...option('--name', name), ...option('--value', value), '--query', 'id', '--output', 'tsv'];
}

/** Those that delete it. It can be recovered, and its name is taken, until it is purged. */
export function deleteArgs({ name: vault }: Pick<Vault, 'name'>, name: string): readonly string[] {
  return ['keyvault', 'secret', 'delete', '--vault-name', vault, ...option('--name', name), '--output', 'none'];
}

/** Those that make its name free again. */
export function purgeArgs({ name: vault }: Pick<Vault, 'name'>, name: string): readonly string[] {
  return ['keyvault', 'secret', 'purge', '--vault-name', vault, ...option('--name', name)];
}

/** Those that read it as the backend does, and print its id alone. */
export function readArgs({ name: vault }: Pick<Vault, 'name'>, name: string): readonly string[] {
  return ['keyvault', 'secret', 'show', '--vault-name', vault, ...option('--name', name), '--query', 'id', '--output', 'tsv'];
}

/** A command of the Azure CLI that POSIX shells and PowerShell read alike, where there is such a form. */
export function azCommand(args: readonly string[]): string {
  return cliLine(['az', ...args]);
}

/**
 * The commands that let somebody read the secrets of a vault, or some of them.
 *
 * @throws AstroAirflowError if Azure would refuse one of the options
 */
export function roleArgs({ name }: Vault, options: KeyVaultRoleOptions): ReadonlyArray<readonly string[]> {
  const { assignee, subscriptionId, resourceGroup, secretNames } = options;
  [[assignee, 'assignee'], [resourceGroup, apiName('resourceGroup')]].forEach(([value, what]) => checkNoSecret(value, what));
  if (!/^[^\s'"@]+@[^\s'"@]+$/.test(assignee) && !isGuid(assignee)) {
    throw new AstroAirflowError(`assignee "${assignee}" is neither a user's name (alice@example.com) nor an object id. az ad signed-in-user show --query id --output tsv prints your own.`);
  }
  if (!isGuid(subscriptionId)) {
    throw new AstroAirflowError(`${apiName('subscriptionId')} "${subscriptionId}" is not the id of a subscription. az account show --query id --output tsv prints the one in use.`);
  }
  if (!/^[\p{L}\p{Nd}_().-]{1,89}[\p{L}\p{Nd}_()-]$|^[\p{L}\p{Nd}_()-]$/u.test(resourceGroup)) {
    throw new AstroAirflowError(`${apiName('resourceGroup')} "${resourceGroup}" is not the name of a resource group: 1 to 90 letters, digits and _-().; no dot last.`);
  }
  if (secretNames?.length === 0) {
    throw new AstroAirflowError(`${apiName('secretNames')} is empty, so there is nothing to allow. Omit it for all secrets of the vault.`);
  }
  const vault = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`;
  return (secretNames ?? [undefined]).map((secret) => {
    if (secret !== undefined && !/^[\da-zA-Z-]{1,127}$/.test(secret)) {
      throw new AstroAirflowError(`${apiName('secretNames')}: "${secret}" is not the name of a secret in Azure Key Vault: 1 to 127 letters, digits and dashes.`);
    }
    return ['role', 'assignment', 'create', '--role', ROLE, '--assignee', assignee, '--scope', secret === undefined ? vault : `${vault}/secrets/${secret}`];
  });
}

/** With `=` where the value looks like an option itself. */
function option(name: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`${name}=${value}`] : [name, value];
}
