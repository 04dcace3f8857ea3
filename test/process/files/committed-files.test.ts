/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { NodeProject } from 'projen/lib/javascript/node-project';
import { TextFile } from 'projen/lib/textfile';
import { AstroProject, LocalAirflow, LocalFilesystemSecretsBackend } from '../../../src';
import { newProject } from '../../support/new-project';
import { bareProject, treeState } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const RUNTIME = '3.1-12';

/** A repository of git in a fresh directory, with some files. */
function repository(files: Record<string, string> = {}): string {
  const outdir = fs.realpathSync(tempDir());
  execFileSync('git', ['init', '--quiet'], { cwd: outdir });
  write(outdir, files);
  return outdir;
}

/** The files that `git add` takes. */
const inGit = (outdir: string): string[] => execFileSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: outdir, encoding: 'utf-8' }).split('\n');

/** Of some files those that git ignores. */
const ignored = (outdir: string, files: readonly string[]): string[] =>
  spawnSync('git', ['check-ignore', '--no-index', ...files], { cwd: outdir, encoding: 'utf-8' }).stdout.split('\n').filter(Boolean);

/** What projen has written, by its own list, and what it needs to write it. */
const generated = (outdir: string): string[] => [...JSON.parse(read(outdir, '.projen/files.json')).files, '.projenrc.js', 'package-lock.json'];

const linesOf = (text: string): string[] => text.split('\n').filter(Boolean);

describe.each([
  'docker-compose.override.yml',
  '/docker-compose.override.yml',
  '*.yml',
  '.env.*',
  '*.json\n.projen/\n.env.*',
  '/.projen/\n/.projen\n/.projen/tasks.json',
  '.projen\n/package.json\npackage-lock.json',
  '.*',
  '.github/',
  '*',
])('an AstroProject that adopts a .gitignore with %j', (patterns) => {
  const files = { 'Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.1-5\n', '.gitignore': `.env\n${patterns}\n` };

  function adopted(): string {
    const outdir = repository(files);
    execFileSync('git', ['add', '--force', '.gitignore', 'Dockerfile'], { cwd: outdir });
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=first'], { cwd: outdir });
    newProject(outdir, { projenrcJs: true }).synth();
    write(outdir, { 'package-lock.json': '{}' });
    return outdir;
  }

  test('commits every file that is generated, and no personal one', () => {
    const outdir = adopted();
    expect(ignored(outdir, generated(outdir))).toEqual([]);
    expect(inGit(outdir)).toEqual(expect.arrayContaining(generated(outdir).filter((file) => file !== '.gitignore')));
    expect(ignored(outdir, ['.env', '.projen/cache.tmp'])).toEqual(['.env', ...(/^(?:\*|\.\*|.*\.projen\/?)$/m.test(patterns) ? ['.projen/cache.tmp'] : [])]);
  });

  test('keeps the lines in their order', () => {
    const outdir = adopted();
    const theirs = linesOf(patterns);
    expect(linesOf(read(outdir, '.gitignore')).filter((line) => theirs.includes(line))).toEqual(theirs);
  });

  test('is unchanged by the next synth', () => {
    const outdir = repository(files);
    const declared = (): AstroProject => {
      const project = new AstroProject({ name: 'orders', outdir, runtimeVersion: RUNTIME, projenrcJs: true });
      project.gitignore.addPatterns(...linesOf(files['.gitignore']));
      return project;
    };
    declared().synth();
    expect(check(outdir, declared).files.filter(({ status }) => status !== 'in-sync' && status !== 'skipped')).toEqual([]);
    expect(ignored(outdir, generated(outdir))).toEqual([]);
    const before = treeState(outdir, false);
    declared().synth();
    expect(treeState(outdir, false)).toEqual(before);
  });
});

test('an AstroProject without such patterns has no further lines in .gitignore', () => {
  const outdir = repository();
  new AstroProject({ name: 'orders', outdir, runtimeVersion: RUNTIME }).synth();
  const lines = linesOf(read(outdir, '.gitignore'));
  expect(lines).toEqual([...new Set(lines)]);
  expect(lines.filter((line) => /^!.*(?:Dockerfile|package-lock)/.test(line))).toEqual([]);
});

test('an AstroProject that does not commit what is generated leaves it out of git', () => {
  const outdir = repository();
  const project = new AstroProject({ name: 'orders', outdir, runtimeVersion: RUNTIME, commitGenerated: false });
  project.gitignore.addPatterns('*.yml');
  project.synth();
  expect(ignored(outdir, ['docker-compose.override.yml'])).toEqual(['docker-compose.override.yml']);
});

test.each(['/private.txt', '*.txt', 'private*'])('a file that the rc file declares and ignores with %s stays out of git', (pattern) => {
  const outdir = repository();
  const project = new AstroProject({ name: 'orders', outdir, runtimeVersion: RUNTIME });
  new TextFile(project, 'private.txt', { lines: ['anything'] });
  project.gitignore.addPatterns(pattern);
  project.synth();
  expect(ignored(outdir, ['private.txt'])).toEqual(['private.txt']);
});

describe('a LocalAirflow in a folder of a NodeProject', () => {
  const MINE = ['airflow/docker-compose.override.yml', 'airflow/.env.example', 'airflow/dags/example_aws.py', 'airflow/secrets/variables.example.yaml'];

  function declared(outdir: string, hostPatterns: string[] = []): NodeProject {
    const project = new NodeProject({ name: 'orders', outdir, defaultReleaseBranch: 'main', gitignore: hostPatterns });
    const local = new LocalAirflow(project, { directory: 'airflow', runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend(), exampleDag: { fileName: 'example_aws.py' } });
    local.addDotenvKey('REGION', 'eu');
    return project;
  }

  test.each(['docker-compose.override.yml', '/docker-compose.override.yml', '*.yml', '.env.*', 'dags/', '/dags', '*'])('commits its files where its .gitignore has %s, after which the next synth changes nothing', (pattern) => {
    const outdir = repository({ 'airflow/.gitignore': `# mine\n${pattern}\n` });
    declared(outdir).synth();
    expect(ignored(outdir, MINE)).toEqual([]);
    expect(inGit(outdir)).toEqual(expect.arrayContaining(MINE));
    expect(read(outdir, 'airflow/.gitignore')).toMatch(`# mine\n${pattern}\n`);
    expect(check(outdir, () => declared(outdir)).files.filter(({ status }) => status !== 'in-sync' && status !== 'skipped')).toEqual([]);
    const before = treeState(outdir, false);
    declared(outdir).synth();
    expect(treeState(outdir, false)).toEqual(before);
  });

  test.each(['docker-compose.override.yml', '.env.*', 'airflow/', '/airflow'])('commits its files where the project ignores %s', (pattern) => {
    const outdir = repository();
    declared(outdir, [pattern]).synth();
    expect(ignored(outdir, MINE)).toEqual([]);
    expect(linesOf(read(outdir, '.gitignore'))).toContain(pattern);
  });
});

test('a LocalAirflow leaves files of its project that it does not write to the project', () => {
  const outdir = repository();
  const project = bareProject(outdir);
  new LocalAirflow(project, { runtimeVersion: RUNTIME });
  project.gitignore.addPatterns('/.projen/tasks.json');
  project.synth();
  expect(ignored(outdir, ['.projen/tasks.json'])).toEqual(['.projen/tasks.json']);
});
