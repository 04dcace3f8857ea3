import { spawnSync } from 'node:child_process';
import { BIN } from '../../support/drift/command';
import { SessionProject } from '../../support/host/session-project';
import { testIf } from '../../support/projects';

const testLinux = testIf(process.platform === 'linux', '/dev/full');

for (const words of ['--help', 'doctor', 'doctor --format json', 'login --status', 'login --status --format json', 'login --nonsense --format json']) {
  testLinux(`output of "${words}" that cannot be written is said in one line, and the exit code is 2`, () => {
    const project = new SessionProject();
    const saidWith = (to: string): string => {
      const args = ['-c', `{ "$@"; echo "code $?" >&2; } ${to}`, 'sh', process.execPath, BIN, ...words.split(' ')];
      return spawnSync('/bin/sh', args, { cwd: project.directory, encoding: 'utf-8', env: project.env() }).stderr;
    };
    expect(saidWith('> /dev/full')).toMatch(/^projen-astro-airflow: the output cannot be written: ENOSPC.*\.\ncode 2\n$/);
    expect(saidWith('| true')).toMatch(/^projen-astro-airflow: the output cannot be written: .*EPIPE.*\.\ncode 2\n$/);
  });
}

testLinux('where the error output cannot be written either, the exit code is all that is left', () => {
  const { status } = spawnSync('/bin/sh', ['-c', 'exec "$@" > /dev/full 2>&1', 'sh', process.execPath, BIN, '--help']);
  expect(status).toBe(2);
});
