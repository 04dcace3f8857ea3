import { createArgs, deleteArgs, readArgs } from './azure-commands';
import { VAULT_RESOURCE, vaultOf } from './azure-names';
import { CLI_ENVIRONMENT } from './azure-session';
import { azureCauses } from './azure-session-causes';
import type { CauseRule } from '../../host/host-session';
import { docPage } from '../../text/doc-page';
import type { SecretCommands, SecretsPlace } from '../known-backend';
import type { Online, OnlineFailure } from '../online';

/** How the host asks Azure: with the identity of its Azure CLI, which is the containers' own. */
export const AZURE_ONLINE: Online = {
  placeOf: ({ vault_url: endpoint }) => (typeof endpoint === 'string' && endpoint !== '' ? { endpoint } : {}),
  who: 'the Azure CLI',
  identity: () => ['account', 'show', '--query', 'user.name', '--output', 'tsv'],
  environment: () => CLI_ENVIRONMENT,
  idIn: (stdout) => /^(?:https:\/\/[\w.-]+\/secrets\/)?([\w.@+'/#!^~-]+)\s*$/.exec(stdout)?.[1],
  // It has no options for that.
  impatient: [],
  refusedPermission: (stderr) => (/\(Forbidden\)|ForbiddenBy|AKV10\d+/.test(stderr) ? (/Action: '([\w./]+)'/.exec(stderr)?.[1] ?? '') : undefined),
  codeIn: (stderr) => /\bERROR: \((\w+)\)/.exec(stderr)?.[1],
  failureIn: (stderr) => RULES.find(({ pattern }) => pattern.test(stderr)),
  allowing: `as roleAssignmentCommands() of the backend does (${docPage('docs/azure.md#least-privilege')})`,
};

/** What the Azure CLI is called with for a secret. It replaces a secret of that name, and leaves a deleted one behind, so that a user runs what creates one. */
export const KEY_VAULT_COMMANDS: SecretCommands = {
  read: (name, place) => readArgs({ name: vaultNameOf(place) ?? 'unknown' }, name),
  create: (name, value, place) => inVault(place, (vault) => createArgs(vault, name, value)),
  overwrites: 'the Azure CLI replaces a secret that exists',
  remove: (name, place) => inVault(place, (vault) => deleteArgs(vault, name)),
  permission: 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
  isAbsent: (stderr) => /\(SecretNotFound\)/.test(stderr),
  isTaken: () => false,
};

/** Errors of the CLI with which it knows no answer. */
const RULES: ReadonlyArray<OnlineFailure & { readonly pattern: RegExp }> = [
  { pattern: /host='[\w-]+\.vault\.[^]*(?:Failed to resolve|Name or service not known|getaddrinfo failed|nodename nor servname)/, text: 'there is no vault of that name, or no network', fix: 'az keyvault list --query "[].properties.vaultUri" prints the URLs of your vaults' },
  { pattern: /disabled secret/, text: 'the secret is disabled', fix: 'az keyvault secret set-attributes --enabled true, with --vault-name and --name' },
  ...azureCauses(undefined, VAULT_RESOURCE).map(ofSession),
];

/** Its text names the command as well. */
function ofSession({ pattern, text, signIn, isNetwork }: CauseRule): OnlineFailure & { readonly pattern: RegExp } {
  const [what, fix] = signIn === undefined ? [text.replace(/\.$/, '')] : text.split(/: (?=az )/);
  return { pattern, text: what, fix, isNetwork };
}

/** Undefined for a vault that is not known. */
function inVault<T>(place: SecretsPlace, args: (vault: { readonly name: string }) => T): T | undefined {
  const name = vaultNameOf(place);
  return name === undefined ? undefined : args({ name });
}

/** What is in .env need not be the URL of a vault; then the Azure CLI says that there is none. */
function vaultNameOf({ endpoint = '' }: SecretsPlace): string | undefined {
  try {
    return vaultOf(endpoint).name;
  } catch {
    return undefined;
  }
}
