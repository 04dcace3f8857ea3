import { execFileSync, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { BIN, check, CHILD, drift, edit, environment, fingerprint, projectOf, SMALL_RC, statuses } from '../../support/drift/command';
import { copiesOf, isReady, READY, until } from '../../support/drift/copies';
import { canMount, withMounts } from '../../support/mounts';
import { ordinaryUser, testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const IN_MEMORY = '/dev/shm';
const hasMemory = fs.existsSync(IN_MEMORY);

/** A project that is checked in a copy, with an edit. */
function edited(rc: string = CHILD + SMALL_RC): string {
  const directory = projectOf();
  edit(directory, '.projenrc.js', () => rc);
  edit(directory, 'managed.txt', () => 'edited\n');
  return directory;
}

const git = (directory: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'protocol.file.allow=always', ...args], { cwd: directory, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'pipe'] });

function inRepository(directory: string): string {
  git(directory, 'init', '--quiet');
  write(directory, { '.git/info/exclude': 'node_modules\n' });
  git(directory, 'add', '--all');
  git(directory, 'commit', '--quiet', '--message', 'first');
  return directory;
}

function expectDrift(directory: string, options: Parameters<typeof drift>[1] = {}): void {
  const { status, report, stderr } = drift(directory, options);
  expect([status, report.message ?? statuses(report), stderr]).toEqual([1, { 'managed.txt': 'unknown' }, '']);
}

test('--verbose alone says that a copy was needed, why, and how much was copied', () => {
  const directory = edited();
  const { stdout, stderr } = check(directory, { args: ['--verbose'] });
  expect(stderr).toMatch(/^projen-astro-airflow: checked a copy of \d+ files \(\d+ MB\) in \S+, because true is started\.\n$/);
  expect(check(directory)).toMatchObject({ stdout, stderr: '' });
  expect(check(projectOf(), { args: ['--verbose'] }).stderr).toBe('projen-astro-airflow: checked in memory.\n');
});

test.each(["require('node:wasi');", "require('wasi');", ...('getBuiltinModule' in process ? ["process.getBuiltinModule('node:wasi');"] : [])])('a part of Node that writes by itself needs one: %s', (code) => {
  const { status, stderr } = check(edited(`${code}\n${SMALL_RC}`), { args: ['--verbose'] });
  expect([status, stderr]).toEqual([1, expect.stringMatching(/checked a copy of .* because (node:)?wasi writes files in its own way\.\n$/)]);
});

describe('the place for the copy', () => {
  testIf(canMount && hasMemory, 'the right to mount')('is the temporary folder where memory has no room', () => {
    const { status, stderr } = check(edited(), { args: ['--verbose'], wrap: withMounts(`mount -t tmpfs -o size=64k tmpfs ${IN_MEMORY}`) });
    expect([status, stderr]).toEqual([1, expect.stringContaining(` in ${fs.realpathSync(os.tmpdir())}`)]);
  });

  testIf(canMount && hasMemory, 'the right to mount')('is named with what it lacks where there is none, and nothing is copied', () => {
    const full = tempDir();
    const { status, report } = drift(edited(), { temporary: full, wrap: withMounts(`mount -t tmpfs -o size=64k tmpfs ${IN_MEMORY}`, `mount -t tmpfs -o size=100k tmpfs '${full}'`) });
    expect([status, report.message]).toEqual([
      2,
      expect.stringMatching(/^The files could not be compared: there is no room for a copy of \d+ MB: \/dev\/shm has room for 1 MB; \S+ has room for 1 MB\. Fix that, then run again\.$/),
    ]);
  });

  testIf(canMount && hasMemory, 'the right to mount')('may be mounted noexec as long as the checkout has no programs', () => {
    const [directory, temporary] = [edited(), tempDir()];
    const wrap = withMounts(`mount -t tmpfs -o noexec tmpfs ${IN_MEMORY}`, `mount -t tmpfs -o noexec tmpfs '${temporary}'`);
    expect(drift(directory, { temporary, wrap }).status).toBe(1);
    write(directory, { 'run.sh': '#!/bin/sh\n' });
    fs.chmodSync(path.join(directory, 'run.sh'), 0o755);
    const { status, report } = drift(directory, { temporary, wrap });
    expect([status, report.message]).toEqual([2, expect.stringMatching(/\/dev\/shm is mounted noexec while the checkout has programs; \S+ is mounted noexec/)]);
  });

  testIf(canMount && hasMemory, 'the right to mount')('that is missing, or a file, is named', () => {
    const wrap = withMounts(`mount -t tmpfs -o ro tmpfs ${IN_MEMORY}`);
    const file = path.join(tempDir(), 'file');
    fs.writeFileSync(file, '');
    expect(drift(edited(), { temporary: path.join(tempDir(), 'missing'), wrap }).report.message).toMatch(/\S+missing cannot be written \(ENOENT\)/);
    expect(drift(edited(), { temporary: file, wrap }).report.message).toMatch(/\S+file (cannot be written \(E\w+\)|is no folder)/);
  });

  test('is for this user alone, and so is a .env in it', () => {
    const directory = edited(`${CHILD}const { statSync } = require('node:fs');\nconst { execFileSync } = require('node:child_process');
console.error((statSync('.env').mode & 0o777).toString(8), execFileSync('pwd', { encoding: 'utf-8' }).trim().match(/^.*projen-drift-[^/]*/)[0]);\n${SMALL_RC}`);
    write(directory, { '.env': 'SECRET=1\n' });
    const seen: string[] = [];
    const watcher = fs.watch(hasMemory ? IN_MEMORY : os.tmpdir(), (_, name) => seen.push(String(name)));
    const { stderr } = check(directory);
    watcher.close();
    expect(stderr).toMatch(/^600 \S*projen-drift-\d+-\w+-\w+\n$/);
    expect(fs.existsSync(stderr.trim().split(' ')[1])).toBe(false);
  });
});

describe('a checkout with', () => {
  test('links that loop, that lead out of it, and absolute ones into it', () => {
    const directory = edited();
    const outside = tempDir();
    fs.symlinkSync('loop', path.join(directory, 'loop'));
    fs.symlinkSync('..', path.join(directory, 'up'));
    fs.symlinkSync(outside, path.join(directory, 'out'));
    fs.symlinkSync(path.join(directory, 'managed.txt'), path.join(directory, 'absolute'));
    expectDrift(directory);
  });

  test('a hard link: what is written to one name is written to the other', () => {
    const directory = edited(`${SMALL_RC}`);
    fs.linkSync(path.join(directory, 'managed.txt'), path.join(directory, 'second.txt'));
    const { status, report } = drift(directory);
    expect([status, statuses(report)]).toEqual([1, { 'managed.txt': 'unknown', 'second.txt': 'unknown' }]);
  });

  testIf(process.platform === 'linux', 'sparse files')('a sparse file of 2 GB, managed or not', () => {
    const directory = edited();
    fs.writeFileSync(path.join(directory, 'large.bin'), '');
    fs.truncateSync(path.join(directory, 'large.bin'), 2 ** 31);
    expectDrift(directory);
    edit(directory, '.projen/files.json', (text) => text.replace('"files": [', '"files": ["large.bin",'));
    const { status, report } = drift(directory);
    expect([status, statuses(report)]).toEqual([1, { '.projen/files.json': 'unknown', 'large.bin': 'orphaned', 'managed.txt': 'unknown' }]);
  });

  test('a large folder that git ignores, and a managed file in another one', () => {
    const directory = edited(`${CHILD}${SMALL_RC}require('node:fs').writeFileSync('kept/own.txt', 'x');\n`);
    write(directory, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/info/exclude': '/many\n/kept\n', 'many/0.txt': '', 'kept/own.txt': 'x' });
    for (let i = 1; i < 4_100; i++) {
      fs.writeFileSync(path.join(directory, 'many', `${i}.txt`), '');
      fs.writeFileSync(path.join(directory, 'kept', `${i}.txt`), '');
    }
    edit(directory, '.projen/files.json', (text) => text.replace('"files": [', '"files": ["kept/1.txt",'));
    const { status, report, stderr } = drift(directory, { args: ['--verbose'] });
    expect([status, statuses(report)]).toEqual([1, { '.projen/files.json': 'unknown', 'kept/1.txt': 'orphaned', 'managed.txt': 'unknown' }]);
    expect(stderr).toMatch(/a copy of 4,1\d\d files/);
  });

  test('a managed file in a package is not written to through the link to it', () => {
    const directory = edited(`${CHILD}${SMALL_RC}require('node:fs').writeFileSync('node_modules/own/index.js', 'written');\n`);
    write(directory, { 'node_modules/own/index.js': 'mine', '.projen/files.json': '{ "files": ["node_modules/own/index.js"] }' });
    expect(drift(directory).status).toBe(1);
  });

  testIf(ordinaryUser() !== undefined, 'a user without rights')('a file that may not be read, and a folder that may not be written', () => {
    const directory = edited();
    write(directory, { 'closed.txt': 'x', 'readonly/a.txt': 'a' });
    fs.chmodSync(path.join(directory, 'closed.txt'), 0);
    fs.chmodSync(path.join(directory, 'readonly'), 0o555);
    expectDrift(directory, { asUser: true });
  });
});

describe('git in the copy', () => {
  /** Stages and commits, as a component of a release might. */
  const COMMITS = `${CHILD}const { execSync } = require('node:child_process');
execSync('git add --all && git -c user.name=a -c user.email=a@example.com commit --quiet --message second', { stdio: 'inherit' });
console.error(execSync('git log --format=%s && git config remote.origin.url', { encoding: 'utf-8' }).split('\\n').join(' '));\n${SMALL_RC}`;

  test('works on the copy alone, and has the configuration of the original', () => {
    const directory = edited();
    inRepository(directory);
    git(directory, 'config', 'remote.origin.url', 'https://token@example.com/a.git');
    edit(directory, '.projenrc.js', () => COMMITS);
    const { status, stderr } = drift(directory);
    expect([status, stderr]).toEqual([1, 'second first https://token@example.com/a.git \n']);
    expect([git(directory, 'log', '--format=%s'), git(directory, 'diff', '--name-only')]).toEqual(['first\n', '.projenrc.js\n']);
  });

  test('does so in a worktree and in a submodule', () => {
    const original = edited();
    inRepository(original);
    const worktree = path.join(tempDir(), 'worktree');
    git(original, 'worktree', 'add', '--quiet', worktree);
    const outer = tempDir();
    write(outer, { 'a.txt': '' });
    inRepository(outer);
    git(outer, 'submodule', '--quiet', 'add', original, 'inner');
    for (const directory of [worktree, path.join(outer, 'inner')]) {
      fs.cpSync(path.join(original, 'node_modules'), path.join(directory, 'node_modules'), { recursive: true, verbatimSymlinks: true });
      git(directory, 'config', 'remote.origin.url', 'url');
      edit(directory, '.projenrc.js', () => COMMITS);
      const { status, stderr } = drift(directory);
      expect([status, stderr]).toEqual([1, 'second first url \n']);
      expect(git(directory, 'log', '--format=%s')).toBe('first\n');
    }
  });

  test('does not reach the index of a hook that calls the check', () => {
    const directory = edited();
    inRepository(directory);
    edit(directory, '.projenrc.js', () => COMMITS.replace(' && git config remote.origin.url', ''));
    const index = path.join(directory, '.git', 'index.of.hook');
    fs.copyFileSync(path.join(directory, '.git', 'index'), index);
    const before = fs.readFileSync(index);
    expect(drift(directory, { env: { GIT_INDEX_FILE: index, GIT_DIR: path.join(directory, '.git') } }).status).toBe(1);
    expect(fs.readFileSync(index).equals(before)).toBe(true);
  });

  test('is not needed: a project in a repository is checked with the whole repository', () => {
    const outer = tempDir();
    const directory = path.join(outer, 'deep', 'project');
    fs.cpSync(edited(`${CHILD}require('node:fs').writeFileSync('../../beside.txt', 'x');\n${SMALL_RC}`), directory, { recursive: true, verbatimSymlinks: true });
    write(outer, { '.git/HEAD': 'ref: refs/heads/main\n', 'beside.txt': 'y' });
    const { status, report } = drift(directory, { env: { PATH: path.dirname(process.execPath) } });
    expect([status, statuses(report)]).toEqual([1, { '../../beside.txt': 'unknown', 'managed.txt': 'unknown' }]);
  });

  test.each(['', '/cdk.out'])('is not needed: a project in a folder that is else a link, with this ignored: "%s"', (exclude) => {
    const outer = tempDir();
    const directory = path.join(outer, 'cdk.out', 'project');
    fs.cpSync(edited(), directory, { recursive: true, verbatimSymlinks: true });
    fs.rmSync(path.join(directory, '.projen', 'files.json'));
    write(outer, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/info/exclude': exclude });
    const { status, report } = drift(directory);
    expect([status, report.message ?? statuses(report)]).toEqual([1, { '.projen/files.json': 'missing', 'managed.txt': 'unknown' }]);
  });
});

describe('a run that gets at the original', () => {
  test.each([
    ['by its path', (directory: string) => `require('node:fs').writeFileSync(${JSON.stringify(path.join(directory, 'reached.txt'))}, 'x');`, 'reached.txt'],
    ['through ../', () => "require('node:fs').writeFileSync('../beside/reached.txt', 'x');", '../beside/reached.txt'],
    ['through a link to a large file', () => "require('node:fs').appendFileSync('large.bin', 'x');", 'large.bin'],
  ])('%s is an error that names what changed', (_, code, name) => {
    const directory = path.join(tempDir(), 'project');
    fs.cpSync(edited(), directory, { recursive: true, verbatimSymlinks: true });
    write(directory, { '../beside/reached.txt': 'x', 'large.bin': '' });
    fs.truncateSync(path.join(directory, 'large.bin'), 300 * 1024 * 1024);
    edit(directory, '.projenrc.js', () => `${CHILD}${code(directory)}\n${SMALL_RC}`);
    const { status, stdout } = spawnSync(process.execPath, [BIN, 'drift', '--format', 'json'], { cwd: directory, encoding: 'utf-8', env: environment() });
    expect([status, JSON.parse(stdout).message]).toEqual([2, expect.stringMatching(new RegExp(`^The files could not be compared: .*${name.replace(/\./g, '\\.')}.* changed while`))]);
  });

  test('by the outdir of a project beside the repository is an error before anything is written', () => {
    const outside = path.join(tempDir(), 'outside');
    const directory = edited(`${CHILD}${SMALL_RC}new Project({ name: 'other', outdir: ${JSON.stringify(outside)} }).synth();\n`);
    const { status, report } = drift(directory);
    expect([status, report.message]).toEqual([2, expect.stringContaining(`the project in ${outside} is outside of the repository`)]);
    expect(fs.existsSync(outside)).toBe(false);
  });
});

test.each(['drift > drift.log 2>&1', 'drift 2>&1 | tee drift.log'])('a log in the checkout is no change to it: %s', (command) => {
  const directory = edited(`${CHILD}console.error('from the rc file');\n${SMALL_RC}`);
  spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" ${command}`], { cwd: directory, env: environment() });
  expect(fs.readFileSync(path.join(directory, 'drift.log'), 'utf-8')).toMatch(/^from the rc file\n[^]*managed\.txt/);
});

test('two checks at once do not disturb one another', async () => {
  const directory = edited();
  const codes = await Promise.all([1, 2, 3].map(() => new Promise((resolve) => spawn(process.execPath, [BIN, 'drift'], { cwd: directory, env: environment(), stdio: 'ignore' }).on('exit', resolve))));
  expect(codes).toEqual([1, 1, 1]);
});

test('what a check that was killed has left behind is removed by the next one', async () => {
  const directory = edited(`${CHILD}${READY}setTimeout(() => {}, 1e6);\n`);
  const temporary = tempDir();
  const env = environment({ TMPDIR: temporary });
  const child = spawn(process.execPath, [BIN, 'drift'], { cwd: directory, env, stdio: 'ignore', detached: true });
  await until(() => isReady(temporary));
  const left = copiesOf(child.pid!, temporary);
  // All of the group, so that nobody is left who could clean up.
  process.kill(-child.pid!, 'SIGKILL');
  spawnSync('pkill', ['-KILL', '-f', left[0]]);
  expect(left.some((folder) => fs.existsSync(folder))).toBe(true);
  expectDrift(edited(), { temporary });
  expect(left.filter((folder) => fs.existsSync(folder))).toEqual([]);
});

test('the tree that is checked is as it was, with every time', () => {
  const directory = edited();
  write(directory, { '.env': 'A=1\n', 'deep/er/x.txt': 'x' });
  const before = fingerprint(directory);
  drift(directory);
  expect(fingerprint(directory)).toEqual(before);
});
