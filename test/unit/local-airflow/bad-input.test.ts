import { AstroRuntime, AwsCredentials, AwsSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend, SecretsBackend, type AwsMountedOptions, type ExampleDagOptions, type LocalAirflowOptions, type Mount } from '../../../src';
import { bareProject, errorOf, treeState } from '../../support/projects';
import { astroTree, tempDir } from '../../support/util';

type Declare = (local: LocalAirflow) => void;

/** A backend of the user's own that has no name for any secret. */
class NamelessBackend extends SecretsBackend {
  public readonly displayName = 'Acme';
  public readonly classPath = 'acme.Backend';
  public readonly kwargs = {};
  public readonly requirement = undefined;
  public readonly warnings: string[] = [];

  public secretNameForVariable(): string | undefined {
    return undefined;
  }

  public secretNameForConnection(): string | undefined {
    return undefined;
  }
}

/** Expects one of our errors, which says what, why and the way out, and that not a byte of the tree has changed. */
function expectRefused(message: RegExp, options: () => LocalAirflowOptions, declare: Declare = () => undefined): void {
  const outdir = tempDir();
  astroTree(outdir);
  const before = treeState(outdir);
  const error = errorOf(() => {
    const project = bareProject(outdir);
    declare(new LocalAirflow(project, options()));
    project.synth();
  });
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
  expect(error?.message.split('\n').length).toBeLessThanOrEqual(2);
  expect(error?.message).toMatch(/\. .*\.$/);
  expect(treeState(outdir)).toEqual(before);
}

const key = (name: string, value: string): Declare => (local) => local.addDotenvKey(name, value);
const environment = (name: string, value: string): Declare => (local) => local.addEnvironment(name, value);
const mount = (changes: Partial<Mount>): Declare => (local) => local.addMount({ source: './data', target: '/data', ...changes });
const requirement = (line: string): Declare => (local) => local.addRequirement(line);

function inItself(): Record<string, unknown> {
  const definition: Record<string, unknown> = { image: 'x' };
  definition.labels = definition;
  return definition;
}

describe('the options of LocalAirflow', () => {
  test.each<[string, LocalAirflowOptions, RegExp]>([
    ['a malformed runtime tag', { runtimeVersion: '3.1_12' }, /"3\.1_12" is not known\. Expected X\.Y-Z/],
    ['an unknown runtime', { runtimeVersion: '99.0.0' }, /"99\.0\.0" is not known\. Expected/],
    ['a tag of several lines', { runtimeVersion: '3.1\n-\n12\u001b[31m' }, /"3\.1\\n-\\n12\\u001b\[31m" is not known/],
    ['an absolute directory', { directory: '/airflow' }, /directory "\/airflow" is not a directory below the project/],
    ['a directory of Windows', { directory: 'C:\\airflow' }, /not a directory below the project/],
    ['a directory with backslashes', { directory: 'deploy\\airflow' }, /Write it relative to the outdir with "\/"/],
    ['a directory outside', { directory: 'x/../../airflow' }, /not a directory below the project/],
    ['an empty directory', { directory: '' }, /not a directory below the project/],
    ['a DAG without a backend', { exampleDag: {} }, /exampleDag reads secrets, and no secretsBackend is declared\. Declare one, for example .*, or remove exampleDag\.$/],
  ])('%s', (_, options, message) => {
    expectRefused(message, () => options);
  });
});

describe('credentials', () => {
  test.each<[string, AwsMountedOptions, RegExp]>([
    ['a region', { region: 'us-west' }, /region "us-west" is not an AWS region/],
    ['a profile', { profile: '' }, /profile "" is not the name of an AWS profile/],
    ['a host directory', { hostDirectory: '%UserProfile%/.aws' }, /starts with a variable/],
    ['a host directory that is a file by its name', { hostDirectory: '~/.aws/credentials' }, /hostDirectory "~\/\.aws\/credentials" is a file\. Name the directory that it is in/],
    ['a host directory that is a file on this machine', { hostDirectory: __filename }, /hostDirectory ".*" is a file/],
    ['a target', { target: 'aws' }, /not an absolute path in the container/],
  ])('%s', (_, options, message) => {
    expectRefused(message, () => ({ credentials: [AwsCredentials.mounted(options)] }));
  });

  test('twice on one target', () => {
    expectRefused(/AwsCredentials\.mounted\(\) is declared twice/, () => ({
      credentials: [AwsCredentials.mounted(), AwsCredentials.mounted({ hostDirectory: '/c/Users/a/.aws' })],
    }));
  });
});

describe('the example DAG', () => {
  test.each<[string, ExampleDagOptions, RegExp]>([
    ['an empty variable key', { variableKey: '' }, /"" is no variable key that Airflow takes/],
    ['a variable key that AWS refuses', { variableKey: 'my var' }, /variable key "my var" cannot be looked up in AWS Secrets Manager/],
    ['a variable key that is too long', { variableKey: 'a'.repeat(251) }, /no variable key that Airflow takes/],
    ['a connection id that Airflow refuses', { connectionId: 'a?b' }, /"a\?b" is no connection id that Airflow takes/],
    ['a connection id that AWS refuses', { connectionId: 'a(b)' }, /connection id "a\(b\)" cannot be looked up/],
    ['a DAG id with a blank', { dagId: 'my dag' }, /dagId "my dag" is not valid for Airflow/],
    ['a DAG id that is too long', { dagId: 'd'.repeat(251) }, /at most 250 characters/],
    ['an empty DAG id', { dagId: '' }, /dagId "" is not valid/],
    ['a DAG id that is a secret', { dagId: `AKIA${'A'.repeat(16)}` }, /^dagId looks like an AWS access key id/],
    ['a file in another directory', { fileName: '../x.py' }, /fileName "\.\.\/x\.py" is not a name for a Python file in dags\//],
    ['a hidden file', { fileName: '.x.py' }, /not a name for a Python file/],
    ['a file that is not Python', { fileName: 'x.txt' }, /with \.py at the end/],
  ])('%s', (_, exampleDag, message) => {
    expectRefused(message, () => ({ secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag }));
  });

  test('of a kind of lookup that is switched off', () => {
    expectRefused(/exampleDag reads the connection "my_conn", and the secrets backend is not asked for it: its lookup of connections is switched off/, () => ({
      secretsBackend: AwsSecretsBackend.secretsManager({ connections: false }),
      exampleDag: {},
    }));
  });

  test.each<[string, SecretsBackend]>([
    ['that local files lack', new LocalFilesystemSecretsBackend({ variables: false })],
    ['for which a backend has no name', new NamelessBackend()],
  ])('of a kind of lookup %s', (_, secretsBackend) => {
    expectRefused(
      /exampleDag reads the variable "my_var", and the secrets backend is not asked for it: its lookup of variables is switched off, or names no such secret\. Change that, or let exampleDag read a connection alone\.$/,
      () => ({ secretsBackend, exampleDag: {} }),
    );
  });
});

describe('what is added to a LocalAirflow', () => {
  test.each<[string, Declare, RegExp]>([
    ['a mount for a service of the other major', mount({ services: ['webserver'] }), /"webserver" \(in the mount of \/data\) does not exist in Astro Runtime 3\.1-12 .* It has scheduler, dag-processor/],
    ['a mount for no service', mount({ services: [] }), /services of the mount of \/data is empty/],
    ['a variable for an unknown service', (local) => local.addEnvironment('A', 'b', { services: ['worker'] }), /"worker" \(in A\) does not exist/],
    ['a mount with a relative target', mount({ target: 'data' }), /target "data" is not an absolute path/],
    ['a mount with an empty target', mount({ target: '' }), /target "" is not an absolute path/],
    ['a mount on the root', mount({ target: '/' }), /target "\/" is not an absolute path/],
    ['a mount with .. in its target', mount({ target: '/data/../etc' }), /without "\.\."/],
    ['a mount with a target of Windows', mount({ target: 'C:\\data' }), /not an absolute path in the container/],
    ['a mount with a duplicate target', (local) => [1, 2].forEach(() => mount({})(local)), /target \/data is declared twice/],
    ['a named volume', mount({ source: 'data' }), /named volume\. Write \.\/data/],
    ['a source with no path at all', mount({ source: '' }), /source "" is not a path/],
    ['a source from a variable', mount({ source: '$PWD/data' }), /starts with a variable/],
    ['a source with a line break', mount({ source: './a\nb' }), /source "\.\/a\\nb" is not a path/],
    ['a .env key with a dash', key('MY-KEY', 'x'), /"MY-KEY" is not a valid key for \.env/],
    ['a .env key that starts with a digit', key('1KEY', 'x'), /not a valid key for \.env/],
    ['an empty .env key', key('', 'x'), /"" is not a valid key/],
    ['a .env key with a line break', key('A\nB', 'x'), /"A\\nB" is not a valid key/],
    ['a .env value with a newline', key('A', 'b\nc'), /cannot be written to \.env: it has a line break/],
    ['a .env value with a NUL', key('A', 'b\0c'), /it has a control character/],
    ['a .env value with a $', key('A', 'b$c'), /it has a "\$", which compose interpolates/],
    ['a .env value with a comment', key('A', 'b # c'), /it has a "#" that some take for a comment/],
    ['a .env value in quotes', key('A', '"b"'), /it starts with a quote/],
    ['a .env value in single quotes', key('A', '\'b\''), /it starts with a quote/],
    ['a .env value with a leading blank', key('A', ' b'), /starts or ends with a blank/],
    ['a .env value with a trailing tab', key('A', 'b\t'), /starts or ends with a blank/],
    ['an empty profile in .env', key('AWS_PROFILE', ''), /AWS_PROFILE is empty, and botocore fails/],
    ['an empty profile in the environment', environment('AWS_PROFILE', ''), /AWS_PROFILE is empty, and botocore fails/],
    ['a key that the base compose file sets', key('AIRFLOW__CORE__EXECUTOR', 'LocalExecutor'), /has no effect in \.env.*Use addEnvironment\(\)/],
    ['a variable that is no name', environment('A B', 'c'), /"A B" is not a valid name for an environment variable/],
    ['a variable with a NUL', environment('A', '\0'), /NUL character/],
    ['a variable with half of a character', environment('A', '\ud800'), /^services\.scheduler\.environment\.A of docker-compose\.override\.yml has half of a character, which no file can hold\. Remove it\.$/],
    ['a mount with half of a character', mount({ source: './a\udc00' }), /^services\.scheduler\.volumes\.0\.source of docker-compose\.override\.yml has half of a character/],
    ['a service with half of a character', (local) => local.addService('a', { image: 'x', command: ['b', '\ud800'] }), /^services\.a\.command\.1 of .* has half of a character/],
    ['a label with half of a character', (local) => local.extendService('postgres', { labels: { 'a\ud800': 'b' } }), /^services\.postgres\.labels\.a.* of .* has half of a character/],
    ['a volume with half of a character', (local) => local.addVolume('a', { name: '\ud800' }), /^volumes\.a\.name of .* has half of a character/],
    ['an escape hatch with half of a character', (local) => local.override.file.addOverride('services.scheduler.labels', { a: '\ud800' }), /^services\.scheduler\.labels\.a of .* has half of a character/],
    ['a service with a name of JavaScript', (local) => local.addService('constructor', { image: 'x' }), /^services\.constructor of docker-compose\.override\.yml cannot be written, because objects of JavaScript have that name already\. Choose another one\.$/],
    ['a variable with a name of JavaScript', environment('constructor', 'x'), /^services\.scheduler\.environment\.constructor of .* cannot be written/],
    ['a variable that would be dropped', environment('__proto__', 'x'), /^services\.scheduler\.environment\.__proto__ of .* cannot be written/],
    ['a label with a name of JavaScript', (local) => local.extendService('scheduler', { labels: { constructor: 'x' } as object }), /^services\.scheduler\.labels\.constructor of .* cannot be written/],
    ['a network with a name of JavaScript', (local) => local.addNetwork('constructor'), /^networks\.constructor of .* cannot be written/],
    ['a service in itself', (local) => local.addService('a', inItself()), /^services\.a\.labels of .* cannot be written, because it contains itself\. Give it plain values\.$/],
    ['an extension in itself', (local) => local.extendService('postgres', inItself()), /^services\.postgres\.labels\.labels of .* contains itself/],
    ['a variable that is not given', environment('A', undefined as any), /^LocalAirflow\.addEnvironment\("A"\): value is missing \(undefined\)\. Give it a string\./],
    ['a number', key('PORT', 8080 as any), /^LocalAirflow\.addDotenvKey\("PORT"\): value takes a string, and got a number\. Put it in quotes\./],
    ['an access key by its name', key('AWS_ACCESS_KEY_ID', 'x'), /AWS_ACCESS_KEY_ID is the name of a secret/],
    ['a secret key by its name', environment('AWS_SECRET_ACCESS_KEY', 'x'), /AWS_SECRET_ACCESS_KEY is the name of a secret/],
    ['a token by its name', environment('AWS_SESSION_TOKEN', 'x'), /AWS_SESSION_TOKEN is the name of a secret/],
    ['a client secret by its name', key('AZURE_CLIENT_SECRET', 'x'), /AZURE_CLIENT_SECRET is the name of a secret/],
    ['an access key by its look', environment('A', `x ASIA${'Z'.repeat(16)}`), /The value of A looks like an AWS access key id/],
    ['a secret key by its look', key('A', `${'aB3/'.repeat(10)}`), /The value of A looks like an AWS secret access key/],
    ['a private key by its look', environment('A', '-----BEGIN EC PRIVATE KEY-----\nx'), /The value of A looks like a private key/],
    ['a service account key', environment('A', '{"private_key": "x"}'), /private_key of A is the name of a secret/],
    ['a requirement that is none', requirement('two words'), /"two words" cannot be read by pip/],
    ['a requirement of two lines', requirement('a\nb'), /"a\\nb" cannot be read by pip/],
    ['an option of pip', requirement('--index-url=https://example.com'), /cannot be read by pip/],
    ['a requirement with a password', requirement('a @ https://user:hunter2@example.com/a.whl'), /^The requirement looks like a password in a URI/],
  ])('%s', (_, declare, message) => {
    expectRefused(message, () => ({}), declare);
  });

  test('no refusal repeats the secret that it is about', () => {
    const secret = `AKIA${'Q'.repeat(16)}`;
    const local = new LocalAirflow(bareProject(), { runtimeVersion: '3.1-12' });
    const attempts: Array<() => unknown> = [
      () => local.addDotenvKey('A', secret),
      () => local.addEnvironment('A', secret),
      () => local.addMount({ source: `./${secret}`, target: '/data' }),
      () => local.addRequirement(`a==1 ; "${secret}"`),
      () => local.addService('a', { image: 'x', environment: { A: [secret] } }),
      () => AwsCredentials.mounted({ profile: secret }),
      () => AwsSecretsBackend.secretsManager({ variablesPrefix: secret }),
      () => AwsSecretsBackend.secretsManager().secretNameForConnection(secret),
    ];
    expect(attempts.map((attempt) => errorOf(attempt)?.message)).toEqual(attempts.map(() => expect.not.stringContaining(secret)));
  });
});

test('one of our errors keeps of the stack the one line of the user\'s own code', () => {
  const stack = errorOf(() => AstroRuntime.parse('x'))?.stack?.split('\n') ?? [];
  expect(stack.slice(1)).toEqual([expect.stringContaining('bad-input.test.ts')]);
});
