import { AwsSecretsBackend, AzureSecretsBackend, GcpSecretsBackend, VaultSecretsBackend } from '../../../src';
import { inPython } from '../../support/in-python';
import { errorOf } from '../../support/projects';

test.each([
  ['Google', GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: 'team', connectionsPrefix: 'team' }), ['connectionsPrefix and variablesPrefix lead to the same names in Google Cloud Secret Manager, so that one key of both kinds is one secret. Give each kind a prefix of its own.']],
  ['Vault', VaultSecretsBackend.token({ variablesPath: 'team', connectionsPath: 'team' }), ['connectionsPath and variablesPath lead to the same names in HashiCorp Vault, so that one key of both kinds is one secret. Give each kind a path of its own.']],
  ['Vault with one that is switched off', VaultSecretsBackend.token({ variablesPath: 'airflow/connections', connections: false }), []],
  ['Google with other letters', GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: 'team', connectionsPrefix: 'Team' }), []],
])('prefixes under which a variable and a connection are one secret are warned of: %s', (_, { warnings }, expected) => {
  expect(warnings).toEqual(expected);
});

test.each<[string, () => unknown, string]>([
  ['AWS', () => AwsSecretsBackend.secretsManager({ variables: false, variablesPrefix: 'v' }), 'variablesPrefix'],
  ['AWS, with both', () => AwsSecretsBackend.parameterStore({ variables: false, variablesPrefix: '/v', variablesLookupPattern: '^v' }), 'variablesPrefix and variablesLookupPattern'],
  ['Google Cloud', () => GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variables: false, variablesPrefix: 'v' }), 'variablesPrefix'],
  ['Azure', () => AzureSecretsBackend.keyVault({ vaultUrl: 'https://orders.vault.azure.net', variables: false, variablesPrefix: 'v' }), 'variablesPrefix'],
  ['Vault', () => VaultSecretsBackend.token({ variables: false, variablesPath: 'v' }), 'variablesPath'],
])('an option of a kind that is switched off is refused in the same words: %s', (_, declare, options) => {
  expect(errorOf(declare)?.message).toBe(`variables: false switches the lookup off, so ${options} would have no effect. Remove ${options}, or variables: false.`);
});

test('and in Python as Python writes it', () => {
  expect(inPython(() => errorOf(() => VaultSecretsBackend.token({ variables: false, variablesPath: 'v' }))?.message)).toBe('variables=False switches the lookup off, so variables_path would have no effect. Remove variables_path, or variables=False.');
});
