import { AwsSecretsBackend, type AwsSecretsManagerOptions, type AwsSystemsManagerParameterStoreOptions } from '../../../../src';
import { errorOf, synth } from '../../../support/projects';

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

test('a lookup that is switched off has no names', () => {
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
    'aws secretsmanager create-secret --name a/b --secret-string c',
    'aws secretsmanager delete-secret --secret-id a/b --force-delete-without-recovery',
  ]);
  expect([store.createCommand('/a', 'c'), store.deleteCommand('/a')]).toEqual([
    'aws ssm put-parameter --name /a --type SecureString --value c',
    'aws ssm delete-parameter --name /a',
  ]);
});

describe('a lookup pattern', () => {
  const backend = (variablesLookupPattern: string) => AwsSecretsBackend.secretsManager({ variablesLookupPattern });

  test('omits the keys that it does not match at their start, whatever their case', () => {
    const keys = ['orders_bucket', 'ORDERS_BUCKET', 'my_var', 'my_orders_bucket'];
    expect(keys.map((key) => backend('orders_').secretNameForVariable(key))).toEqual(['airflow/variables/orders_bucket', 'airflow/variables/ORDERS_BUCKET', undefined, undefined]);
    expect(backend('orders_').secretNameForConnection('my_conn')).toBe('airflow/connections/my_conn');
  });

  test.each([
    ['(', 'it never closes the parenthesis at position 0'],
    ['orders_)', 'it closes a parenthesis that it never opens, at position 7'],
    ['[a-z', 'it never closes the bracket at position 0'],
    ['*', 'it repeats nothing, at position 0'],
    ['a**', 'it repeats a repetition, at position 2'],
    ['a\\y', 'it has the escape \\y, which Python does not know'],
    ['a\\', 'it ends in a backslash'],
  ])('%s is refused, as by Python', (pattern, why) => {
    expect(errorOf(() => backend(pattern))?.message).toBe(`variablesLookupPattern "${pattern}" is no regular expression of Python: ${why}. Escape with a backslash what is meant as text.`);
  });

  test('that only Python can judge is taken, with a warning, and gives each name', () => {
    const read = backend('(?P<team>orders)_');
    expect(read.secretNameForVariable('my_var')).toBe('airflow/variables/my_var');
    expect(read.warnings).toEqual(['variablesLookupPattern: Python alone can tell which keys it matches, so no name of a secret is checked against it.']);
  });

  test('that does not match the key of the example DAG stops the synth', () => {
    expect(errorOf(() => synth({ runtimeVersion: '3.1-12', secretsBackend: backend('orders_'), exampleDag: { variableKey: 'my_var' } }))?.message).toBe(
      'exampleDag reads the variable "my_var", and the secrets backend is not asked for it: its lookup of variables has a pattern that does not match. Change that, or let exampleDag read another variable.',
    );
  });
});

describe('the ARN of another account as a prefix', () => {
  const prefix = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shared/variables';
  const backend = AwsSecretsBackend.secretsManager({ variablesPrefix: prefix, region: 'eu-central-1' });

  test('is asked for in Secrets Manager, and nothing is created or deleted there', () => {
    const name = backend.secretNameForVariable('orders')!;
    expect([backend.kwargs.variables_prefix, name, backend.createCommand(name, 'x'), backend.deleteCommand(name)]).toEqual([prefix, `${prefix}/orders`, undefined, undefined]);
  });

  test('is what the policy allows', () => {
    const { Statement: [{ Resource }] } = backend.iamPolicyDocument({ account: '444455556666' }) as { Statement: Array<{ Resource: string[] }> };
    expect(Resource).toContain(`${prefix}/*`);
    expect(Resource).toContain('arn:aws:secretsmanager:eu-central-1:444455556666:secret:airflow/connections/*');
  });

  test.each(['arn:aws:ssm:eu-central-1:111122223333:parameter/shared', 'arn:aws:secretsmanager:eu-central-1:1111:secret:x', 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:a b'])('is refused where it is none: %s', (variablesPrefix) => {
    expect(() => AwsSecretsBackend.secretsManager({ variablesPrefix })).toThrow(/variablesPrefix ".*" cannot be the start of a name/);
  });

  test('is refused for Parameter Store, whose provider puts a slash before it', () => {
    expect(() => AwsSecretsBackend.parameterStore({ variablesPrefix: 'arn:aws:ssm:eu-central-1:111122223333:parameter/shared' })).toThrow(/cannot be the start of a name/);
  });
});

test.each([['a value', "'a value'"], ['postgres://me:secret@db:5432/orders', 'postgres://me:secret@db:5432/orders'], ['a&b', "'a&b'"], ["it's", '"it\'s"'], ["it's $5", "'it'\\''s $5'"]])('the value %s is quoted only where a shell would not read it as it is', (value, word) => {
  expect(AwsSecretsBackend.secretsManager().createCommand('a', value)).toBe(`aws secretsmanager create-secret --name a --secret-string ${word}`);
  expect(AwsSecretsBackend.parameterStore().createCommand('/a', value)).toBe(`aws ssm put-parameter --name /a --type SecureString --value ${word}`);
});

test('a value that looks like an option of the AWS CLI is given with an equals sign', () => {
  expect(AwsSecretsBackend.secretsManager().createCommand('a', '-x')).toBe('aws secretsmanager create-secret --name a --secret-string=-x');
  expect(AwsSecretsBackend.parameterStore().createCommand('/a', '-x')).toBe('aws ssm put-parameter --name /a --type SecureString --value=-x');
});

test.each(['file://v.txt', 'fileb://v.txt'])('for %s, which the AWS CLI would replace with what is in that file, there is no command', (text) => {
  for (const backend of [AwsSecretsBackend.secretsManager(), AwsSecretsBackend.parameterStore()]) {
    expect([backend.createCommand('/a', text), backend.createCommand(text, 'x'), backend.deleteCommand(text)]).toEqual([undefined, undefined, undefined]);
  }
});

test.each(['FILE://v.txt', 'see file://v.txt', 'file:/v.txt', 'http://me@host', 'https://host'])('the value %s is text for version 2 of the AWS CLI', (value) => {
  expect(AwsSecretsBackend.secretsManager().createCommand('a', value)).toContain(value);
  expect(AwsSecretsBackend.parameterStore().createCommand('/a', value)).toContain(value);
});

test('a name that looks like an option of the AWS CLI is given with an equals sign', () => {
  const backend = AwsSecretsBackend.secretsManager({ variablesPrefix: '-team' });
  const name = backend.secretNameForVariable('my_var')!;
  expect([backend.createCommand(name, 'x'), backend.deleteCommand(name)]).toEqual([
    'aws secretsmanager create-secret --name=-team/my_var --secret-string x', 'aws secretsmanager delete-secret --secret-id=-team/my_var --force-delete-without-recovery',
  ]);
});
