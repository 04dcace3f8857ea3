import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { treeState } from '../projects';
import { linkPackages, read, tempDir, write } from '../util';

const ROOT = path.resolve(__dirname, '../..');
const BIN = path.join(ROOT, 'bin', 'projen-astro-airflow');
const PROJEN = path.join(ROOT, 'node_modules', 'projen', 'bin', 'projen');

const RC = `
const { AstroProject, AwsCredentials, SecretsBackend } = require('projen-astro-airflow');
const project = new AstroProject({
  name: 'orders', runtimeVersion: '3.1-12', projenrcJs: true,
  credentials: [AwsCredentials.mounted()], secretsBackend: SecretsBackend.awsSecretsManager(), exampleDag: {},
});
project.synth();
`;

/** The Astro CLI itself is on no package registry: this one tells how it was called. */
const FAKE = `#!/bin/sh
echo "astro $* in $(basename "$PWD")"
[ "$FAKE_WAIT" = yes ] && { trap 'echo stopped; exit 5' INT TERM; echo ready; while :; do sleep 0.1; done; }
[ "$FAKE_KILL" = yes ] && kill -KILL $$
exit \${FAKE_EXIT:-0}
`;

const tools = tempDir();
write(tools, { 'bin/astro': FAKE, 'none/readme': '' });
fs.chmodSync(path.join(tools, 'bin', 'astro'), 0o755);

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const others = [path.dirname(process.execPath), '/usr/bin', '/bin'];
  return { ...process.env, NODE_ENV: '', NODE_OPTIONS: '', PROJEN_DISABLE_POST: 'true', PATH: [path.join(tools, 'bin'), ...others].join(path.delimiter), ...more };
}

function run(directory: string, args: readonly string[], env: Record<string, string> = {}, command: readonly string[] = [BIN]): Ran {
  return spawnSync(process.execPath, [...command, ...args], { cwd: directory, encoding: 'utf-8', env: environment(env), stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
}

/** An Astro project that is in step. */
function project(): string {
  const directory = path.join(tempDir(), 'orders');
  fs.mkdirSync(directory);
  linkPackages(directory);
  write(directory, { '.projenrc.js': RC });
  execFileSync(process.execPath, ['.projenrc.js'], { cwd: directory, env: environment() });
  return directory;
}

function edit(directory: string, name: string, change: (text: string) => string): void {
  const file = path.join(directory, name);
  const text = read(directory, name);
  fs.chmodSync(file, 0o644);
  fs.writeFileSync(file, change(text));
  expect(read(directory, name)).not.toBe(text);
}

const EDITS: Record<string, [file: string, change: (text: string) => string, found: RegExp]> = {
  'the override': ['docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'), /^modified +docker-compose\.override\.yml .*: services\.\S+\.volumes/m],
  '.env': ['.env', (text) => text.replace('AWS_CONFIG_FILE=/home/astro', 'AWS_CONFIG_FILE=/root'), /^modified +\.env .*: AWS_CONFIG_FILE/m],
  'the example DAG': ['dags/example_secrets_dag.py', (text) => text.replace('retries', 'tries'), /^modified +dags\/example_secrets_dag\.py/m],
  'the Dockerfile': ['Dockerfile', (text) => text.replace('3.1-12', '3.1-13'), /^modified +Dockerfile.*to keep 3\.1-13, set runtimeVersion to '3\.1-13'/m],
};

const unix = process.platform === 'win32' ? describe.skip : describe;

unix('the wrapped commands of the Astro CLI', () => {
  const inStep = project();

  test.each(['start', 'restart', 'stop', 'parse', 'pytest'])('%s calls astro with what stands behind it, as it stands', (command) => {
    const { status, stdout, stderr } = run(inStep, [command, '--wait', '5m', '-n', 'a b', '--no-browser']);
    expect([status, stdout, stderr]).toEqual([0, `astro dev ${command} --wait 5m -n a b --no-browser in orders\n`, '']);
  });

  test('passes the exit code of astro on', () => {
    expect(run(inStep, ['start'], { FAKE_EXIT: '7' }).status).toBe(7);
  });

  test('tells of a signal that ended astro as a shell does', () => {
    expect(run(inStep, ['stop'], { FAKE_KILL: 'yes' }).status).toBe(128 + 9);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('lets astro decide how to end on %s', async (signal) => {
    const child = spawn(process.execPath, [BIN, 'stop'], { cwd: inStep, env: environment({ FAKE_WAIT: 'yes' }), detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await new Promise<void>((resolve) => child.stdout.on('data', (text) => ((printed += String(text)), printed.includes('ready') && resolve())));
    // As a terminal does, to the whole group.
    process.kill(-child.pid!, signal);
    expect(await ended).toBe(5);
    expect(printed).toContain('stopped');
  });

  test.each(['start', 'restart', 'stop', 'parse', 'pytest'])('%s says that the Astro CLI is not installed, before anything else', (command) => {
    const { status, stdout, stderr } = run(inStep, [command], { PATH: path.join(tools, 'none') });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^projen-astro-airflow: The Astro CLI is not installed: there is no "astro" on the PATH\. Install it \(.*\), then run again\.\n$/);
  });

  test('is not taken in by the web framework of the same name in node_modules', () => {
    const directory = tempDir();
    write(directory, { 'node_modules/.bin/astro': FAKE });
    fs.chmodSync(path.join(directory, 'node_modules', '.bin', 'astro'), 0o755);
    const { status, stderr } = run(inStep, ['stop'], { PATH: path.join(directory, 'node_modules', '.bin') });
    expect([status, stderr]).toEqual([2, expect.stringContaining('is not installed')]);
  });

  test('refuses the two flags together', () => {
    const { status, stderr } = run(inStep, ['start', '--sync', '--force']);
    expect([status, stderr]).toEqual([2, 'projen-astro-airflow: --sync mends the files and --force goes on as they are. Give one of the two.\n']);
  });

  test('leaves flags of that name to astro where they are none of ours', () => {
    expect(run(inStep, ['stop', '--force']).stdout).toBe('astro dev stop --force in orders\n');
  });

  test('takes an in-step project on with either flag, which astro does not see', () => {
    expect(run(inStep, ['start', '--sync', '--wait', '1m']).stdout).toBe('astro dev start --wait 1m in orders\n');
    expect(run(inStep, ['start', '--wait', '1m', '--force']).stdout).toBe('astro dev start --wait 1m in orders\n');
  });

  test('prints the report as text in GitHub Actions, too', () => {
    const directory = project();
    edit(directory, ...(EDITS['the override'].slice(0, 2) as [string, (text: string) => string]));
    expect(run(directory, ['start'], { GITHUB_ACTIONS: 'true' }).stderr).not.toContain('::');
  });

  describe.each(Object.keys(EDITS))('with an edit of %s', (what) => {
    const [file, change, found] = EDITS[what];
    const directory = project();
    const good = read(directory, file);
    edit(directory, file, change);
    const before = treeState(directory);

    test.each(['start', 'restart'])('%s names it, does not call astro, ends with 1 and changes nothing', (command) => {
      const { status, stdout, stderr } = run(directory, [command]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(found);
      expect(stderr.trimEnd().split('\n').at(-1)).toBe(`"astro dev ${command}" was not called. Add --sync to mend the files and go on, or --force to go on as they are.`);
      expect(treeState(directory)).toEqual(before);
    });

    test('start --force names it and goes on as it is', () => {
      const { status, stdout, stderr } = run(directory, ['start', '--force']);
      expect([status, stdout]).toEqual([0, 'astro dev start in orders\n']);
      expect(stderr).toMatch(found);
      expect(treeState(directory)).toEqual(before);
    });

    test('start --sync mends it and goes on', () => {
      const { status, stdout } = run(directory, ['start', '--sync']);
      expect(status).toBe(0);
      expect(stdout).toContain('astro dev start in orders\n');
      expect(read(directory, file)).toBe(good);
    });
  });

  describe('with a rc file that fails', () => {
    const directory = project();
    edit(directory, '.projenrc.js', (text) => text.replace('3.1-12', 'latest'));

    test.each(['stop', 'parse', 'pytest'])('%s does not look', (command) => {
      expect(run(directory, [command])).toMatchObject({ status: 0, stderr: '', stdout: `astro dev ${command} in orders\n` });
    });

    test.each([[[]], [['--sync']]])('start %p says so, ends with 2 and does not call astro', (flags) => {
      const { status, stdout, stderr } = run(directory, ['start', ...flags]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('The Astro Runtime tag "latest" is not known.');
      expect(stderr).toContain('.projenrc.js failed');
    });

    test('start --force goes on', () => {
      expect(run(directory, ['start', '--force'])).toMatchObject({ status: 0, stdout: 'astro dev start in orders\n' });
    });
  });

  test('start says where there is no projen project', () => {
    const { status, stdout, stderr } = run(tempDir(), ['start']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('.projen/tasks.json cannot be read');
  });

  test('start shows the help of astro, whatever the files say', () => {
    expect(run(tempDir(), ['start', '--help']).stdout).toMatch(/^astro dev start --help in /);
  });

  describe('as tasks of the project, through the real projen', () => {
    const withBin = { PATH: [path.join(tools, 'bin'), path.join(tools, 'own'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter) };

    beforeAll(() => {
      fs.mkdirSync(path.join(tools, 'own'));
      fs.symlinkSync(BIN, path.join(tools, 'own', 'projen-astro-airflow'));
    });

    test('projen start passes what stands behind it on', () => {
      const { status, stdout } = run(inStep, ['start', '--wait', '5m'], withBin, [PROJEN]);
      expect([status, stdout]).toEqual([0, 'astro dev start --wait 5m in orders\n']);
    });

    test('projen start stops at an edit', () => {
      const directory = project();
      edit(directory, 'docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
      const { status, stdout, stderr } = run(directory, ['start'], withBin, [PROJEN]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain('services.scheduler.volumes');
      expect(run(directory, ['start', '--sync'], withBin, [PROJEN])).toMatchObject({ status: 0, stdout: expect.stringContaining('astro dev start in orders\n') });
    });

    test('they can be replaced by tasks of the team\'s own', () => {
      const directory = tempDir();
      linkPackages(directory);
      write(directory, { '.projenrc.js': RC.replace('project.synth();', "project.removeTask('stop'); project.addTask('stop', { exec: 'echo ours' }); project.synth();") });
      execFileSync(process.execPath, ['.projenrc.js'], { cwd: directory, env: environment() });
      expect(run(directory, ['stop'], withBin, [PROJEN]).stdout).toBe('ours\n');
    });
  });
});
