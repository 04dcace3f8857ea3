import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroFixture, RC } from '../../support/cli/astro-projects';
import { SessionProject } from '../../support/host/session-project';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const testLinux = testIf(process.platform === 'linux', 'a file system in which nobody can make a folder');

const NO_HOME = 'projen-astro-airflow: HOME is not set, and this user has no other home directory, below which the keys are kept. Set HOME to your home directory, then run again.\n';
const NO_BLOCK = 'No block of projen-astro-airflow found.\n';

/** The environment of a user without HOME and without an entry in /etc/passwd: not every system lets a test become one. */
function withoutHome(): Record<string, string | undefined> {
  const folder = tempDir();
  write(folder, { 'no-home.cjs': "require('os').homedir = () => { throw new Error('A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)'); };" });
  return { HOME: undefined, USERPROFILE: undefined, NODE_OPTIONS: `--require ${path.join(folder, 'no-home.cjs')}` };
}

testUnix('without a home a project without sessions starts as ever', () => {
  const fixture = new AstroFixture(RC.replace('AwsCredentials.mounted()', ''));
  write(fixture.directory, { '.astro/config.yaml': '' });
  expect(fixture.run(['start', '--force'], withoutHome())).toEqual({ status: 0, stdout: 'from astro\n', stderr: '' });
  expect(fixture.run(['start'], withoutHome())).toMatchObject({ status: 0, stdout: 'from astro\n' });
});

testUnix('without a home each command that is about keys says so, and calls nothing', () => {
  const project = new SessionProject();
  for (const args of [['login'], ['login', '--status'], ['logout'], ['start'], ['start', '--force', '--no-export'], ['restart']]) {
    expect([args, project.run(args, withoutHome())]).toEqual([args, { status: 2, stdout: '', stderr: NO_HOME }]);
  }
  expect([project.aws.calls(), project.astro.calls()]).toEqual([[], []]);
});

testUnix('without a home clean removes the blocks, and says that keys may be left where a session is declared', () => {
  const project = new SessionProject();
  expect(project.run(['clean'], withoutHome())).toEqual({ status: 2, stdout: NO_BLOCK, stderr: NO_HOME });
  fs.rmSync(path.join(project.directory, 'docker-compose.override.yml'));
  expect(project.run(['clean'], withoutHome())).toEqual({ status: 0, stdout: NO_BLOCK, stderr: '' });
});

testLinux('in a home where nobody can make a folder login ends, and names the folder', () => {
  for (const home of ['/proc', '/proc/gone/home']) {
    const { status, stdout, stderr } = new SessionProject().run(['login'], { HOME: home });
    expect([home, status, stdout, stderr]).toEqual([home, 2, '', expect.stringMatching(`^projen-astro-airflow: ${home}/.airflow-credentials cannot be made or read: [^\n]+\n$`)]);
  }
});
