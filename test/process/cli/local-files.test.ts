import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { AstroFixture } from '../../support/cli/astro-projects';
import { SecretsStandIns } from '../../support/cli/secrets-stand-ins';
import { BIN } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const RC = `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { LocalAirflow, LocalFilesystemSecretsBackend } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new LocalAirflow(project, { runtimeVersion: '3.1-12', secretsBackend: new LocalFilesystemSecretsBackend(), exampleDag: {} });
project.synth();
`;
const ENGINE = { OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), SecurityOptions: ['name=seccomp'] };
const VERSION = { version: '3.1.8\n' };
const testLinux = testIf(process.platform === 'linux', 'Linux');

/** A project with local files, an Astro CLI that prints a prepared text, and Docker Engine. */
class LocalFixture extends AstroFixture {
  public override readonly home = fs.realpathSync(tempDir());

  public constructor(airflow?: Readonly<Record<string, string>>) {
    super(RC, airflow === undefined);
    write(this.directory, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' });
    write(this.programs, { docker: `#!/bin/sh\ncat <<'EOF'\n${JSON.stringify(ENGINE)}\nEOF\n` });
    fs.chmodSync(path.join(this.programs, 'docker'), 0o755);
    if (airflow !== undefined) {
      fs.symlinkSync('/usr/bin/env', path.join(this.programs, 'env'));
      new SecretsStandIns(this.programs).airflow(airflow);
    }
  }

  public command(...args: string[]) {
    const env = this.env({ HOME: this.home, PATH: [this.programs, '/usr/bin', '/bin'].join(path.delimiter) });
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: this.directory, encoding: 'utf-8', env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 55_000 });
    // The password of the example, and nothing of a value, is printed by anything.
    expect(stdout + stderr).not.toMatch(/secret@|hello/);
    return { status, stdout, stderr };
  }
}

describe('a start', () => {
  testLinux('names a file that the containers cannot read, and goes on', () => {
    const fixture = new LocalFixture();
    expect(fixture.command('start')).toMatchObject({ status: 0, stderr: '' });
    fs.chmodSync(path.join(fixture.directory, 'secrets/variables.yaml'), 0o600);
    const { status, stderr } = fixture.command('start');
    expect([status, stderr]).toEqual([0, expect.stringContaining('projen-astro-airflow: The containers (uid 50000) cannot read secrets/variables.yaml: lookups fail (PermissionError).\n  Fix: chmod a+r secrets/variables.yaml.')]);
  });

  testLinux('names a file that is absent, and --sync creates it', () => {
    const fixture = new LocalFixture();
    const file = path.join(fixture.directory, 'secrets/connections.yaml');
    fs.rmSync(file);
    const { status, stderr } = fixture.command('start');
    expect([status, stderr]).toEqual([0, expect.stringContaining('secrets/connections.yaml does not exist, so each lookup of a connection fails (FileNotFoundError, or "was not found" in Airflow 2).\n  Fix: npx projen, which creates it with an example\n')]);
    expect(fixture.command('start', '--sync').status).toBe(0);
    expect(fs.readFileSync(file, 'utf-8')).toContain('my_conn:');
  });
});

describe('try', () => {
  testLinux('says where the secrets are, and which came through', () => {
    const { status, stdout } = new LocalFixture({ ...VERSION, dags: 'Variable my_var: x\nConnection my_conn:\n' }).command('try');
    expect([status, stdout]).toEqual([0, `ok       the variable my_var came from secrets/variables.yaml
ok       the connection my_conn came from secrets/connections.yaml
`]);
  });

  testLinux('names what is wrong with a file', () => {
    const { status, stdout } = new LocalFixture({ ...VERSION, dags: 'FileNotFoundError: [Errno 2] No such file or directory: \'/usr/local/airflow/secrets/variables.yaml\'\nConnection my_conn:\n' }).command('try');
    expect([status, stdout]).toEqual([1, expect.stringMatching(/failure {2}the variable my_var was not found \(the entry my_var of secrets\/variables\.yaml\)\n.*\[cause-local-file-absent\]/s)]);
  });

  testLinux('--create says to edit the files, and runs nothing', () => {
    const { status, stderr } = new LocalFixture(VERSION).command('try', '--create');
    expect([status, stderr]).toEqual([2, expect.stringContaining('--create creates secrets in a cloud, and those of the example are in secrets/variables.yaml and secrets/connections.yaml. Edit these files; the example DAG\'s docstring has the lines.')]);
  });
});

testLinux('the doctor has a line for the files, and asks no cloud', () => {
  const fixture = new LocalFixture(VERSION);
  write(fixture.directory, { 'secrets/variables.yaml': 'a: "hello\n' });
  const { stdout } = fixture.command('doctor', '--online');
  expect(stdout).toMatch(/secrets\/variables\.yaml: line \d is not YAML\. Airflow finds no variable in it\./);
  expect(stdout).toContain('The cloud is not asked for the secrets: the secrets are in files of this machine.');
});
