import { AwsSecretsBackend, CustomSecretsBackend, LocalAirflow, type ExampleDagOptions } from '../../../src';
import { declaredExample } from '../../../src/host/declared-example';
import { bareProject } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const OVERRIDE = 'docker-compose.override.yml';

function declaredBy(exampleDag?: ExampleDagOptions, backend = AwsSecretsBackend.secretsManager()) {
  const project = bareProject();
  new LocalAirflow(project, { runtimeVersion: '3.1-12', secretsBackend: backend, exampleDag });
  project.synth();
  return declaredExample(project.outdir);
}

function inOverride(text: string) {
  const directory = tempDir();
  write(directory, { [OVERRIDE]: text });
  return () => declaredExample(directory);
}

test('a project says which secrets its example DAG reads, by the names that they have in the backend', () => {
  expect(declaredBy({})).toEqual({
    dagId: 'example_secrets_dag',
    secrets: [
      { kind: 'variable', key: 'my_var', name: 'airflow/variables/my_var' },
      { kind: 'connection', key: 'my_conn', name: 'airflow/connections/my_conn' },
    ],
  });
});

test('of only a variable, or only a connection, in another backend and under another id', () => {
  expect(declaredBy({ variableKey: 'source', dagId: 'orders.try' }, AwsSecretsBackend.parameterStore())).toEqual({ dagId: 'orders.try', secrets: [{ kind: 'variable', key: 'source', name: '/airflow/variables/source' }] });
  expect(declaredBy({ connectionId: 'db' })?.secrets).toEqual([{ kind: 'connection', key: 'db', name: 'airflow/connections/db' }]);
});

test('of a backend that does not give the names of its secrets, by their keys alone', () => {
  const backend = new CustomSecretsBackend({ classPath: 'acme.airflow.Secrets' });
  const project = bareProject();
  new LocalAirflow(project, { runtimeVersion: '3.1-12', secretsBackend: backend, exampleDag: {} });
  project.synth();
  expect(declaredExample(project.outdir)?.secrets).toEqual([{ kind: 'variable', key: 'my_var' }, { kind: 'connection', key: 'my_conn' }]);
});

test('a name with a "$", which is doubled for compose, comes back as it was', () => {
  expect(inOverride('x-projen-astro-airflow: { example: { dagId: x, secrets: [{ kind: variable, key: a$$b, name: c$$d }] } }\n')()?.secrets).toEqual([{ kind: 'variable', key: 'a$b', name: 'c$d' }]);
});

test('there is none without an example DAG, without an override, and in one that somebody wrote', () => {
  expect(declaredBy()).toBeUndefined();
  expect(declaredExample(tempDir())).toBeUndefined();
  expect(inOverride('services: {}\n')()).toBeUndefined();
  expect(inOverride('x-projen-astro-airflow: {}\nservices: {}\n')()).toBeUndefined();
  expect(inOverride('x-projen-astro-airflow:\n')()).toBeUndefined();
});

test.each<[string, string]>([
  ['something else', '7'],
  ['null', 'null'],
  ['no secrets', '{ dagId: x, secrets: [] }'],
  ['secrets that are no list', '{ dagId: x, secrets: {} }'],
  ['a secret with an empty name', '{ dagId: x, secrets: [{ kind: variable, key: a, name: "" }] }'],
  ['a secret of another kind', '{ dagId: x, secrets: [{ kind: config, key: a, name: b }] }'],
  ['a DAG that is an option', '{ dagId: "a b", secrets: [{ kind: variable, key: a, name: b }] }'],
])('%s in its place is refused, with what writes it again', (_, value) => {
  expect(inOverride(`x-projen-astro-airflow: { example: ${value} }\n`)).toThrow(/^docker-compose\.override\.yml: the example under x-projen-astro-airflow is not a dagId with a list of secrets\. Run {projen}/);
});
