import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import { Project } from 'projen/lib/project';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow } from '../../../src';
import { astroProject, tasks } from '../../support/astro-project/projects';
import { HOSTS } from '../../support/hosts';
import { bareProject } from '../../support/projects';
import { read, tempDir } from '../../support/util';

const COMMANDS = ['start', 'stop', 'restart', 'parse', 'pytest'];
const AIRFLOW = { runtimeVersion: '3.1-12' };
const node = (packageManager: NodePackageManager = NodePackageManager.NPM) => new NodeProject({ name: 'host', defaultReleaseBranch: 'main', packageManager, bunVersion: '1.3.0', outdir: tempDir() });
const written = (project: Project) => {
  project.synth();
  return tasks(project.outdir);
};

test('a LocalAirflow in a folder has a task for each command, which runs there and hands its arguments on', () => {
  const project = bareProject();
  new LocalAirflow(project, { ...AIRFLOW, directory: 'apps/orders' });
  const found = written(project);
  for (const command of COMMANDS) {
    expect(found[`apps/orders:${command}`]).toEqual({
      name: `apps/orders:${command}`,
      description: expect.stringMatching(/^apps\/orders: [A-Z]/),
      steps: [{ exec: `npx --no projen-astro-airflow ${command} "$@"`, receiveArgs: true, cwd: 'apps/orders' }],
    });
  }
  expect(COMMANDS.filter((command) => command in found)).toEqual([]);
});

test('that of the project\'s own directory has them by their plain names', () => {
  const project = bareProject();
  new LocalAirflow(project, AIRFLOW);
  expect(written(project).start.steps).toEqual([{ exec: 'npx --no projen-astro-airflow start "$@"', receiveArgs: true }]);
});

test('every LocalAirflow has a task for the doctor, that of an AstroProject too', () => {
  const inFolder = bareProject();
  new LocalAirflow(inFolder, { ...AIRFLOW, directory: 'airflow' });
  expect(written(inFolder)['airflow:doctor'].steps).toEqual([{ exec: 'npx --no projen-astro-airflow doctor "$@"', receiveArgs: true, cwd: 'airflow' }]);
  expect(written(astroProject())).toHaveProperty('doctor');
});

test('one with an example DAG has a task that tries it, and no other', () => {
  const project = bareProject();
  new LocalAirflow(project, { ...AIRFLOW, directory: 'a', secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} });
  new LocalAirflow(project, { ...AIRFLOW, directory: 'b', secretsBackend: AwsSecretsBackend.secretsManager() });
  const found = written(project);
  expect([found['a:try'].steps, 'b:try' in found]).toEqual([[{ exec: 'npx --no projen-astro-airflow try "$@"', receiveArgs: true, cwd: 'a' }], false]);
});

test.each<[string, () => Project, string]>([
  ['npm', node, 'npx --no '],
  ['pnpm', () => node(NodePackageManager.PNPM), 'npx --no '],
  ['Yarn 1', () => node(NodePackageManager.YARN_CLASSIC), 'npx --no '],
  ['Yarn', () => node(NodePackageManager.YARN_BERRY), 'yarn exec '],
  ['Bun', () => node(NodePackageManager.BUN), 'bun run '],
  ['pip', () => HOSTS['PythonProject with pip'](tempDir()), ''],
  ['poetry', () => HOSTS['PythonProject with poetry'](tempDir()), 'poetry run '],
  ['uv', () => HOSTS['PythonProject with uv'](tempDir()), 'uv run --no-sync '],
])('with %s the command is found from the folder', (_, make, runner) => {
  const project = make();
  new LocalAirflow(project, { ...AIRFLOW, directory: 'airflow' });
  expect(written(project)['airflow:stop'].steps).toEqual([{ exec: `${runner}projen-astro-airflow stop "$@"`, receiveArgs: true, cwd: 'airflow' }]);
});

describe('what the user has of the same name stays:', () => {
  test.each<[string, (project: NodeProject) => void]>([
    ['a task before ours', (project) => (project.addTask('start', { exec: 'mine' }), new LocalAirflow(project, AIRFLOW))],
    ['a task after ours', (project) => (new LocalAirflow(project, AIRFLOW), project.addTask('start', { exec: 'mine' }))],
  ])('%s', (_, declare) => {
    const project = node();
    declare(project);
    const found = written(project);
    expect([found.start.steps, found.stop.steps]).toEqual([[{ exec: 'mine' }], [expect.objectContaining({ receiveArgs: true })]]);
  });

  test.each<[string, (project: NodeProject) => void]>([
    ['a script of package.json', (project) => project.package.setScript('start', 'mine')],
    ['a script given as a field', (project) => project.package.addField('scripts', { start: 'mine' })],
  ])('%s, and there is no task beside it', (_, declare) => {
    const project = node();
    new LocalAirflow(project, AIRFLOW);
    declare(project);
    const found = written(project);
    expect(['start' in found, 'stop' in found]).toEqual([false, true]);
    expect((JSON.parse(read(project.outdir, 'package.json')) as { scripts: object }).scripts).toHaveProperty('start', 'mine');
  });
});

test('a second synth of the same process writes the same', () => {
  const project = node();
  new LocalAirflow(project, { ...AIRFLOW, directory: 'airflow' });
  expect(written(project)).toEqual(written(project));
});

test('a subproject has them for its own LocalAirflow, run by what the root has installed', () => {
  const root = node(NodePackageManager.PNPM);
  const sub = new Project({ name: 'etl', parent: root, outdir: 'etl' });
  new LocalAirflow(sub, AIRFLOW);
  root.synth();
  expect(tasks(sub.outdir).start.steps).toEqual([{ exec: 'npx --no projen-astro-airflow start "$@"', receiveArgs: true }]);
});

test('an AstroProject keeps its own, and one that it has removed stays away', () => {
  const project = astroProject();
  project.removeTask('parse');
  const found = written(project);
  expect([found.start.steps, 'parse' in found]).toEqual([[{ exec: 'projen-astro-airflow start "$@"', receiveArgs: true }], false]);
});

test('an ejected project has none', () => {
  process.env.PROJEN_EJECTING = 'true';
  try {
    const project = bareProject();
    new LocalAirflow(project, { ...AIRFLOW, directory: 'airflow' });
    expect(Object.keys(written(project)).filter((name) => name.startsWith('airflow:'))).toEqual([]);
  } finally {
    delete process.env.PROJEN_EJECTING;
  }
});

describe('a session', () => {
  const credentials = [AwsCredentials.session()];

  test('brings login and logout, in a folder under its name', () => {
    const project = bareProject();
    new LocalAirflow(project, { ...AIRFLOW, directory: 'airflow', credentials });
    expect(written(project)).toMatchObject({ 'airflow:login': { steps: [{ cwd: 'airflow' }] }, 'airflow:logout': {}, 'airflow:start': {} });
  });

  test('brings them to an AstroProject too, beside its own tasks', () => {
    const found = written(astroProject({ ...AIRFLOW, credentials }));
    expect(found.login.steps).toEqual([{ exec: expect.stringMatching(/projen-astro-airflow login "\$@"$/), receiveArgs: true }]);
    expect(found.start.steps).toEqual([{ exec: 'projen-astro-airflow start "$@"', receiveArgs: true }]);
    expect(Object.keys(written(astroProject(AIRFLOW))).filter((name) => /log(in|out)/.test(name))).toEqual([]);
  });

  test('leaves a task login of the project alone', () => {
    const project = bareProject();
    project.addTask('login', { exec: 'theirs' });
    new LocalAirflow(project, { ...AIRFLOW, credentials });
    expect(written(project).login.steps).toEqual([{ exec: 'theirs' }]);
  });
});
