import * as fs from 'node:fs';
import * as path from 'node:path';
import { machine as machineWith, MOUNTED, rcWith } from '../../support/cli/online-machine';
import { write } from '../../support/util';

const RC = rcWith(`${MOUNTED}, secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}`);
const [VARIABLE, CONNECTION] = ['airflow/variables/my_var', 'airflow/connections/my_conn'];
const machine = (rc: string = RC) => machineWith(rc);

const describePosix = process.platform === 'win32' ? describe.skip : describe;

describePosix('projen-astro-airflow doctor --online', () => {
  test('without the option nothing asks the cloud', () => {
    const { online, ...made } = machine();
    const { lines } = online([]);
    expect([lines, made.standIns.calls('aws').filter(({ args }) => /sts|secretsmanager|ssm/.test(args[0]))]).toEqual([[], []]);
  });

  test('says who the containers are, and that the secrets of the example can be read, without reading a value out', () => {
    const { online, standIns } = machine();
    standIns.has(VARIABLE, 'THE-VALUE').has(CONNECTION, 'THE-VALUE');
    expect(online().lines).toEqual([
      'ok: AWS knows dev as user/alice',
      `ok: the variable my_var of the example DAG (the secret ${VARIABLE} in us-west-2) can be read`,
      `ok: the connection my_conn of the example DAG (the secret ${CONNECTION} in us-west-2) can be read`,
    ]);
    for (const { args } of standIns.calls('aws').filter(({ args: [service] }) => service === 'secretsmanager')) {
      expect(args).toEqual(expect.arrayContaining(['--query', 'ARN', '--output', 'text', '--profile', 'dev', '--region', 'us-west-2']));
    }
  });

  test('names an absent secret, with the command that says how it is created', () => {
    const { online, standIns } = machine();
    standIns.has(CONNECTION, 'x');
    const { status, lines } = online();
    expect([status, lines[1]]).toEqual([1, `failure: The variable my_var of the example DAG (the secret ${VARIABLE} in us-west-2) does not exist. Fix: npx projen try prints the command that creates it; or correct region and prefix in the rc file`]);
  });

  test('names the permission that is missing', () => {
    const { online, standIns } = machine();
    standIns.aws({ 'get-secret-value': { fail: 'An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed' } });
    expect(online().lines[1]).toContain('may not be read: the identity lacks kms:Decrypt. Fix: allow kms:Decrypt');
  });

  test('an expired sign-in is a failure with its command, and a network that does not answer is unknown', () => {
    const { online, standIns } = machine();
    const all = (fail: string) => Object.fromEntries(['get-caller-identity', 'get-secret-value'].map((name) => [name, { fail }]));
    standIns.aws(all('Error loading SSO Token: Token for corp does not exist'));
    expect(online().lines[0]).toBe('failure: AWS gives dev no answer: the sign-in of dev has ended. Fix: aws sso login --profile dev');
    standIns.aws(all('Could not connect to the endpoint URL: "https://sts.us-west-2.amazonaws.com/"'));
    const { lines } = online();
    expect(lines.map((line) => line.split(':')[0])).toEqual(['unknown', 'unknown', 'unknown']);
    expect(lines[0]).toContain('AWS cannot be reached');
  });

  test('the sign-in of a role is that of the profile whose credentials take it on', () => {
    const { online, standIns } = machine();
    standIns.aws({ 'get-caller-identity': { fail: 'Error loading SSO Token: Token for corp does not exist' } }).profiles({ 'dev': { role_arn: 'arn:aws:iam::123456789012:role/x', source_profile: 'corp sso' }, 'corp sso': {} });
    expect(online().lines[0]).toBe('failure: AWS gives dev no answer: the sign-in of corp sso has ended. Fix: aws sso login --profile \'corp sso\'');
  });

  test('an AWS CLI that prints values, or anything but an answer, is unknown', () => {
    const { online, standIns } = machine();
    standIns.aws({ 'get-caller-identity': { print: 'THE-VALUE\n' }, 'get-secret-value': { print: '{"SecretString": "THE-VALUE"}' } });
    expect(online().lines.map((line) => /^unknown: .*prints something else than its answer/.test(line))).toEqual([true, true, true]);
  });

  test('asks with the profile and the region of the backend, in Parameter Store', () => {
    const { online, standIns } = machine(rcWith(`${MOUNTED}, secretsBackend: AwsSecretsBackend.parameterStore({ region: 'eu-central-1', profile: 'data' }), exampleDag: { variableKey: 'my_var' }`));
    standIns.has('/airflow/variables/my_var', 'x');
    expect(online().lines).toEqual(['ok: AWS knows data as user/alice', 'ok: the variable my_var of the example DAG (the secret /airflow/variables/my_var in eu-central-1) can be read']);
  });

  test('asks with the profile that the shell chose for a session, and without the keys of the shell', () => {
    const { online, standIns } = machine(rcWith('credentials: [AwsCredentials.session({ profile: \'dev\', region: \'us-west-2\' })], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}'));
    online(['--online'], { AWS_PROFILE: 'mine', AWS_ACCESS_KEY_ID: 'AKIAOTHER' });
    const [{ args, keys }] = standIns.calls('aws').filter(({ args: [service] }) => service === 'sts');
    expect([args.slice(args.indexOf('--profile'))[1], keys]).toEqual(['mine', '']);
  });

  test('asks with the keys of the shell where the containers have those', () => {
    const { online, standIns } = machine(rcWith('credentials: [AwsCredentials.fromEnvironment({ region: \'us-west-2\' })], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}'));
    expect(online(['--online'], { AWS_ACCESS_KEY_ID: 'AKIAOTHER' }).lines[0]).toBe('ok: AWS knows this shell as user/alice');
    const [{ args, keys }] = standIns.calls('aws').filter(({ args: [service] }) => service === 'sts');
    expect([args.includes('--profile'), keys]).toEqual([false, 'AKIAOTHER']);
  });

  test.each<[string, string, (made: ReturnType<typeof machine>) => void, RegExp[]]>([
    ['no backend', rcWith(MOUNTED), () => undefined, [/^unknown: The cloud is not asked for the secrets: no secrets backend is set/]],
    ['no example DAG', rcWith(`${MOUNTED}, secretsBackend: AwsSecretsBackend.secretsManager()`), () => undefined, [/^ok: AWS knows dev/]],
    ['a role that the backend takes on', rcWith(`${MOUNTED}, secretsBackend: AwsSecretsBackend.secretsManager({ roleArn: 'arn:aws:iam::123456789012:role/x' }), exampleDag: { variableKey: 'my_var' }`), () => undefined, [/^ok/, /^unknown: .*takes on a role/]],
    ['an endpoint of its own', rcWith(`${MOUNTED}, secretsBackend: AwsSecretsBackend.secretsManager({ endpointUrl: 'http://host.docker.internal:4566' }), exampleDag: { variableKey: 'my_var' }`), () => undefined, [/^failure: .*does not exist/]],
    ['a broken override', RC, ({ fixture }) => (fs.rmSync(path.join(fixture.directory, 'docker-compose.override.yml')), write(fixture.directory, { 'docker-compose.override.yml': 'a: [' })), [/^unknown: The cloud is not asked for the secrets: docker-compose\.override\.yml is not YAML/]],
    ['no override', RC, ({ fixture }) => (fs.rmSync(path.join(fixture.directory, 'docker-compose.override.yml')), write(fixture.directory, { '.astro/config.yaml': '' })), [/^unknown: The cloud is not asked for the secrets: there is no docker-compose\.override\.yml/]],
    ['no AWS CLI', RC, ({ fixture }) => fs.rmSync(path.join(fixture.programs, 'aws')), [/^unknown: .*there is no AWS CLI/, /^unknown/, /^unknown/]],
    ['an AWS CLI of garbage', RC, ({ fixture }) => write(fixture.programs, { aws: '#!/bin/sh\necho garbage >&2; exit 3\n' }), [/^unknown: .*aws failed with an error that is not known/, /^unknown/, /^unknown/]],
  ])('%s is judged, or unknown', (_, rc, prepare, expected) => {
    const made = machine(rc);
    prepare(made);
    const { lines } = made.online();
    expect(lines).toHaveLength(expected.length);
    lines.forEach((line, index) => expect(line).toMatch(expected[index]));
  });
});
