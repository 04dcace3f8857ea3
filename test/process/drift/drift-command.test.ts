import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, drift, edit, environment, projectOf, statuses, synthesize } from '../../support/drift/command';
import { astroTree, tempDir } from '../../support/util';

const RC = `const { javascript, Project, SampleFile } = require('projen');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new javascript.Projenrc(project);
new SampleFile(project, 'sample.txt', { contents: 'once\\n' });
const local = new LocalAirflow(project, {
  credentials: [AwsCredentials.mounted({ profile: 'dev' })],
  secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
  exampleDag: {},
});
project.synth();
`;

const synthesized = (): string => projectOf(RC, astroTree);

test('right after a synth everything is in sync', () => {
  const { status, report } = drift(synthesized());
  expect([status, report.result, report.files]).toEqual([0, 'in-sync', []]);
  expect(report.inSync).toBeGreaterThan(6);
});

test('every kind of change is reported with its cause and its keys, and no value of .env is shown', () => {
  const directory = synthesized();
  edit(directory, 'docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
  edit(directory, '.env', (text) => `MY_TOKEN=abc\n${text.replace('AWS_CONFIG_FILE=/home', 'AWS_CONFIG_FILE=/else')}`);
  edit(directory, 'dags/example_secrets_dag.py', (text) => `${text}# mine\n`);
  fs.rmSync(path.join(directory, '.env.example'));
  const { status, report, stderr } = drift(directory);
  expect(status).toBe(1);
  expect(statuses(report)).toEqual({
    '.env': 'edited',
    '.env.example': 'missing',
    'dags/example_secrets_dag.py': 'edited',
    'docker-compose.override.yml': 'edited',
  });
  const keysOf = (name: string) => report.files.find((file: any) => file.path === name).keys;
  expect(keysOf('.env')).toEqual(['AWS_CONFIG_FILE']);
  expect(keysOf('docker-compose.override.yml')).toEqual(['services.scheduler.volumes']);
  expect(JSON.stringify(report) + stderr).not.toMatch(/abc|\/else/);
});

test('in a folder of the project, or without one, the project above is checked, and the way back is named', () => {
  const directory = synthesized();
  edit(directory, 'docker-compose.override.yml', (text) => `${text}# mine\n`);
  const folder = path.join(directory, 'dags', 'deep');
  fs.mkdirSync(folder);
  const run = (cwd: string, ...args: string[]) => spawnSync(process.execPath, [BIN, 'drift', ...args], { cwd, env: environment(), encoding: 'utf-8' });
  expect(run(folder)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^modified +docker-compose\.override\.yml .*\n.*`cd \.\.\/\.\. && npx projen`/) as string });
  expect(run(directory, path.join('dags', 'deep'))).toMatchObject({ status: 2, stderr: expect.stringContaining(`${path.join('dags', 'deep')}: .projen/tasks.json cannot be read`) as string });
});

test('a changed declaration makes files stale, and with an edit both', () => {
  const directory = synthesized();
  edit(directory, '.projenrc.js', (text) => text.replace("profile: 'dev'", "profile: 'test'").replace("region: 'us-west-2'", "region: 'eu-west-1'"));
  edit(directory, '.env.example', (text) => `${text}MINE=1\n`);
  expect(statuses(drift(directory).report)).toEqual({
    '.env': 'stale',
    '.env.example': 'edited-and-stale',
    'dags/example_secrets_dag.py': 'stale',
    'docker-compose.override.yml': 'stale',
  });
});

test('a .env that has no block yet is stale, whatever its owner keeps in it', () => {
  const directory = synthesized();
  fs.writeFileSync(path.join(directory, '.env'), 'MINE=1\n');
  expect(statuses(drift(directory).report)).toEqual({ '.env': 'stale' });
});

test('what is no longer declared is orphaned', () => {
  const directory = synthesized();
  edit(directory, '.projenrc.js', (text) => text.replace('  exampleDag: {},\n', ''));
  expect(statuses(drift(directory).report)).toMatchObject({ 'dags/example_secrets_dag.py': 'orphaned' });
});

test('line ends, a BOM and read-only bits do not count, the executable bit does', () => {
  const directory = synthesized();
  edit(directory, 'docker-compose.override.yml', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  expect(drift(directory).status).toBe(0);
  fs.chmodSync(path.join(directory, 'docker-compose.override.yml'), 0o755);
  expect(statuses(drift(directory).report)).toEqual(process.platform === 'win32' ? {} : { 'docker-compose.override.yml': 'unknown' });
});

test('samples and personal files that a fresh clone does not have, and lines of the user that win, are notes that only --strict counts', () => {
  const directory = synthesized();
  fs.rmSync(path.join(directory, 'sample.txt'));
  fs.rmSync(path.join(directory, '.env'));
  const { status, report } = drift(directory);
  expect([status, statuses(report)]).toEqual([0, { '.env': 'skipped', 'sample.txt': 'skipped' }]);
  expect(drift(directory, { args: ['--strict'] }).status).toBe(1);

  const other = synthesized();
  edit(other, '.env', (text) => text.replace(/^AWS_CONFIG_FILE=.*\n/m, '').replace('# Signature', '# Signature') + 'AWS_CONFIG_FILE=/mine\n');
  synthesize(other);
  expect(statuses(drift(other).report)).toEqual({ '.env': 'overridden' });
});

describe('the format', () => {
  const directory = synthesized();
  fs.rmSync(path.join(directory, '.env.example'));
  const run = (args: string[], env: Record<string, string>) =>
    spawnSync(process.execPath, [BIN, 'drift', ...args], { cwd: directory, encoding: 'utf-8', env: environment(env) });

  test('is text by default, a line a file and one that fixes it', () => {
    const { status, stdout } = run([], {});
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^missing +\.env\.example\n.*`npx projen`.*`\.projenrc\.js`.*\n$/)]);
  });

  test('is that of GitHub in its workflows, with a summary, and names files from the root of the repository', () => {
    const summary = path.join(tempDir(), 'summary.md');
    const { status, stdout } = run([], { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: path.dirname(directory), GITHUB_STEP_SUMMARY: summary });
    expect(status).toBe(1);
    expect(stdout).toContain(`::error file=${path.basename(directory)}/.env.example,`);
    expect(fs.readFileSync(summary, 'utf-8')).toMatch(/^### Drift check[^]*missing/);
  });

  test('of another name is refused', () => {
    const { status, stderr } = run(['--format', 'xml'], {});
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^projen-astro-airflow: --format xml is none of text, json, github.*\. Choose one of them\.\n$/)]);
  });
});
