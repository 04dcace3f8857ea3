/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AwsSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend, type SecretsBackend } from '../../../src';
import { cutAtBlock, withBlock } from '../../../src/ownership/owned-block';
import { buildContext } from '../../support/docker-context';
import { bareProject } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const RUNTIME = '3.1-12';
const SECRETS = ['.env', 'include/.env', 'secrets/variables.yaml', 'secrets/connections.yaml'];
const EXAMPLES = ['secrets/connections.example.yaml', 'secrets/variables.example.yaml'];

function project(outdir: string, secretsBackend: SecretsBackend = new LocalFilesystemSecretsBackend()): void {
  new LocalAirflow(bareProject(outdir), { runtimeVersion: RUNTIME, secretsBackend, directory: 'airflow' }).project.synth();
}

/** A tree after the first synth, with a file `.env` in a folder too. */
function synthesized(files: Record<string, string> = {}): string {
  const outdir = fs.realpathSync(tempDir());
  write(path.join(outdir, 'airflow'), { 'include/.env': 'A=b\n', ...files });
  project(outdir);
  return outdir;
}

function appended(outdir: string, name: string, lines: string): string {
  fs.appendFileSync(path.join(outdir, 'airflow', name), lines);
  return read(outdir, `airflow/${name}`);
}

/** Of some files those that git would add. */
function inGit(outdir: string, files: readonly string[]): string[] {
  const directory = path.join(outdir, 'airflow');
  execFileSync('git', ['init', '--quiet', directory]);
  const ignored = spawnSync('git', ['check-ignore', '--no-index', ...files], { cwd: directory, encoding: 'utf-8' }).stdout.split('\n');
  return files.filter((file) => !ignored.includes(file));
}

const inImage = (outdir: string, files: readonly string[]): string[] => buildContext(path.join(outdir, 'airflow')).filter((file) => files.includes(file));

/** The second synth, which has to be the last one that changes anything, and to leave each line of the user as it is. */
function afterSynth(outdir: string, name: string): string {
  const userText = withBlock(read(outdir, `airflow/${name}`), []);
  project(outdir);
  const text = read(outdir, `airflow/${name}`);
  expect(withBlock(text, [])).toBe(userText);
  expect(check(outdir, () => new LocalAirflow(bareProject(outdir), { runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend(), directory: 'airflow' }).project).files.filter(({ status }) => status !== 'in-sync')).toEqual([]);
  project(outdir);
  expect(read(outdir, `airflow/${name}`)).toBe(text);
  return text;
}

describe('a line of the user after the block', () => {
  test.each(['!.env*', '!.env', '!**/.env', '!*', '!*.yaml', '!secrets/*', '!secrets/variables.yaml', '!/secrets/v*', '!include/*', '!include/.env'])('that takes secrets back, %s, is before the block of .gitignore after a synth', (line) => {
    const outdir = synthesized();
    appended(outdir, '.gitignore', `${line}\n`);
    expect(inGit(outdir, SECRETS)).not.toEqual([]);
    expect(cutAtBlock(afterSynth(outdir, '.gitignore'))).toMatchObject({ before: `${line}\n`, after: '' });
    expect([inGit(outdir, SECRETS), inGit(outdir, EXAMPLES)]).toEqual([[], EXAMPLES]);
  });

  test.each(['!.env*', '!**/.env', '!*', '!*.yaml', '!**/*.yaml', '!secrets/*', '!secrets', '!secrets/', '!/secrets/variables.yaml', ' !include', '!include/*', '!include/.env'])('that takes secrets back, %s, is before the block of .dockerignore after a synth', (line) => {
    const outdir = synthesized();
    appended(outdir, '.dockerignore', `${line}\n`);
    const wasSent = inImage(outdir, SECRETS).length > 0;
    expect([wasSent, line]).toEqual([line !== '!*.yaml', line]);
    const { after } = cutAtBlock(afterSynth(outdir, '.dockerignore'));
    expect([after, inImage(outdir, SECRETS)]).toEqual([wasSent ? '' : `${line}\n`, []]);
  });

  test.each(['secrets/', 'secrets', '*.yaml', 'secrets/*', '*'])('that ignores the examples, %s, is before the block of .gitignore after a synth', (line) => {
    const outdir = synthesized();
    appended(outdir, '.gitignore', `${line}\n`);
    expect(inGit(outdir, EXAMPLES)).toEqual([]);
    expect(cutAtBlock(afterSynth(outdir, '.gitignore'))).toMatchObject({ before: `${line}\n`, after: '' });
    expect([inGit(outdir, SECRETS), inGit(outdir, EXAMPLES)]).toEqual([[], EXAMPLES]);
  });

  test.each([
    ['.gitignore', '# mine\n\n*.log\n!*.py\n!.env.template\n!.env.*.example\n!include/\n!airflow_settings*\n!dags/*.sql\n'],
    ['.dockerignore', '# mine\n\n*.log\n!**/*.py\n!.env.template\n!.env-sample\n!airflow_settings*\n!dags/example.py\n'],
  ])('of %s that changes nothing of that leaves the block where it is, and keeps its effect', (name, lines) => {
    const outdir = synthesized();
    const text = appended(outdir, name, lines);
    expect(afterSynth(outdir, name)).toBe(text);
  });

  test('stays as it is with its line end, and so does a file without a newline at its end', () => {
    const outdir = synthesized({ '.gitignore': '# mine\r\n*.log' });
    appended(outdir, '.gitignore', '!.env\r\n*.tmp');
    const { before, after } = cutAtBlock(afterSynth(outdir, '.gitignore'));
    expect([before, after]).toEqual(['# mine\r\n*.log\r\n!.env\r\n*.tmp\r\n', '']);
    expect(withBlock(read(outdir, 'airflow/.gitignore'), [])).toBe('# mine\r\n*.log\r\n!.env\r\n*.tmp');
  });

  test('that takes back files of secrets does not do so once these are no longer declared', () => {
    const outdir = synthesized();
    appended(outdir, '.gitignore', '!*.yaml\n');
    appended(outdir, '.dockerignore', '!secrets/*\n');
    project(outdir, AwsSecretsBackend.secretsManager());
    expect([inGit(outdir, SECRETS), inImage(outdir, SECRETS)]).toEqual([[], []]);
  });
});

test('a line of the user that ignores a file of secrets and one that takes it back count as neither', () => {
  const lines = 'secrets/variables.yaml*\nsecrets/.variables.yaml*\n';
  const outdir = synthesized({ '.gitignore': `${lines}!*.yaml\n`, '.dockerignore': `${lines}!secrets\n` });
  expect([inGit(outdir, SECRETS), inImage(outdir, SECRETS)]).toEqual([[], []]);
});
