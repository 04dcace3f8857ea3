import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkCreation, checkGit, checkPassesOptions, rcCall } from '../../../src/project/new-project';
import { inPython } from '../../support/in-python';
import { newProject, projectType } from '../../support/new-project';
import { errorOf, treeState } from '../../support/projects';
import { astroTree, read, readTree, tempDir, write } from '../../support/util';

const NEW = ['node', 'projen', 'new', '--from', 'projen-astro-airflow', '--name', 'orders'];
const creation = (args: Record<string, unknown> = {}) => ({ fqn: projectType().fqn, type: projectType(), args: { name: 'orders', ...args } }) as unknown as Parameters<typeof rcCall>[0];

/** What the check says of a directory. */
function check(directory: string, ...flags: string[]): string | undefined {
  const argv = [...NEW, ...flags];
  const error = errorOf(() => [checkCreation(directory, creation(), argv), checkGit(argv, directory)]);
  expect(error?.name ?? 'AstroAirflowError').toBe('AstroAirflowError');
  return error?.message;
}

const git = (directory: string, ...args: string[]) => execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: directory, stdio: 'pipe' });

/** A repository with one commit. */
function repository(): string {
  const directory = tempDir();
  git(directory, 'init', '--quiet');
  write(directory, { 'notes.md': 'mine\n', 'sql/a.sql': 'select 1;\n' });
  git(directory, 'add', '.');
  git(directory, 'commit', '--quiet', '-m', 'mine');
  return directory;
}

const NOT_COMMITTED = 'is not committed, and "projen new" would put it into a commit of its own. Commit or stash it first, or add --no-git.';
const SEVERAL = NOT_COMMITTED.replace('is', 'are').replaceAll(/\bit\b/g, 'them');
const NOT_INSTALLED = NOT_COMMITTED.replace('first', 'first (without node_modules, which npm has just put there)');

describe('what projen new would commit', () => {
  test('is all its own in a clean repository, in an empty one and where there is none', () => {
    const empty = tempDir();
    git(empty, 'init', '--quiet');
    expect([check(repository()), check(empty), check(tempDir())]).toEqual([undefined, undefined, undefined]);
  });

  test.each<[string, (directory: string) => void, string]>([
    ['an edit', (directory) => write(directory, { 'notes.md': 'more\n' }), `notes.md ${NOT_COMMITTED}`],
    ['a staged edit', (directory) => { write(directory, { 'notes.md': 'more\n' }); git(directory, 'add', '.'); }, `notes.md ${NOT_COMMITTED}`],
    ['a deleted file', (directory) => fs.rmSync(path.join(directory, 'notes.md')), `notes.md ${NOT_COMMITTED}`],
    ['a new file', (directory) => write(directory, { 'a b é.txt': '' }), `a b é.txt ${NOT_COMMITTED}`],
    ['a new directory', (directory) => write(directory, { 'new/a.txt': '', 'new/b.txt': '' }), `new/ ${NOT_COMMITTED}`],
    ['a renamed file', (directory) => git(directory, 'mv', 'notes.md', 'other.md'), `notes.md and 1 more ${SEVERAL}`],
    ['several', (directory) => write(directory, { 'a.txt': '', 'b.txt': '', 'notes.md': '' }), `notes.md and 2 more ${SEVERAL}`],
    ['a file whose name begins like that of the manifest', (directory) => write(directory, { 'package.json.bak': '' }), `package.json.bak ${NOT_COMMITTED}`],
  ])('would include %s, so it stops', (_, change, message) => {
    const directory = repository();
    change(directory);
    expect(check(directory)).toBe(message);
    expect(check(directory, '--no-git')).toBeUndefined();
    expect(check(directory, '--git=false')).toBeUndefined();
  });

  test('includes what it installed itself, however many files, and still finds what is not', () => {
    const directory = repository();
    write(directory, { 'package.json': '{}' });
    const modules = path.join(directory, 'node_modules', 'a-package-with-a-long-name'.repeat(4));
    fs.mkdirSync(modules, { recursive: true });
    for (let i = 0; i < 10_000; i++) {
      fs.writeFileSync(path.join(modules, `file-${i}.js`), '');
    }
    expect(check(directory)).toBeUndefined();
    write(directory, { 'notes.md': 'more\n' });
    expect(check(directory)).toBe(`notes.md ${NOT_INSTALLED}`);
  });

  test('is not there without git, which is named', () => {
    const directory = repository();
    const lib = path.resolve(__dirname, '../../../lib/project/new-project');
    const script = `require(${JSON.stringify(lib)}).checkGit([], '.'); console.log('passed');`;
    const env = (PATH: string | undefined) => ({ cwd: directory, env: { ...process.env, PATH }, encoding: 'utf-8' as const });
    expect(spawnSync(process.execPath, ['-e', script], env(process.env.PATH))).toMatchObject({ stderr: '', stdout: 'passed\n' });
    expect(spawnSync(process.execPath, ['-e', script], env(tempDir())).stderr).toContain('"projen new" makes a commit, and there is no git. Install it, or add --no-git.');
  });
});

describe('a folder of a git repository', () => {
  const WITHIN = 'This is the folder teams/airflow of a git repository, in which "projen new" would make a repository of its own, and workflows where GitHub runs none. '
    + "Add --no-git --no-github; or declare one project at the root of the repository, with new LocalAirflow(project, { directory: 'teams/airflow' }).";

  /** A folder in a repository with one commit. */
  const folder = (above = repository()): string => {
    write(above, { 'teams/airflow/x.txt': '' });
    return path.join(above, 'teams', 'airflow');
  };

  test('gets no repository of its own, unless it is asked for none', () => {
    const directory = folder();
    expect([check(directory), check(directory, '--no-git'), check(directory, '--no-git', '--no-github')]).toEqual([WITHIN, undefined, undefined]);
    expect(inPython(() => check(directory))).toContain("with LocalAirflow(project, directory='teams/airflow').");
  });

  test('may have one where the repository ignores the folder, or it is a worktree or a submodule', () => {
    const above = repository();
    write(above, { '.gitignore': 'teams\n' });
    const worktree = path.join(tempDir(), 'tree');
    git(above, 'worktree', 'add', '--quiet', worktree);
    expect([check(folder(above)), check(worktree)]).toEqual([undefined, undefined]);
    const outer = repository();
    git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repository(), 'teams');
    expect(check(path.join(outer, 'teams'))).toBeUndefined();
  });
});

test.each(['.projenrc.ts', '.projenrc.js', '.projenrc.mjs', '.projenrc.py', '.projenrc.json', '.projenrc.java'])('where there is %s, there is a projen project already', (name) => {
  const directory = tempDir();
  write(directory, { [name]: '{}' });
  expect(check(directory)).toBe(`${name} exists, so this is a projen project already. Synthesize it ("${name.endsWith('.py') ? 'projen' : 'npx projen'}"), or run "projen new" in another directory.`);
});

test('an unknown flag is named before anything else is looked at', () => {
  expect(check(tempDir(), '--rutime-version')).toMatch(/^--rutime-version is no flag of this project type\./);
});

test('the new rc file says the simple options that were given, and none of those that it says in its own words', () => {
  const given = creation({ outdir: '/x', devDeps: ['a'], projenrcTs: true, github: false, projenCommand: 'pj', keysInOverride: undefined, githubOptions: { mergify: true }, unknown: 1 });
  expect(rcCall(given, 'TypeScript', '3.1-12').options).toEqual({ name: 'orders', runtimeVersion: '3.1-12', github: false, projenCommand: 'pj' });
});

test('a runtime that the class has of its own is not repeated, one of the command line is', () => {
  expect(rcCall(creation(), 'TypeScript', undefined).options).toEqual({ name: 'orders' });
  expect(rcCall(creation({ runtimeVersion: '13.7.0' }), 'TypeScript', undefined).options).toEqual({ name: 'orders', runtimeVersion: '13.7.0' });
});

test('an rc file in JavaScript says so', () => {
  expect(rcCall(creation(), 'JavaScript', undefined).options).toEqual({ name: 'orders', projenrcJs: true });
});

test('a class that does not pass on what projen new gives it is refused, in that command alone', () => {
  const env = { PROJEN_CREATE_PROJECT: 'true' };
  expect(errorOf(() => checkPassesOptions('AcmeProject', { argv: ['node', 'projen', 'new', '--from', '@acme/airflow'], env }))?.message).toBe(
    'AcmeProject hands only some of its options on to its base class, so "projen new" cannot write an rc file. Its constructor has to call super({ …, ...options }).',
  );
  expect(() => checkPassesOptions('AcmeProject', { argv: ['node', 'jest'], env })).not.toThrow();
  expect(() => checkPassesOptions('AcmeProject', { argv: ['node', 'projen', 'new'], env: {} })).not.toThrow();
});

test('a folder that an earlier run has left half-finished is not taken for a project', () => {
  const directory = tempDir();
  write(directory, { '.projen/tasks.json': '{}' });
  expect(check(directory)).toBe('.projen exists and no rc file beside it: an earlier "projen new" did not finish, or a project in a folder above declares this one. In the first case delete .projen and run again; in the other change its rc file.');
});

describe('a project that projen new makes', () => {
  test('starts from the newest runtime, with credentials, a secrets backend and the example DAG, and its rc file says so', () => {
    const outdir = tempDir();
    const project = newProject(outdir);
    project.synth();
    expect(read(outdir, '.projenrc.ts')).toContain(`runtimeVersion: '${project.local.runtime.tag}',\n  credentials: [AwsCredentials.session()],`);
    expect(read(outdir, 'Dockerfile')).toContain(project.local.runtime.tag);
    expect(read(outdir, '.env')).toContain('AIRFLOW__SECRETS__BACKEND=');
    expect(Object.keys(readTree(outdir))).toEqual(expect.arrayContaining(['dags/example_secrets_dag.py', 'docker-compose.override.yml', 'package.json']));
    expect(JSON.parse(read(outdir, 'package.json'))).toMatchObject({ name: 'orders', private: true, devDependencies: { 'projen': '*', 'constructs': '*', 'projen-astro-airflow': '*', 'tsx': '*' } });
  });

  test('in a tree of astro dev init takes the runtime of its Dockerfile and keeps every file', () => {
    const outdir = tempDir();
    astroTree(outdir, 'quay.io/astronomer/astro-runtime:13.4.0');
    const before = readTree(outdir);
    newProject(outdir).synth();
    const after = readTree(outdir);
    expect(after['.projenrc.ts']).toContain("runtimeVersion: '13.4.0',");
    expect(Object.keys(before).filter((name) => !['.env', '.gitignore', '.dockerignore', 'requirements.txt'].includes(name) && after[name] !== before[name])).toEqual([]);
    for (const name of ['.env', 'requirements.txt']) {
      expect(after[name].startsWith(before[name])).toBe(true);
    }
    for (const name of ['.gitignore', '.dockerignore']) {
      const lines = after[name].split('\n').map((line) => line.replace(/^\//, ''));
      expect(lines).toEqual(expect.arrayContaining(before[name].split('\n').filter((line) => line !== '' && line !== '.env')));
    }
  });

  test('where a check fails has written nothing, not even the rc file', () => {
    const outdir = tempDir();
    write(outdir, { 'docker-compose.override.yml': 'services: {}\n' });
    const before = treeState(outdir);
    expect(errorOf(() => newProject(outdir).synth())?.message).toMatch(/^docker-compose\.override\.yml is not projen's, and would be overwritten\./);
    expect(treeState(outdir)).toEqual(before);
  });

  test('in a repository made by the vendor\'s guide names all that is in the way at once, and works when that is gone', () => {
    const outdir = tempDir();
    astroTree(outdir);
    write(outdir, {
      'docker-compose.override.yml': 'version: "3.1"\nservices:\n  scheduler:\n    volumes:\n      - /home/alice/.aws:/home/astro/.aws:ro\n',
      'dags/example_secrets_dag.py': 'from airflow.decorators import dag\n',
      '.env.example': 'AWS_PROFILE=\n',
      '.gitattributes': '# mine\n',
    });
    const before = treeState(outdir);
    const error = errorOf(() => newProject(outdir).synth());
    expect(error?.message.split('\n').map((line) => line.split(' is not projen')[0])).toEqual([
      'There are 4 problems, and nothing was written:', '- dags/example_secrets_dag.py', '- docker-compose.override.yml', '- .env.example', '- .gitattributes',
    ]);
    expect(treeState(outdir)).toEqual(before);

    ['docker-compose.override.yml', 'dags/example_secrets_dag.py', '.env.example', '.gitattributes'].forEach((name) => fs.rmSync(path.join(outdir, name)));
    newProject(outdir).synth();
    expect(read(outdir, 'dags/example_secrets_dag.py')).toContain('Generated by projen');
  });
});
