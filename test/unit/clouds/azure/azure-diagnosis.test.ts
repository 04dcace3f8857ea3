import { AZURE_DIAGNOSIS } from '../../../../src/clouds/azure/azure-diagnosis';
import { knownKwargs } from '../../../../src/clouds/kwargs-check';
import { causesIn } from '../../../../src/doctor/causes';
import { AZURE_2_91, ENTRA } from '../../../support/host/azure-outputs';

const { online, backends: [{ commands, classPath }], cli, causes } = AZURE_DIAGNOSIS;
const ids = (log: string): string[] => causesIn(log).map(({ id }) => id);

/** What azure-identity prints where no credential has a token, with what the Azure CLI's has to say. */
const chain = (said: string): string => `2026-11-29T16:11:50.225605Z [warning  ] DefaultAzureCredential failed to retrieve a token from the included credentials.
Attempted credentials:
\tSharedTokenCacheCredential: Shared token cache unavailable
\tAzureCliCredential: ${said}

\tAzurePowerShellCredential: PowerShell is not installed
To mitigate this issue, please refer to the troubleshooting guidelines here at https://aka.ms/azsdk/python/identity/defaultazurecredential/troubleshoot.
NOT FOUND variable my_var: KeyError: 'Variable my_var does not exist.'`;

/** As the SDK prints an answer of Key Vault. */
const answer = (code: string, message: string, inner: string): string => `azure.core.exceptions.HttpResponseError: (${code}) ${message}\nCode: ${code}\nMessage: ${message}\nInner error: {\n    "code": "${inner}"\n}`;

test.each<[string, string, string[]]>([
  ['a token that has ended', chain('projen-astro-airflow: the token for https://vault.azure.net has ended. Run npx projen login on your machine (with --watch it renews them); the containers need no restart.'), ['azure-token-ended']],
  ['no token', chain('projen-astro-airflow: there is no token. Run npx projen login on your machine; the containers need no restart.'), ['azure-token-absent']],
  ['a resource that is not declared', chain('projen-astro-airflow: there is no token for https://storage.azure.com, because the session does not declare it. Add it'), ['azure-token-undeclared']],
  ['another tenant', chain('projen-astro-airflow: the token for https://vault.azure.net is one of the tenant a, and one of the tenant b was asked for.'), ['azure-other-tenant']],
  ['no az', chain('Azure CLI not found on path'), ['azure-no-az']],
  ['an az of the image', chain('Please run \'az login\' to set up an account'), ['azure-other-az']],
  ['no credentials at all', chain('something that nobody knows'), ['azure-no-session']],
  ['no role', answer('Forbidden', 'Caller is not authorized to perform action on resource.', 'ForbiddenByRbac'), ['azure-denied']],
  ['no access policy', answer('Forbidden', 'The user, group or application \'appid=x\' does not have secrets get permission on key vault \'team\'.', 'ForbiddenByPolicy'), ['azure-policy']],
  ['a firewall', answer('Forbidden', 'Client address is not authorized and caller is not a trusted service.', 'ForbiddenByFirewall'), ['azure-firewall']],
  ['a disabled secret', answer('Forbidden', 'Operation get is not allowed on a disabled secret.', 'SecretDisabled'), ['azure-disabled']],
  ['a token for something else', 'azure.core.exceptions.ClientAuthenticationError: (Unauthorized) AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://storage.azure.com.', ['azure-token-refused']],
  ['a value of the variable', 'ValueError: Invalid value for AZURE_TOKEN_CREDENTIALS: azureclicredential. Valid values are \'dev\' or \'prod\'.', ['azure-token-credentials']],
  ['no URL', 'ValueError: vault_url must be the URL of an Azure Key Vault', ['azure-vault-url']],
  ['another name of the vault', 'ValueError: The challenge resource \'localhost\' does not match the requested domain. Pass `verify_challenge_resource=False`', ['azure-challenge']],
  ['no vault of that name', 'azure.core.exceptions.ServiceRequestError: HTTPSConnection(host=\'nobody.vault.azure.net\', port=443): Failed to resolve \'nobody.vault.azure.net\'', ['azure-unreachable']],
  ['a name that is not valid', 'Secret name \'airflow-variables-my.var\' is not valid. Azure Key Vault secret names must be 1-127 characters long', ['azure-name']],
])('a log with %s is named', (_, log, expected) => {
  expect(ids(log)).toEqual(expected);
});

test('what the Azure CLI of the host prints has a row each', () => {
  const rows = (text: string): string[] => causes.filter(({ section, pattern }) => section === 'export' && pattern?.test(text)).map(({ id }) => id);
  expect(Object.values(AZURE_2_91).map(rows)).toEqual([['export-azure-signed-out'], ['export-azure-signed-out'], [], []]);
  expect(Object.values(ENTRA).map(rows)).toEqual([['export-azure-ended'], ['export-azure-factor'], ['export-azure-tenant'], ['export-azure-resource']]);
});

test('the version of the Azure CLI', () => {
  expect(cli.versionIn('2.91.0\n')).toBe('2.91.0');
  expect(cli.versionIn('WARNING: no\n2.54.0\r\n')).toBe('2.54.0');
  expect(cli.versionIn('az: command not found')).toBeUndefined();
});

test('the arguments of the provider are known', () => {
  expect(knownKwargs(classPath)).toEqual(expect.arrayContaining(['vault_url', 'sep', 'connections_prefix', 'managed_identity_client_id']));
});

describe('the cloud itself', () => {
  const place = online.placeOf({ vault_url: 'https://team-secrets.vault.azure.net' }, { profile: 'default' });

  test('is asked for a secret as the backend does, without its value', () => {
    expect(commands.read('airflow-variables-my-var', place).join(' ')).toBe('keyvault secret show --vault-name team-secrets --name airflow-variables-my-var --query id --output tsv');
    expect(commands.read('-x', {}).join(' ')).toContain('--vault-name unknown --name=-x');
  });

  test('has the commands that create and delete a secret of a vault that is known, and says that the first one overwrites', () => {
    expect(commands.create('a', 'x', place)?.join(' ')).toBe('keyvault secret set --vault-name team-secrets --name a --value x --query id --output tsv');
    expect(commands.remove('a', place)?.join(' ')).toBe('keyvault secret delete --vault-name team-secrets --name a --output none');
    expect([commands.create('a', 'x', {}), commands.remove('a', { endpoint: 'x' })]).toEqual([undefined, undefined]);
    expect(commands.overwrites).toMatch(/replaces/);
  });

  test('says who one is, and which secret there is', () => {
    expect(online.identity(place)).toEqual(['account', 'show', '--query', 'user.name', '--output', 'tsv']);
    expect(online.idIn('alice@example.com\n')).toBe('alice@example.com');
    expect(online.idIn('o\'brien@contoso.com\n')).toBe('o\'brien@contoso.com');
    expect(online.idIn('a!b^c~d_contoso.com#EXT#@fabrikam.onmicrosoft.com\n')).toBe('a!b^c~d_contoso.com#EXT#@fabrikam.onmicrosoft.com');
    expect(online.idIn('https://team-secrets.vault.azure.net/secrets/a-b/0123\r\n')).toBe('a-b/0123');
    expect(online.idIn('{"value": "x"}')).toBeUndefined();
  });

  test('refuses, or has none, in words that are known', () => {
    const refused = 'ERROR: (Forbidden) Caller is not authorized to perform action on resource.\nAction: \'Microsoft.KeyVault/vaults/secrets/getSecret/action\'\nInner error: {"code": "ForbiddenByRbac"}';
    expect(online.refusedPermission(refused)).toBe('Microsoft.KeyVault/vaults/secrets/getSecret/action');
    expect(online.refusedPermission('ERROR: (Forbidden) no words')).toBe('');
    expect(online.refusedPermission(AZURE_2_91.signedOut)).toBeUndefined();
    expect(commands.isAbsent('ERROR: (SecretNotFound) A secret with (name/id) a was not found in this key vault.')).toBe(true);
    expect(online.codeIn('ERROR: (Conflict) Secret a is currently in a deleted but recoverable state')).toBe('Conflict');
    expect(online.failureIn(AZURE_2_91.signedOut, place)).toMatchObject({ text: 'nobody is signed in to the Azure CLI', fix: 'az login' });
    expect(online.failureIn(AZURE_2_91.offline, place)).toMatchObject({ isNetwork: true });
    expect(online.failureIn('HTTPSConnection(host=\'team.vault.azure.net\', port=443): Failed to resolve \'team.vault.azure.net\'', place)?.text).toBe('there is no vault of that name, or no network');
  });
});
