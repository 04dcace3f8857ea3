import { GcpSecretsBackend, VaultSecretsBackend } from '../../../src';

test.each([
  ['Google', GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: 'team', connectionsPrefix: 'team' }), ['connectionsPrefix and variablesPrefix lead to the same names in Google Cloud Secret Manager, so that one key of both kinds is one secret. Give each kind a prefix of its own.']],
  ['Vault', VaultSecretsBackend.token({ variablesPath: 'team', connectionsPath: 'team' }), ['connectionsPath and variablesPath lead to the same names in HashiCorp Vault, so that one key of both kinds is one secret. Give each kind a path of its own.']],
  ['Vault with one that is switched off', VaultSecretsBackend.token({ variablesPath: 'airflow/connections', connections: false }), []],
  ['Google with other letters', GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: 'team', connectionsPrefix: 'Team' }), []],
])('prefixes under which a variable and a connection are one secret are warned of: %s', (_, { warnings }, expected) => {
  expect(warnings).toEqual(expected);
});
