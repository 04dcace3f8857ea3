import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { GitHub, GitHubProject } from 'projen/lib/github';
import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import type { Project } from 'projen/lib/project';
import { TextFile } from 'projen/lib/textfile';
import { parse } from 'yaml';
import { DagWorkflow } from '../../../src/ci/dag-workflow';
import { AstroRuntime } from '../../../src/runtime/astro-runtime';
import { synth } from '../../support/drift/drift-check-projects';
import { bareProject, errorOf, testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';
import { actionlint, zizmor, type Linter } from '../../support/workflow-linters';

// A post-synthesis step would install what the project types depend on.
process.env.PROJEN_DISABLE_POST = 'true';

const DEFAULT_TEST = '.astro/test_dag_integrity_default.py';
/** A pytest that finds no tests in a folder without one, and in which one can fail. */
const PYTHON = `#!/bin/sh
echo "python $@"
[ "$3" = tests ] || exit 0
[ ! -f tests/test_fails.py ] || exit 3
find tests -name 'test_*.py' | grep -q . || exit 5
`;
const WORKFLOW = '.github/workflows/dags.yml';
const add = (project: Project, tag: string = '3.1-12') => DagWorkflow.of(project).add({ directory: project.outdir, runtime: AstroRuntime.parse(tag), isDeclared: false, isTested: () => true });
const withGitHub = (outdir: string = tempDir()) => new GitHubProject({ name: 'orders', outdir });
const node = (more: object = {}) =>
  new NodeProject({ name: 'orders', defaultReleaseBranch: 'trunk', packageManager: NodePackageManager.NPM, outdir: tempDir(), ...more });
const workflow = (project: Project) => parse(read(project.outdir, WORKFLOW));
/** What a step prints with the programs in a directory's folder `bin`. */
function inShell(directory: string, run: string): string {
  const bin = path.join(directory, 'bin');
  fs.readdirSync(bin).forEach((name) => fs.chmodSync(path.join(bin, name), 0o755));
  // Without --norc bash can take a pipe of Node for a remote shell, and its settings for the PATH.
  return execFileSync('bash', ['--norc', '-e', '-c', run], { cwd: directory, env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` }, encoding: 'utf-8' });
}
const has = (project: Project) => fs.existsSync(path.join(project.outdir, WORKFLOW));

test('installs Airflow with the requirements in one go, and runs the tests without a database of its own', () => {
  const project = withGitHub();
  add(project);
  expect(synth(project)).toEqual([]);
  const { on, jobs } = workflow(project);
  expect(on).toEqual({ pull_request: {}, push: { branches: ['main', 'master'] }, workflow_dispatch: {} });
  const [python, checkout, install, tests] = jobs.test.steps;
  expect(python.with).toEqual({ 'python-version': '3.12' });
  expect(checkout.with).toEqual({ 'persist-credentials': false });
  expect(install.run).toBe('touch requirements.txt\npython -m pip install uv\nuv pip install --system "apache-airflow==3.1.*" -r requirements.txt pytest');
  expect(tests.run).toContain('python -m pytest tests || status=$?\n');
  expect(tests.env).toEqual({
    AIRFLOW_HOME: '${{ runner.temp }}/airflow',
    AIRFLOW__CORE__DAGS_FOLDER: '${{ github.workspace }}/dags',
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
  });
});

describe.each<[string, string[], string[]]>([
  ['a test', ['tests/dags/test_dag.py', DEFAULT_TEST], ['tests']],
  ['a folder tests without one', ['tests/README.md', DEFAULT_TEST], ['tests', DEFAULT_TEST]],
  ['a conftest.py alone', ['tests/conftest.py', DEFAULT_TEST], ['tests', DEFAULT_TEST]],
  ['no folder tests', [DEFAULT_TEST], ['tests', DEFAULT_TEST]],
])('with %s', (_, names, expected) => {
  testIf(process.platform !== 'win32', 'programs of sh')(`the tests are: ${expected.join(', ')}`, () => {
    const project = withGitHub();
    add(project);
    synth(project);
    const directory = tempDir();
    write(directory, { ...Object.fromEntries(names.map((name) => [name, ''])), 'bin/python': PYTHON });
    expect(inShell(directory, workflow(project).jobs.test.steps.at(-1).run)).toBe(expected.map((tests) => `python -m pytest ${tests}\n`).join(''));
  });
});

describe.each<[string, Record<string, string>, number, RegExp]>([
  ['that nothing tests the DAGs', {}, 1, /^::error::There is no test in tests\/, and no \.astro\/test_dag_integrity_default\.py\. Add a test/m],
  ['the code of pytest if a test fails', { 'tests/test_fails.py': '', [DEFAULT_TEST]: '' }, 3, /^python -m pytest tests\n$/],
])('a failure says', (what, files, status, stdout) => {
  testIf(process.platform !== 'win32', 'programs of sh')(what, () => {
    const project = withGitHub();
    add(project);
    synth(project);
    const directory = tempDir();
    write(directory, { ...files, 'bin/python': PYTHON });
    expect(errorOf(() => inShell(directory, workflow(project).jobs.test.steps.at(-1).run))).toMatchObject({ status, stdout: expect.stringMatching(stdout) as string });
  });
});

testIf(process.platform !== 'win32', 'programs of sh')('a project that has no requirements.txt, as it requires nothing, gets its Airflow', () => {
  const project = withGitHub();
  add(project);
  synth(project);
  const directory = tempDir();
  write(directory, { 'bin/python': '#!/bin/sh\n', 'bin/uv': '#!/bin/sh\ncat requirements.txt && echo "$@"\n' });
  expect(inShell(directory, workflow(project).jobs.test.steps.at(-2).run)).toBe('pip install --system apache-airflow==3.1.* -r requirements.txt pytest\n');
});

test('reads and nothing more, and names no address', () => {
  const project = withGitHub();
  add(project);
  synth(project);
  expect(workflow(project).jobs.test.permissions).toEqual({ contents: 'read' });
  expect(read(project.outdir, WORKFLOW)).not.toMatch(/secrets\.|token|https?:|registry|index-url/i);
});

test.each([
  ['3.3-8', '"apache-airflow==3.3.*"', '3.12'],
  ['3.1-12-python-3.13', '"apache-airflow==3.1.*"', '3.13'],
  ['3.1-12-python-3.11-base', '"apache-airflow==3.1.*"', '3.11'],
  ['13.11.0', '"apache-airflow==2.11.*"', '3.12'],
  ['11.0.0', '"apache-airflow==2.9.*"', '3.12'],
  ['10.0.0', '"apache-airflow==2.8.*"', '3.11'],
  ['9.10.0', '"apache-airflow==2.7.*"', '3.11'],
  ['8.0.0', '"apache-airflow==2.6.*" "pendulum<3"', '3.11'],
  ['7.0.0', '"apache-airflow==2.5.*" "pendulum<3"', '3.10'],
  ['5.0.0', '"apache-airflow==2.3.*" "pendulum<3"', '3.10'],
  ['4.0.0', '"apache-airflow==2.2.*" "pendulum<3"', '3.9'],
  ['3.0.0', '"apache-airflow==2.1.*" "pendulum<3"', '3.9'],
])('for runtime %s installs %s on Python %s', (tag, airflow, python) => {
  const project = withGitHub();
  add(project, tag);
  synth(project);
  const [setup, , install] = workflow(project).jobs.test.steps;
  expect([setup.with['python-version'], install.run.split('\n').at(-1)]).toEqual([python, `uv pip install --system ${airflow} -r requirements.txt pytest`]);
});

test('runs for the branches that are released, on the machines of the project\'s other workflows, with the actions that it pins', () => {
  const project = node({ githubOptions: { workflowRunsOn: ['self-hosted', 'linux'] } });
  add(project);
  project.github!.actions.set('actions/checkout', 'actions/checkout@1111');
  synth(project);
  expect(workflow(project).on.push).toEqual({ branches: ['trunk'] });
  expect(workflow(project).jobs.test['runs-on']).toEqual(['self-hosted', 'linux']);
  expect(read(project.outdir, WORKFLOW)).toContain('uses: actions/checkout@1111');
});

test.each<[string, () => Project]>([
  ['without projen\'s GitHub component', () => bareProject()],
  ['with GitHub but no workflows', () => node({ githubOptions: { workflows: false } })],
])('a project %s has no workflow, and is not warned', (_, make) => {
  const project = make();
  add(project);
  expect([synth(project), has(project)]).toEqual([[], false]);
});

test('an ejected project has none', () => {
  process.env.PROJEN_EJECTING = 'true';
  try {
    const project = withGitHub();
    add(project);
    synth(project);
    expect(has(project)).toBe(false);
  } finally {
    delete process.env.PROJEN_EJECTING;
  }
});

test('goes away with its component, and stays the same when it is synthesized again', () => {
  const outdir = tempDir();
  const project = withGitHub(outdir);
  add(project);
  synth(project);
  const text = read(outdir, WORKFLOW);
  synth(project);
  expect(read(outdir, WORKFLOW)).toBe(text);
  const again = withGitHub(outdir);
  add(again);
  expect([synth(again), read(outdir, WORKFLOW)]).toEqual([[], text]);
  const without = withGitHub(outdir);
  synth(without);
  expect(has(without)).toBe(false);
});

describe('a workflow dags of the user\'s own is left alone, with a warning:', () => {
  const theirs = 'name: dags\non: push\n';
  const kinds: Array<[string, (project: Project) => void]> = [
    ['one of projen', (project) => GitHub.of(project)!.addWorkflow('dags').on({ push: {} })],
    ['a file of text', (project) => new TextFile(project, WORKFLOW, { lines: theirs.split('\n') })],
    ['a file that no component writes', (project) => write(project.outdir, { [WORKFLOW]: theirs })],
    ['a folder', (project) => write(project.outdir, { [`${WORKFLOW}/kept`]: '' })],
  ];
  const contentOf = (project: Project) => (fs.statSync(path.join(project.outdir, WORKFLOW)).isFile() ? read(project.outdir, WORKFLOW) : 'a folder');

  test.each(kinds)('%s', (_, declare) => {
    const alone = withGitHub();
    declare(alone);
    synth(alone);
    const project = withGitHub();
    add(project);
    declare(project);
    expect(synth(project)).toEqual([`${WORKFLOW} is the project's own, so none is written for the tests of the DAGs. Rename it to have both.`]);
    expect(contentOf(project)).toBe(contentOf(alone));
  });
});

describe.each<[string, Linter, (text: string) => string, string]>([
  ['actionlint', actionlint, (text) => text.replace('runner.temp', 'runner.temper'), 'property "temper" is not defined'],
  ['zizmor', zizmor, (text) => text.replace('persist-credentials: false', 'fetch-depth: 1'), 'artipacked'],
])('%s', (_, linter, spoil, complaint) => {
  const linted = (change: (text: string) => string = (text) => text): string => {
    const project = withGitHub();
    add(project);
    for (const folder of ['airflow/orders', 'a b/ü', 'airflow-orders']) {
      DagWorkflow.of(project).add({ directory: path.join(project.outdir, folder), runtime: AstroRuntime.parse('13.7.0'), isDeclared: false, isTested: () => true });
    }
    synth(project);
    const text = read(project.outdir, WORKFLOW);
    const outdir = tempDir();
    write(outdir, { [WORKFLOW]: change(text) });
    return linter.lint([path.join(outdir, WORKFLOW)]);
  };

  if (linter.available) {
    beforeAll(() => linter.install(), 300_000);
  }

  testIf(linter.available, linter.needs)('finds nothing to complain of', () => {
    expect(linted()).toBe('');
  });

  testIf(linter.available, linter.needs)('would find a workflow that is spoilt', () => {
    expect(linted(spoil)).toContain(complaint);
  });
});
