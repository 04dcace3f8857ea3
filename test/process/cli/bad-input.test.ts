import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroFixture } from '../../support/cli/astro-projects';
import { BIN, environment } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { tempDir } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system on which the current directory can be removed');
const GONE = 'The current directory does not exist any more. Change to another one, then run again.';

function run(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd, encoding: 'utf-8', env: environment() });
  return { status, stdout, stderr };
}

/** Runs the command in a directory that has been removed. */
function runInRemoved(env: NodeJS.ProcessEnv, ...args: string[]) {
  const directory = tempDir();
  const script = 'cd "$1" && "$2" -e "fs.rmdirSync(process.argv[1])" "$1" && shift && exec "$@"';
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script, 'sh', directory, process.execPath, BIN, ...args], { encoding: 'utf-8', env });
  return { status, stdout, stderr };
}

describe('a current directory that was removed', () => {
  testUnix('is the reason that drift and clean give, in one line', () => {
    for (const command of ['drift', 'clean', 'doctor', 'login', 'logout', 'try']) {
      expect(runInRemoved(environment(), command)).toEqual({ status: 2, stdout: '', stderr: `projen-astro-airflow: ${GONE}\n` });
    }
  });

  testUnix('is the reason in the report for programs', () => {
    const { status, stdout, stderr } = runInRemoved(environment(), 'drift', '--format', 'json');
    expect([status, JSON.parse(stdout), stderr]).toEqual([2, { schemaVersion: 1, result: 'error', message: GONE }, '']);
  });

  testUnix('is the reason why start does not call astro', () => {
    const fixture = new AstroFixture();
    expect(runInRemoved(fixture.env(), 'start')).toEqual({ status: 2, stdout: '', stderr: `projen-astro-airflow: ${GONE}\n` });
    expect(fixture.calls()).toEqual([]);
  });
});

describe('a directory that drift cannot check', () => {
  test('one that is not there', () => {
    expect(run(tempDir(), 'drift', 'nowhere')).toEqual({
      status: 2, stdout: '', stderr: 'projen-astro-airflow: nowhere cannot be checked: ENOENT: no such file or directory. Name the directory of a projen project, or run the command in it.\n',
    });
  });

  testUnix('a link to itself', () => {
    const directory = tempDir();
    fs.symlinkSync('loop', path.join(directory, 'loop'));
    expect(run(directory, 'drift', 'loop')).toEqual({
      status: 2, stdout: '', stderr: 'projen-astro-airflow: loop cannot be checked: ELOOP: too many symbolic links encountered. Name the directory of a projen project, or run the command in it.\n',
    });
  });

  test('a file', () => {
    expect(run(tempDir(), 'drift', __filename)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: There is no projen project that can be checked in [^\n]+: \.projen\/tasks\.json cannot be read \([^\n]+\)\. Run the check in the directory of a projen project, [^\n]+\n$/) });
  });
});
