import { AwsCredentials, AwsSecretsBackend, CustomSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend, type LocalFilesystemSecretsBackendOptions, type LocalAirflowOptions } from '../../../src';
import { errorOf, printedBy, services, synth } from '../../support/projects';
import { read, tempDir } from '../../support/util';

const RUNTIME = { runtimeVersion: '3.1-12' };
const MANAGER = AwsSecretsBackend.secretsManager({ region: 'us-west-2' });
const STORE = AwsSecretsBackend.parameterStore({ region: 'us-west-2', variablesPrefix: '/tasks/variables' });
const LOCKBOX = new CustomSecretsBackend({ classPath: 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend' });

const blockOf = (outdir: string): string[] => read(outdir, '.env').split('\n').filter((line) => line.startsWith('AIRFLOW__'));

test('tasks get a backend of their own beside that of the other processes', () => {
  const outdir = synth({ ...RUNTIME, secretsBackend: MANAGER, workersSecretsBackend: STORE });
  expect(blockOf(outdir)).toEqual([
    'AIRFLOW__SECRETS__BACKEND=airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
    'AIRFLOW__SECRETS__BACKEND_KWARGS={"connections_prefix":"airflow/connections","variables_prefix":"airflow/variables","region_name":"us-west-2"}',
    'AIRFLOW__WORKERS__SECRETS_BACKEND=airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend',
    'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS={"connections_prefix":"/airflow/connections","variables_prefix":"/tasks/variables","region_name":"us-west-2"}',
  ]);
  expect(read(outdir, '.env.example')).toContain('AIRFLOW__WORKERS__SECRETS_BACKEND=');
  expect(read(outdir, 'requirements.txt').match(/^apache-airflow-providers-amazon$/gm)).toHaveLength(1);
});

test('tasks alone can have a backend', () => {
  const outdir = synth({ ...RUNTIME, workersSecretsBackend: LOCKBOX });
  expect(blockOf(outdir)).toEqual(['AIRFLOW__WORKERS__SECRETS_BACKEND=airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend', 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS={}']);
  expect(read(outdir, 'requirements.txt')).toContain('\napache-airflow-providers-yandex\n');
});

test('the keys of both can be in the override', () => {
  const outdir = synth({ ...RUNTIME, secretsBackend: MANAGER, workersSecretsBackend: LOCKBOX, keysInOverride: true });
  expect(Object.keys(services(outdir).scheduler.environment)).toEqual(expect.arrayContaining(['AIRFLOW__SECRETS__BACKEND', 'AIRFLOW__WORKERS__SECRETS_BACKEND', 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS']));
});

test.each<[string, Pick<LocalAirflowOptions, 'secretsBackend' | 'workersSecretsBackend'>, string]>([
  ['both are declared', { secretsBackend: MANAGER, workersSecretsBackend: STORE }, '/tasks/variables/my_var'],
  ['that of tasks alone is declared', { workersSecretsBackend: STORE }, '/tasks/variables/my_var'],
  ['that of all is declared', { secretsBackend: MANAGER }, 'airflow/variables/my_var'],
])('the example DAG names the secrets that its tasks read where %s', (_, options, name) => {
  expect(read(synth({ ...RUNTIME, ...options, exampleDag: {} }), 'dags/example_secrets_dag.py')).toContain(`- ${name}: any text`);
});

test('Airflow 2 has none, and the message says what to do', () => {
  expect(errorOf(() => synth({ runtimeVersion: '13.7.0', workersSecretsBackend: STORE }))?.message).toBe(
    'workersSecretsBackend: Airflow 2 (runtime 13.7.0) has one secrets backend for all its processes. Declare it as secretsBackend, or use a runtime with Airflow 3.',
  );
});

test('its arguments, warnings and profile are checked like those of the other', () => {
  const wrong = new CustomSecretsBackend({ classPath: LOCKBOX.classPath, kwargs: { folder: 'x' } });
  expect(errorOf(() => synth({ ...RUNTIME, secretsBackend: MANAGER, workersSecretsBackend: wrong }))?.message).toMatch(/^The argument folder of LockboxSecretBackend is not in .*: no task would start\./);
  const role = AwsSecretsBackend.parameterStore({ roleArn: 'arn:aws:iam::111122223333:role/reader' });
  expect(printedBy((project) => new LocalAirflow(project, { ...RUNTIME, workersSecretsBackend: role }))).toContain('roleArn: the secrets backend assumes');
  const other = AwsSecretsBackend.parameterStore({ profile: 'other' });
  expect(errorOf(() => synth({ ...RUNTIME, credentials: [AwsCredentials.session({ profile: 'dev' })], workersSecretsBackend: other }))?.message).toContain('reads with the profile "other"');
});

test('two local backends can have files in one folder, and one file together; the same one twice is refused', () => {
  const local = (options?: LocalFilesystemSecretsBackendOptions) => new LocalFilesystemSecretsBackend(options);
  const declared = (one: LocalFilesystemSecretsBackend, other: LocalFilesystemSecretsBackend) => synth({ ...RUNTIME, secretsBackend: one, workersSecretsBackend: other });
  expect(errorOf(() => declared(local(), local()))?.message).toBe('workersSecretsBackend reads the same files as secretsBackend. Remove workersSecretsBackend: tasks ask secretsBackend then.');
  const outdir = declared(local(), local({ connectionsFile: 'secrets/tasks.yaml' }));
  expect(services(outdir).scheduler.volumes.filter(({ target }: { target: string }) => target === '/usr/local/airflow/secrets')).toHaveLength(1);
  expect(read(outdir, 'secrets/tasks.yaml')).toContain('#');
});

test('two local backends that would write one file differently are refused, with both', () => {
  const options = { secretsBackend: new LocalFilesystemSecretsBackend({ variablesFile: 's/a.yaml' }), workersSecretsBackend: new LocalFilesystemSecretsBackend({ variables: false, connectionsFile: 's/a.yaml' }) };
  const error = errorOf(() => synth({ ...RUNTIME, ...options }));
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', 's/a.yaml is declared twice, by secretsBackend and by workersSecretsBackend, in different ways. Give each a file of its own.']);
});

test('a backend that is none is refused', () => {
  expect(errorOf(() => synth({ ...RUNTIME, workersSecretsBackend: 'acme' as never }, undefined, tempDir()))?.message).toMatch(/workersSecretsBackend/);
});
