import * as fs from 'node:fs';
import * as path from 'node:path';
import { GitHub } from 'projen/lib/github';
import { Project } from 'projen/lib/project';
import { parse } from 'yaml';
import { LocalAirflow } from '../../../src';
import { astroProject } from '../../support/astro-project/projects';
import { bareProject } from '../../support/projects';
import { read, tempDir } from '../../support/util';

const WORKFLOW = '.github/workflows/dags.yml';

function rootWithGitHub(): Project {
  const root = bareProject();
  new GitHub(root, { mergify: false, pullRequestLint: false });
  return root;
}

/** The jobs as they are written; undefined without a workflow. */
function jobs(root: Project): Record<string, any> | undefined {
  root.synth();
  return fs.existsSync(path.join(root.outdir, WORKFLOW)) ? parse(read(root.outdir, WORKFLOW)).jobs : undefined;
}

const job = ({ steps, defaults }: any) => ({
  folder: defaults?.run['working-directory'],
  dags: steps.at(-1).env.AIRFLOW__CORE__DAGS_FOLDER,
  airflow: /apache-airflow==[\d.]+/.exec(steps.at(-2).run)?.[0],
});

test('every Astro project of the tree has a job with its own folder and Airflow, in one workflow of the root', () => {
  const root = rootWithGitHub();
  new LocalAirflow(root, { directory: 'legacy', runtimeVersion: '13.7.0', dagWorkflow: true });
  const orders = astroProject({ parent: root, outdir: 'airflow/orders', runtimeVersion: '3.1-12' });
  astroProject({ name: 'billing', parent: root, outdir: 'billing', runtimeVersion: '13.7.0' });
  const found = jobs(root)!;
  expect(Object.fromEntries(Object.entries(found).map(([id, one]) => [id, job(one)]))).toEqual({
    'test-airflow-orders': { folder: 'airflow/orders', dags: '${{ github.workspace }}/airflow/orders/dags', airflow: 'apache-airflow==3.1.' },
    'test-billing': { folder: 'billing', dags: '${{ github.workspace }}/billing/dags', airflow: 'apache-airflow==2.11.' },
    'test-legacy': { folder: 'legacy', dags: '${{ github.workspace }}/legacy/dags', airflow: 'apache-airflow==2.11.' },
  });
  expect(fs.existsSync(path.join(orders.outdir, '.github'))).toBe(false);
  const before = read(root.outdir, WORKFLOW);
  root.synth();
  expect(read(root.outdir, WORKFLOW)).toBe(before);
});

test('an AstroProject with others below has a job test for itself, without a folder', () => {
  const root = astroProject({ runtimeVersion: '3.1-12' });
  astroProject({ name: 'billing', parent: root, outdir: 'billing' });
  const found = jobs(root)!;
  expect(Object.keys(found)).toEqual(['test', 'test-billing']);
  expect(job(found.test)).toEqual({ folder: undefined, dags: '${{ github.workspace }}/dags', airflow: 'apache-airflow==3.1.' });
});

test('job ids are valid for GitHub and differ, whatever the folders are called', () => {
  const root = rootWithGitHub();
  for (const directory of ['a/b', 'a-b', 'a b', '7.x/ü']) {
    new LocalAirflow(root, { directory, runtimeVersion: '3.1-12', dagWorkflow: true });
  }
  const ids = Object.keys(jobs(root)!);
  expect(ids).toEqual(['test-7-x--', 'test-a-b', 'test-a-b-2', 'test-a-b-3']);
  expect(ids.filter((id) => !/^[A-Za-z_][\w-]*$/.test(id))).toEqual([]);
});

test('dagWorkflow: false takes a folder out, and without a folder there is no workflow', () => {
  const root = rootWithGitHub();
  astroProject({ parent: root, outdir: 'a', dagWorkflow: false });
  expect(jobs(root)).toBeUndefined();
  astroProject({ name: 'billing', parent: root, outdir: 'b' });
  expect(Object.keys(jobs(root)!)).toEqual(['test-b']);
});

test.each([
  ['has a job: tests/dags has a test, as astro dev init makes it', 'tests/dags/test_dag_example.py', ['test-airflow']],
  ['has a job: a test is further below', 'tests/dags/orders/test_orders.py', ['test-airflow']],
  ['has a job: a test has the other name of pytest', 'tests/dags/orders_test.py', ['test-airflow']],
  ['has no job: tests/dags has no test', 'tests/dags/__init__.py', undefined],
  ['has no job: there are other tests', 'tests/unit/test_include.py', undefined],
  ['has no job: tests/dags is a file', 'tests/dags', undefined],
  // What follows is not in git, so that a clone is without it.
  ['has no job: tests/dags is empty', 'tests/dags/', undefined],
  ['has no job: tests/dags has compiled files only', 'tests/dags/__pycache__/test_dag_example.py', undefined],
])('a LocalAirflow that says nothing %s', (_, name, expected) => {
  const root = rootWithGitHub();
  const file = path.join(root.outdir, 'airflow', name);
  fs.mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
  if (!name.endsWith('/')) {
    fs.writeFileSync(file, '');
  }
  new LocalAirflow(root, { directory: 'airflow', runtimeVersion: '3.1-12' });
  const found = jobs(root);
  expect(found && Object.keys(found)).toEqual(expected);
});

test('without the GitHub component at the root there is none, whatever a subproject has', () => {
  const root = new Project({ name: 'root', outdir: tempDir() });
  const sub = astroProject({ parent: root, outdir: 'a', github: true });
  expect([jobs(root), fs.existsSync(path.join(sub.outdir, WORKFLOW))]).toEqual([undefined, false]);
});
