import { runRc, services, treeState } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const rc = (runtimeVersion: string, more = ''): string => `
const project = new airflow.AstroProject({
  name: 'orders',
  runtimeVersion: '${runtimeVersion}',
  projenrcJs: true,
  credentials: [airflow.AwsCredentials.mounted({ profile: 'dev' })],
  secretsBackend: airflow.AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
  exampleDag: {},
});
project.addEnvironment('GREETING', 'hello');
project.addService('minio', { image: 'minio/minio', networks: ['airflow'] });
project.addRequirement('apache-airflow-providers-slack==9.0.0');
project.addDotenvKey('MY_FLAG', 'on');
project.local.override.file.addOverride('services.scheduler.mem_limit', '2g');
${more}
project.synth();`;

const DOCKERFILE = '# syntax=docker/dockerfile:1\nFROM quay.io/astronomer/astro-runtime:12.6.0 AS runtime\n\n# What the team added.\nRUN pip install --no-cache-dir dbt-core\nENV TEAM=orders\n';
const REQUIREMENTS = '# The team\'s own.\npandas==2.2.3\n';
const DOTENV = 'TOKEN_FILE=/run/token\n';

/** A project on Airflow 2 to which a team has added lines of its own. */
function onAirflow2(): string {
  const directory = tempDir();
  write(directory, { 'Dockerfile': DOCKERFILE, 'requirements.txt': REQUIREMENTS, '.env': DOTENV });
  expect(runRc(directory, rc('12.6.0'))).toMatchObject({ status: 0 });
  write(directory, { 'dags/orders.py': '"""Ours."""\n' });
  return directory;
}

/** The lines of a text, outside of our block. */
function usersLines(text: string): string {
  return text.replace(/^# >>> projen-astro-airflow >>>\n[^]*# <<< projen-astro-airflow <<<\n/m, '');
}

describe('one line of the rc file takes a project from Airflow 2 to Airflow 3', () => {
  const directory = onAirflow2();
  const before = { dags: read(directory, 'dags/exampledag.py'), tests: read(directory, 'tests/dags/test_dag_example.py'), dotenv: read(directory, '.env') };
  const services2 = Object.keys(services(directory));
  const dag2 = read(directory, 'dags/example_secrets_dag.py');
  const requirements2 = read(directory, 'requirements.txt');
  const { status, stderr } = runRc(directory, rc('3.1-12'));

  test('and says what else changes, and to stop Airflow first', () => {
    expect(status).toBe(0);
    expect(stderr).toContain('Dockerfile: the runtime 12.6.0 becomes 3.1-12, as runtimeVersion says.');
    expect(stderr).toContain('astro dev stop');
    expect(stderr).toMatch(/webserver/);
    expect(stderr).toMatch(/airflow\.sdk/);
  });

  test('the image changes, and no other byte of the Dockerfile', () => {
    expect(read(directory, 'Dockerfile')).toBe(DOCKERFILE.replace('quay.io/astronomer/astro-runtime:12.6.0', 'astrocrpublic.azurecr.io/runtime:3.1-12'));
  });

  test('the override has the services of Airflow 3, with all that was declared', () => {
    expect(services2).toEqual(['scheduler', 'webserver', 'triggerer', 'minio']);
    const now = services(directory);
    expect(Object.keys(now)).toEqual(['scheduler', 'dag-processor', 'api-server', 'triggerer', 'minio']);
    for (const service of ['scheduler', 'dag-processor', 'api-server', 'triggerer']) {
      expect(now[service].environment.GREETING).toBe('hello');
      expect(now[service].volumes[0].target).toBe('/home/astro/.aws');
    }
    expect(now.scheduler.mem_limit).toBe('2g');
  });

  test('the DAG that is written imports what Airflow 3 has', () => {
    expect(dag2).toContain('from airflow.models import Variable');
    expect(read(directory, 'dags/example_secrets_dag.py')).toContain('from airflow.sdk import Connection, Variable, dag, task');
  });

  test('the provider that the old image brought is required, beside the team\'s own lines', () => {
    expect(requirements2).not.toContain('apache-airflow-providers-amazon');
    expect(read(directory, 'requirements.txt')).toContain('\napache-airflow-providers-amazon\n');
    expect(read(directory, 'requirements.txt')).toContain('\napache-airflow-providers-slack==9.0.0\n');
    expect(usersLines(read(directory, 'requirements.txt'))).toBe(REQUIREMENTS);
  });

  test('.env, the team\'s DAGs and tests stay as they are', () => {
    expect(read(directory, '.env')).toBe(before.dotenv);
    expect(usersLines(before.dotenv)).toBe(DOTENV);
    expect([read(directory, 'dags/exampledag.py'), read(directory, 'tests/dags/test_dag_example.py')]).toEqual([before.dags, before.tests]);
    expect(read(directory, 'dags/orders.py')).toBe('"""Ours."""\n');
  });

  test('another synth changes nothing and says nothing', () => {
    const state = treeState(directory, false);
    expect(runRc(directory, rc('3.1-12'))).toMatchObject({ status: 0, stderr: '' });
    expect(treeState(directory, false)).toEqual(state);
  });
});

test('the way back restores every file, and says what a downgrade means', () => {
  const directory = onAirflow2();
  const ours = (): Record<string, string> =>
    Object.fromEntries(Object.entries(treeState(directory, false)).filter(([name]) => !/^(node_modules|\.projenrc\.js|\.projen)/.test(name)));
  const before = ours();
  runRc(directory, rc('3.1-12'));
  expect(ours()).not.toEqual(before);

  const { status, stderr } = runRc(directory, rc('12.6.0'));

  expect(status).toBe(0);
  expect(stderr).toMatch(/Dockerfile: the runtime 3\.1-12 becomes 12\.6\.0, as runtimeVersion says\. .*The metadata database of the local Airflow may be newer than Airflow 2\.10/);
  expect(stderr).toContain('astro dev kill');
  expect(ours()).toEqual(before);
});

test('a declaration for a service that Airflow 3 does not have stops the synth with those it has, and changes nothing', () => {
  const directory = onAirflow2();
  const before = treeState(directory, false);

  const { status, stderr } = runRc(directory, rc('3.1-12', "project.addEnvironment('ONLY', 'there', { services: ['webserver'] });"));

  expect(status).toBe(1);
  expect(stderr).toMatch(/webserver.*scheduler, dag-processor, api-server, triggerer/);
  expect({ ...treeState(directory, false), '.projenrc.js': before['.projenrc.js'] }).toEqual(before);
});
