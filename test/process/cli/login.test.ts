import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { edit } from '../../support/drift/command';
import { OFFLINE, SIGN_IN_ENDED } from '../../support/host/fake-cli';
import { SessionProject } from '../../support/host/session-project';
import { keysFile, printedKeys, SECRET, TOKEN } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { namesBelow, read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const testTerminal = testIf(process.platform === 'linux' && spawnSync('/usr/bin/script', ['--version']).status === 0, 'the program script of util-linux');
const UNTIL = /^AWS: keys of dev until [\d: -]+\n$/;
/** The role of dev starts from that of middle, which starts from base. */
const ROLE_ENDED = { ...SIGN_IN_ENDED, profiles: { dev: { role_arn: 'arn:aws:iam::1:role/dev', source_profile: 'middle' }, middle: { role_arn: 'arn:aws:iam::1:role/middle', source_profile: 'base' }, base: { sso_session: 's' } } };
const COMPLAINT = 'projen-astro-airflow: ';

/** The fields of a session in the report for programs, as the page of the credentials has them. */
function documentedFields(): string[] {
  const page = read(path.resolve(__dirname, '../../..'), 'docs/credentials.md');
  const table = page.slice(page.indexOf('`login --status --format json` prints')).split('\n\n')[1];
  return table.split('\n').flatMap((row) => [...row.split('|')[1].matchAll(/`(\w+)`/g)].map(([, name]) => name)).sort();
}

describe('login', () => {
  testUnix('gets keys, and says until when', () => {
    const project = new SessionProject();
    expect(project.run(['login'])).toEqual({ status: 0, stdout: '', stderr: expect.stringMatching(UNTIL) });
    expect([project.keys().SecretAccessKey, project.secrets()]).toEqual([SECRET, { 'mount/session.json': '644' }]);
    const state = read(project.home, '.airflow-credentials/aws/dev/state.json');
    expect(JSON.parse(state).projects).toEqual([project.directory]);
  });

  testUnix("says that the shell's AWS_PROFILE won, and gets the keys of that profile", () => {
    const project = new SessionProject();
    expect(project.run(['login'], { AWS_PROFILE: 'alice' }).stderr).toMatch(/^AWS: keys of alice until [\d: -]+ \(from your shell's AWS_PROFILE, the project declares dev\)\n$/);
    expect([project.hasKeys('alice'), project.hasKeys()]).toEqual([true, false]);
    expect(read(project.home, '.airflow-credentials/aws/alice/mount/config')).toMatch(/\[default\][^]*\[profile alice\]/);
  });

  testUnix('gets those of each declared profile, in a folder of its own', () => {
    const project = new SessionProject({ seconds: 3_600 }, [{ cloud: 'aws', profile: 'dev', profiles: ['data'] }]);
    expect(project.run(['login']).stderr).toMatch(/^AWS: keys of dev until .*\nAWS: keys of data until .*\n$/);
    expect(project.aws.calls().map(({ args }) => args[3])).toEqual(['dev', 'data']);
    expect(fs.readdirSync(path.dirname(keysFile(project.home, 'data')))).toEqual(['session.json']);
  });

  testUnix('gets those of the other profiles where one fails', () => {
    const project = new SessionProject({ seconds: 3_600 }, [{ cloud: 'aws', profile: 'dev', profiles: ['data'] }]);
    write(project.aws.folder, { 'aws.real': read(project.aws.folder, 'aws'), 'aws': '#!/bin/sh\ncase "$*" in *dev*) exit 7;; esac\nexec "$0.real" "$@"\n' });
    fs.chmodSync(path.join(project.aws.folder, 'aws.real'), 0o755);
    expect(project.run(['login'])).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: aws failed: exit code 7\nAWS: keys of data until [\d: -]+\n$/) });
    expect([project.hasKeys(), project.hasKeys('data')]).toEqual([false, true]);
  });

  testUnix('in a project without sessions says so with the fix', () => {
    const project = new SessionProject({}, []);
    expect(project.run(['login'])).toEqual({
      status: 2, stdout: '', stderr: `${COMPLAINT}login found no session: docker-compose.override.yml declares none in the current directory. To declare one, use session() credentials in the rc file, such as AwsCredentials.session().\n`,
    });
    expect(namesBelow(project.home)).toEqual([]);
  });

  testUnix('of a cloud that a newer version declared says so', () => {
    expect(new SessionProject({}, [{ cloud: 'oracle' }]).run(['login'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/cloud "oracle", which this version of projen-astro-airflow does not know/) });
  });

  testUnix('finds the session of a directory that is named', () => {
    const project = new SessionProject();
    const { status } = spawnSync(process.execPath, [path.resolve(__dirname, '../../../bin/projen-astro-airflow'), 'login', project.directory], { cwd: tempDir(), env: project.env() });
    expect([status, project.hasKeys()]).toEqual([0, true]);
  });

  testUnix('without a terminal prints the command that signs in, and exits 1', () => {
    const project = new SessionProject(SIGN_IN_ENDED);
    expect(project.run(['login'])).toEqual({ status: 1, stdout: '', stderr: `${COMPLAINT}the sign-in of dev has ended: aws sso login --profile dev\n` });
    expect(project.aws.calls()).toHaveLength(1);
  });

  testUnix('of a role names the profile that the role starts from, and so does a start', () => {
    const project = new SessionProject(ROLE_ENDED);
    expect(project.run(['login']).stderr).toBe(`${COMPLAINT}the sign-in of base has ended: aws sso login --profile base\n`);
    expect(project.run(['start', '--force']).stderr).toContain('the sign-in of base has ended: aws sso login --profile base\n');
  });

  testUnix('does not let a program ask without a terminal', () => {
    const project = new SessionProject({ isPrompt: true });
    expect(project.run(['login'])).toEqual({ status: 1, stdout: '', stderr: `${COMPLAINT}dev asks for an MFA code. Run npx projen-astro-airflow login in a terminal.\n` });
  });

  testUnix('offline keeps keys that last, and says so', () => {
    const project = new SessionProject();
    project.run(['login']);
    project.aws.answers(OFFLINE);
    expect(project.run(['login'])).toMatchObject({ status: 0, stderr: expect.stringMatching(/^AWS: keys of dev until [\d: -]+, not renewed: AWS cannot be reached\./) });
  });

  testUnix('with something in the way names it', () => {
    const project = new SessionProject();
    fs.symlinkSync(tempDir(), path.join(project.home, '.airflow-credentials'));
    expect(project.run(['login'])).toEqual({ status: 2, stdout: '', stderr: `${COMPLAINT}${project.home}/.airflow-credentials is a link, and keys are kept in a folder there. Remove it, then run again.\n` });
  });
});

describe('login in a terminal', () => {
  testTerminal('signs in where that is needed, and exports again', () => {
    const project = new SessionProject({ ...SIGN_IN_ENDED, signIn: { seconds: 3_600 } });
    const { status, stdout } = project.inTerminal(['login']);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^AWS: the sign-in of dev has ended: aws sso login --profile dev\r\nAWS: keys of dev until [\d: -]+\r\n$/)]);
    expect(project.aws.calls().map(({ args }) => args.slice(0, 2))).toEqual([['configure', 'export-credentials'], ['sso', 'login'], ['configure', 'export-credentials']]);
  });

  testTerminal('signs in the profile that a role starts from', () => {
    const project = new SessionProject({ ...ROLE_ENDED, signIn: { seconds: 3_600 } });
    expect(project.inTerminal(['login'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^AWS: the sign-in of base has ended: aws sso login --profile base\r\nAWS: keys of dev until [\d: -]+\r\n$/) });
    expect(project.aws.calls()[1].args).toEqual(['sso', 'login', '--profile', 'base']);
  });

  testTerminal('ends with 1 where the sign-in fails', () => {
    const project = new SessionProject({ ...SIGN_IN_ENDED, signIn: { ...SIGN_IN_ENDED, loginCode: 255 } });
    expect(project.inTerminal(['login']).status).toBe(1);
    expect(project.aws.calls()).toHaveLength(2);
  });

  testTerminal('lets a program ask for an MFA code', () => {
    const project = new SessionProject({ isPrompt: true, seconds: 3_600 });
    const { status, stdout } = project.inTerminal(['login'], '123456\n');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/Enter MFA code for [^]*AWS: keys of dev until /)]);
  });

  testTerminal('a start does not let it ask', () => {
    const project = new SessionProject({ isPrompt: true, seconds: 3_600 });
    expect(project.inTerminal(['start'])).toMatchObject({ status: 1, stdout: expect.stringMatching(/^projen-astro-airflow: dev asks for an MFA code\. Run npx projen-astro-airflow login in a terminal\.\r\n/) });
  });
});

describe('login --from-environment', () => {
  const shell = { AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: TOKEN };

  testUnix('takes the keys of the shell without a command line of AWS, for the declared profile alone', () => {
    const project = new SessionProject({}, [{ cloud: 'aws', profile: 'dev', profiles: ['data'] }]);
    fs.rmSync(path.join(project.aws.folder, 'aws'));
    expect(project.run(['login', '--from-environment'], shell)).toEqual({ status: 0, stdout: '', stderr: expect.stringMatching(/^AWS: keys of dev, which name no end\nAWS: data gets no keys, because the shell has those of one profile\n$/) });
    expect([project.hasKeys(), project.hasKeys('data')]).toEqual([true, false]);
  });

  testUnix('invents no end for keys that name none: the list of keys and a logout name none either', () => {
    const project = new SessionProject();
    const report = () => (JSON.parse(project.run(['login', '--status', '--format', 'json']).stdout) as { sessions: object[] }).sessions;
    project.run(['login', '--from-environment'], shell);
    expect(project.run(['login', '--status'])).toEqual({ status: 0, stdout: 'AWS: keys of dev, which name no end\n', stderr: '' });
    expect(report()).toMatchObject([{ state: 'valid', end: null, renewBy: expect.stringMatching(/^\d{4}-.*Z$/) }]);
    expect(documentedFields()).toEqual(expect.arrayContaining(Object.keys(report()[0])));
    write(project.home, { '.airflow-credentials/aws/dev/mount/session.json': JSON.stringify({ ...project.keys(), Expiration: '2020-01-01T00:00:00Z' }) });
    expect(project.run(['login', '--status'])).toMatchObject({ status: 1, stdout: expect.stringMatching(/^AWS: the keys of dev name no end, and were to be renewed at 2020-01-01 \d\d:\d\d\n$/) });
    project.run(['login', '--from-environment'], shell);
    expect(project.run(['logout']).stdout).toBe('AWS: keys of dev removed; containers that have read them keep them until they end\n');

    project.run(['login', '--from-environment'], { ...shell, AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 3_600_000).toISOString() });
    expect(project.run(['login', '--status']).stdout).toMatch(/^AWS: keys of dev until \d/);
    expect(report()).toMatchObject([{ state: 'valid', end: expect.stringMatching(/^\d{4}-.*Z$/) }]);
  });

  testUnix('says where running containers keep earlier keys that named no end, with the command that gives them the new ones', () => {
    const project = new SessionProject();
    const kept = /^AWS: running containers can keep the earlier keys of dev until [\d: -]+, because those came from a shell without AWS_CREDENTIAL_EXPIRATION\. npx projen-astro-airflow restart gives them the new ones\.$/m;
    const login = (args: readonly string[], env = {}) => project.run(['login', ...args], env).stderr;
    expect(login([])).not.toMatch(kept);
    // Containers read again before the end of keys that name one.
    expect(login(['--from-environment'], shell)).not.toMatch(kept);
    // Another end than that of the same second.
    const elsewhere = { ...project.keys(), Expiration: new Date(Date.now() + 11 * 3_600_000).toISOString() };
    write(project.home, { '.airflow-credentials/aws/dev/mount/session.json': JSON.stringify(elsewhere) });
    expect(login(['--from-environment'], shell)).toMatch(kept);
    expect(login(['--from-environment'], { ...shell, AWS_CREDENTIAL_EXPIRATION: new Date(Date.now() + 3_600_000).toISOString() })).toMatch(kept);
    expect(login(['--from-environment'], shell)).not.toMatch(kept);
    expect(login([])).toMatch(kept);
  });

  testUnix('leaves no note that the keys of this shell do not reach the containers, and one in a shell with other keys', () => {
    const project = new SessionProject();
    project.run(['login', '--from-environment'], shell);
    expect(project.run(['start'], shell).stderr).toBe('AWS: keys of dev, which name no end\n');
    expect(project.run(['start'], { ...shell, AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLF' }).stderr).toContain('AWS_ACCESS_KEY_ID is set in this shell');
  });

  testUnix('without keys in the shell exits 1 and names the variables', () => {
    expect(new SessionProject().run(['login', '--from-environment'])).toEqual({ status: 1, stdout: '', stderr: `${COMPLAINT}the shell has no AWS keys: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set.\n` });
  });
});

describe('login --status', () => {
  testUnix('lists what is there, calls nothing and changes nothing', () => {
    const project = new SessionProject({ seconds: 3_600 }, [{ cloud: 'aws', profile: 'dev', profiles: ['data'] }]);
    expect(project.run(['login', '--status'])).toEqual({ status: 1, stdout: 'AWS: dev has no keys\nAWS: data has no keys\n', stderr: '' });
    expect(namesBelow(project.home)).toEqual([]);
    project.run(['login']);
    const calls = project.aws.calls().length;
    expect(project.run(['login', '--status'])).toEqual({ status: 0, stdout: expect.stringMatching(/^AWS: keys of dev until .*\nAWS: keys of data until .*\n$/), stderr: '' });
    write(project.home, { '.airflow-credentials/aws/data/mount/session.json': printedKeys('2020-01-01T00:00:00Z') });
    expect(project.run(['login', '--status'])).toMatchObject({ status: 1, stdout: expect.stringMatching(/\nAWS: the keys of data ended at 20\d\d-\d\d-\d\d \d\d:\d\d\n$/) });
    expect(project.aws.calls()).toHaveLength(calls);
  });

  testUnix('has a form for programs', () => {
    const project = new SessionProject();
    const report = (env = {}) => JSON.parse(project.run(['login', '--status', '--format', 'json'], env).stdout) as { sessions: object[] };
    const session = { cloud: 'aws', name: 'dev', state: 'absent', end: null, directory: path.dirname(keysFile(project.home)), projects: [] };
    expect(report()).toEqual({ schemaVersion: 1, sessions: [session] });
    project.run(['login']);
    expect(report()).toEqual({ schemaVersion: 1, sessions: [{ ...session, state: 'valid', end: expect.stringMatching(/^\d{4}-.*Z$/), projects: [project.directory] }] });
    expect(report({ AWS_PROFILE: 'alice' })).toMatchObject({ sessions: [{ name: 'alice', declared: 'dev', state: 'absent' }] });
    expect([...new Set([...Object.keys(report({ AWS_PROFILE: 'alice' }).sessions[0]), 'renewBy'])].sort()).toEqual(documentedFields());
  });

  testUnix('says in that form, too, that there is no session', () => {
    const { status, stdout, stderr } = new SessionProject({}, []).run(['login', '--status', '--format', 'json']);
    expect([status, JSON.parse(stdout), stderr]).toEqual([2, { schemaVersion: 1, result: 'error', message: expect.stringMatching(/^login found no session/) }, '']);
  });
});

describe('logout', () => {
  testUnix('removes the keys, names other projects that use them, and leaves the folders that containers have mounted', () => {
    const project = new SessionProject();
    expect(project.run(['logout'])).toEqual({ status: 0, stdout: 'AWS: dev has no keys\n', stderr: '' });
    project.run(['login']);
    const other = tempDir();
    write(project.home, { '.airflow-credentials/aws/dev/state.json': JSON.stringify({ name: 'dev', projects: [project.directory, other, '/nowhere'], leased: false }) });
    expect(project.run(['logout'])).toEqual({ status: 0, stdout: expect.stringMatching(new RegExp(`^AWS: keys of dev removed, also for ${other}; containers that have read them keep them until [\\d: -]+\\n$`)), stderr: '' });
    expect(namesBelow(path.join(project.home, '.airflow-credentials'))).toEqual(['CACHEDIR.TAG', 'aws', 'aws/dev', 'aws/dev/mount', 'aws/dev/mount/config']);
  });
});

testUnix('logout and clean wait for an export that is under way, which would put the keys back', async () => {
  for (const [command, waits, done] of [['logout', /^AWS: an export of dev is under way, waiting\n$/, /^AWS: keys of dev removed/], ['clean', /dev: an export is under way, waiting\n$/, /dev: keys removed\n$/]] as const) {
    const project = new SessionProject();
    project.run(['login']);
    project.aws.answers({ seconds: 3_600, delay: 3_000 });
    const running = project.begin(['login']);
    await running.until(() => project.aws.calls().length > 1);
    expect(project.run([command])).toEqual({ status: 0, stdout: expect.stringMatching(done), stderr: expect.stringMatching(waits) });
    expect([await running.end(), project.hasKeys()]).toEqual([0, false]);
  }
});

describe('a command that is killed', () => {
  testUnix('while the AWS CLI runs leaves a lock that blocks nobody', async () => {
    const project = new SessionProject({ hangs: true });
    const running = project.begin(['login']);
    await running.until(() => project.aws.calls().length > 0);
    await running.end('SIGKILL');
    process.kill(-project.aws.calls()[0].pid, 'SIGKILL');
    expect(fs.existsSync(path.join(project.home, '.airflow-credentials/aws/dev/lock'))).toBe(true);
    project.aws.answers({ seconds: 3_600 });
    expect(project.run(['login'])).toMatchObject({ status: 0, stderr: expect.stringMatching(UNTIL) });
    expect(fs.readdirSync(path.join(project.home, '.airflow-credentials/aws/dev')).sort()).toEqual(['mount', 'state.json']);
  });

  testUnix('between the write and the rename leaves keys that nobody else can read, and the next one or clean removes them', () => {
    const project = new SessionProject();
    const folder = tempDir();
    write(folder, { 'kill.js': "const fs = require('fs'); const sync = fs.fsyncSync; let count = 0; fs.fsyncSync = (fd) => { sync(fd); if (++count === 3) { process.kill(process.pid, 'SIGKILL'); } };" });
    project.run(['login'], { NODE_OPTIONS: `--require ${folder}/kill.js` });
    expect(project.run(['clean'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/dev: keys removed\n$/) });
    expect(project.secrets()).toEqual({});
    project.run(['login'], { NODE_OPTIONS: `--require ${folder}/kill.js` });
    expect(Object.entries(project.secrets())).toEqual([[expect.stringMatching(/^\.new-\d+-session\.json$/), '600']]);
    expect(project.run(['login']).status).toBe(0);
    expect(project.secrets()).toEqual({ 'mount/session.json': '644' });
  });

  testUnix('by a signal ends the AWS CLI with it, leaves nothing, and has the exit code of the signal', async () => {
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
      const project = new SessionProject({ hangs: true });
      const running = project.begin(['login']);
      await running.until(() => project.aws.calls().length > 0);
      expect([await running.end(signal), running.output]).toEqual([code, '']);
      expect(fs.readdirSync(path.join(project.home, '.airflow-credentials/aws/dev'))).toEqual(['mount']);
    }
  });
});

testUnix('two logins at once both have keys', async () => {
  const project = new SessionProject({ seconds: 3_600, delay: 3_000 });
  const both = [project.begin(['login']), project.begin(['login'])];
  expect(await Promise.all(both.map((running) => running.end()))).toEqual([0, 0]);
  expect(project.aws.calls()).toHaveLength(1);
  expect(both.map(({ output }) => output).sort()).toEqual([expect.stringMatching(/^AWS: another export of dev is under way, waiting\nAWS: keys of dev until /), expect.stringMatching(UNTIL)]);
});

describe('a message that sends the user to login', () => {
  const noted = (project: SessionProject): string => project.run(['login'], { AWS_ACCESS_KEY_ID: 'x' }).stderr.split('; ')[1];
  const withTasks = (tasks: object): SessionProject => {
    const project = new SessionProject();
    edit(project.directory, '.projen/tasks.json', (text) => JSON.stringify({ tasks: { ...JSON.parse(text).tasks, ...tasks } }));
    return project;
  };

  testUnix('names the task of the project, or the program where there is none', () => {
    expect(noted(withTasks({ login: { steps: [{ exec: 'projen-astro-airflow login "$@"' }] } }))).toBe('npx projen login --from-environment hands them over\n');
    expect(noted(withTasks({ login: { steps: [{ exec: 'theirs' }] } }))).toBe('npx projen-astro-airflow login --from-environment hands them over\n');
  });

  testUnix('names the directory where that is not the current one, as a shell reads it', () => {
    const project = new SessionProject({ isPrompt: true });
    const above = tempDir();
    const [own, other] = ['of mine', 'other'].map((name) => path.join(above, name));
    const env = project.env();
    fs.cpSync(project.directory, own, { recursive: true });
    write(other, { '.astro/config.yaml': '' });
    const login = (cwd: string, directory: string): string => spawnSync(process.execPath, [path.resolve(__dirname, '../../../bin/projen-astro-airflow'), 'login', directory], { cwd, env, encoding: 'utf-8' }).stderr;
    expect(login(above, 'of mine')).toContain('Run npx projen-astro-airflow login \'of mine\' in a terminal.');
    expect(login(other, own)).toContain('Run npx projen-astro-airflow login \'../of mine\' in a terminal.');
    expect(login(own, '.')).toContain('Run npx projen-astro-airflow login in a terminal.');
  });

  testUnix('names the programs that pip installs in a project in Python', () => {
    const project = withTasks({ default: { steps: [{ exec: 'python .projenrc.py' }] } });
    expect(noted(project)).toBe('projen-astro-airflow login --from-environment hands them over\n');
    write(project.directory, { 'docker-compose.override.yml': 'x-projen-astro-airflow: {\n' });
    expect(project.run(['login'])).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: docker-compose\.override\.yml is not YAML: .* Run projen to write the file again\.\n$/) });
  });
});
