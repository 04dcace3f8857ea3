import { AwsSecretsBackend, type AwsSecretsManagerOptions, type AwsSystemsManagerParameterStoreOptions } from '../../../../src';

describe('in Secrets Manager', () => {
  test.each<[string, AwsSecretsManagerOptions, string]>([
    ['by default', {}, 'airflow/variables/my_var'],
    ['with a prefix', { variablesPrefix: 'team/vars' }, 'team/vars/my_var'],
    ['with separators at the end of the prefix', { variablesPrefix: 'team/vars//' }, 'team/vars/my_var'],
    ['with no prefix', { variablesPrefix: '' }, 'my_var'],
    ['with a prefix of nothing but separators, which is none', { variablesPrefix: '//' }, 'my_var'],
    ['with another separator', { variablesPrefix: 'team', sep: '-' }, 'team-my_var'],
    ['with a separator of several characters, each of which Python strips', { variablesPrefix: 'team_-_', sep: '-_' }, 'team-_my_var'],
    ['with no separator', { variablesPrefix: 'team', sep: '' }, 'teammy_var'],
    ['with a leading slash, which is part of the name', { variablesPrefix: '/team' }, '/team/my_var'],
  ])('%s', (_, options, name) => {
    expect(AwsSecretsBackend.secretsManager(options).secretNameForVariable('my_var')).toBe(name);
  });
});

describe('in Parameter Store', () => {
  test.each<[string, AwsSystemsManagerParameterStoreOptions, string]>([
    ['by default', {}, '/airflow/connections/my_conn'],
    ['with a prefix', { connectionsPrefix: '/team/conns' }, '/team/conns/my_conn'],
    ['with a slash at the end of the prefix', { connectionsPrefix: '/team/conns/' }, '/team/conns/my_conn'],
    ['without the leading slash, which the provider adds', { connectionsPrefix: 'team' }, '/team/my_conn'],
    ['with no prefix', { connectionsPrefix: '' }, '/my_conn'],
  ])('%s', (_, options, name) => {
    expect(AwsSecretsBackend.parameterStore(options).secretNameForConnection('my_conn')).toBe(name);
  });
});

test('a look-up that is switched off has no names', () => {
  const backend = AwsSecretsBackend.secretsManager({ variables: false });
  expect([backend.secretNameForVariable('a'), backend.secretNameForConnection('a')]).toEqual([undefined, 'airflow/connections/a']);
});

test.each([
  ['', /The variable key "" cannot be looked up in AWS Secrets Manager: it is empty/],
  ['my var', /letters, digits/],
  ['a\nb', /"a\\nb"/],
  ['schlüssel', /letters, digits/],
  ['a'.repeat(251), /at most 250 characters/],
  [`AKIA${'A'.repeat(16)}`, /^The variable key looks like an AWS access key id/],
])('the variable key %j is refused', (key, message) => {
  expect(() => AwsSecretsBackend.secretsManager().secretNameForVariable(key)).toThrow(message);
});

test('Parameter Store refuses a key of AWS\'s own at the top, and takes it below a prefix', () => {
  expect(() => AwsSecretsBackend.parameterStore({ connectionsPrefix: '' }).secretNameForConnection('aws_default')).toThrow('must not start with "aws" or "ssm"');
  expect(AwsSecretsBackend.parameterStore().secretNameForConnection('aws_default')).toBe('/airflow/connections/aws_default');
});

test('a profile that a shell would read in its own way is quoted in the commands', () => {
  const command = (profile: string) => AwsSecretsBackend.secretsManager({ profile }).deleteCommand('a');
  expect(['R&D', 'data team', 'a|b', 'dev@acme'].map(command)).toEqual([
    expect.stringMatching(/ --profile 'R&D'$/), expect.stringMatching(/ --profile 'data team'$/), expect.stringMatching(/ --profile 'a\|b'$/), expect.stringMatching(/ --profile dev@acme$/),
  ]);
});

test('the commands create and delete exactly the named secret', () => {
  const manager = AwsSecretsBackend.secretsManager();
  const store = AwsSecretsBackend.parameterStore();
  expect([manager.createCommand('a/b', 'c'), manager.deleteCommand('a/b')]).toEqual([
    'aws secretsmanager create-secret --name a/b --secret-string \'c\'',
    'aws secretsmanager delete-secret --secret-id a/b --force-delete-without-recovery',
  ]);
  expect([store.createCommand('/a', 'c'), store.deleteCommand('/a')]).toEqual([
    'aws ssm put-parameter --name /a --type SecureString --value \'c\'',
    'aws ssm delete-parameter --name /a',
  ]);
});
