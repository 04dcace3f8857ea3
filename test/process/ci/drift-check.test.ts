import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BuildWorkflow } from 'projen/lib/build';
import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import { Project } from 'projen/lib/project';
import { parse } from 'yaml';
import { DriftCheck, LocalAirflow } from '../../../src';
import { AIRFLOW, COMMAND, has, scripts, synth, tasks, withGitHub, workflow, WORKFLOW } from '../../support/drift/drift-check-projects';
import { HOSTS } from '../../support/hosts';
import { bareProject, errorOf, runRc } from '../../support/projects';
import { astroTree, linkPackages, read, tempDir } from '../../support/util';

describe('a schedule that GitHub would refuse', () => {
  test.each(['', '@daily', '0 6 * *', '0 6 * * MONDAY', '61 * * * *'])('"%s" is refused with an example of a good one', (schedule) => {
    expect(errorOf(() => new DriftCheck(bareProject(), { schedule }))).toMatchObject({
      name: 'AstroAirflowError',
      message: `schedule "${schedule}" is not a cron expression of GitHub Actions. Write five fields (minute, hour, day, month, weekday), for example "0 6 * * MON".`,
    });
  });
});

describe('a tree of projects', () => {
  test('has one, in its root, wherever it was constructed and asked for', () => {
    const root = withGitHub();
    const below = new Project({ name: 'below', parent: root, outdir: 'below' });
    const check = new DriftCheck(below);
    expect([check.project, DriftCheck.of(root), DriftCheck.of(below), DriftCheck.of(check)]).toEqual([root, check, check, check]);
    synth(root);
    expect(['drift' in tasks(root), has(root, WORKFLOW)]).toEqual([true, true]);
    expect(['drift' in tasks(below), has(below, WORKFLOW)]).toEqual([false, false]);
  });

  test('has none if nobody constructed one', () => {
    expect(DriftCheck.of(bareProject())).toBeUndefined();
  });

  test('cannot have two from the rc file', () => {
    const project = bareProject();
    new DriftCheck(project);
    expect(errorOf(() => new DriftCheck(project))).toMatchObject({ name: 'AstroAirflowError', message: expect.stringMatching(/^The project orders has a DriftCheck already\. Remove one of the two/) });
  });
});

describe('a LocalAirflow', () => {
  test('adds one to the root project', () => {
    const root = withGitHub();
    new LocalAirflow(new Project({ name: 'below', parent: root, outdir: 'below' }), AIRFLOW);
    synth(root);
    expect(['drift' in tasks(root), has(root, WORKFLOW)]).toEqual([true, true]);
  });

  test('adds one and not two beside another LocalAirflow', () => {
    const project = bareProject();
    new LocalAirflow(project, { ...AIRFLOW, directory: 'a' });
    const check = DriftCheck.of(project);
    new LocalAirflow(project, { ...AIRFLOW, directory: 'b' });
    expect([check, DriftCheck.of(project)]).toEqual([expect.any(DriftCheck), check]);
  });

  test('adds none if an option says so', () => {
    const project = bareProject();
    new LocalAirflow(project, { ...AIRFLOW, driftCheck: false });
    synth(project);
    expect([DriftCheck.of(project), 'drift' in tasks(project)]).toEqual([undefined, false]);
  });

  test('keeps the one that is there', () => {
    const project = withGitHub();
    const mine = new DriftCheck(project, { schedule: '0 6 * * MON' });
    new LocalAirflow(project, AIRFLOW);
    synth(project);
    expect([DriftCheck.of(project), workflow(project).on.schedule]).toEqual([mine, [{ cron: '0 6 * * MON' }]]);
  });

  test('gives way to one that is constructed later, and nothing of its own stays', () => {
    const make = (declare: (project: Project) => void) => {
      const project = withGitHub();
      declare(project);
      expect(synth(project)).toEqual([]);
      return project;
    };
    const mine = { workflow: false, strict: true };
    const replaced = make((project) => {
      new LocalAirflow(project, AIRFLOW);
      new DriftCheck(project, mine);
    });
    const alone = make((project) => {
      new DriftCheck(project, mine);
      new LocalAirflow(project, { ...AIRFLOW, driftCheck: false });
    });
    for (const name of ['.projen/tasks.json', '.projen/files.json', '.gitattributes']) {
      expect(read(replaced.outdir, name)).toBe(read(alone.outdir, name));
    }
    expect(read(replaced.outdir, '.gitignore').split('\n').sort()).toEqual(read(alone.outdir, '.gitignore').split('\n').sort());
    expect([has(replaced, WORKFLOW), tasks(replaced).drift.steps]).toEqual([false, [{ exec: `${COMMAND} --strict`, receiveArgs: true }]]);
  });

  test('gives way only once', () => {
    const project = bareProject();
    new LocalAirflow(project, AIRFLOW);
    new DriftCheck(project);
    expect(errorOf(() => new DriftCheck(project))?.message).toContain('has a DriftCheck already');
  });
});

describe('a task drift of the user\'s own', () => {
  const orders: Array<[string, (project: Project, add: () => void) => void]> = [
    ['before the LocalAirflow', (project, add) => (add(), new LocalAirflow(project, AIRFLOW))],
    ['behind the LocalAirflow', (project, add) => (new LocalAirflow(project, AIRFLOW), add())],
    ['before the DriftCheck', (project, add) => (add(), new DriftCheck(project))],
    ['behind the DriftCheck', (project, add) => (new DriftCheck(project), add())],
  ];
  test.each(orders)('%s is left alone, and ours is airflow:drift, with a warning', (_, declare) => {
    const project = HOSTS.NodeProject(tempDir());
    declare(project, () => project.addTask('drift', { exec: 'terraform plan' }));
    expect(synth(project)).toEqual(['The task drift is the project\'s own, so the one of the drift check is airflow:drift.']);
    expect([tasks(project).drift.steps, tasks(project)['airflow:drift'].steps]).toEqual([[{ exec: 'terraform plan' }], [{ exec: COMMAND, receiveArgs: true }]]);
    expect(scripts(project)).toMatchObject({ 'drift': 'projen drift', 'airflow:drift': 'projen airflow:drift' });
  });

  test('beside another one called airflow:drift leaves us none, with a warning', () => {
    const project = bareProject();
    new DriftCheck(project, { workflow: false });
    ['drift', 'airflow:drift'].forEach((name) => project.addTask(name, { exec: 'true' }));
    expect(synth(project)).toEqual([expect.stringContaining('Run it with "npx projen-astro-airflow drift"')]);
    expect(tasks(project)).toMatchObject({ 'drift': { steps: [{ exec: 'true' }] }, 'airflow:drift': { steps: [{ exec: 'true' }] } });
  });

  test('that is only a script of package.json keeps its script', () => {
    const project = HOSTS.NodeProject(tempDir()) as NodeProject;
    project.setScript('drift', 'mine');
    new DriftCheck(project);
    synth(project);
    expect([scripts(project).drift, tasks(project).drift.steps[0].exec]).toEqual(['mine', COMMAND]);
  });
});

describe('an ejected project', () => {
  const script = (declare: string) => `
    const project = new projen.javascript.NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: 'npm' });
    ${declare}
    project.synth();`;
  test.each(['new airflow.DriftCheck(project);', "new airflow.LocalAirflow(project, { runtimeVersion: '3.1-12' });"])('with %s has neither task nor workflow nor warning of it', (declare) => {
    const outdir = tempDir();
    expect(runRc(outdir, script(declare), { PROJEN_EJECTING: 'true' })).toMatchObject({ status: 0, stderr: '' });
    expect(fs.existsSync(path.join(outdir, WORKFLOW))).toBe(false);
    expect(['.projen/tasks.json', 'package.json', '.gitignore'].filter((name) => /drift/.test(read(outdir, name)))).toEqual([]);
  });
});

describe('the step for the build', () => {
  test('comes after the installation and before the build, which begins with a synth', () => {
    const project = new NodeProject({
      name: 'orders',
      defaultReleaseBranch: 'main',
      packageManager: NodePackageManager.NPM,
      buildWorkflowOptions: { preBuildSteps: [DriftCheck.preBuildStep()] },
      outdir: tempDir(),
    });
    synth(project);
    const { jobs } = parse(read(project.outdir, '.github/workflows/build.yml')) as { jobs: { build: { steps: Array<{ run?: string }> } } };
    const commands = jobs.build.steps.flatMap(({ run }) => run ?? []);
    expect(commands.slice(0, 3)).toEqual(['npm install', `npx --no ${COMMAND}`, 'npx projen build']);
  });

  test('fits a build workflow that is made manually', () => {
    const project = withGitHub();
    new BuildWorkflow(project, { buildTask: project.buildTask, preBuildSteps: [DriftCheck.preBuildStep()] });
    synth(project);
    expect(read(project.outdir, '.github/workflows/build.yml')).toContain(`run: npx --no ${COMMAND}\n`);
  });
});

test('the hook for pre-commit runs the same command, once and with no file names', () => {
  const hooks = parse(read(path.resolve(__dirname, '../../..'), '.pre-commit-hooks.yaml')) as unknown[];
  expect(hooks).toEqual([expect.objectContaining({ id: 'projen-drift', entry: DriftCheck.preBuildStep().run, language: 'system', pass_filenames: false, always_run: true })]);
});

test('right after a synth the check finds task and workflow in sync, and says so when they are gone', () => {
  const outdir = tempDir();
  astroTree(outdir);
  const { status, stderr } = runRc(outdir, `
    const project = new projen.javascript.NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: 'npm' });
    new airflow.LocalAirflow(project);
    project.synth();`);
  expect([status, stderr]).toEqual([0, '']);
  const drift = () => {
    const { stdout } = spawnSync(process.execPath, [path.resolve(__dirname, '../../../bin/projen-astro-airflow'), 'drift', '--format', 'json'], {
      cwd: outdir,
      encoding: 'utf-8',
      env: { ...process.env, NODE_ENV: '' },
    });
    return (JSON.parse(stdout) as { files: Array<{ path: string; status: string }> }).files.map((file) => `${file.path}: ${file.status}`);
  };
  expect(drift()).toEqual([]);
  fs.rmSync(path.join(outdir, WORKFLOW));
  expect(drift()).toEqual([`${WORKFLOW}: missing`]);
});

test('a project without GitHub loads nothing of it', () => {
  const outdir = tempDir();
  linkPackages(outdir);
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', `
    const { Project } = require('projen/lib/project');
    const { LocalAirflow } = require('projen-astro-airflow');
    const project = new Project({ name: 'orders' });
    new LocalAirflow(project, { runtimeVersion: '3.1-12' });
    project.synth();
    console.log(Object.keys(require.cache).filter((file) => /projen.lib.github/.test(file)).join());`], {
    cwd: outdir,
    encoding: 'utf-8',
    env: { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: 'true' },
  });
  expect([stdout, stderr]).toEqual(['\n', '']);
});
