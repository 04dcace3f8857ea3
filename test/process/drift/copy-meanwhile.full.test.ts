import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, check, CHILD, drift, edit, environment, projectOf, SMALL_RC, statuses } from '../../support/drift/command';
import { isReady, READY, until } from '../../support/drift/copies';
import { canMount, withMounts } from '../../support/mounts';
import { ordinaryUser, testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

function projectWith(rc: string): string {
  const directory = projectOf();
  edit(directory, '.projenrc.js', () => rc);
  edit(directory, 'managed.txt', () => 'edited\n');
  write(directory, { '.git/info/exclude': 'node_modules\nlogs\n*.db\n' });
  return directory;
}

/** Waits until somebody has done something to the original. */
const WAIT = `${READY}require('node:child_process').execSync('until test -e "$TMPDIR/done"; do sleep 0.02; done');\n`;

/** What a check says of a project to which somebody else does something while its rc file runs. */
async function meanwhile(directory: string, action: () => void): Promise<unknown> {
  const temporary = tempDir();
  const child = spawn(process.execPath, [BIN, 'drift', '--format', 'json'], { cwd: directory, env: environment({ TMPDIR: temporary }), stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (text) => (stdout += String(text)));
  await until(() => isReady(temporary));
  // The time of a change has some coarseness.
  await new Promise((resolve) => setTimeout(resolve, 100));
  action();
  fs.writeFileSync(path.join(temporary, 'done'), '');
  await new Promise((resolve) => child.on('close', resolve));
  const report = JSON.parse(stdout);
  return report.message ?? statuses(report);
}

describe('what others do while the run is held in a copy', () => {
  test('no status of git, as editors ask for it, and no file that git ignores ends the check', async () => {
    const directory = projectWith(`${CHILD}${WAIT}${SMALL_RC}`);
    execFileSync('git', ['init', '--quiet'], { cwd: directory });
    execFileSync('git', ['add', '--all'], { cwd: directory });
    // Git then looks at the file again, and writes its index.
    fs.utimesSync(path.join(directory, 'managed.txt'), 1, 1);
    write(directory, { 'airflow.db': '', 'logs/1.log': '' });
    const said = await meanwhile(directory, () => {
      execFileSync('git', ['status'], { cwd: directory });
      write(directory, { 'airflow.db': 'x', 'new.db': 'x', 'logs/2.log': 'x' });
      fs.rmSync(path.join(directory, 'logs/1.log'));
    });
    expect(said).toEqual({ 'managed.txt': 'unknown' });
  });

  test.each(['.env', 'managed.db'])('a file with secrets and a managed one count although git ignores them: %s', async (name) => {
    const directory = projectWith(`${CHILD}${WAIT}${SMALL_RC}`);
    write(directory, { '.git/info/exclude': 'node_modules\n.env\n*.db\n', '.env': '', 'managed.db': '' });
    edit(directory, '.projen/files.json', (text) => text.replace('"files": [', '"files": ["managed.db",'));
    expect(await meanwhile(directory, () => write(directory, { [name]: 'x' }))).toMatch(new RegExp(`${name} changed while`));
  });
});

test('a program that goes on writing into the copy costs neither the verdict nor a stack trace', () => {
  const script = 'i=0; while [ $i -lt 3000 ]; do i=$((i+1)); mkdir -p node_modules/d$i && echo x > node_modules/d$i/f; done';
  const directory = projectWith(`${CHILD}require('node:child_process').spawn('setsid', ['sh', '-c', ${JSON.stringify(script)}], { detached: true, stdio: 'ignore' }).unref();\n${SMALL_RC}`);
  const { status, stderr } = check(directory);
  expect([status, stderr]).toEqual([1, expect.not.stringMatching(/ENOTEMPTY| at /)]);
});

const asUser = testIf(ordinaryUser() !== undefined, 'a user without rights');

describe('another user\'s', () => {
  asUser('copy that was left behind harms no check', () => {
    const temporary = tempDir();
    const probe = projectWith(`${CHILD}console.error(process.cwd().match(/projen-drift-\\d+-(\\w+)-/)[1]);\n${SMALL_RC}`);
    const machine = check(probe).stderr.trim();
    // No process has this number.
    const left = path.join('/dev/shm', `projen-drift-4194303-${machine}-left`);
    write(left, { 'x.txt': '' });
    fs.chmodSync(left, 0o700);
    try {
      expect(drift(projectWith(`${CHILD}${SMALL_RC}`), { asUser: true, temporary })).toMatchObject({ status: 1 });
    } finally {
      // Another check can have been faster.
      fs.rmSync(left, { recursive: true, force: true });
    }
  });

  asUser('folder is no reason to end the check, neither in one that git ignores nor with names alone to read', () => {
    const directory = projectWith(`${CHILD}${SMALL_RC}`);
    write(directory, { 'logs/data/x.txt': '', 'odd/x.txt': '' });
    execFileSync('chmod', ['-R', 'a+rX', directory]);
    fs.chmodSync(path.join(directory, 'logs/data'), 0o700);
    fs.chmodSync(path.join(directory, 'odd'), 0o744);
    const { status, report } = drift(directory, { asUser: true, isOfAnother: true });
    expect([status, report.message]).toEqual([1, undefined]);
  });
});

describe('the place of the copy', () => {
  const noMemory = 'mount -t tmpfs -o size=1m,nr_inodes=20 tmpfs /dev/shm';

  testIf(canMount, 'the right to mount')('is never in the checkout', () => {
    const directory = projectWith(`${CHILD}${SMALL_RC}`);
    fs.mkdirSync(path.join(directory, 'tmp'));
    const { status, report } = drift(directory, { wrap: withMounts(noMemory), temporary: path.join(directory, 'tmp') });
    expect([status, report.message]).toEqual([2, expect.stringContaining('tmp is in the checkout')]);
  });

  testIf(canMount, 'the right to mount')('is another one where there are too few inodes', () => {
    const { status, stderr } = check(projectWith(`${CHILD}${SMALL_RC}`), { args: ['--verbose'], wrap: withMounts(noMemory.replace('1m', '200m')) });
    expect([status, stderr]).toEqual([1, expect.not.stringContaining('in /dev/shm')]);
  });
});

testIf(process.platform === 'linux', '/proc')('a check whose process for the copy is killed ends in the same way, and does not start over', async () => {
  const temporary = tempDir();
  const child = spawn(process.execPath, [BIN, 'drift'], { cwd: projectWith(`${CHILD}${WAIT}${SMALL_RC}`), env: environment({ TMPDIR: temporary }), stdio: 'ignore' });
  await until(() => isReady(temporary));
  const [copying] = fs.readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf-8').split(' ');
  process.kill(Number(copying), 'SIGKILL');
  const ended = await new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
  fs.writeFileSync(path.join(temporary, 'done'), '');
  expect(ended).toBe('SIGKILL');
});

test('folders that the run exchanges have their files changed', () => {
  const directory = projectWith(`${SMALL_RC}require('node:child_process').execSync('mv a c; mv b a; mv c b');\n`);
  write(directory, { 'a/x.txt': '1', 'b/x.txt': '2' });
  expect(statuses(drift(directory).report)).toEqual({ 'a/x.txt': 'unknown', 'b/x.txt': 'unknown', 'managed.txt': 'unknown' });
});

describe('a checkout', () => {
  test('beside 700 other folders has its packages in the folder above', () => {
    const above = tempDir();
    for (let i = 0; i < 700; i++) {
      fs.mkdirSync(path.join(above, `a${i}`));
    }
    const directory = path.join(above, 'project');
    fs.cpSync(projectWith(`${CHILD}${SMALL_RC}`), directory, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(path.join(directory, 'node_modules'), path.join(above, 'node_modules'));
    expect(statuses(drift(directory).report)).toEqual({ 'managed.txt': 'unknown' });
  });

  test('with a link node_modules that leads to itself is checked', () => {
    const directory = projectWith(`${CHILD}${SMALL_RC}`);
    fs.mkdirSync(path.join(directory, 'sub'));
    fs.symlinkSync('node_modules', path.join(directory, 'sub', 'node_modules'));
    expect(drift(directory).status).toBe(1);
  });

  test('with a file of 9 MB that the run writes keeps it, also one that no list has', () => {
    const directory = projectWith(`${CHILD}${SMALL_RC}require('node:fs').writeFileSync('large.txt', 'declared');\n`);
    fs.writeFileSync(path.join(directory, 'large.txt'), 'a line\n'.repeat(1_300_000));
    expect(statuses(drift(directory).report)).toEqual({ 'large.txt': 'unknown', 'managed.txt': 'unknown' });
  });

  test('with an absolute link out of it: what the run changes behind the link is named', () => {
    const outside = tempDir();
    write(outside, { 'file.txt': 'mine' });
    const directory = projectWith(`${CHILD}require('node:fs').writeFileSync('shared/file.txt', 'x');\n${SMALL_RC}`);
    const { status: before } = drift(projectWith(`${CHILD}${SMALL_RC}`));
    fs.symlinkSync(outside, path.join(directory, 'shared'));
    const { status, report } = drift(directory);
    expect([before, status, report.message]).toEqual([1, 2, expect.stringMatching(/file\.txt changed while/)]);
  });

  test('in which the run makes a name that is no UTF-8: the reason says so, with the path of the original', () => {
    const directory = projectWith(`${SMALL_RC}require('node:fs').writeFileSync(Buffer.from('caf\\xe9', 'latin1'), '');\n`);
    const { status, report } = drift(directory);
    expect([status, report.message]).toEqual([2, expect.stringContaining(`${directory}/caf\uFFFD has a name that is no UTF-8`)]);
  });
});
