/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { astroProject, FULL, synth } from '../../support/astro-project/projects';
import type { AstroProjectOptions } from '../../../src';
import { buildContext } from '../../support/docker-context';
import { projectOf, drift, edit, statuses } from '../../support/drift/command';
import { read, tempDir, write } from '../../support/util';

/** What the check says of a directory, by file. */
function driftOf(outdir: string, options: Partial<AstroProjectOptions> = FULL): Record<string, { status: string; keys?: readonly string[]; note?: string }> {
  return Object.fromEntries(check(outdir, () => astroProject({ ...options, outdir })).files.map(({ path: name, ...file }) => [name, file]));
}

/** A copy of a project that has been synthesized. */
const made = synth(FULL);
function fresh(change: (outdir: string) => void = () => undefined): string {
  const outdir = path.join(tempDir(), 'orders');
  fs.cpSync(made, outdir, { recursive: true });
  change(outdir);
  return outdir;
}

test('a project that was just synthesized is in sync', () => {
  expect(driftOf(fresh())).toEqual({});
});

test.each<[string, (text: string) => string, object]>([
  ['docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'), { status: 'modified' }],
  ['.env', (text) => text.replace('AWS_CONFIG_FILE=/home/astro', 'AWS_CONFIG_FILE=/root'), { status: 'modified' }],
  ['.env.example', (text) => `${text}MY_FLAG=on\n`, { status: 'modified' }],
  ['dags/example_secrets_dag.py', (text) => text.replace('retries', 'tries'), { status: 'modified' }],
  ['Dockerfile', (text) => text.replace('3.1-12', '3.1-13'), { status: 'modified' }],
  ['.gitignore', (text) => `${text}*.bak\n`, { status: 'modified' }],
  ['.dockerignore', (text) => text.replace('\n.projen\n', '\n'), { status: 'modified' }],
  ['.gitattributes', (text) => `${text}\n*.x text\n`, { status: 'modified' }],
  ['package.json', (text) => text.replace('"private": true', '"private": false'), { status: 'modified' }],
  ['tsconfig.projen.json', (text) => text.replace('.projenrc.ts', 'x.ts'), { status: 'modified' }],
  ['.github/workflows/drift.yml', (text) => text.replace('npm ci', 'npm install'), { status: 'modified' }],
])('an edit of %s is reported under its name alone', (name, change, expected) => {
  const outdir = fresh((directory) => edit(directory, name, change));
  expect(read(outdir, name)).not.toBe(read(made, name));
  expect(driftOf(outdir)).toEqual({ [name]: expect.objectContaining(expected) as object });
});

test('an edit of a key is reported with the key', () => {
  const override = driftOf(fresh((outdir) => edit(outdir, 'docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'))));
  expect(override['docker-compose.override.yml'].keys?.join()).toContain('scheduler');
  const dotenv = driftOf(fresh((outdir) => edit(outdir, '.env', (text) => text.replace('AWS_CONFIG_FILE=/home/astro', 'AWS_CONFIG_FILE=/root'))));
  expect(dotenv['.env'].keys).toEqual(['AWS_CONFIG_FILE']);
});

test('what is the team\'s may be edited, and DAGs and tests deleted', () => {
  const outdir = fresh((directory) => {
    ['README.md', 'airflow_settings.yaml', 'packages.txt', 'requirements.txt', '.env', '.astro/test_dag_integrity_default.py'].forEach((name) => fs.appendFileSync(path.join(directory, name), '\n# mine\n'));
    ['dags/exampledag.py', 'tests/dags/test_dag_example.py'].forEach((name) => fs.rmSync(path.join(directory, name)));
  });
  expect(driftOf(outdir)).toEqual({});
});

test('a fresh clone, without what is personal and without empty directories, is in sync with notes', () => {
  const outdir = fresh((directory) => {
    ['.env', 'airflow_settings.yaml', 'include', 'plugins'].forEach((name) => fs.rmSync(path.join(directory, name), { recursive: true }));
  });
  const files = driftOf(outdir);
  expect(Object.fromEntries(Object.entries(files).map(([name, { status }]) => [name, status]))).toEqual({ '.env': 'skipped', 'airflow_settings.yaml': 'skipped' });
});

test('"astro dev upgrade-test" and "astro config set" leave the project in sync, and nothing for git or the image', () => {
  const left = ['.astro/config.yaml.lock', 'upgrade-test-13.7.0--3.1-12/dependency_compare.txt', 'upgrade-test-13.7.0--3.1-12/Dockerfile'];
  const outdir = fresh((directory) => {
    // The Astro CLI looks for the text anywhere in the file, and appends it where it is not.
    if (!read(directory, '.gitignore').includes('upgrade-test*')) {
      fs.appendFileSync(path.join(directory, '.gitignore'), 'upgrade-test*\n');
    }
    write(directory, Object.fromEntries([...left, 'tests/upgrade-test.py'].map((name) => [name, ''])));
  });
  expect(driftOf(outdir)).toEqual({});
  execFileSync('git', ['init', '--quiet'], { cwd: outdir });
  const seen = execFileSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: outdir, encoding: 'utf-8' }).split('\n');
  expect([left.filter((name) => seen.includes(name)), seen.includes('tests/upgrade-test.py')]).toEqual([[], true]);
  const image = buildContext(outdir);
  expect([left.filter((name) => image.includes(name)), image.includes('tests/upgrade-test.py')]).toEqual([[], true]);
});

test('the command says the same: exit 0 on a fresh clone, 1 with --strict and after an edit', () => {
  const rc = `
    const { AstroProject, AwsCredentials, AwsSecretsBackend } = require('projen-astro-airflow');
    new AstroProject({ name: 'orders', runtimeVersion: '3.1-12', projenrcJs: true, credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} }).synth();`;
  const outdir = projectOf(rc);
  expect(drift(outdir)).toMatchObject({ status: 0, report: { files: [] } });
  ['.env', 'airflow_settings.yaml', 'include', 'plugins'].forEach((name) => fs.rmSync(path.join(outdir, name), { recursive: true }));
  const clone = drift(outdir);
  expect([clone.status, Object.keys(statuses(clone.report)).sort()]).toEqual([0, ['.env', 'airflow_settings.yaml']]);
  expect(drift(outdir, { args: ['--strict'] }).status).toBe(1);
  edit(outdir, 'docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
  const edited = drift(outdir);
  expect([edited.status, statuses(edited.report)]).toEqual([1, expect.objectContaining({ 'docker-compose.override.yml': 'edited' })]);
});
