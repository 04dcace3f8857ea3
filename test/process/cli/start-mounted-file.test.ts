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
const FILE = 'application_default_credentials.json';
const PERSON = { type: 'authorized_user', client_id: 'id', client_secret: 'x', refresh_token: 'x', quota_project_id: 'orders-dev' };
const MOUNT = { type: 'bind', source: `\${CLOUDSDK_CONFIG:-\${APPDATA:-~/.config}/gcloud}/${FILE}`, target: `/usr/local/airflow/gcloud/${FILE}`, read_only: true, bind: { create_host_path: false } };
const ENGINE = { OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), SecurityOptions: ['name=seccomp'] };

/** Starts a project that mounts the file with Google's credentials, in a home that has it where gcloud writes it. */
function start(file: string | undefined, mode: number, env: Record<string, string> = {}, text: string = JSON.stringify(PERSON)): { status: number | null; stderr: string } {
  const fixture = new AstroFixture(rcWithOverride({ services: { scheduler: { volumes: [MOUNT] } } }));
  const home = tempDir();
  if (file !== undefined) {
    write(home, { [file]: text });
    fs.chmodSync(path.join(home, file), mode);
  }
  write(fixture.programs, { docker: `#!/bin/sh\ncat <<'EOF'\n${JSON.stringify(ENGINE)}\nEOF\n` });
  fs.chmodSync(path.join(fixture.programs, 'docker'), 0o755);
  const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('HOME', home)]));
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'start'], { cwd: fixture.directory, encoding: 'utf-8', env: fixture.env({ HOME: home, PATH: [fixture.programs, '/usr/bin', '/bin'].join(path.delimiter), ...variables }), stdio: ['ignore', 'pipe', 'pipe'] });
  return { status, stderr: stderr.replaceAll(home, 'HOME') };
}

describe('a start with Docker Engine on Linux and Google\'s credentials', () => {
  testLinux('says that the containers cannot read the file, with the line that opens it, and goes on', () => {
    expect(start(`.config/gcloud/${FILE}`, 0o600)).toEqual({
      status: 0,
      stderr: `projen-astro-airflow: The containers (uid 50000) cannot read ~/.config/gcloud/${FILE}.\n  Fix: setfacl -m u:50000:r ~/.config/gcloud/${FILE}\n`,
    });
  });

  testLinux('says nothing where they can read it', () => {
    expect(start(`.config/gcloud/${FILE}`, 0o644)).toEqual({ status: 0, stderr: '' });
  });

  testLinux('looks where CLOUDSDK_CONFIG of the shell says', () => {
    expect(start(`sdk/${FILE}`, 0o600, { CLOUDSDK_CONFIG: 'HOME/sdk' }).stderr).toContain(`cannot read HOME/sdk/${FILE}.\n  Fix: setfacl -m u:50000:r HOME/sdk/${FILE}\n`);
    expect(start(`sdk/${FILE}`, 0o644, { CLOUDSDK_CONFIG: 'HOME/sdk' }).stderr).toBe('');
  });

  testLinux('says that the file is damaged', () => {
    expect(start(`.config/gcloud/${FILE}`, 0o644, {}, '{"type": "auth').stderr).toBe(`projen-astro-airflow: ~/.config/gcloud/${FILE} is not JSON with members, so every client fails (DefaultCredentialsError).\n  Fix: gcloud auth application-default login\n`);
  });

  testLinux('says that there is no such file, which astro will not survive', () => {
    expect(start(undefined, 0).stderr).toBe(`projen-astro-airflow: ~/.config/gcloud/${FILE} does not exist, so "astro dev start" fails (bind source path does not exist).\n  Fix: gcloud auth application-default login\n`);
  });
});
