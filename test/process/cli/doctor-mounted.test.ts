import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { AstroFixture } from '../../support/cli/astro-projects';
import { SecretsStandIns } from '../../support/cli/secrets-stand-ins';
import { BIN } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { namesBelow, tempDir, write } from '../../support/util';

const testLinux = testIf(process.platform === 'linux', 'Linux');
const NO_CREDENTIALS = fs.readFileSync(path.resolve(__dirname, '../../support/doctor/recorded/airflow3-unreadable-credentials.txt'), 'utf-8');
const INFO = JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), ServerVersion: '28.1.1', SecurityOptions: ['name=seccomp'] });
const DOCKER = `case "$1" in info) echo '${INFO}';; *) echo '{}';; esac`;

/** An AWS CLI that knows the profiles of the files that its variables name, each with keys and a region. */
const AWS = `case "$*" in --version) echo 'aws-cli/2.36.7 Python/3.13.1'; exit;; esac
echo "$AWS_CONFIG_FILE" >> "$0.files"
known=
for file in "\${AWS_CONFIG_FILE:-$HOME/.aws/config}" "\${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}"; do
  if [ -f "$file" ]; then while read -r line; do case "$line" in "[$5]"|"[profile $5]") known=yes;; esac; done < "$file"; fi
done
if [ -z "$known" ]; then echo "The config profile ($5) could not be found" >&2; exit 255; fi
case "$3" in aws_access_key_id) echo AKIAIOSFODNN7EXAMPLE;; region) echo us-west-2;; *) exit 1;; esac`;

const rcWith = (options: string): string => `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AwsCredentials, AwsSecretsBackend, GcpCredentials, LocalAirflow, LocalFilesystemSecretsBackend } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new LocalAirflow(project, { runtimeVersion: '3.1-12', ${options} });
project.synth();
`;
const mounted = (options: string): string => `credentials: [AwsCredentials.mounted({ ${options} })]`;

/** A profile with keys, in a folder as the AWS CLI writes it. */
const filesOf = (folder: string, profile: string): Record<string, string> => ({
  [`${folder}/config`]: `[profile ${profile}]\nregion = us-west-2\n`,
  [`${folder}/credentials`]: `[${profile}]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n`,
});

/** A machine on which all is well but what a test is about. */
class Machine extends AstroFixture {
  public override readonly home = fs.realpathSync(tempDir());

  public constructor(options: string, files: Readonly<Record<string, string>> = {}) {
    super(rcWith(options), false);
    fs.symlinkSync('/usr/bin/env', path.join(this.programs, 'env'));
    new SecretsStandIns(this.programs).airflow({ version: '3.1.8\n', dags: NO_CREDENTIALS });
    write(this.programs, { docker: `#!/bin/sh\n${DOCKER}\n`, aws: `#!/bin/sh\n${AWS}\n` });
    ['docker', 'aws'].forEach((name) => fs.chmodSync(path.join(this.programs, name), 0o755));
    write(this.directory, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' });
    write(this.home, files);
    namesBelow(this.home).forEach((name) => fs.chmodSync(path.join(this.home, name), fs.statSync(path.join(this.home, name)).isDirectory() ? 0o755 : 0o644));
  }

  public command(name: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
    const noAws = Object.fromEntries(Object.keys(process.env).filter((variable) => variable.startsWith('AWS_')).map((variable) => [variable, undefined]));
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, name, ...args], { cwd: this.directory, encoding: 'utf-8', env: this.env({ ...noAws, HOME: this.home, ...env }), timeout: 55_000 });
    expect(stdout + stderr).not.toMatch(/AKIAIOSFODNN7EXAMPLE|\n\s+at /);
    return { status, stdout, stderr };
  }

  /** The exit code of the doctor, and what it found in groups that are about credentials. */
  public doctor(env: Readonly<Record<string, string>> = {}): { readonly status: number | null; readonly found: string[] } {
    const { status, stdout } = this.command('doctor', ['--format', 'json'], env);
    const { findings } = JSON.parse(stdout) as { findings: Array<{ group: string; id: string; verdict: string; line: string; fix?: string }> };
    const about = findings.filter(({ group, id, verdict }) => ['credentials', 'mounted'].includes(group) && (verdict !== 'ok' || ['profile', 'strategy-system'].includes(id)));
    return { status, found: about.map(({ id, verdict, line, fix }) => `${verdict} ${id}: ${line}${fix === undefined ? '' : ` Fix: ${fix}`}`) };
  }
}

const IN_TEAM = 'AWS_CONFIG_FILE=~/team/aws/config AWS_SHARED_CREDENTIALS_FILE=~/team/aws/credentials';
const DECLARED = 'ok strategy-system: AwsCredentials.mounted() (`setfacl`, again after each new file)';

describe('the doctor judges the files that are mounted', () => {
  testLinux('a profile that only the mounted folder has is there', () => {
    const machine = new Machine(mounted('profile: \'team\', hostDirectory: \'~/team/aws\''), { ...filesOf('team/aws', 'team'), ...filesOf('.aws', 'dev') });
    const { status, found } = machine.doctor();
    expect([status, found]).toEqual([0, [DECLARED, 'ok profile: profile team: long-lived keys']]);
    expect(new Set(fs.readFileSync(path.join(machine.programs, 'aws.files'), 'utf-8').trim().split('\n'))).toEqual(new Set([path.join(machine.home, 'team/aws/config')]));
  });

  testLinux('a profile that only the AWS CLI\'s own folder has is not there, with the command that adds it to the mounted one', () => {
    const machine = new Machine(mounted('profile: \'dev\', hostDirectory: \'~/team/aws\''), { ...filesOf('team/aws', 'team'), ...filesOf('.aws', 'dev') });
    const { status, found } = machine.doctor();
    expect([status, found.at(-1)]).toEqual([1, `failure profile: There is no profile dev: the containers find no credentials (ProfileNotFound). Fix: ${IN_TEAM} aws configure sso --profile dev`]);
  });

  testLinux('files that the shell names elsewhere do not count', () => {
    const machine = new Machine(mounted('profile: \'dev\''), filesOf('.aws', 'dev'));
    expect(machine.doctor({ AWS_CONFIG_FILE: '/no/such/config', AWS_SHARED_CREDENTIALS_FILE: '/no/such/credentials' })).toEqual({ status: 0, found: [DECLARED, 'ok profile: profile dev: long-lived keys'] });
  });
});

describe('credentials that are mounted from a place of their own', () => {
  testLinux('an absolute folder: its profile is judged, and try knows that it is declared', () => {
    const folder = fs.realpathSync(tempDir());
    write(folder, filesOf('.aws', 'dev'));
    const machine = new Machine(`${mounted(`profile: 'nope', region: 'us-west-2', hostDirectory: '${folder}/.aws'`)}, secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}`);
    const { status, found } = machine.doctor();
    expect(status).toBe(1);
    expect(found).toContain(`failure profile: There is no profile nope: the containers find no credentials (ProfileNotFound). Fix: AWS_CONFIG_FILE=${folder}/.aws/config AWS_SHARED_CREDENTIALS_FILE=${folder}/.aws/credentials aws configure sso --profile nope`);
    const { stdout } = machine.command('try');
    expect(stdout).toContain('[cause-credentials-unreadable]');
    expect(stdout).not.toContain('cause-aws-undeclared');
  });

  testLinux('an absolute folder that is absent is named before a start', () => {
    const machine = new Machine(mounted('profile: \'dev\', hostDirectory: \'/no/such/.aws\''));
    expect(machine.command('start').stderr).toContain('/no/such/.aws does not exist, so "astro dev start" fails (bind source path does not exist).\n  Fix: AWS_CONFIG_FILE=/no/such/.aws/config AWS_SHARED_CREDENTIALS_FILE=/no/such/.aws/credentials aws configure sso\n');
  });

  testLinux('a file of Google that is no JSON', () => {
    const machine = new Machine('credentials: [GcpCredentials.mounted({ hostFile: \'~/keys/sa.json\', target: \'/usr/local/airflow/keys/sa.json\' })]', { 'keys/sa.json': 'broken' });
    const { status, found } = machine.doctor();
    expect([status, found.at(-1)]).toEqual([1, 'failure mounted-files: ~/keys/sa.json is not JSON with members, so every client fails (DefaultCredentialsError). Fix: copy a key of a service account to ~/keys/sa.json, or run gcloud auth application-default login and copy its file there']);
  });
});

testLinux('an absent folder of local files with secrets is named once for each file, with the command that creates it', () => {
  const machine = new Machine('secretsBackend: new LocalFilesystemSecretsBackend()');
  fs.rmSync(path.join(machine.directory, 'secrets'), { recursive: true });
  const { status, found } = machine.doctor();
  expect([status, found.filter((line) => !line.startsWith('ok'))]).toEqual([1, ['variables', 'connections'].map((name) => expect.stringMatching(new RegExp(`^failure local-files: secrets/${name}\\.yaml does not exist.*Fix: npx projen, which creates it with an example$`)))]);
});
