import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { AstroFixture } from '../../support/cli/astro-projects';
import { BIN } from '../../support/drift/command';
import { rcWithOverride } from '../../support/host/session-project';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const testLinux = testIf(process.platform === 'linux', 'Linux');
const MOUNT = { type: 'bind', source: '~/.aws', target: '/home/astro/.aws', read_only: true, bind: { create_host_path: false } };
const ENGINE = { OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), SecurityOptions: ['name=seccomp'] };
const FAILURE = `projen-astro-airflow: The containers (uid 50000) cannot read ~/.aws/credentials.
  Fix: setfacl -m u:50000:r ~/.aws/credentials; or declare session() credentials, which need neither
`;

/** Starts a project that mounts \`~/.aws\`, with a stand-in for Docker that prints something. */
function start(mode: number | undefined, docker: string | undefined): { status: number | null; stderr: string } {
  const fixture = new AstroFixture(rcWithOverride({ services: { scheduler: { volumes: [MOUNT] } } }));
  const home = tempDir();
  write(home, { '.aws/config': '', '.aws/credentials': '' });
  fs.chmodSync(path.join(home, '.aws'), 0o755);
  fs.chmodSync(path.join(home, '.aws/config'), 0o644);
  if (mode === undefined) {
    fs.rmSync(path.join(home, '.aws'), { recursive: true });
  } else {
    fs.chmodSync(path.join(home, '.aws/credentials'), mode);
  }
  write(fixture.programs, { docker: docker === undefined ? '#!/bin/sh\nexit 1\n' : `#!/bin/sh\ncat <<'EOF'\n${docker}\nEOF\n` });
  fs.chmodSync(path.join(fixture.programs, 'docker'), 0o755);
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'start'], { cwd: fixture.directory, encoding: 'utf-8', env: fixture.env({ HOME: home, PATH: [fixture.programs, '/usr/bin', '/bin'].join(path.delimiter) }), stdio: ['ignore', 'pipe', 'pipe'] });
  return { status, stderr };
}

describe('a start with Docker Engine on Linux', () => {
  testLinux('says which of the developer\'s files the containers cannot read, with the fix, and goes on', () => {
    expect(start(0o600, JSON.stringify(ENGINE))).toEqual({ status: 0, stderr: FAILURE });
  });

  testLinux('says nothing where they can read them, where containers are the developer, or where the engine does not answer', () => {
    expect(start(0o644, JSON.stringify(ENGINE))).toEqual({ status: 0, stderr: '' });
    expect(start(0o600, JSON.stringify({ ...ENGINE, OperatingSystem: 'Docker Desktop' }))).toEqual({ status: 0, stderr: '' });
    expect(start(0o600, undefined)).toEqual({ status: 0, stderr: '' });
  });

  testLinux('with rootless containers names the risk of the way that is left', () => {
    expect(start(0o600, JSON.stringify({ ...ENGINE, SecurityOptions: ['name=rootless'] })).stderr).toContain('Fix: chmod o+r ~/.aws/credentials, which lets every user of this machine do that; or declare');
  });

  testLinux('says that a mounted folder does not exist, which astro will not survive', () => {
    expect(start(undefined, JSON.stringify(ENGINE)).stderr).toBe('projen-astro-airflow: ~/.aws does not exist, so "astro dev start" fails (bind source path does not exist).\n  Fix: aws configure sso\n');
  });
});
