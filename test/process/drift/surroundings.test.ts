import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, check, CHILD, edit, inEveryFormat, projectOf, statuses, type CheckOptions } from '../../support/drift/command';
import { canMount, OWN_MOUNTS } from '../../support/mounts';
import { ordinaryUser, testIf } from '../../support/projects';
import { astroTree, read, tempDir, write } from '../../support/util';

/** The same project with an edit, checked by each way of running its rc file: in our own process, and in further ones. */
const WAYS: Record<string, string> = {
  'in our own process': '{"exec":"node .projenrc.js"}',
  'by the task runner': '{"exec":"node .projenrc.js"},{"exec":"echo done"}',
};

function edited(way: string): string {
  const directory = projectOf();
  edit(directory, '.projen/tasks.json', () => `{"tasks":{"default":{"name":"default","steps":[${WAYS[way]}]}}}`);
  edit(directory, 'managed.txt', () => 'edited\n');
  return directory;
}

/** Takes every right to write, and gives everybody that to read. */
function closeAll(directory: string): string {
  execFileSync('chmod', ['-R', 'a-w,a+rX', directory]);
  return directory;
}

function expectDrift(directory: string, options: CheckOptions): void {
  const { status, report } = inEveryFormat(directory, options);
  expect([status, statuses(report)]).toEqual([1, { '.projen/tasks.json': 'unknown', 'managed.txt': 'unknown' }]);
}

describe.each(Object.keys(WAYS))('an rc file that runs %s', (way) => {
  testIf(ordinaryUser() !== undefined, 'a user without rights')('is checked where nothing may be written', () => {
    const directory = edited(way);
    execFileSync('chmod', ['-R', 'a-w', directory]);
    expectDrift(directory, { asUser: true });
  });

  testIf(canMount, 'the right to mount')('is checked on a file system that cannot be written', () => {
    const directory = edited(way);
    const mount = `mount --bind '${directory}' '${directory}' && mount -o remount,ro,bind '${directory}' && cd '${directory}' && ! touch new 2>/dev/null`;
    expectDrift(directory, { wrap: `exec ${OWN_MOUNTS} "${mount} && exec \\"\\$@\\"" sh "$@"` });
  });

  test('is checked without git, HOME and a network', () => {
    const directory = edited(way);
    const bin = tempDir();
    fs.symlinkSync(process.execPath, path.join(bin, 'node'));
    const wrap = canMount ? 'exec unshare --net "$@"' : undefined;
    const { status, stderr } = check(directory, { env: { PATH: wrap === undefined ? bin : `${bin}:${dirnameOf('unshare')}`, HOME: undefined }, wrap });
    expect([status, stderr.replace('done\n', '')]).toEqual([1, '']);
  });
});

/** A fresh clone does not have .env. */
function freshClone(rc: string): string {
  const directory = projectOf(rc, astroTree);
  fs.rmSync(path.join(directory, '.env'));
  return directory;
}

const AIRFLOW_RC = `const { javascript, Project } = require('projen');
const { LocalAirflow, VaultCredentials, VaultSecretsBackend } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new javascript.Projenrc(project);
new LocalAirflow(project, { credentials: [VaultCredentials.session({ address: 'https://vault.example.com' })], secretsBackend: VaultSecretsBackend.token(), exampleDag: {} })
  .addRequirement('acme-pipelines==1.0');
project.synth();
`;

describe.each([['in memory', ''], ['in a copy', CHILD]])('a fresh clone that nobody may write to is checked %s', (_, child) => {
  const without = testIf(ordinaryUser() !== undefined, 'a user without rights');
  const expectSkipped = (directory: string, options: CheckOptions): void => {
    const { status, report } = inEveryFormat(directory, options);
    expect({ message: report.message, status, files: statuses(report) }).toEqual({ message: undefined, status: 0, files: { '.env': 'skipped' } });
  };
  const expectStale = (directory: string, options: CheckOptions): void => {
    edit(directory, 'requirements.txt', (text) => text.replace('acme-pipelines==1.0', 'acme-pipelines==0.9'));
    edit(directory, 'docker-compose.override.yml', (text) => `${text}# mine\n`);
    closeAll(directory);
    const { status, report } = inEveryFormat(directory, options);
    expect({ message: report.message, status, files: statuses(report) }).toEqual({ message: undefined, status: 1, files: { '.env': 'skipped', 'docker-compose.override.yml': 'edited', 'requirements.txt': 'edited' } });
  };
  const made = (): string => closeAll(freshClone(`${child}${AIRFLOW_RC}`));

  without('although its files and folders are read-only', () => {
    expectSkipped(made(), { asUser: true });
    expectStale(made(), { asUser: true });
  });

  without('although it belongs to another user', () => {
    expectSkipped(made(), { asUser: true, isOfAnother: true });
    expectStale(made(), { asUser: true, isOfAnother: true });
  });
});

describe('the folder for temporary files', () => {
  test.each<[string, () => string]>([
    ['is not there', () => path.join(tempDir(), 'missing')],
    ['is a file', () => {
      const directory = tempDir();
      write(directory, { file: '' });
      return path.join(directory, 'file');
    }],
  ])('is not needed where one process does all: %s', (_, place) => {
    expectDrift(edited('in our own process'), { temporary: place() });
  });
});

testIf(ordinaryUser() !== undefined, 'a user without rights')('a managed file that may not be read is an error that names it', () => {
  const directory = projectOf();
  fs.chmodSync(path.join(directory, 'managed.txt'), 0);
  const { status, report, text } = inEveryFormat(directory, { asUser: true });
  expect([status, text.stdout]).toEqual([2, '']);
  expect(report.message).toMatch(/EACCES: permission denied, open '.*managed\.txt'/);
});

describe('where the report goes', () => {
  const run = (redirection: string, env: Record<string, string> = {}, wrap: string = `exec "$@" ${redirection}`): ReturnType<typeof check> =>
    check(edited('in our own process'), { args: ['--format', env.GITHUB_STEP_SUMMARY === undefined ? 'json' : 'github'], wrap, env });

  testIf(fs.existsSync('/dev/full'), '/dev/full')('a disk that is full ends the check with 2', () => {
    const { status, stderr } = run('> /dev/full');
    expect([status, stderr]).toEqual([2, 'projen-astro-airflow: the report cannot be written: ENOSPC: no space left on device.\n']);
    expect(run('> /dev/full 2>&1').status).toBe(2);
  });

  test('nobody who reads it does not change the exit code', () => {
    const code = path.join(tempDir(), 'code');
    run('', {}, `{ "$@"; echo $? > '${code}'; } | true`);
    expect(fs.readFileSync(code, 'utf-8')).toBe('1\n');
  });

  test('a summary that cannot be written changes nothing but a line of the error output', () => {
    const summary = path.join(tempDir(), 'no', 'summary.md');
    const { status, stdout, stderr } = run('', { GITHUB_STEP_SUMMARY: summary });
    expect([status, stdout]).toEqual([1, expect.stringContaining('managed.txt')]);
    expect(stderr).toContain(`projen-astro-airflow: the summary ${summary} cannot be written: ENOENT: no such file or directory.\n`);
  });
});

test('bun, which runs a program for Node itself where there is no Node, is an error with a reason', () => {
  const asBun = ['--import', "data:text/javascript,Object.defineProperty(process.versions, 'bun', { value: '1.4.5' })"];
  const { status, report } = inEveryFormat(projectOf(), { command: [process.execPath, ...asBun, BIN] });
  expect([status, report.message]).toEqual([2, 'The drift check runs under Node.js alone, and this is bun: there is no node on PATH. Install Node.js, then run again.']);
});

test('variables of Node that the user has are kept', () => {
  const directory = edited('by the task runner');
  const preload = path.join(tempDir(), 'with space.js');
  fs.writeFileSync(preload, "console.error('preloaded');\n");
  const { status, stderr } = check(directory, { env: { NODE_OPTIONS: `--require "${preload}"` } });
  // In our process, in projen's task runner and in that of the rc file.
  expect([status, stderr.split('preloaded').length - 1]).toEqual([1, 3]);
  expect(read(directory, 'managed.txt')).toBe('edited\n');
});

function dirnameOf(program: string): string {
  return path.dirname(spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf-8' }).stdout.trim());
}
