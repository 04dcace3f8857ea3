import { CustomSecretsBackend, LocalAirflow, type CustomSecretsBackendOptions } from '../../../src';
import { errorOf, printedBy, synth } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const LOCKBOX = 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend';
const AKEYLESS = 'airflow.providers.akeyless.secrets.akeyless.AkeylessBackend';
const GOOGLE = 'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend';
const RUNTIME = { runtimeVersion: '3.1-12' };

function refusal(options: CustomSecretsBackendOptions, files: Record<string, string> = {}): string | undefined {
  const outdir = tempDir();
  write(outdir, files);
  return errorOf(() => synth({ ...RUNTIME, secretsBackend: new CustomSecretsBackend(options) }, undefined, outdir))?.message;
}

test('a class that this package knows is written with its arguments and its provider', () => {
  const backend = new CustomSecretsBackend({ classPath: LOCKBOX, kwargs: { folder_id: 'b1g', connections_prefix: null } });
  const outdir = synth({ ...RUNTIME, secretsBackend: backend });
  expect(read(outdir, '.env')).toContain(`\nAIRFLOW__SECRETS__BACKEND=${LOCKBOX}\nAIRFLOW__SECRETS__BACKEND_KWARGS={"folder_id":"b1g","connections_prefix":null}\n`);
  expect(read(outdir, 'requirements.txt')).toContain('\napache-airflow-providers-yandex\n');
  expect([backend.displayName, backend.warnings]).toEqual(['LockboxSecretBackend', []]);
});

test('a class that nobody knows is written as it is declared', () => {
  const backend = new CustomSecretsBackend({ classPath: 'acme.airflow.Secrets', requirement: 'acme-airflow-secrets>=1.2', displayName: 'Acme Secrets' });
  const outdir = synth({ ...RUNTIME, secretsBackend: backend });
  expect(read(outdir, '.env')).toContain('\nAIRFLOW__SECRETS__BACKEND=acme.airflow.Secrets\nAIRFLOW__SECRETS__BACKEND_KWARGS={}\n');
  expect(read(outdir, 'requirements.txt')).toContain('\nacme-airflow-secrets>=1.2\n');
});

test.each([['plugins.secrets.Own'], ['airflow.secrets.local_filesystem.LocalFilesystemBackend']])('%s needs no requirement', (classPath) => {
  expect(new CustomSecretsBackend({ classPath }).requirement).toBeUndefined();
});

describe('a class in a folder of the Astro project', () => {
  const warned = (classPath: string, files: Record<string, string>, options: { directory?: string; workersSecretsBackend?: CustomSecretsBackend } = {}) => {
    const outdir = tempDir();
    write(outdir, files);
    return printedBy((project) => new LocalAirflow(project, { ...RUNTIME, secretsBackend: new CustomSecretsBackend({ classPath }), ...options }), outdir);
  };

  test.each<[string, string, string]>([
    ['a module in plugins/', 'plugins/my_backend.py', 'plugins'],
    ['a package in plugins/', 'plugins/my_backend/__init__.py', 'plugins'],
    ['a module in dags/', 'dags/my_backend.py', 'dags'],
    ['a module in include/', 'include/my_backend.py', 'include'],
  ])('%s without its folder causes a warning with the path that works', (_, file, folder) => {
    expect(warned('my_backend.MyBackend', { [file]: '' })).toContain(
      `classPath "my_backend.MyBackend": Airflow loads its secrets backend before it searches ${folder}/, so no service would start. Write ${folder}.my_backend.MyBackend.`,
    );
  });

  test('its folder is that of the Astro project', () => {
    expect(warned('my_backend.MyBackend', { 'data/plugins/my_backend.py': '' }, { directory: 'data' })).toContain('Write plugins.my_backend.MyBackend.');
  });

  test('with its folder, or elsewhere, it is taken as it is; tasks load theirs later', () => {
    expect(warned('plugins.my_backend.MyBackend', { 'plugins/my_backend.py': '' })).not.toContain('my_backend');
    expect(warned('acme.secrets.Backend', { 'plugins/my_backend.py': '' })).not.toContain('acme');
    expect(warned('airflow.secrets.metastore.MetastoreBackend', { 'dags/airflow/orders.py': '' })).not.toContain('dags.airflow');
    expect(warned('acme.secrets.Backend', { 'plugins/my_backend.py': '' }, { workersSecretsBackend: new CustomSecretsBackend({ classPath: 'my_backend.MyBackend' }) })).not.toContain('my_backend');
  });
});

test('the example DAG reads from it, and says that the service\'s own tools create the secrets', () => {
  const outdir = synth({ ...RUNTIME, secretsBackend: new CustomSecretsBackend({ classPath: AKEYLESS, displayName: 'Akeyless' }), exampleDag: {} });
  expect(read(outdir, 'dags/example_secrets_dag.py')).toContain(`"""Reads a Variable and a Connection through the secrets backend, Akeyless.

Create a secret for each of these, with the tools of the service:

- the variable my_var: any text
- the connection my_conn: a connection URI or JSON

Trigger the DAG in the Airflow UI and read the log of its tasks. The secrets can be deleted after that.
"""`);
  expect(read(outdir, 'docker-compose.override.yml')).not.toContain('name: undefined');
});

test('a class that has a backend of this package is written, and that one is pointed out', () => {
  const printed = printedBy((project) => new LocalAirflow(project, { ...RUNTIME, secretsBackend: new CustomSecretsBackend({ classPath: GOOGLE, kwargs: { project_id: 'p' } }) }));
  expect(printed).toContain('classPath: GcpSecretsBackend.secretManager declares this class, with its options checked and the names of the secrets. Use it instead of CustomSecretsBackend.');
});

test.each<[string, CustomSecretsBackendOptions, RegExp]>([
  ['the name of a class alone', { classPath: 'VaultBackend' }, /^classPath "VaultBackend" is not the path of a Python class\. Write the module and the class with dots between them: airflow\.providers\.yandex/],
  ['a path with a colon', { classPath: 'acme.secrets:Backend' }, /^classPath "acme\.secrets:Backend" is not the path/],
  ['an empty path', { classPath: '' }, /^classPath "" is not the path/],
  ['a path with a line break', { classPath: 'a.b\nX=1' }, /^classPath "a\.b\\nX=1" is not the path/],
  ['a name that Python cannot have', { classPath: 'a.B', kwargs: { 'folder-id': 'x' } }, /^"folder-id" in kwargs is not a name that an argument in Python can have\. /],
  ['a function', { classPath: 'a.B', kwargs: { retry: () => 1 } }, /^retry in kwargs cannot be written as JSON\. /],
  ['an empty name', { classPath: 'a.B', displayName: ' ' }, /^displayName is empty\. /],
  ['what pip cannot read', { classPath: 'a.B', requirement: 'acme secrets' }, /^The requirement "acme secrets" /],
  ['a wrong argument of a class that is known', { classPath: AKEYLESS, kwargs: { acces_id: 'p-x' } }, /^The argument acces_id of AkeylessBackend is not in .* Did you mean access_id\?$/],
  ['a secret by its name', { classPath: AKEYLESS, kwargs: { access_id: 'p-x', access_key: 'abc' } }, /^access_key of AIRFLOW__SECRETS__BACKEND_KWARGS .*secret/],
  ['a secret by its name in a text', { classPath: LOCKBOX, kwargs: { yc_oauth_token: 'y0_abc' } }, /^yc_oauth_token of AIRFLOW__SECRETS__BACKEND_KWARGS .*secret/],
  ['a misspelled option', { classpath: 'a.B' } as never, /^CustomSecretsBackend has no option "classpath"\. Write classPath instead\.$/],
])('%s is refused', (_, options, message) => {
  const text = errorOf(() => refusal(options))?.message ?? refusal(options);
  expect(text).toMatch(message);
  expect(text).not.toMatch(/abc\b/);
});

test('an argument that its provider has only later is refused, with the release that has it', () => {
  expect(refusal({ classPath: GOOGLE, kwargs: { project_id: 'p', impersonation_chain: 'x' } }, { 'requirements.txt': 'apache-airflow-providers-google==10.0.0\n' }))
    .toMatch(/impersonation_chain of CloudSecretManagerBackend is in apache-airflow-providers-google from 10\.13\.0 on; requirements\.txt asks for "apache-airflow-providers-google==10\.0\.0"/);
});

describe('a path that is near a known class', () => {
  const warningsOf = (classPath: string): string[] => new CustomSecretsBackend({ classPath }).warnings;
  const SECRETS_MANAGER = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';

  test('is taken, with a warning that names that class', () => {
    const given = 'airflow.providers.amazon.aws.secrets.secret_manager.SecretsManagerBackend';
    expect(warningsOf(given)).toEqual([`classPath "${given}": did you mean ${SECRETS_MANAGER}? Airflow does not start with a class that it cannot import. A class of your own is taken as it is.`]);
    expect(new CustomSecretsBackend({ classPath: given }).classPath).toBe(given);
  });

  test.each([
    ['another case', 'airflow.providers.amazon.aws.secrets.secrets_manager.secretsmanagerbackend', SECRETS_MANAGER],
    ['a mistake in several parts', 'airflow.provider.amazon.aws.secret.secret_manager.SecretManagerBackend', SECRETS_MANAGER],
    ['a module that is missing', 'airflow.providers.amazon.aws.secrets.SecretsManagerBackend', SECRETS_MANAGER],
    ['the beginning that is missing', 'amazon.aws.secrets.secrets_manager.SecretsManagerBackend', SECRETS_MANAGER],
    ['a path of Airflow 1', 'airflow.contrib.secrets.aws_secrets_manager.SecretsManagerBackend', SECRETS_MANAGER],
    ['another class of that module', 'airflow.providers.google.cloud.secrets.secret_manager.SecretManagerBackend', 'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend'],
    ['a class of Airflow itself', 'airflow.secrets.local_filesystem.LocalFileSystemBackends', 'airflow.secrets.local_filesystem.LocalFilesystemBackend'],
    ['a class without a backend here', 'airflow.providers.yandex.secrets.lockbox.LockBoxSecretsBackend', 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend'],
  ])('has %s', (_, given, meant) => {
    expect(warningsOf(given)).toEqual([expect.stringContaining(`did you mean ${meant}?`)]);
  });

  test.each([
    'acme.secrets.VaultBackend', 'vault.VaultBackend', 'include.secrets_manager.SecretsManagerBackend', 'airflow.providers.acme.secrets.vault.VaultBackend', 'acme_airflow.backends.Backend',
    'airflow.providers', 'airflow.provider', 'acme.Backend', 'airflow.Backend', 'airflow.providers.Backend',
    'airflow.secrets.environment_variables.EnvironmentVariablesBackend', 'airflow.secrets.metastore.MetastoreBackend', 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend',
  ])('is none of these: %s', (given) => {
    expect(warningsOf(given)).toEqual([]);
  });
});
