import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import schema from '../../../schema/doctor-report.schema.json';
import { configText } from '../../../src/host/config-files';
import { AstroFixture } from '../../support/cli/astro-projects';
import { BIN } from '../../support/drift/command';
import { awsSession, keysFile, printedKeys, SECRET, TOKEN } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { namesBelow, tempDir, write } from '../../support/util';

const testLinux = testIf(process.platform === 'linux', 'Linux');
const isReport = new Ajv2020({ strict: true }).compile(schema);

const RC = `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AwsCredentials, LocalAirflow } = require('projen-astro-airflow');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new LocalAirflow(project, { runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ profile: 'dev' })] });
project.synth();
`;
const SESSION_RC = RC.replace('mounted(', 'session(');

const INFO = JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: os.hostname(), ServerVersion: '28.1.1', SecurityOptions: ['name=seccomp'] });
const DOCKER = `case "$1" in info) echo '${INFO}';; version) echo '{}';; *) echo called with "$@" >> "$0.other";; esac`;
const ASTRO = 'case "$*" in version) echo "Astro CLI Version: 1.46.0";; *) echo called with "$@" >> "$0.other";; esac';
/** How the AWS CLI says its version beside an answer. */
const SAYS_VERSION = 'case "$*" in *--debug) echo \'2026-11-29 16:28:13,065 - MainThread - awscli.clidriver - DEBUG - CLI version: aws-cli/2.36.7 Python/3.13.1\' >&2;; esac\n';
/** A profile with long-lived keys; whoever asks for more than a setting gets the secret, and leaves a trace. */
const AWS = `${SAYS_VERSION}case "$*" in
  --version) echo 'aws-cli/2.36.7 Python/3.13.1 Linux/6.1';;
  'configure get aws_access_key_id '*) echo AKIAIOSFODNN7EXAMPLE;;
  'configure get region '*) echo us-west-2;;
  'configure get '*) exit 1;;
  *) echo called with "$@" >> "$0.other"; echo '${SECRET}';;
esac`;
const HANGS = 'exec sleep 600';
const FLOODS = 'exec yes garbage';
const GARBAGE = `printf '\\033[31m%s\\n' '${SECRET}'; exit 3`;

interface Setting {
  readonly docker?: string;
  readonly astro?: string;
  readonly aws?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  readonly rc?: string;
  /** Who runs it, in the place of root. */
  readonly uid?: number;
  /** Changes the project and the home before the doctor looks. */
  readonly prepare?: (directory: string, home: string) => void;
}

/** Runs the doctor beside stand-ins; nothing may change, and no secret may be printed. */
function doctor({ docker = DOCKER, astro = ASTRO, aws = AWS, env = {}, args = [], rc = RC, uid, prepare = () => undefined }: Setting = {}) {
  const fixture = new AstroFixture(rc, false);
  const home = fs.realpathSync(tempDir());
  write(home, { '.aws/config': '[profile dev]\nregion = us-west-2\nsso_session = corp\n', '.aws/credentials': `[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n` });
  fs.chmodSync(path.join(home, '.aws'), 0o755);
  ['config', 'credentials'].forEach((name) => fs.chmodSync(path.join(home, '.aws', name), 0o644));
  for (const [name, script] of Object.entries({ docker, astro, aws })) {
    if (script !== '') {
      write(fixture.programs, { [name]: `#!/bin/sh\n${script}\n` });
      fs.chmodSync(path.join(fixture.programs, name), 0o755);
    }
  }
  for (const name of ['git', 'ps', 'sleep', 'yes', 'printf']) {
    const file = ['/usr/bin', '/bin'].map((folder) => path.join(folder, name)).find((one) => fs.existsSync(one));
    if (file !== undefined) {
      fs.symlinkSync(file, path.join(fixture.programs, name));
    }
  }
  write(fixture.directory, { Dockerfile: 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' });
  prepare(fixture.directory, home);
  const places = [fixture.directory, home, fixture.programs];
  if (uid !== undefined) {
    places.forEach((place) => fs.chmodSync(place, 0o755));
  }
  const before = places.map(snapshot);
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'doctor', ...args], { cwd: fixture.directory, encoding: 'utf-8', env: fixture.env({ ...noAws(), HOME: home, ...env }), stdio: ['ignore', 'pipe', 'pipe'], timeout: 55_000, uid });
  expect(places.map(snapshot)).toEqual(before);
  for (const secret of [SECRET, TOKEN, 'AKIAIOSFODNN7EXAMPLE']) {
    expect(stdout + stderr).not.toContain(secret.slice(0, 16));
  }
  expect(stdout + stderr).not.toMatch(/\u001B|\n\s+at /);
  return { status, stdout, stderr };
}

function noAws(): Record<string, undefined> {
  return Object.fromEntries(Object.keys(process.env).filter((name) => name.startsWith('AWS_')).map((name) => [name, undefined]));
}

/** Names, modes and texts, without what Node and npm keep. */
function snapshot(directory: string): string[] {
  return namesBelow(directory).filter((name) => !name.startsWith('node_modules')).map((name) => {
    const stats = fs.lstatSync(path.join(directory, name));
    return [name, stats.mode, stats.mtimeMs, stats.size].join(' ');
  });
}

/** The findings of a report in JSON that are no success. */
function trouble(setting: Setting = {}): { status: number | null; found: Record<string, string> } {
  const { status, stdout } = doctor({ ...setting, args: ['--format', 'json'] });
  const report = JSON.parse(stdout) as { findings: Array<{ id: string; verdict: string; line: string }> };
  expect([isReport(report), isReport.errors]).toEqual([true, null]);
  return { status, found: Object.fromEntries(report.findings.filter(({ verdict }) => verdict !== 'ok').map(({ id, verdict }) => [id, verdict])) };
}

describe('projen-astro-airflow doctor', () => {
  testLinux('on a healthy machine finds nothing, asks for no key, and exits 0', () => {
    const { status, stdout, stderr } = doctor();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Tools: Node');
    expect(stdout).toContain('Mounted files: ~/.aws has config and credentials, the containers (uid 50000) can read ~/.aws');
    expect(stdout).toMatch(/\nNo problem found in \d+ checks\.\n$/);
  });

  testLinux('names a file that the containers cannot read, a line of .env that wins, and an override that nobody reads; exits 1', () => {
    const { status, found } = trouble({
      prepare: (directory, home) => {
        fs.chmodSync(path.join(home, '.aws/credentials'), 0o600);
        fs.appendFileSync(path.join(directory, '.env'), 'AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nQUOTED="x"\n');
        write(directory, { 'compose.override.yaml': '' });
      },
    });
    expect([status, found]).toEqual([1, { 'mounted-readable': 'failure', 'dotenv-beats': 'failure', 'dotenv-readers': 'warning', 'override-name': 'warning' }]);
  });

  testLinux('without docker, astro and aws judges what is left', () => {
    expect(trouble({ docker: '', astro: '', aws: '' })).toEqual({
      status: 1, found: { 'astro-cli': 'failure', 'container-engine': 'failure', 'cloud-cli': 'warning', 'strategy-system': 'unknown', 'profile': 'unknown', 'region': 'unknown', 'mounted-readable': 'unknown' },
    });
  });

  testLinux('waits for no program that hangs, and says which one', () => {
    const start = Date.now();
    const { status, stdout } = doctor({ docker: HANGS, astro: HANGS, aws: HANGS });
    expect(status).toBe(0);
    expect(stdout).toContain('astro version did not answer within 10 s');
    expect(stdout).toContain('docker info did not answer within 10 s');
    expect(stdout).toContain('The AWS CLI cannot be judged: aws configure get did not answer within 10 s');
    expect(Date.now() - start).toBeLessThan(25_000);
  });

  testLinux('asks the AWS CLI for no setting whose name is in none of its files, and for all where a file cannot be read', () => {
    const log = path.join(tempDir(), 'asked');
    const aws = `printf '%s\\n' "$3" >> '${log}'\n${AWS}`;
    const asked = (setting: Setting): string[] => {
      fs.rmSync(log, { force: true });
      doctor({ aws, ...setting });
      return fs.readFileSync(log, 'utf-8').split('\n').filter((line) => line !== '').sort();
    };
    expect(asked({})).toEqual(['aws_access_key_id', 'sso_session']);
    expect(asked({ prepare: (_, home) => fs.writeFileSync(path.join(home, '.aws/config'), '[profile dev]\nregion: us-west-2\n') })).toEqual(['aws_access_key_id', 'region']);
    expect(asked({ rc: RC.replace("profile: 'dev'", "profile: 'dev', region: 'us-west-2'") })).toEqual(['aws_access_key_id', 'sso_session']);
    expect(asked({ rc: SESSION_RC, env: { AWS_CONFIG_FILE: '/no/such/file' } })).toEqual(['aws_access_key_id']);
    expect(asked({ rc: SESSION_RC, env: { AWS_CONFIG_FILE: '~/elsewhere' } })).toHaveLength(8);
    // The containers have the mounted files, whatever the shell names.
    expect(asked({ env: { AWS_CONFIG_FILE: '~/elsewhere' } })).toEqual(['aws_access_key_id', 'sso_session']);
    expect(asked({ prepare: (_, home) => ['config', 'credentials'].forEach((name) => fs.writeFileSync(path.join(home, '.aws', name), '')) })).toEqual(['aws_access_key_id']);
  });

  testLinux('asks all programs at the same time', () => {
    const slow = (script: string): string => `sleep 3; ${script}`;
    const start = Date.now();
    expect(doctor({ docker: slow(DOCKER), astro: slow(ASTRO), aws: slow(AWS) }).status).toBe(0);
    expect(Date.now() - start).toBeLessThan(6_000);
  });

  for (const [name, script] of [['floods the output', FLOODS], ['prints garbage and fails', GARBAGE]]) {
    testLinux(`a program that ${name} is unknown, and nothing of it is printed`, () => {
      const { found } = trouble({ docker: script, astro: script, aws: script });
      expect(found).toMatchObject({ 'astro-cli': 'unknown', 'cloud-cli': 'unknown', 'profile': 'unknown' });
    });
  }

  testLinux('a session without keys is named, with the command that gets them', () => {
    const { status, stdout } = doctor({ rc: SESSION_RC });
    expect(status).toBe(1);
    expect(stdout).toContain('The folder for the keys of dev does not exist');
    expect(stdout).toContain('needs `longLivedKeys: true`');
  });

  testLinux('keys of a session are judged by their end and by what leads to them, and the shell that chose another profile is named', () => {
    const prepare = (_: string, home: string): void => {
      for (const name of ['dev', 'mine']) {
        const file = keysFile(home, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, printedKeys(new Date(Date.now() + (name === 'dev' ? 3_600_000 : -1_000))));
        fs.writeFileSync(path.join(path.dirname(file), 'config'), configText(awsSession(home, { profile: name }).configFiles[0]));
        fs.chmodSync(path.dirname(file), 0o755);
        ['', 'aws', `aws/${name}`].forEach((folder) => fs.chmodSync(path.join(home, '.airflow-credentials', folder), 0o700));
      }
    };
    const rc = SESSION_RC.replace("profile: 'dev'", "profile: 'dev', longLivedKeys: true");
    expect(trouble({ rc, prepare })).toEqual({ status: 0, found: {} });
    const withoutConfig = (directory: string, home: string): void => {
      prepare(directory, home);
      fs.rmSync(path.join(path.dirname(keysFile(home)), 'config'));
    };
    expect(trouble({ rc, prepare: withoutConfig })).toEqual({ status: 1, found: { 'session-keys': 'failure' } });
    expect(trouble({ rc, prepare, env: { AWS_PROFILE: 'mine' } })).toEqual({ status: 1, found: { 'session-keys': 'failure', 'session-profile': 'warning' } });
  });

  testLinux('a token of single sign-on is judged by its end', () => {
    const aws = 'case "$*" in --version) echo aws-cli/2.36.7;; \'configure get sso_session \'*) echo corp;; \'configure get region \'*) echo us-west-2;; *) exit 1;; esac';
    const withToken = (text: string) => trouble({ aws, prepare: (_, home) => write(home, { '.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json': text }) }).found['mounted-token'];
    const until = (end: string): string => JSON.stringify({ accessToken: TOKEN, refreshToken: SECRET, expiresAt: end });
    expect([until(new Date(Date.now() + 3_600_000).toISOString()), until('2020-06-17T10:02:08UTC'), until('soon'), '', '{'].map(withToken)).toEqual([undefined, 'failure', 'failure', 'failure', 'failure']);
    expect(trouble({ aws }).found).toMatchObject({ 'mounted-token': 'failure' });
  });

  testLinux('keys of the shell are looked for by their names', () => {
    const rc = RC.replace("mounted({ profile: 'dev' })", "fromEnvironment({ region: 'us-west-2' })");
    expect(trouble({ rc })).toEqual({ status: 0, found: { 'shell-keys': 'warning' } });
    expect(trouble({ rc, env: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET } })).toEqual({ status: 0, found: {} });
  });

  testLinux('the AWS CLI runs once for each setting that the files have of the profile, and one of these runs says its version', () => {
    const runs = (config: string, aws: string): string[] => {
      const log = path.join(tempDir(), 'runs');
      const { found } = trouble({ aws: `echo "$*" >> '${log}'\n${aws}`, prepare: (_, home) => write(home, { '.aws/config': config }) });
      expect(found['cloud-cli']).toBeUndefined();
      return fs.readFileSync(log, 'utf-8').trim().split('\n').sort();
    };
    const config = '[profile dev]\nregion = us-west-2\n# role_arn\n[profile prod]\nrole_arn = x\nmfa_serial = y\n[sso-session corp]\nsso_start_url = z\n';
    const asked = ['configure get aws_access_key_id --profile dev --debug', 'configure get role_arn --profile dev'];
    expect(runs(config, AWS)).toEqual(asked);
    // One that says no version beside its answer is asked for it.
    expect(runs(config, AWS.replace(SAYS_VERSION, ''))).toEqual(['--version', ...asked]);
  });

  testLinux('a file with keys that git tracks is a failure, and an example of one is not', () => {
    const { found } = trouble({
      prepare: (directory) => {
        const git = (...args: string[]) => spawnSync('git', args, { cwd: directory, env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
        git('init', '-q');
        git('add', '-f', '.env', '.env.example');
      },
    });
    expect(found).toEqual({ 'git-keys': 'failure' });
  });

  testLinux('a project that does not synthesize is a failure among others', () => {
    const { status, found } = trouble({ prepare: (directory) => fs.appendFileSync(path.join(directory, '.projenrc.js'), 'throw new Error("broken");\n') });
    expect([status, found]).toEqual([1, { drift: 'failure' }]);
  });

  testLinux('a broken file of profiles is named as the AWS CLI names it, with its line and without a value', () => {
    const aws = `${SAYS_VERSION}echo "Unable to parse config file: $HOME/.aws/credentials" >&2; exit 255`;
    const prepare = (_: string, home: string): void => fs.writeFileSync(path.join(home, '.aws/credentials'), `[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n${SECRET}\n`);
    const { status, stdout } = doctor({ aws, prepare });
    expect(status).toBe(1);
    expect(stdout).toContain('~/.aws/credentials cannot be parsed, because of line 3: it has no "=", so the containers find no credentials (ConfigParseError).');
    expect(stdout).toContain('line 3 of ~/.aws/credentials: write it as name = value, or delete it');
    // One in which this package finds nothing wrong, and one that the AWS CLI does not name.
    expect(doctor({ aws, rc: SESSION_RC }).stdout).toContain('~/.aws/credentials cannot be parsed, so no keys can be exported.');
    expect(trouble({ aws: 'echo "Unable to parse config file" >&2; exit 255', prepare }).found).toMatchObject({ profile: 'unknown', region: 'unknown' });
    expect(trouble({ aws: '', prepare }).found).toMatchObject({ profile: 'unknown' });
  });

  const closing: ReadonlyArray<readonly [string, string, number, number, string]> = [
    ['a file of somebody else', 'config', 0, 0o600, 'sudo chown "$(id -u)" ~/.aws/config'],
    ['a file of their own', 'config', 1234, 0, 'chmod u+r ~/.aws/config'],
    ['a folder of somebody else', '.', 0, 0o700, 'sudo chown "$(id -u)" ~/.aws'],
    ['a folder of their own', '.', 1234, 0, 'chmod u+rwx ~/.aws'],
  ];
  closing.forEach(([what, closed, uid, mode, fix]) => testIf(process.platform === 'linux' && process.getuid?.() === 0, 'root on Linux')(`a file of profiles that its user may not read, because of ${what}, is named, which the AWS CLI takes for an empty one`, () => {
    const aws = `${SAYS_VERSION}echo "The config profile (dev) could not be found" >&2; exit 255`;
    const prepare = (_: string, home: string): void => {
      const file = path.join(home, '.aws', closed);
      fs.chownSync(file, uid, uid);
      fs.chmodSync(file, mode);
    };
    const { status, stdout } = doctor({ aws, prepare, uid: 1234 });
    expect(status).toBe(1);
    expect(stdout).toContain('~/.aws/config may not be read by you.');
    expect(stdout).toMatch(new RegExp(`${fix.replace(/[$()+.]/g, '\\$&')}$`, 'm'));
  }));

  testLinux('a profile that is not there is a failure', () => {
    const { found } = trouble({ aws: 'case "$1" in --version) echo aws-cli/2.36.7;; *) echo "The config profile (dev) could not be found" >&2; exit 255;; esac' });
    expect(found).toEqual({ profile: 'failure' });
  });

  testLinux('a home that is a file, and one that is absent, are no trouble of the doctor\'s own', () => {
    for (const home of ['/dev/null', '/no/such/home']) {
      expect(trouble({ env: { HOME: home } }).found).toMatchObject({ 'mounted-files': 'failure' });
    }
  });

  testLinux('a home that is a loop of links, one that is relative, and a loop in the folder of the credentials are judged', () => {
    const loop = path.join(tempDir(), 'loop');
    fs.symlinkSync(loop, loop);
    expect(trouble({ env: { HOME: loop } }).found).toMatchObject({ 'mounted-files': 'failure' });
    expect(trouble({ env: { HOME: 'relative' } }).found).toMatchObject({ 'strategy-system': 'unknown' });
    const prepare = (_: string, home: string): void => {
      ['config', 'credentials'].forEach((name) => fs.rmSync(path.join(home, '.aws', name)));
      ['config', 'credentials'].forEach((name) => fs.symlinkSync(name, path.join(home, '.aws', name)));
    };
    expect(trouble({ prepare }).found).toMatchObject({ 'mounted-files': 'failure' });
  });

  testIf(process.platform === 'linux' && process.getuid?.() === 0, 'root on Linux')('a checkout of another user is judged, but for what git keeps to its owner', () => {
    const { status, found } = trouble({
      prepare: (directory) => {
        spawnSync('git', ['init', '-q'], { cwd: directory });
        [directory, path.join(directory, '.git')].forEach((one) => fs.chownSync(one, 1234, 1234));
      },
    });
    expect([status, found]).toEqual([0, { 'git-keys': 'unknown' }]);
  });

  testLinux('of several Astro projects one is to be named', () => {
    const above = tempDir();
    write(above, { 'a/.astro/config.yaml': '', 'b/.astro/config.yaml': '' });
    expect(doctor({ args: [above] })).toEqual({ status: 2, stdout: '', stderr: `projen-astro-airflow: There are several Astro projects in ${above}: ${above}/a and ${above}/b. Name one: npx projen-astro-airflow doctor ${above}/a\n` });
  });

  testLinux('a fresh clone lacks .env', () => {
    expect(trouble({ prepare: (directory) => fs.rmSync(path.join(directory, '.env')) }).found).toEqual({ drift: 'failure' });
  });

  testLinux('outside of a project it exits 2, with one line or one document', () => {
    const empty = tempDir();
    expect(doctor({ args: [empty] })).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: There is no Astro project in [^\n]+\n$/) });
    const { status, stdout } = doctor({ args: [empty, '--format', 'json'] });
    expect([status, isReport(JSON.parse(stdout)), stdout.includes('"result": "error"')]).toEqual([2, true, true]);
  });

  test('a format that there is not is refused', () => {
    const { status, stderr } = doctor({ args: ['--format', 'xml'] });
    expect([status, stderr]).toEqual([2, 'projen-astro-airflow: --format xml is none of text, json. Choose one of them.\n']);
  });
});
