import { AstroRuntime, AzureCredentials, AzureSecretsBackend, LocalAirflow, type AzureKeyVaultOptions } from '../../../../src';
import { errorOf, printedBy, services, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const URL = 'https://team-secrets.vault.azure.net';
const RUNTIME = '3.1-12';
const backend = (options: Partial<AzureKeyVaultOptions> = {}) => AzureSecretsBackend.keyVault({ vaultUrl: URL, ...options });
const refusal = (options: Partial<AzureKeyVaultOptions>) => errorOf(() => backend(options))?.message;

test('without options the two prefixes are written, so that a reader sees them', () => {
  const { classPath, kwargs, requirement, displayName, warnings } = backend();
  expect({ classPath, kwargs, requirement, displayName, warnings }).toEqual({
    classPath: 'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend',
    kwargs: { connections_prefix: 'airflow-connections', variables_prefix: 'airflow-variables', vault_url: URL },
    requirement: 'apache-airflow-providers-microsoft-azure',
    displayName: 'Azure Key Vault',
    warnings: [],
  });
});

test('each option becomes its kwarg; a kind that is switched off has the prefix null', () => {
  expect(backend({ connections: false, variablesPrefix: '', configPrefix: 'conf', sep: '--', extraKwargs: { managed_identity_client_id: 'x' } }).kwargs).toEqual({
    connections_prefix: null, variables_prefix: '', config_prefix: 'conf', vault_url: URL, sep: '--', managed_identity_client_id: 'x',
  });
  expect(backend({ config: false, variables: false }).kwargs).toMatchObject({ config_prefix: null, variables_prefix: null });
});

test('the files of a project', () => {
  const outdir = synth({ runtimeVersion: RUNTIME, credentials: [AzureCredentials.session()], secretsBackend: backend(), exampleDag: {} });
  expect(read(outdir, '.env')).toContain(`AIRFLOW__SECRETS__BACKEND_KWARGS={"connections_prefix":"airflow-connections","variables_prefix":"airflow-variables","vault_url":"${URL}"}`);
  expect(read(outdir, 'requirements.txt')).toContain('apache-airflow-providers-microsoft-azure');
  const dag = read(outdir, 'dags/example_secrets_dag.py');
  expect(dag).toContain('az keyvault secret set --vault-name team-secrets --name airflow-variables-my-var --value hello --query id --output tsv');
  expect(dag).toContain('az keyvault secret delete --vault-name team-secrets --name airflow-connections-my-conn --output none');
  expect(Object.keys(services(outdir))).toContain('api-server');
});

describe('the name of a secret', () => {
  test.each<[string, Partial<AzureKeyVaultOptions>, string]>([
    ['by default', {}, 'airflow-variables-my-var'],
    ['with a prefix', { variablesPrefix: 'team_vars' }, 'team-vars-my-var'],
    ['with separators at the end of the prefix', { variablesPrefix: 'team--' }, 'team-my-var'],
    ['with no prefix', { variablesPrefix: '' }, 'my-var'],
    ['with a prefix of nothing but separators, which is none', { variablesPrefix: '--' }, 'my-var'],
    ['with a separator of several characters, each of which Python strips', { variablesPrefix: 'team0-', sep: '0-0' }, 'team0-0my0-0var'],
    ['with no separator', { variablesPrefix: 'team', sep: '' }, 'teammyvar'],
  ])('%s', (_, options, name) => {
    expect(backend(options).secretNameForVariable('my_var')).toBe(name);
  });

  test('none, if that kind of lookup is switched off', () => {
    const one = backend({ variables: false });
    expect([one.secretNameForVariable('a'), one.secretNameForConnection('a_b')]).toEqual([undefined, 'airflow-connections-a-b']);
  });

  test.each(['', 'my var', 'a.b', 'ä', 'x'.repeat(110), 'a/b'])('refused is the key "%s"', (key) => {
    expect(() => backend().secretNameForVariable(key)).toThrow(/^The variable key ".*" cannot be looked up in Azure Key Vault: /);
    expect(() => backend().secretNameForConnection(key)).toThrow(/^The connection id /);
  });

  test('as long as Key Vault allows it is taken', () => {
    expect(backend({ variablesPrefix: '' }).secretNameForVariable('x'.repeat(127))).toHaveLength(127);
    expect(() => backend({ variablesPrefix: '' }).secretNameForVariable('x'.repeat(128))).toThrow(/1 to 127/);
  });
});

describe('keys that are one secret are named', () => {
  test('once both are known', () => {
    const one = backend();
    one.secretNameForVariable('a_b');
    one.secretNameForVariable('a_b');
    one.secretNameForVariable('a-c');
    expect(one.warnings).toEqual([]);
    one.secretNameForVariable('A-b');
    one.secretNameForVariable('A-b');
    expect(one.warnings).toEqual([
      'The variable key "a_b" and the variable key "A-b" are one secret in Azure Key Vault, airflow-variables-A-b: each "_" becomes the separator, and case does not count. Rename one of them.',
    ]);
  });

  test('when the example DAG reads them, and when prefixes are one', () => {
    const printed = printedBy((project) => new LocalAirflow(project, {
      runtimeVersion: RUNTIME,
      credentials: [AzureCredentials.session()],
      exampleDag: { variableKey: 'orders_db', connectionId: 'orders-db' },
      secretsBackend: backend({ variablesPrefix: 'team_x', connectionsPrefix: 'Team-x' }),
    }));
    expect(printed).toContain('connectionsPrefix and variablesPrefix lead to the same names in Azure Key Vault');
    expect(printed).toContain('The variable key "orders_db" and the connection id "orders-db" are one secret in Azure Key Vault, Team-x-orders-db:');
  });
});

describe('refused is', () => {
  test.each<[string, Partial<AzureKeyVaultOptions>, RegExp]>([
    ['a URL without https://', { vaultUrl: 'team.vault.azure.net' }, /^vaultUrl "team\.vault\.azure\.net" has no https:\/\/, without which nothing is found\. Expected https:\/\/team\.vault\.azure\.net\.$/],
    ['a name alone', { vaultUrl: 'team' }, /Expected https:\/\/NAME\.vault\.azure\.net\.$/],
    ['no URL', { vaultUrl: '' }, /has no https/],
    ['http', { vaultUrl: 'http://team.vault.azure.net' }, /is not an https:\/\/ URL, and no token is sent to another one/],
    ['another domain', { vaultUrl: 'https://team.vault.example.com' }, /is not in a domain of Azure Key Vault\. Expected https:\/\/NAME\.DOMAIN with one of the domains vault\.azure\.net, vault\.azure\.cn/],
    ['what every object has', { vaultUrl: 'https://abc.constructor' }, /is not in a domain/],
    ['a port', { vaultUrl: `${URL}:8443` }, /is not in a domain/],
    ['no name of a vault', { vaultUrl: 'https://vault.azure.net' }, /is not in a domain/],
    ['a path', { vaultUrl: `${URL}/secrets/x` }, /has a path, and a vault has none/],
    ['a name that is too short', { vaultUrl: 'https://ab.vault.azure.net' }, /has no name that a vault can have/],
    ['a name that is too long', { vaultUrl: `https://${'a'.repeat(25)}.vault.azure.net` }, /has no name that a vault can have/],
    ['a name with two dashes', { vaultUrl: 'https://a--b.vault.azure.net' }, /has no name that a vault can have/],
    ['a name with a digit first', { vaultUrl: 'https://1team.vault.azure.net' }, /has no name that a vault can have/],
    ['a name with an underscore', { vaultUrl: 'https://team_secrets.vault.azure.net' }, /has no name that a vault can have/],
    ['a separator that can never work', { sep: '_' }, /^sep "_" can never work: each "_" of a name becomes the separator, and no name in Azure Key Vault may have a "_"\./],
    ['a separator with one in it', { sep: '-_' }, /can never work/],
    ['a separator with another character', { sep: '/' }, /can never work: no name in Azure Key Vault may have that character/],
    ['a prefix that no name can have', { variablesPrefix: 'team/x' }, /^variablesPrefix "team\/x" cannot be the start of a name/],
    ['a prefix as long as a name', { connectionsPrefix: 'x'.repeat(126) }, /^connectionsPrefix "x+" cannot be the start/],
    ['a prefix of a kind that is switched off', { config: false, configPrefix: 'x' }, /^config: false switches the lookup off, so configPrefix would have no effect/],
    ['an argument that has an option', { extraKwargs: { vault_url: 'x' } }, /^extraKwargs has vault_url, for which there is an option\. Write vaultUrl instead\./],
    ['a misspelled argument', { extraKwargs: { conections_prefix: 'x' } }, /^extraKwargs has conections_prefix, which no release of apache-airflow-providers-microsoft-azure up to [\d.]+ has: .* Did you mean connectionsPrefix\?$/],
    ['a value that JSON cannot carry', { extraKwargs: { retry_total: Infinity } }, /^retry_total in extraKwargs cannot be written as JSON/],
    ['a client secret', { extraKwargs: { client_secret: 'x' } }, /^extraKwargs has client_secret\. It is a secret, and declarations are committed\. .*AzureCredentials\.session\(\) instead\.$/],
    ['a client without a secret', { extraKwargs: { client_id: 'x' } }, /^extraKwargs has client_id\. It has no effect without a client secret/],
    ['a tenant without a secret', { extraKwargs: { tenant_id: 'x' } }, /AzureCredentials\.session\(\{ tenantId: … \}\)\.$/],
  ])('%s', (_, options, message) => {
    expect(refusal(options)).toMatch(message);
  });

  test('a URL with a password, which is not repeated', () => {
    for (const vaultUrl of ['https://me:hunter2secret@team.vault.azure.net', `${URL}?sig=hunter2secret`]) {
      expect(refusal({ vaultUrl })).not.toContain('hunter2secret');
    }
  });
});

test.each(['https://team.vault.azure.cn', 'https://team.vault.usgovcloudapi.net/', 'HTTPS://Team.Vault.Azure.Net', 'https://a-1.vault.microsoftazure.de'])('the vault %s is taken', (vaultUrl) => {
  expect(refusal({ vaultUrl })).toBeUndefined();
});

test('a session without the resource of the vault is refused, and one with it is not', () => {
  const declare = (vaultUrl: string, resources?: string[]) => {
    const credentials = [AzureCredentials.session({ resources })];
    return errorOf(() => synth({ runtimeVersion: RUNTIME, credentials, secretsBackend: backend({ vaultUrl }) }))?.message;
  };
  expect(declare(URL, ['https://storage.azure.com'])).toBe('The secrets backend needs tokens for https://vault.azure.net, and AzureCredentials.session() declares resources without it. Add "https://vault.azure.net" to resources there.');
  expect(declare('https://team.vault.azure.cn')).toMatch(/needs tokens for https:\/\/vault\.azure\.cn/);
  expect(declare('https://team.vault.azure.cn', ['https://vault.azure.cn/'])).toBeUndefined();
  expect(declare(URL)).toBeUndefined();
});

describe('commands', () => {
  test('quote what a shell would change, and write options that look like one with a =', () => {
    expect(backend().createCommand('a-b', 'it is a value')).toBe("az keyvault secret set --vault-name team-secrets --name a-b --value 'it is a value' --query id --output tsv");
    expect(backend().createCommand('a', "it's $5")).toContain("--value 'it'\\''s $5' --query");
    expect(backend().createCommand('a', "it's")).toContain('--value "it\'s" --query');
    expect(backend().createCommand('-a', '-x')).toBe('az keyvault secret set --vault-name team-secrets --name=-a --value=-x --query id --output tsv');
    expect(backend().createCommand('a', 'postgres://me:secret@db:5432/orders')).toContain('--value postgres://me:secret@db:5432/orders --query');
    expect(backend().purgeCommand('a')).toBe('az keyvault secret purge --vault-name team-secrets --name a');
  });

  test('there is none for a value that the Azure CLI takes for a file', () => {
    expect(backend().createCommand('a', '@secret')).toBeUndefined();
  });

  test('the least privilege is a role for the vault, or for each of some secrets', () => {
    const where = { assignee: 'alice@example.com', subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'team' };
    const scope = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/team/providers/Microsoft.KeyVault/vaults/team-secrets';
    expect(backend().roleAssignmentCommands(where)).toEqual([`az role assignment create --role 'Key Vault Secrets User' --assignee alice@example.com --scope ${scope}`]);
    expect(backend().roleAssignmentCommands({ ...where, secretNames: ['a', 'b'] })).toEqual(['a', 'b'].map((name) => `az role assignment create --role 'Key Vault Secrets User' --assignee alice@example.com --scope ${scope}/secrets/${name}`));
    expect(backend().roleAssignmentCommands({ ...where, resourceGroup: 'my(team)' })[0]).toContain("'/subscriptions/");
    for (const [wrong, message] of [
      [{ assignee: 'alice' }, /^assignee "alice" is neither a user's name/],
      [{ assignee: "a'@b" }, /^assignee /],
      [{ subscriptionId: 'dev' }, /^subscriptionId "dev" is not the id of a subscription/],
      [{ resourceGroup: 'a b' }, /^resourceGroup "a b" is not the name of a resource group/],
      [{ resourceGroup: 'a.' }, /^resourceGroup/],
      [{ secretNames: [] }, /^secretNames is empty/],
      [{ secretNames: ['a_b'] }, /^secretNames: "a_b" is not the name of a secret/],
    ] as const) {
      expect(errorOf(() => backend().roleAssignmentCommands({ ...where, ...wrong } as typeof where))?.message).toMatch(message);
    }
  });
});

test('the declarations are the same for all runtimes', () => {
  const credentials = AzureCredentials.session();
  expect(credentials.declarations(AstroRuntime.parse('12.1.0'))).toEqual(credentials.declarations(AstroRuntime.parse(RUNTIME)));
});
