import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroFixture } from '../../support/cli/astro-projects';
import { SecretsStandIns } from '../../support/cli/secrets-stand-ins';
import { BIN } from '../../support/drift/command';
import { tempDir, write } from '../../support/util';

const LOGS = path.resolve(__dirname, '../../support/doctor/recorded');
const recorded = (name: string): string => fs.readFileSync(path.join(LOGS, `${name}.txt`), 'utf-8');

const rcWith = (options: string): string => `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AwsCredentials, AwsSecretsBackend, AzureCredentials, AzureSecretsBackend, GcpCredentials, GcpSecretsBackend, LocalAirflow, SecretsBackend } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new LocalAirflow(project, { runtimeVersion: '3.1-12', ${options} });
project.synth();
`;
const MANAGER = 'credentials: [AwsCredentials.mounted({ profile: \'dev\', region: \'us-west-2\' })], secretsBackend: AwsSecretsBackend.secretsManager()';
const RC = rcWith(`${MANAGER}, exampleDag: {}`);
const [VARIABLE, CONNECTION] = ['airflow/variables/my_var', 'airflow/connections/my_conn'];
const CREATED = { [VARIABLE]: 'hello', [CONNECTION]: 'postgres://me:secret@db:5432/orders' };
const VERSION = { version: '3.1.8\n' };
const GREEN = { ...VERSION, dags: recorded('airflow3-green') };

class TryFixture extends AstroFixture {
  public readonly standIns: SecretsStandIns;
  public readonly home = fs.realpathSync(tempDir());

  public constructor(rc: string = RC) {
    super(rc, false);
    write(this.directory, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' });
    fs.symlinkSync('/usr/bin/env', path.join(this.programs, 'env'));
    this.standIns = new SecretsStandIns(this.programs);
  }

  public try(args: readonly string[] = [], env: Readonly<Record<string, string | undefined>> = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'try', ...args], { cwd: this.directory, encoding: 'utf-8', env: this.tryEnv(env), stdio: ['ignore', 'pipe', 'pipe'], timeout: 55_000 });
    // The example's own password is in the command that creates it, and nowhere else; a value of Airflow's is nowhere.
    const printed = (stdout + stderr).replaceAll(`--secret-string ${CREATED[CONNECTION]}`, '');
    expect(printed).not.toMatch(/secret@|p%40ss|the value of|THE-VALUE|\n\s+at /);
    return { status, stdout, stderr };
  }

  public tryEnv(env: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
    const noAws = Object.fromEntries(Object.keys(process.env).filter((name) => name.startsWith('AWS_')).map((name) => [name, undefined]));
    return this.env({ ...noAws, HOME: this.home, ...env });
  }
}

const fixture = (airflow: Readonly<Record<string, string>> = GREEN, rc: string = RC): TryFixture => {
  const made = new TryFixture(rc);
  made.standIns.airflow(airflow);
  return made;
};

/** A DAG that never ends, and secrets that take a moment to be deleted. */
function hanging(): TryFixture {
  const made = fixture({ ...VERSION, dags: 'HANG' });
  made.standIns.aws({ 'delete-secret': { slow: 500 } });
  return made;
}

/**
 * Sends a signal again and again, as npx does that hands on what the terminal has sent already: while the DAG runs, and once while the first of two
 * secrets is deleted. Later none is sent, because Node listens to none while it ends, and a signal then ends it in its own way.
 *
 * @returns the exit code of "try"
 */
async function codeAfter(signal: NodeJS.Signals, child: ChildProcess, { standIns }: TryFixture, isReady: () => boolean = () => true): Promise<unknown> {
  let isSentAgain = false;
  const timer = setInterval(() => {
    const deletions = standIns.calls('aws').filter(({ args }) => args[1] === 'delete-secret').length;
    if (isReady() && standIns.calls('astro').length === 2 && deletions < 2 && !isSentAgain) {
      isSentAgain = deletions === 1;
      child.kill(signal);
    }
  }, 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  expect(isSentAgain).toBe(true);
  return code;
}

/** The stand-ins are scripts of a shell. */
const describePosix = process.platform === 'win32' ? describe.skip : describe;

describePosix('projen-astro-airflow try', () => {
  test('runs the DAG in the project\'s folder, prints what came, no command, and exits 0', () => {
    const made = fixture();
    const { standIns, directory } = made;
    const { status, stdout, stderr } = made.try();
    expect(stdout).toBe(`ok       the variable my_var came from the secret ${VARIABLE}\nok       the connection my_conn came from the secret ${CONNECTION}\n`);
    expect([status, stderr]).toEqual([0, 'projen-astro-airflow: running astro dev run dags test example_secrets_dag; it takes up to a minute where it fails\n']);
    expect(standIns.calls('aws')).toEqual([]);
    expect(standIns.calls('astro')).toEqual([{ cwd: directory, args: ['dev', 'run', 'version'] }, { cwd: directory, args: ['dev', 'run', 'dags', 'test', 'example_secrets_dag'] }]);
  });

  test('names the cause and the fix of a failure, by the table of causes, and exits 1', () => {
    const { status, stdout } = fixture({ ...VERSION, dags: recorded('airflow3-no-profile') }).try();
    expect(status).toBe(1);
    expect(stdout).toContain(`failure  the variable my_var was not found (the secret ${VARIABLE})`);
    expect(stdout).toContain('One of these, the likeliest first:\n  If it is the declared profile: there is no such profile; or uid 50000 may read neither file [cause-profile-absent]\n    Fix: run aws configure list-profiles on your machine');
    expect(stdout).toMatch(/docs\/troubleshooting\.md explains each name in brackets\.\n$/);
  });

  test('names no cause of another way of getting credentials than the declared one', () => {
    const session = rcWith('credentials: [AwsCredentials.session({ profile: \'dev\', region: \'us-west-2\' })], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}');
    const { status, stdout } = fixture({ ...VERSION, dags: recorded('airflow3-unreadable-credentials') }, session).try();
    expect(status).toBe(1);
    expect([...stdout.matchAll(/\[cause-([a-z-]+)\]/g)].map(([, id]) => id)).toEqual(['credentials-not-declared', 'override-not-merged']);
    expect(stdout).toContain('  If AWS_CONFIG_FILE is not set in the containers: npx projen has not run here since the clone');
  });

  test('prints no command that creates a secret where it could not be read', () => {
    expect(fixture({ ...VERSION, dags: recorded('airflow3-denied') }).try().stdout).not.toContain('create-secret');
  });

  test.each<[string, string, RegExp]>([
    ['Airflow does not know it', 'airflow.exceptions.AirflowException: Dag \'example_secrets_dag\' could not be found; either it does not exist or it failed to parse.\n', /looked up\n {2}Airflow does not have the example DAG: .* \[cause-dag-not-found\]\n {4}Fix: run npx projen to write it and npx projen parse to see its errors/],
    ['nothing is printed', 'Running: airflow dags test example_secrets_dag\n', /looked up: the Astro CLI printed nothing\n {2}Fix: run astro dev run dags test example_secrets_dag in a terminal/],
    ['Airflow stops meanwhile', 'Error response from daemon: No such container: orders_scheduler_1\n', /looked up: Airflow stopped\n {2}Fix: start it with npx projen start, then run this again\n$/],
  ])('an example DAG that did not run is said not to have run, with the fix: %s', (_, dags, report) => {
    const { status, stdout } = fixture({ ...VERSION, dags }).try();
    expect(status).toBe(1);
    expect(stdout).toMatch(/^failure {2}the example DAG example_secrets_dag did not run, so no secret was looked up/);
    expect(stdout).toMatch(report);
    expect(stdout).not.toMatch(/was not found|create-secret/);
  });

  test('says which one came through where the other did not, and prints how to create and delete the other one', () => {
    const { status, stdout } = fixture({ ...VERSION, dags: recorded('airflow2-other-prefix') }).try();
    expect(status).toBe(1);
    expect(stdout).toContain('failure  the variable my_var was not found');
    expect(stdout).toContain('ok       the connection my_conn came');
    expect(stdout).toContain('[cause-name-in-aws]');
    expect(stdout.slice(stdout.indexOf('Create it'))).toBe(`Create it (bash, zsh, PowerShell):
  aws secretsmanager create-secret --name ${VARIABLE} --secret-string hello --region us-west-2 --profile dev
Delete it afterwards (bash, zsh, PowerShell):
  aws secretsmanager delete-secret --secret-id ${VARIABLE} --force-delete-without-recovery --region us-west-2 --profile dev
`);
  });

  test('looks a variable up where the example has only a connection, of which Airflow 3 does not log why the backend fails', () => {
    const silent = 'airflow.sdk.exceptions.AirflowNotFoundException: The conn_id `my_conn` isn\'t defined\n';
    const made = fixture({ ...VERSION, dags: silent, variables: recorded('airflow3-no-region') }, rcWith(`${MANAGER}, exampleDag: { connectionId: 'my_conn' }`));
    const { status, stdout } = made.try();
    expect(status).toBe(1);
    expect(stdout).toContain('[cause-region-absent]');
    expect(made.standIns.calls('astro').at(-1)?.args).toEqual(['dev', 'run', 'variables', 'get', '--verbose', 'projen_astro_airflow_try']);
  });

  test('names what Airflow cannot even import, and creates nothing for it', () => {
    const made = fixture({});
    const { status, stdout } = made.try(['--create']);
    expect(status).toBe(1);
    expect(stdout).toContain('[cause-backend-not-loaded]');
    expect(made.standIns.calls('aws')).toEqual([]);
  });

  test('without a running Airflow says how to start one, exits 2, and creates nothing', () => {
    const made = fixture({ version: 'Error: airflow is not running. To start a local Airflow environment, run \'astro dev start\'\n' });
    expect(made.try(['--create', '--delete'])).toEqual({ status: 2, stdout: '', stderr: 'projen-astro-airflow: Airflow is not running here, so the example DAG was not run. Start it with npx projen start, then run this again.\n' });
    expect(made.standIns.calls('aws')).toEqual([]);
  });

  test('a failure that is not known is shown by its last line, without a URI, and exits 1', () => {
    const { status, stdout } = fixture({ ...VERSION, dags: 'ValueError: something odd\nError: postgres://me:secret@db/x failed\n' }).try();
    expect(status).toBe(1);
    expect(stdout).toContain('The cause is not one that is known: ValueError: something odd. See all of it: astro dev run dags test example_secrets_dag\n');
  });

  test('a value that came through is not taken for an error', () => {
    const { status, stdout } = fixture({ ...VERSION, dags: '[2026-11-30T00:00:00] INFO - Variable my_var: THE-VALUE is the password, do not share\nError: THE-VALUE\n' }).try();
    expect(status).toBe(1);
    expect(stdout).toContain('The cause is not one that is known. See all of it: astro dev run dags test example_secrets_dag\n');
  });

  test('--create makes the secrets, and prints how to delete them', () => {
    const made = fixture();
    const { status, stdout } = made.try(['--create']);
    expect([status, made.standIns.secrets]).toEqual([0, CREATED]);
    expect(stdout).toContain(`created  the secret ${VARIABLE}\ncreated  the secret ${CONNECTION}\nok `);
    expect(stdout).toContain(`Delete what was created (bash, zsh, PowerShell):\n  aws secretsmanager delete-secret --secret-id ${VARIABLE}`);
  });

  test('--create --delete leaves nothing behind, after a failure too', () => {
    const green = fixture();
    expect([green.try(['--create', '--delete']).status, green.standIns.secrets]).toEqual([0, {}]);
    const red = fixture({ ...VERSION, dags: recorded('airflow2-denied') });
    expect([red.try(['--create', '--delete']).status, red.standIns.secrets]).toEqual([1, {}]);
  });

  test('a secret that is there is kept as it is, and not deleted', () => {
    const made = fixture();
    made.standIns.has(VARIABLE, 'mine');
    const { status, stdout } = made.try(['--create', '--delete']);
    expect([status, made.standIns.secrets]).toEqual([0, { [VARIABLE]: 'mine' }]);
    expect(stdout).toContain(`kept     the secret ${VARIABLE}: it was there before`);
    expect(stdout).toContain(`deleted  the secret ${CONNECTION}`);
  });

  test('does the same with Parameter Store, with only a variable', () => {
    const made = fixture(GREEN, rcWith('credentials: [AwsCredentials.mounted({ profile: \'dev\', region: \'us-west-2\' })], secretsBackend: AwsSecretsBackend.parameterStore({ region: \'eu-central-1\', profile: \'data\' }), exampleDag: { variableKey: \'my_var\' }'));
    made.standIns.has('/airflow/variables/my_var', 'mine');
    expect(made.try(['--create', '--delete'])).toMatchObject({ status: 0, stdout: expect.stringContaining('kept     the secret /airflow/variables/my_var') });
    expect(made.standIns.calls('aws')[0].args).toEqual([
      'ssm', 'put-parameter', '--name', '/airflow/variables/my_var', '--type', 'SecureString', '--value', 'hello', '--region', 'eu-central-1', '--profile', 'data', '--cli-connect-timeout', '10', '--cli-read-timeout', '15',
    ]);
    expect(made.standIns.secrets).toEqual({ '/airflow/variables/my_var': 'mine' });
  });

  test('where the second cannot be created, the first is deleted, the reason is named, and the DAG is not run', () => {
    const made = fixture();
    const denied = 'An error occurred (AccessDeniedException) when calling the CreateSecret operation: User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:CreateSecret on resource: y';
    made.standIns.aws({ 'create-secret': { fail: denied } });
    const { status, stdout } = made.try(['--create', '--delete']);
    expect([status, stdout]).toEqual([1, `failure  the secret ${VARIABLE} was not created: the identity may not do that: it lacks secretsmanager:CreateSecret. Fix: allow secretsmanager:CreateSecret\n`]);
    expect(made.standIns.calls('astro')).toHaveLength(1);
  });

  test('an answer that is lost may have left a secret: it is named with the command that deletes it, and not deleted blindly', () => {
    const made = fixture();
    made.standIns.aws({ 'create-secret': { lost: true } });
    const { status, stdout } = made.try(['--create', '--delete']);
    expect(status).toBe(1);
    expect(stdout).toContain(`the secret ${VARIABLE} may have been created: AWS cannot be reached`);
    expect(stdout).toContain(`delete it: aws secretsmanager delete-secret --secret-id ${VARIABLE} --force-delete-without-recovery`);
    expect(Object.keys(made.standIns.secrets)).toEqual([VARIABLE]);
  });

  test('a secret that cannot be deleted is named with its command, and exits 1', () => {
    const made = fixture();
    made.standIns.aws({ 'delete-secret': { fail: 'An error occurred (ExpiredTokenException) when calling the DeleteSecret operation: The security token included in the request is expired' } });
    const { status, stdout } = made.try(['--create', '--delete']);
    expect(status).toBe(1);
    expect(stdout).toContain(`failure  the secret ${VARIABLE} is still there: the keys of dev have ended. Delete it: aws secretsmanager delete-secret --secret-id ${VARIABLE}`);
  });

  test('--create in Azure, whose CLI replaces a secret that exists, calls nothing, and prints the commands', () => {
    const made = fixture(GREEN, rcWith('credentials: [AzureCredentials.session()], secretsBackend: AzureSecretsBackend.keyVault({ vaultUrl: \'https://team-secrets.vault.azure.net\' }), exampleDag: { variableKey: \'my_var\' }'));
    expect(made.try(['--create', '--delete'])).toEqual({
      status: 2,
      stdout: `Create it (bash, zsh, PowerShell):
  az keyvault secret set --vault-name team-secrets --name airflow-variables-my-var --value hello --query id --output tsv
Delete it afterwards (bash, zsh, PowerShell):
  az keyvault secret delete --vault-name team-secrets --name airflow-variables-my-var --output none
`,
      stderr: 'projen-astro-airflow: --create creates no secrets in Azure: the Azure CLI replaces a secret that exists. For secrets that do not exist, run the commands yourself; the example DAG\'s docstring has them, too.\n',
    });
    expect(made.standIns.calls('astro')).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s while the DAG runs ends it, and deletes what was created', async (signal) => {
    const made = hanging();
    const child = spawn(process.execPath, [BIN, 'try', '--create', '--delete'], { cwd: made.directory, env: made.tryEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const code = await codeAfter(signal, child, made, () => output.includes('running astro dev run'));
    expect([code, made.standIns.secrets]).toEqual([{ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal], {}]);
    expect(output).toContain(`deleted  the secret ${CONNECTION}`);
  });

  test('deletes what was created where nobody reads any more what it prints', async () => {
    const made = hanging();
    const child = spawn(process.execPath, [BIN, 'try', '--create', '--delete'], { cwd: made.directory, env: made.tryEnv(), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    child.stderr.destroy();
    const code = await codeAfter('SIGHUP', child, made);
    expect([code, made.standIns.secrets]).toEqual([129, {}]);
  });

  test('uses the keys of the project\'s profile, not those of the shell', () => {
    const made = fixture();
    made.try(['--create'], { AWS_ACCESS_KEY_ID: 'AKIAOTHER', AWS_SECRET_ACCESS_KEY: 'x', AWS_PROFILE: 'mine', AWS_REGION: 'eu-west-1' });
    const [{ args, keys }] = made.standIns.calls('aws');
    expect([args.slice(-8, -4), keys]).toEqual([['--region', 'us-west-2', '--profile', 'mine'], '']);
  });

  test.each<[string, string, (made: TryFixture) => void, readonly string[], RegExp]>([
    ['no example DAG', rcWith(MANAGER), () => undefined, [], /declares no example DAG, so there is nothing to try\. Declare exampleDag: \{\} in the rc file/],
    ['a broken override', RC, (made) => writeOverride(made, 'a: ['), [], /docker-compose\.override\.yml is not YAML: .* Run npx projen to write the file again\./],
    ['something else in its place', RC, (made) => writeOverride(made, 'x-projen-astro-airflow: { example: 1 }\n'), [], /the example under x-projen-astro-airflow is not a dagId/],
    ['no Astro CLI', RC, (made) => fs.rmSync(path.join(made.programs, 'astro')), [], /there is no Astro CLI \(a command astro\) on the PATH, so nothing was run\. Install it/],
    ['another program called astro', RC, (made) => made.standIns.airflow({ version: 'astro  v5.16.0 ready\nerror: unknown command dev\n' }), ['--create'], /astro dev run version printed something else than Airflow's version \(error: unknown command dev\)/],
    ['--delete without --create', RC, () => undefined, ['--delete'], /--delete deletes what --create created, and --create was not given/],
    ['two directories', RC, () => undefined, ['.', '..'], /try takes one directory/],
    ['several Astro projects', RC, (made) => write(made.directory, { 'x/a/.astro/config.yaml': '', 'x/b/.astro/config.yaml': '' }), ['x'], /There are several Astro projects in x: x\/a and x\/b\. Name one: npx projen-astro-airflow try x\/a$/m],
    ['a directory that is not there', RC, () => undefined, ['nowhere'], /nowhere cannot be looked at: ENOENT/],
  ])('%s: one line, exit code 2, nothing created', (_, rc, prepare, args, message) => {
    const made = fixture(GREEN, rc);
    prepare(made);
    const { status, stdout, stderr } = made.try(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(made.standIns.calls('aws')).toEqual([]);
  });

  test.each<[string, (made: TryFixture) => void, RegExp]>([
    ['no AWS CLI', (made) => fs.rmSync(path.join(made.programs, 'aws')), /was not created: there is no AWS CLI \(a command aws\) on the PATH\. Fix: Install AWS CLI version 2/],
    ['an AWS CLI that floods the output', (made) => write(made.programs, { aws: '#!/usr/bin/env node\nfor (;;) require("fs").writeSync(1, "x".repeat(65536));\n' }), /may have been created: aws did not end as it should/],
    ['an AWS CLI of garbage', (made) => write(made.programs, { aws: '#!/bin/sh\necho garbage >&2; exit 3\n' }), /may have been created: aws failed with exit code 3/],
    ['an expired sign-in', (made) => made.standIns.aws({ 'create-secret': { fail: 'Error loading SSO Token: Token for s does not exist' } }), /was not created: the sign-in of dev has ended\. Fix: aws sso login --profile dev$/m],
    ['an expired sign-in of a role', (made) => made.standIns.aws({ 'create-secret': { fail: 'Error loading SSO Token: Token for s does not exist' } }).profiles({ dev: { role_arn: 'r', source_profile: 'base' }, base: {} }), /was not created: the sign-in of base has ended\. Fix: aws sso login --profile base$/m],
  ])('--create with %s: says so, and exits 1', (_, prepare, message) => {
    const made = fixture();
    prepare(made);
    const { status, stdout } = made.try(['--create', '--delete']);
    expect(status).toBe(1);
    expect(stdout).toMatch(message);
  });

  test('of a backend of one\'s own it says what creates the secrets, where they are not found and with --create', () => {
    const own = `secretsBackend: Object.assign(new (class extends SecretsBackend {
      get displayName() { return 'Vault'; } get classPath() { return 'team.Vault'; } get kwargs() { return {}; } get requirement() { return undefined; } get warnings() { return []; }
      secretNameForVariable(key) { return 'kv/' + key; } secretNameForConnection(key) { return 'kv/' + key; }
    })()), exampleDag: {}`;
    const made = fixture({ ...VERSION, dags: recorded('airflow3-other-prefix').replaceAll('Connection my_conn:', '') }, rcWith(own));
    const why = 'team.Vault is a secrets backend of your own, and this works with those of AWS and Azure only. Create them with the service\'s own tools.';
    expect(made.try()).toMatchObject({ status: 1, stdout: expect.stringMatching(new RegExp(`\\ntry cannot create the secrets: ${why}\\n$`)) });
    expect(made.try(['--create'])).toEqual({ status: 2, stdout: '', stderr: `projen-astro-airflow: --create cannot create the secrets: ${why}\n` });
  });

  test('of Google Cloud it says that the docstring of the example DAG has the commands', () => {
    const made = fixture({ ...VERSION, dags: recorded('airflow3-other-prefix') }, rcWith('credentials: [GcpCredentials.mounted({ projectId: \'data-dev\' })], secretsBackend: GcpSecretsBackend.secretManager(), exampleDag: {}'));
    const why = 'they are in Google Cloud, and this works with AWS and Azure only. The docstring of the example DAG has the commands.';
    expect(made.try()).toMatchObject({ status: 1, stdout: expect.stringMatching(new RegExp(`\\ntry cannot create the secrets: ${why}\\n$`)) });
    expect(made.try(['--create']).stderr).toBe(`projen-astro-airflow: --create cannot create the secrets: ${why}\n`);
    expect(fs.readFileSync(path.join(made.directory, 'dags', 'example_secrets_dag.py'), 'utf-8')).toContain('gcloud secrets create');
  });
});

function writeOverride({ directory }: TryFixture, text: string): void {
  fs.rmSync(path.join(directory, 'docker-compose.override.yml'));
  write(directory, { 'docker-compose.override.yml': text });
}
