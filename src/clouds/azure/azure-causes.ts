import { PATTERNS } from './azure-session-causes';
import { NOT_FOUND_SYMPTOM, type Cause } from '../cause';

const AZ = 'AzureCliCredential: projen-astro-airflow: ';

/** What azure-identity, the SDK of Key Vault and the provider print in the containers. */
const CREDENTIALS: readonly Cause[] = [
  { id: 'azure-token-ended', section: 'credentials', symptom: `\`${AZ}the token for … has ended\``, pattern: /projen-astro-airflow: the token for \S+ has ended/, cause: 'the token of a session has ended, and nothing renewed it', fix: 'run `npx projen login`; the running containers need no restart. `npx projen login --watch` renews tokens' },
  { id: 'azure-token-absent', section: 'credentials', symptom: `\`${AZ}there is no token.\``, pattern: /projen-astro-airflow: there is no token\./, cause: 'there is no token of the session: after a logout, or `start --no-export`', fix: 'run `npx projen login`' },
  { id: 'azure-token-undeclared', section: 'credentials', symptom: `\`${AZ}there is no token for …, because the session does not declare it\``, pattern: /projen-astro-airflow: there is no token for \S+, because/, cause: 'code in a task asks for a token that `resources` of the session does not name', fix: 'add it to `resources`, then `npx projen` and `npx projen restart`' },
  { id: 'azure-other-tenant', section: 'credentials', symptom: `\`${AZ}the token for … is one of the tenant …, and one of the tenant … was asked for\``, pattern: /projen-astro-airflow: the token for \S+ is one of the tenant/, cause: 'the vault, or whatever was asked, is in another tenant than your Azure CLI', fix: 'declare `tenantId` of the session, then `npx projen` and `npx projen restart`; or `az account set` to a subscription of that tenant' },
  { id: 'azure-no-az', section: 'credentials', symptom: '`AzureCliCredential: Azure CLI not found on path`', pattern: /AzureCliCredential: Azure CLI not found on path/, cause: 'the session\'s `/usr/local/bin/az` is not in the container, or may not be run: the override was not merged, or your home is on a disk that runs no programs (`noexec`)', fix: 'run `npx projen`, then `astro dev restart`; with `noexec`, declare a `directory` of the session on another disk' },
  { id: 'azure-other-az', section: 'credentials', symptom: '`AzureCliCredential: Please run \'az login\' to set up an account`', pattern: /AzureCliCredential: Please run 'az login' to set up an account/, cause: 'an Azure CLI of the image is found before the session\'s `/usr/local/bin/az`', fix: 'remove it from the image: with a session no image needs one' },
  { id: 'azure-token-credentials', section: 'credentials', symptom: '`ValueError: Invalid value for AZURE_TOKEN_CREDENTIALS`', pattern: /Invalid value for AZURE_TOKEN_CREDENTIALS/, cause: 'the variable has another value than the session sets; azure-identity 1.23 takes `dev` and `prod` alone', fix: 'delete your own line: the session sets `dev`, which every version takes' },
  { id: 'azure-no-session', section: 'credentials', symptom: '`DefaultAzureCredential failed to retrieve a token from the included credentials`, and no line of it is from `projen-astro-airflow`', pattern: /DefaultAzureCredential failed to retrieve a token/, ways: ['none'], cause: 'the containers have no credentials of Azure', fix: 'declare `AzureCredentials.session()`' },
  { id: 'azure-denied', section: 'credentials', symptom: '`HttpResponseError: (Forbidden) Caller is not authorized … ForbiddenByRbac`', pattern: /ForbiddenByRbac/, cause: 'you may not read secrets of that vault: also its owner needs a role for that', fix: 'ask for the role `Key Vault Secrets User`: `roleAssignmentCommands()` of the backend gives the command. It takes up to ten minutes to work' },
  { id: 'azure-policy', section: 'credentials', symptom: '`(Forbidden) The user, group or application … does not have secrets get permission`', pattern: /ForbiddenByPolicy|does not have secrets get permission/, cause: 'the vault uses access policies instead of roles, and none lets you read secrets', fix: 'run `az keyvault set-policy --name VAULT --upn YOU --secret-permissions get`; or let the vault use roles' },
  { id: 'azure-firewall', section: 'credentials', symptom: '`(Forbidden) Client address is not authorized … ForbiddenByFirewall` or `… ForbiddenByConnection`', pattern: /ForbiddenByFirewall|ForbiddenByConnection|Client address is not authorized/, cause: 'the vault\'s firewall does not let your network in', fix: 'use the VPN; or `az keyvault network-rule add --name VAULT --ip-address YOURS`' },
  { id: 'azure-disabled', section: 'credentials', symptom: '`(Forbidden) Operation get is not allowed on a disabled secret`', pattern: /not allowed on a disabled secret|SecretDisabled/, cause: 'the secret is disabled, or outside its dates', fix: 'run `az keyvault secret set-attributes --vault-name VAULT --name NAME --enabled true`' },
  { id: 'azure-token-refused', section: 'credentials', symptom: '`(Unauthorized) AKV10022: Invalid audience` or another `AKV…`', pattern: /\(Unauthorized\) AKV\d+/, cause: 'Key Vault refuses the token: it is one for another service or another cloud of Azure', fix: 'run `npx projen login`; in another cloud, declare its vault in `resources`: `https://vault.azure.cn`' },
  { id: 'azure-unreachable', section: 'credentials', symptom: '`ServiceRequestError: … vault.azure.net`', pattern: /ServiceRequestError[^]{0,400}vault\.|host='[\w-]+\.vault\.[^']+', port=443/, cause: 'no network, a VPN, or there is no vault of that name', fix: 'check the network; `az keyvault list --query "[].properties.vaultUri"` prints the URLs of your vaults', covers: ['azure-vault-url'] },
  { id: 'azure-vault-url', section: 'credentials', symptom: '`ValueError: vault_url must be the URL of an Azure Key Vault`; or `ServiceRequestError` after five seconds', pattern: /vault_url must be the URL of an Azure Key Vault|ServiceRequestError/, cause: '`vault_url` is missing or misspelled in the kwargs, or has no `https://`', fix: 'declare `vaultUrl`; delete a `BACKEND_KWARGS` line of your own from `.env`' },
  { id: 'azure-challenge', section: 'credentials', symptom: '`ValueError: The challenge resource … does not match the requested domain`', pattern: /The challenge resource '[^']*' does not match the requested domain/, cause: 'the vault is reached by another name than its own, as a private address or a stand-in', fix: 'use its own name; for a stand-in, `extraKwargs: { verify_challenge_resource: false }`' },
];

const LOOKUP: readonly Cause[] = [
  { id: 'azure-name', section: 'lookup', symptom: '`Secret name … is not valid`', pattern: /Secret name .{1,300} is not valid/, cause: 'the key, the prefix or the separator has a character that Key Vault does not allow', fix: 'use letters, digits, `-` and `_` in keys, and another `sep` than `_`' },
  { id: 'name-in-azure', section: 'lookup', symptom: NOT_FOUND_SYMPTOM, when: 'no error is above it, with Azure Key Vault', isSilent: true, cause: 'there is no secret of that name: another prefix, another vault, a deleted secret; or each `_` was not written as `-`', fix: '`npx projen doctor --online` names the secret and whether it is there' },
];

/** What the Azure CLI of the host prints where it gives no token. The texts with the tenant are in azure-session-causes.ts. */
const EXPORT: readonly Cause[] = [
  { id: 'export-azure-signed-out', section: 'export', symptom: '`Please run \'az login\' to setup account.`, `User … does not exist in MSAL token cache`', pattern: PATTERNS.signedOut, cause: 'nobody is signed in to the Azure CLI', fix: '`npx projen login` signs in; or `az login`' },
  { id: 'export-azure-ended', section: 'export', symptom: '`AADSTS700082`, `AADSTS70043`, `AADSTS50173` and the like', pattern: PATTERNS.ended, cause: 'the sign-in has ended, or a new password revoked it', fix: '`npx projen login` signs in; or `az login`' },
  { id: 'export-azure-factor', section: 'export', symptom: '`AADSTS50076`, `AADSTS50079`, `AADSTS50158`', pattern: PATTERNS.secondFactor, cause: 'the tenant asks for a second factor for that resource', fix: '`npx projen login` signs in for it; or `az login --scope https://vault.azure.net/.default`' },
  { id: 'export-azure-tenant', section: 'export', symptom: '`AADSTS90002`, `AADSTS50020`', pattern: PATTERNS.tenant, cause: 'the tenant does not exist, or you are not in it', fix: '`az account tenant list`; declare one of these as `tenantId`' },
  { id: 'export-azure-resource', section: 'export', symptom: '`AADSTS500011`, `AADSTS65001`', pattern: PATTERNS.resource, cause: 'the tenant knows no such resource, or you may not use it from the Azure CLI', fix: 'correct `resources` of the session' },
  { id: 'export-azure-old', section: 'export', symptom: '`this Azure CLI prints no expires_on`', pattern: /prints no expires_on/, cause: 'the Azure CLI is older than 2.54', fix: '`az upgrade`' },
];

/** What people see where something is wrong with Azure. */
export const AZURE_CAUSES: readonly Cause[] = [...withCovers(CREDENTIALS), ...LOOKUP, ...EXPORT];

/** Each line of azure-identity is within the sentence that all credentials failed. */
function withCovers(causes: readonly Cause[]): Cause[] {
  return causes.map((cause) => (/AzureCliCredential/.test(cause.symptom) ? { ...cause, covers: [...(cause.covers ?? []), 'azure-no-session'] } : cause));
}
