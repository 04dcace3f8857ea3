import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { edit } from '../../support/drift/command';
import { OFFLINE, SIGN_IN_ENDED } from '../../support/host/fake-cli';
import { SessionProject } from '../../support/host/session-project';
import { keysFile } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { namesBelow, read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const OVERRIDE = 'docker-compose.override.yml';
const UNTIL = 'AWS: keys of dev until [\\d: -]+';
const line = (text: string) => expect.stringMatching(new RegExp(`^${text}\n$`));

describe('start and restart in a project with a session', () => {
  testUnix('export its keys, say until when, then call astro; keys that last are not asked for again', () => {
    const project = new SessionProject();
    for (const command of ['start', 'restart', 'start']) {
      expect(project.run([command, '-n'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: line(UNTIL) });
    }
    expect([project.aws.calls().length, project.astro.calls().map(({ args }) => args)]).toEqual([1, [['dev', 'start', '-n'], ['dev', 'restart', '-n'], ['dev', 'start', '-n']]]);
    expect(project.hasKeys()).toBe(true);
  });

  testUnix("name who chose the profile where the shell's AWS_PROFILE did", () => {
    expect(new SessionProject().run(['start'], { AWS_PROFILE: 'alice' }).stderr).toMatch(/^AWS: keys of alice until [\d: -]+ \(from your shell's AWS_PROFILE, the project declares dev\)\n$/);
  });

  testUnix('say that access keys of the shell do not reach the containers', () => {
    const project = new SessionProject();
    for (const command of ['start', 'login']) {
      const { status, stderr } = project.run([command], { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' });
      expect([status, stderr.split('\n')[1]]).toEqual([0, 'AWS: AWS_ACCESS_KEY_ID is set in this shell, and its keys do not reach the containers; npx projen-astro-airflow login --from-environment hands them over']);
    }
  });

  testUnix('do not call astro without keys: two lines with the cause and the fix, and 1', () => {
    const project = new SessionProject(SIGN_IN_ENDED);
    for (const command of ['start', 'restart']) {
      expect(project.run([command, '--force'])).toEqual({
        status: 1,
        stdout: '',
        stderr: 'projen-astro-airflow: the sign-in of dev has ended: aws sso login --profile dev\n' +
          `projen-astro-airflow: astro dev ${command} was not run. npx projen-astro-airflow login signs in, --no-export goes on without new keys.\n`,
      });
    }
    project.aws.answers({ stdout: 'x' });
    expect(project.run(['start']).stderr).toMatch(/\nprojen-astro-airflow: astro dev start was not run\. --no-export goes on without new keys\.\n$/);
    expect(project.astro.calls()).toEqual([]);
  });

  testUnix('offline go on with keys that last for 5 minutes, with a warning', () => {
    const project = new SessionProject({ seconds: 600 });
    project.run(['login']);
    project.aws.answers(OFFLINE);
    expect(project.run(['start'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: line(`${UNTIL}, not renewed: AWS cannot be reached\\. Check the network, a proxy and a VPN, then run again\\.`) });
  });

  testUnix('say nothing of the keys where the files have drifted, and end the export with the check', () => {
    const project = new SessionProject({ hangs: true });
    edit(project.directory, OVERRIDE, (text) => text.replace('us-west-2', 'us-west-1'));
    const begun = Date.now();
    const { status, stderr } = project.run(['start']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^modified .*[^]*--sync updates the files first, --force goes on without\.\n$/)]);
    expect(stderr).not.toContain('AWS:');
    expect(Date.now() - begun).toBeLessThan(20_000);
    expect(fs.readdirSync(path.join(project.home, '.airflow-credentials/aws/dev'))).toEqual(['mount']);
  });

  testUnix('a broken declaration is what the check says, and --sync exports what it wrote', () => {
    const project = new SessionProject();
    edit(project.directory, OVERRIDE, (text) => text.replace(/- cloud: aws/, '- cloud: [ 1 ]'));
    expect(project.run(['start'])).toMatchObject({ status: 1, stderr: expect.stringContaining('modified') });
    expect(project.run(['start', '--force'])).toMatchObject({ status: 2, stderr: expect.stringContaining('are not a list of entries with a cloud. Run npx projen to write the file again.') });
    expect(project.run(['start', '--sync'])).toMatchObject({ status: 0, stdout: 'from astro\n', stderr: expect.stringMatching(new RegExp(`\n${UNTIL}\n$`)) });
    expect(project.hasKeys()).toBe(true);
  });

  testUnix('with something in the way of a folder name it, and do not call astro', () => {
    const project = new SessionProject();
    fs.symlinkSync(tempDir(), path.join(project.home, '.airflow-credentials'));
    expect(project.run(['start'])).toMatchObject({ status: 2, stderr: expect.stringContaining('/.airflow-credentials is a link, and keys are kept in a folder there.') });
    expect(project.astro.calls()).toEqual([]);
  });

  testUnix('say what in .env wins over these keys, and nothing else that the rc file prints', () => {
    const project = new SessionProject();
    edit(project.directory, '.projenrc.js', (text) => `${text}project.logger.warn('something else');\nproject.logger.warn('.env sets AWS_ACCESS_KEY_ID: keys in the environment come first.');\n`);
    expect(project.run(['start'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: line(`.* \\.env sets AWS_ACCESS_KEY_ID: keys in the environment come first\\.\n${UNTIL}`) });
  });

  testUnix('without the AWS CLI say so', () => {
    const project = new SessionProject();
    fs.rmSync(path.join(project.aws.folder, 'aws'));
    expect(project.run(['start'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^projen-astro-airflow: there is no AWS CLI \(a command aws\) on the PATH\./) });
  });
});

describe('--no-export', () => {
  testUnix('makes the folder to mount, calls no AWS CLI, and says what is there', () => {
    const project = new SessionProject();
    expect(project.run(['start', '--no-export'])).toEqual({
      status: 0, stdout: 'from astro\n', stderr: `AWS: dev has no keys (--no-export)
projen-astro-airflow: There are no keys of dev: tasks fail with CredentialRetrievalError.
  Fix: npx projen-astro-airflow login
`,
    });
    expect(fs.readdirSync(path.dirname(keysFile(project.home)))).toEqual(['config']);
    project.run(['login']);
    expect(project.run(['start', '--no-export']).stderr).toEqual(line(`${UNTIL} \\(--no-export\\)`));
    expect([project.aws.calls().length, project.astro.calls().map(({ args }) => args)]).toEqual([1, [['dev', 'start'], ['dev', 'start']]]);
  });
});

describe('a signal', () => {
  testUnix('during the export ends it and calls no astro, with the exit code of the signal', async () => {
    const project = new SessionProject({ hangs: true });
    const running = project.begin(['start', '--force']);
    await running.until(() => project.aws.calls().length > 0);
    // The check, which ends with the signal too, is over by then.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await running.end('SIGTERM')).toBe(143);
    expect([running.output, project.astro.calls()]).toEqual(['', []]);
  });
});

describe('in a project without a session', () => {
  testUnix('nothing is written below the home, and nothing about keys is said', () => {
    const project = new SessionProject({}, []);
    expect(project.run(['start', '--no-export', '-n'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: '' });
    expect([project.astro.calls()[0].args, project.aws.calls(), namesBelow(project.home)]).toEqual([['dev', 'start', '-n'], [], []]);
  });

  testUnix('--watch is an error before astro', () => {
    const project = new SessionProject({}, []);
    expect(project.run(['start', '--watch'])).toEqual({
      status: 2, stdout: '', stderr: 'projen-astro-airflow: start takes --watch where the project declares a session whose keys it can renew, and docker-compose.override.yml declares none here.\n',
    });
    expect(project.astro.calls()).toEqual([]);
  });

  testUnix('the keys that it used while it declared one are removed, unless another project uses them', () => {
    const project = new SessionProject({}, []);
    const folder = path.join(project.home, '.airflow-credentials', 'aws', 'dev');
    const used = (...projects: string[]): void => write(folder, { 'state.json': JSON.stringify({ name: 'dev', projects, leased: false }), 'mount/session.json': '{}' });
    used(project.directory, os.tmpdir());
    expect(project.run(['start'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: '' });
    expect([project.hasKeys(), JSON.parse(read(folder, 'state.json')).projects]).toEqual([true, [os.tmpdir()]]);
    used(project.directory);
    expect(project.run(['start'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: `${folder}: keys removed, because this project declares no session any more\n` });
    expect([project.hasKeys(), project.run(['start']).stderr]).toEqual([false, '']);
  });

  testUnix('--force keeps the keys, because the files can have drifted and the override can be lost by accident', () => {
    const project = new SessionProject();
    project.run(['login']);
    fs.renameSync(path.join(project.directory, OVERRIDE), path.join(project.directory, 'x'));
    const { status, stderr } = project.run(['start', '--force']);
    expect([status, stderr, project.hasKeys()]).toEqual([0, expect.not.stringContaining('keys removed'), true]);
  });

  testUnix('keys that cannot be removed are named, and Airflow starts', () => {
    const project = new SessionProject({}, []);
    const folder = path.join(project.home, '.airflow-credentials', 'aws', 'dev');
    write(folder, { 'state.json': JSON.stringify({ name: 'dev', projects: [project.directory], leased: false }) });
    fs.symlinkSync(tempDir(), path.join(folder, 'mount'));
    expect(project.run(['start'])).toEqual({ status: 0, stdout: 'from astro\n', stderr: expect.stringMatching(/^note: .*\/mount is a link, and what it leads to is left alone\..*\n$/) });
  });

  testUnix('stop, parse and pytest get no keys', () => {
    const project = new SessionProject();
    ['stop', 'parse', 'pytest'].forEach((command) => expect(project.run([command])).toEqual({ status: 0, stdout: 'from astro\n', stderr: '' }));
    expect(namesBelow(project.home)).toEqual([]);
  });
});
