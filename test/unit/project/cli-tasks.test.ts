import { Project } from 'projen/lib/project';
import { CliTasks } from '../../../src/project/cli-tasks';
import { bareProject, errorOf } from '../../support/projects';
import { read } from '../../support/util';

const NAMES = ['start', 'stop', 'restart', 'parse', 'pytest'] as const;

/** The tasks as they are written. */
function written(project: ReturnType<typeof bareProject>): Record<string, any> {
  project.synth();
  return (JSON.parse(read(project.outdir, '.projen/tasks.json')) as { tasks: Record<string, any> }).tasks;
}

test('each task calls the command of its name, passes all arguments on, and says what it does', () => {
  const project = bareProject();
  new CliTasks(project);
  const tasks = written(project);
  for (const name of NAMES) {
    expect(tasks[name]).toEqual({ name, description: expect.stringMatching(/^[A-Z].{20}/), steps: [{ exec: `projen-astro-airflow ${name} "$@"`, receiveArgs: true }] });
  }
});

test('the tasks are at hand, to be extended', () => {
  const project = bareProject();
  const tasks = new CliTasks(project);
  expect(NAMES.map((name) => tasks[name])).toEqual(NAMES.map((name) => project.tasks.tryFind(name)));
  tasks.stop.exec('echo stopped');
  expect(written(project).stop.steps).toHaveLength(2);
});

test('a task of the user\'s takes the place of one that was removed', () => {
  const project = bareProject();
  new CliTasks(project);
  expect(errorOf(() => project.addTask('start', { exec: 'mine' }))?.message).toMatch(/start/);
  project.removeTask('start');
  project.addTask('start', { exec: 'mine' });
  expect(written(project).start).toEqual({ name: 'start', steps: [{ exec: 'mine' }] });
});

test('in an ejected project the tasks call the Astro CLI itself', () => {
  process.env.PROJEN_EJECTING = 'true';
  try {
    const project = bareProject();
    const { start } = new CliTasks(project);
    expect(start.steps).toEqual([{ exec: 'astro dev start "$@"', receiveArgs: true }]);
  } finally {
    delete process.env.PROJEN_EJECTING;
  }
});

test('the task test runs the tests of the DAGs, so that neither it nor build is green without them, and takes further steps', () => {
  const project = bareProject();
  new CliTasks(project);
  project.testTask.exec('ruff check dags');
  const tasks = written(project);
  expect(tasks.test.steps).toEqual([{ exec: 'projen-astro-airflow pytest "$@"', receiveArgs: true }, { exec: 'ruff check dags' }]);
  expect(tasks.build.steps).toContainEqual({ spawn: 'test' });
});

test('a subproject checks the tree from its root, if the tree has a check', () => {
  const [root, drift] = [bareProject(), 'drift'];
  const [sub, without] = ['airflow/orders', 'airflow/other'].map((outdir) => new Project({ name: outdir, parent: root, outdir }));
  new CliTasks(sub);
  new CliTasks(without, false);
  new CliTasks(root);
  expect([sub, without, root].map((project) => project.tasks.tryFind(drift)?.steps)).toEqual([[{ exec: 'projen-astro-airflow drift ../.. "$@"', receiveArgs: true }], undefined, undefined]);
});
