import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkNoSecret } from '../../text/secret-check';

/** What a token for Key Vault is for, in the public cloud. */
export const VAULT_RESOURCE = 'https://vault.azure.net';

/** The domains of vaults, and what a token for them is for (azure-cli-core's cloud.py has suffixes and resources of each cloud). */
const VAULT_DOMAINS: Readonly<Record<string, string>> = {
  'vault.azure.net': VAULT_RESOURCE,
  'vault.azure.cn': 'https://vault.azure.cn',
  'vault.usgovcloudapi.net': 'https://vault.usgovcloudapi.net',
  'vault.microsoftazure.de': 'https://vault.microsoftazure.de',
  'vault.cloudapi.eaglex.ic.gov': 'https://vault.cloudapi.eaglex.ic.gov',
  'vault.cloudapi.microsoft.scloud': 'https://vault.cloudapi.microsoft.scloud',
};

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i;
/** Between 3 and 24 letters, digits and single dashes, a letter first, no dash last ("Azure Key Vault naming rules"). */
const VAULT_NAME = /^(?=.{3,24}$)[a-z](?:-?[a-z\d])*$/i;

/** Whether it is an id of Azure. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** A vault as its URL names it. */
export interface Vault {
  /** As `az keyvault secret --vault-name` takes it. */
  readonly name: string;
  /** What a token for it is for. */
  readonly resource: string;
}

/** @throws AstroAirflowError if it is neither the id nor a domain of a tenant of Microsoft Entra */
export function checkTenant(tenant: string): void {
  checkNoSecret(tenant, apiName('tenantId'));
  if (!isGuid(tenant) && !DOMAIN.test(tenant)) {
    throw new AstroAirflowError(
      `${apiName('tenantId')} "${tenant}" is not a tenant of Microsoft Entra. Use its id (az account show --query tenantId --output tsv prints it) or its domain, such as contoso.onmicrosoft.com.`,
    );
  }
}

/**
 * The vault that a URL names.
 *
 * @throws AstroAirflowError if it is not the URL of a vault; the URL is not repeated where it may have a secret
 */
export function vaultOf(vaultUrl: string): Vault {
  const option = apiName('vaultUrl');
  checkNoSecret(vaultUrl, option);
  const [, scheme = '', host = '', rest = ''] = /^([a-z]+:\/\/)?([^/]*)(.*)$/i.exec(vaultUrl) ?? [];
  if (/[@?#]/.test(vaultUrl)) {
    throw new AstroAirflowError(`${option} has a user or a query in it, which may be a secret, and declarations are committed. Write the URL of the vault alone: https://NAME.vault.azure.net.`);
  }
  if (scheme.toLowerCase() !== 'https://') {
    const why = scheme === '' ? 'has no https://, without which nothing is found' : 'is not an https:// URL, and no token is sent to another one';
    throw new AstroAirflowError(`${option} "${vaultUrl}" ${why}. Expected ${scheme === '' && host.includes('.') ? `https://${host}` : 'https://NAME.vault.azure.net'}.`);
  }
  const [name, ...domain] = host.toLowerCase().split('.');
  const resource = Object.hasOwn(VAULT_DOMAINS, domain.join('.')) ? VAULT_DOMAINS[domain.join('.')] : undefined;
  if (!['', '/'].includes(rest) || resource === undefined) {
    const why = resource === undefined ? 'is not in a domain of Azure Key Vault' : 'has a path, and a vault has none';
    throw new AstroAirflowError(`${option} "${vaultUrl}" ${why}. Expected https://NAME.DOMAIN with one of the domains ${Object.keys(VAULT_DOMAINS).join(', ')}.`);
  }
  if (!VAULT_NAME.test(name)) {
    throw new AstroAirflowError(`${option} "${vaultUrl}" has no name that a vault can have: 3 to 24 letters, digits and single dashes, with a letter first. az keyvault list --query "[].properties.vaultUri" prints the URLs of your vaults.`);
  }
  return { name, resource };
}

/**
 * Checks what a token is asked for.
 *
 * @throws AstroAirflowError if no resource of Microsoft Entra has such an identifier
 */
export function checkResource(resource: string): void {
  checkNoSecret(resource, 'resources:');
  if (!/^(?:https:\/\/[a-z\d-]+(?:\.[a-z\d-]+)+(?:\/[\w.-]+)*\/?|api:\/\/[\w.-]+(?:\/[\w.-]+)*)$/.test(resource) && !isGuid(resource)) {
    const hint = resource.endsWith('/.default') ? ' without /.default' : '';
    throw new AstroAirflowError(
      `resources: "${resource}" is not a resource of Microsoft Entra. Write what az account get-access-token takes as --resource${hint}: https://HOST in lower case, such as ${VAULT_RESOURCE} or https://storage.azure.com, api://NAME, or the id of an application.`,
    );
  }
  if (resource.endsWith('/.default')) {
    throw new AstroAirflowError(`resources: "${resource}" is a scope. Omit /.default.`);
  }
}

/** A resource as the name of its token's file has it; our `az` computes the same. */
export function resourceName(resource: string): string {
  return resource.replace(/^https:\/\//, '').replace(/\/+$/, '').replace(/[:/]/g, '_');
}
