import * as fs from 'node:fs';
import * as path from 'node:path';
import { GitHub, GithubWorkflow } from 'projen/lib/github';
import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import type { Project } from 'projen/lib/project';
import type { PythonProject } from 'projen/lib/python';
import { TextFile } from 'projen/lib/textfile';
import { TypeScriptProject } from 'projen/lib/typescript';
import { DriftCheck, LocalAirflow, type DriftCheckOptions } from '../../../src';
import { AIRFLOW, COMMAND, has, runs, scripts, synth, tasks, uses, withGitHub, workflow, WORKFLOW } from '../../support/drift/drift-check-projects';
import { HOSTS } from '../../support/hosts';
import { bareProject } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

describe('in a synthesized project', () => {
  const node = (packageManager: NodePackageManager) => () =>
    new NodeProject({ name: 'orders', defaultReleaseBranch: 'trunk', packageManager, bunVersion: '1.3.0', outdir: tempDir() });
  const kinds: Array<[string, () => Project, string[], string[]]> = [
    ['NodeProject with npm', node(NodePackageManager.NPM), ['actions/checkout'], ['npm ci', `npx --no ${COMMAND}`]],
    ['NodeProject with pnpm', node(NodePackageManager.PNPM), ['actions/checkout', 'pnpm/action-setup'], ['pnpm i --frozen-lockfile', `pnpm exec ${COMMAND}`]],
    ['NodeProject with Yarn 1', node(NodePackageManager.YARN_CLASSIC), ['actions/checkout'], ['yarn install --check-files --frozen-lockfile', `npx --no ${COMMAND}`]],
    ['NodeProject with Yarn', node(NodePackageManager.YARN_BERRY), ['actions/checkout'], ['corepack enable', 'yarn install --immutable', `yarn ${COMMAND}`]],
    ['NodeProject with Bun', node(NodePackageManager.BUN), ['actions/checkout', 'oven-sh/setup-bun'], ['bun install --frozen-lockfile', `bun run ${COMMAND}`]],
    [
      'TypeScriptProject with a version of Node',
      () => new TypeScriptProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, minNodeVersion: '22.0.0', outdir: tempDir() }),
      ['actions/checkout', 'actions/setup-node'],
      ['npm ci', `npx --no ${COMMAND}`],
    ],
    [
      'PythonProject with pip',
      () => HOSTS['PythonProject with pip'](tempDir()),
      ['actions/setup-node', 'actions/setup-python', 'actions/checkout'],
      ['python -m pip install --upgrade pip', 'pip install -r requirements.txt', 'pip install -r requirements-dev.txt', COMMAND],
    ],
    [
      'PythonProject with poetry',
      () => HOSTS['PythonProject with poetry'](tempDir()),
      ['actions/setup-node', 'actions/setup-python', 'actions/checkout'],
      ['python -m pip install poetry', 'poetry check --lock', 'poetry install', `poetry run ${COMMAND}`],
    ],
    [
      'PythonProject with uv',
      () => HOSTS['PythonProject with uv'](tempDir()),
      ['actions/setup-node', 'actions/setup-python', 'actions/checkout'],
      ['python -m pip install uv', 'uv sync', `uv run --no-sync ${COMMAND}`],
    ],
    ['bare Project with package-lock.json', withGitHub, ['actions/setup-node', 'actions/checkout'], ['npm ci', `npx --no ${COMMAND}`]],
  ];

  describe.each(kinds)('%s', (_, make, actions, commands) => {
    const project = make();
    new DriftCheck(project);
    const warned = synth(project);

    test('the task calls the command and hands its arguments on', () => {
      expect(tasks(project).drift).toMatchObject({ description: expect.any(String), steps: [{ exec: COMMAND, receiveArgs: true }] });
      expect(has(project, 'package.json') ? scripts(project).drift : 'projen drift').toBe('projen drift');
    });

    test('the workflow installs as the project does, frozen to its lock file, and calls the command', () => {
      expect([uses(project), runs(project), warned]).toEqual([actions, commands, []]);
    });

    test('the workflow reads and nothing more', () => {
      const { drift } = workflow(project).jobs;
      expect(drift.permissions).toEqual({ contents: 'read' });
      expect(drift.steps.find((step: any) => /checkout/.test(step.uses)).with).toEqual({ 'persist-credentials': false });
      expect(read(project.outdir, WORKFLOW)).not.toMatch(/secrets|token|https?:|registry/i);
    });
  });

  test('uv must not bring the lock file up to date', () => {
    const project = HOSTS['PythonProject with uv'](tempDir());
    new DriftCheck(project);
    synth(project);
    expect(workflow(project).jobs.drift.steps.find((step: any) => step.run === 'uv sync').env).toEqual({ UV_LOCKED: '1' });
  });

  test('steps that a user adds to the install task of a Python project are in the workflow', () => {
    const project = HOSTS['PythonProject with pip'](tempDir()) as PythonProject;
    project.depsManager.installCiTask.exec('pip install "$TOOLS"');
    project.depsManager.installCiTask.execArgs(['pip', 'install', "./it's; here"]);
    new DriftCheck(project);
    synth(project);
    expect(runs(project).slice(-3)).toEqual(['pip install "$TOOLS"', "pip install './it'\\''s; here'", COMMAND]);
  });
});

describe('the workflow', () => {
  const events = (project: Project, options: DriftCheckOptions) => {
    new DriftCheck(project, options);
    synth(project);
    return workflow(project).on;
  };

  test('runs for pull requests, for pushes to the branches that are released and manually', () => {
    const project = new NodeProject({ name: 'orders', defaultReleaseBranch: 'trunk', packageManager: NodePackageManager.NPM, outdir: tempDir() });
    expect(events(project, {})).toEqual({ pull_request: {}, push: { branches: ['trunk'] }, workflow_dispatch: {} });
  });

  test('runs for main and master where no branch is released', () => {
    expect(events(withGitHub(), {}).push).toEqual({ branches: ['main', 'master'] });
  });

  test.each(['', 'a b', '-x', 'a..b', 'a\nb', 'a:b', '/main', 'main/', 'main.lock', 'main.', 'a@{1}'])('refuses the branch %j', (branch) => {
    expect(() => new DriftCheck(withGitHub(), { branch })).toThrow(/^branch ".*" is not a name or pattern of a branch\. Write one as in GitHub Actions, for example main or release\/\*\./);
  });

  test.each([
    ['!docs/**', 'only excludes, and GitHub Actions then runs for no branch'],
    ['refs/heads/main', 'is a full reference, and GitHub Actions compares names'],
  ])('refuses %s, which would match nothing', (branch, why) => {
    expect(() => new DriftCheck(withGitHub(), { branch })).toThrow(`branch "${branch}" ${why}. Write one as in GitHub Actions, for example main or release/*.`);
  });

  test('refuses options of a workflow that is switched off', () => {
    expect(() => new DriftCheck(withGitHub(), { workflow: false, branch: 'main', schedule: '0 6 * * MON', setupSteps: [] })).toThrow(
      'branch, schedule and setupSteps would have no effect with workflow: false. Remove the one or the other.');
  });

  test.each(['main', 'release/*', 'v[12].x', 'feature/a-b_c'])('takes the branch %s', (branch) => {
    expect(() => new DriftCheck(withGitHub(), { branch })).not.toThrow();
  });

  test('runs for the branch that is named, and on the schedule that is given', () => {
    expect(events(withGitHub(), { branch: 'develop', schedule: '0 6 * * MON' })).toEqual({
      pull_request: {},
      push: { branches: ['develop'] },
      schedule: [{ cron: '0 6 * * MON' }],
      workflow_dispatch: {},
    });
  });

  test('uses the actions that the project pins', () => {
    const project = new NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.PNPM, outdir: tempDir() });
    new DriftCheck(project);
    project.github!.actions.set('actions/checkout', 'actions/checkout@1111');
    project.github!.actions.set('pnpm/action-setup', 'our/setup@2222');
    synth(project);
    expect(read(project.outdir, WORKFLOW).match(/(?<=uses: ).*/g)).toEqual(['actions/checkout@1111', 'our/setup@2222']);
  });

  test.each([
    ['labels', { workflowRunsOn: ['self-hosted', 'linux'] }, { 'runs-on': ['self-hosted', 'linux'] }],
    ['a group', { workflowRunsOnGroup: { group: 'big' } }, { 'runs-on': { group: 'big' } }],
    ['nothing', {}, { 'runs-on': 'ubuntu-latest' }],
  ])('runs on the machines of the project\'s other workflows: %s', (_, githubOptions, expected) => {
    const project = new NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, githubOptions, outdir: tempDir() });
    new DriftCheck(project);
    synth(project);
    expect(workflow(project).jobs.drift).toMatchObject(expected);
  });

  test('checks out submodules and large files where the others do', () => {
    const project = withGitHub();
    project.gitattributes.addLfsPattern('*.png');
    new DriftCheck(project);
    synth(project);
    expect(workflow(project).jobs.drift.steps.find((step: any) => step.name === 'Checkout').with).toEqual({ 'lfs': true, 'persist-credentials': false });
  });

  test('counts notes like the task does, if it is strict', () => {
    const project = withGitHub();
    new DriftCheck(project, { strict: true });
    synth(project);
    expect([runs(project).at(-1), tasks(project).drift.steps]).toEqual([`npx --no ${COMMAND} --strict`, [{ exec: `${COMMAND} --strict`, receiveArgs: true }]]);
  });

  test('takes the steps of the user in the place of an installation that it cannot know', () => {
    const project = withGitHub(tempDir(), { '.projenrc.py': '' });
    new DriftCheck(project, { setupSteps: [{ run: 'pip install -r requirements-projen.txt' }] });
    expect([synth(project), uses(project), runs(project)]).toEqual([[], ['actions/checkout'], ['pip install -r requirements-projen.txt', COMMAND]]);
  });

  test.each([
    ['of the rc file', withGitHub, { workflow: false }],
    ['of the GitHub component', () => new TypeScriptProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, githubOptions: { workflows: false }, outdir: tempDir() }), {}],
    ['of an rc file without that component', () => bareProject(), { workflow: false }],
  ])('is not there by the wish %s, and the task is', (_, make, options) => {
    const project = make();
    new DriftCheck(project, options);
    expect([synth(project), has(project, WORKFLOW), 'drift' in tasks(project)]).toEqual([[], false, true]);
    expect(read(project.outdir, '.gitignore')).not.toContain('drift');
  });

  test.each([
    ['project', () => bareProject()],
    ['TypeScript project', () => new TypeScriptProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, github: false, outdir: tempDir() })],
  ])('is not there in a %s without that component, which is reported where the rc file asks for a check', (_, make) => {
    const project = make();
    new DriftCheck(project, { branch: 'develop' });
    expect(synth(project)).toEqual([expect.stringMatching(/writes no workflow, because the project has no GitHub component of projen\. Add new GitHub\(project, \{ pullRequestLint: false \}\); or .* new DriftCheck\(project, \{ workflow: false \}\)\.$/)]);
    expect([has(project, WORKFLOW), 'drift' in tasks(project)]).toEqual([false, true]);
    const other = make();
    new LocalAirflow(other, { runtimeVersion: '3.1-12' });
    expect(synth(other)).toEqual([]);
  });

  test('is not there where nobody can tell how the project is installed, which is warned of with a way out', () => {
    const project = withGitHub(tempDir(), {});
    new DriftCheck(project);
    expect(synth(project)).toEqual([expect.stringMatching(/writes no workflow, because there is no package-lock\.json to install from\. Commit one; or .*setupSteps/)]);
    expect([has(project, WORKFLOW), 'drift' in tasks(project)]).toEqual([false, true]);
  });
});

describe('a workflow of the user\'s own', () => {
  const OWN = 'name: mine\n';
  const warning = expect.stringMatching(/^\.github\/workflows\/drift\.yml is the project's own, so the drift check writes none\. Rename it; or add DriftCheck\.preBuildStep\(\) to it, and .*workflow: false/);
  const mine: Array<[string, (project: Project) => void, string]> = [
    ['with the name', (project) => new GithubWorkflow(GitHub.of(project)!, 'drift', { env: { MINE: '1' } }), 'MINE'],
    ['with another name and the same file', (project) => new GithubWorkflow(GitHub.of(project)!, 'other', { fileName: 'drift.yml', env: { MINE: '1' } }), 'MINE'],
    ['as a file of text', (project) => new TextFile(project, WORKFLOW, { lines: ['# MINE'] }), 'MINE'],
    ['that no component writes', (project) => write(project.outdir, { [WORKFLOW]: OWN }), OWN],
  ];
  describe.each(mine)('%s', (_, add, text) => {
    test.each([
      ['before', (project: Project) => (add(project), new LocalAirflow(project, AIRFLOW))],
      ['behind', (project: Project) => (new LocalAirflow(project, AIRFLOW), add(project))],
    ])('declared %s the LocalAirflow is left alone, run for run, with a warning', (__, declare) => {
      const outdir = tempDir();
      for (let run = 0; run < 2; run++) {
        const project = withGitHub(outdir);
        declare(project);
        expect(synth(project)).toEqual([warning]);
        expect(read(outdir, WORKFLOW)).toContain(text);
      }
    });
  });

  test('that is a directory is left alone too', () => {
    const project = withGitHub();
    new DriftCheck(project);
    fs.mkdirSync(path.join(project.outdir, WORKFLOW), { recursive: true });
    expect(synth(project)).toEqual([warning]);
  });

  test('is no name for our own of an earlier run, whose edits go', () => {
    const outdir = tempDir();
    const run = () => {
      const project = withGitHub(outdir);
      new DriftCheck(project);
      return [synth(project), read(outdir, WORKFLOW)];
    };
    const first = run();
    fs.chmodSync(path.join(outdir, WORKFLOW), 0o644);
    fs.writeFileSync(path.join(outdir, WORKFLOW), OWN);
    expect(run()).toEqual(first);
  });
});
