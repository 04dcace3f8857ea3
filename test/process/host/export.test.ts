import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sessionFacts } from '../../../src/doctor/collect/sessions';
import { exportSession, prepareSession, type Exported, type ExportOptions } from '../../../src/host/export';
import type { HostSession } from '../../../src/host/host-session';
import { removeSession } from '../../../src/host/remove-session';
import { FakeCli, OFFLINE, SIGN_IN_ENDED, type Answer } from '../../support/host/fake-cli';
import { awsSession, azureSession, keysFile, printedKeys, SECRET, TOKEN } from '../../support/host/sessions';
import { testIf } from '../../support/projects';
import { namesBelow, read, tempDir, write } from '../../support/util';

const testUnix = testIf(process.platform !== 'win32', 'a system that runs scripts as programs');
const MODES = 0o777;

/** A developer's machine: a home, a command line of AWS, and what was said. */
class Machine {
  public readonly home = tempDir();
  public readonly lines: string[] = [];
  public readonly cli = new FakeCli();

  public constructor(answer: Answer = { seconds: 3_600 }) {
    this.cli.answers(answer);
  }

  public session(entry: Readonly<Record<string, unknown>> = {}): HostSession {
    return awsSession(this.home, entry);
  }

  public async export(options: Partial<ExportOptions> = {}, session: HostSession = this.session()): Promise<Exported> {
    const exported = await exportSession(session, { when: 'start', project: '/home/alice/orders', say: (line) => this.lines.push(line), env: this.cli.env(), limit: 20_000, ...options });
    const said = [JSON.stringify(exported), ...this.lines].join('\n');
    [SECRET, TOKEN].forEach((secret) => expect(said).not.toContain(secret.slice(0, 20)));
    return exported;
  }

  public keys(profile?: string): any {
    return JSON.parse(fs.readFileSync(keysFile(this.home, profile), 'utf-8'));
  }

  public state(): any {
    return JSON.parse(read(this.home, '.airflow-credentials/aws/dev/state.json'));
  }

  /** Keys that are there already. */
  public async with(seconds: number): Promise<this> {
    const { answer } = this;
    this.cli.answers({ seconds });
    await this.export({ when: 'always' });
    this.cli.answers(answer);
    return this;
  }

  private get answer(): Answer {
    return JSON.parse(read(this.cli.folder, 'answer.json')) as Answer;
  }
}

describe('an export', () => {
  testUnix('asks the AWS CLI without the keys and the profile of the shell, and leaves readable keys and nothing else', async () => {
    const machine = new Machine();
    const env = machine.cli.env({ AWS_PROFILE: 'other', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: 'x', AWS_DEFAULT_PROFILE: 'x', AWS_CREDENTIAL_EXPIRATION: 'x', Aws_Security_Token: 'x', AWS_CA_BUNDLE: '/ca' });
    expect(await machine.export({ env })).toMatchObject({ kind: 'keys', fresh: true });
    expect(machine.cli.calls()).toMatchObject([{ args: ['configure', 'export-credentials', '--profile', 'dev', '--format', 'process'], env: { AWS_CA_BUNDLE: '/ca', AWS_PAGER: '', AWS_CLI_AUTO_PROMPT: 'off' } }]);
    expect(Object.keys(machine.cli.calls()[0].env).sort()).toEqual(['AWS_CA_BUNDLE', 'AWS_CLI_AUTO_PROMPT', 'AWS_PAGER']);
    expect(machine.keys()).toMatchObject({ SecretAccessKey: SECRET, SessionToken: TOKEN });
    const own = path.join(machine.home, '.airflow-credentials', 'aws', 'dev');
    const modes = Object.fromEntries(namesBelow(own).map((name) => [name, (fs.statSync(path.join(own, name)).mode & MODES).toString(8)]));
    expect(modes).toEqual({ 'mount': '755', 'mount/config': '644', 'mount/session.json': '644', 'state.json': '600' });
    expect(machine.state()).toEqual({ name: 'dev', projects: ['/home/alice/orders'], leased: false });
    expect(machine.lines).toEqual([]);
  });

  testUnix('has the same modes under umask 077', async () => {
    const machine = new Machine();
    const umask = process.umask(0o077);
    await machine.export().finally(() => process.umask(umask));
    expect(fs.statSync(keysFile(machine.home)).mode & MODES).toBe(0o644);
  });

  testUnix('opens files again that containers could not read, also those that it does not write', async () => {
    const machine = await new Machine().with(3_600);
    const files = [keysFile(machine.home), path.join(path.dirname(keysFile(machine.home)), 'config')];
    files.forEach((file) => fs.chmodSync(file, 0o600));
    const mounted = () => sessionFacts(machine.session(), { noKeys: '', keysEnded: '' }, { value: true }).mounted.map(({ path: file, wanted, mode }) => [path.basename(file), wanted, mode]);
    expect(mounted()).toEqual([['config', 0o644, 0o600], ['session.json', 0o644, 0o600]]);
    expect(await machine.export()).toMatchObject({ kind: 'keys', fresh: false });
    expect(mounted()).toEqual([['config', 0o644, 0o644], ['session.json', 0o644, 0o644]]);
  });

  testUnix('replaces pipes that are in the place of files, and waits for none of them', async () => {
    const machine = await new Machine().with(3_600);
    const own = path.join(machine.home, '.airflow-credentials', 'aws', 'dev');
    const files = namesBelow(own).map((name) => path.join(own, name)).filter((file) => fs.statSync(file).isFile());
    files.forEach((file) => fs.rmSync(file));
    execFileSync('mkfifo', files);
    expect(await machine.export()).toMatchObject({ kind: 'keys' });
    expect(files.filter((file) => !fs.statSync(file).isFile())).toEqual([]);
  });

  testUnix('of a watch puts nothing back that a logout has removed since the watch looked', async () => {
    const machine = await new Machine().with(3_600);
    removeSession(machine.session());
    expect(await machine.export({ when: 'watch' })).toEqual({ kind: 'stopped' });
    expect(fs.existsSync(keysFile(machine.home))).toBe(false);
    expect(await machine.export()).toMatchObject({ kind: 'keys' });
    fs.rmSync(keysFile(machine.home));
    expect(await machine.export({ when: 'watch' })).toMatchObject({ kind: 'keys' });
  });

  testUnix('leases keys without an end, and notes it', async () => {
    const machine = new Machine({ stdout: printedKeys(undefined) });
    const { end } = (await machine.export()) as any;
    expect(Math.abs(end - Date.now() - 30 * 60_000)).toBeLessThan(30_000);
    expect(machine.state().leased).toBe(true);
  });

  testUnix('gives the containers the region of the profile, which is asked for once and again after a change of the CLI\'s settings', async () => {
    const config = (machine: Machine): string => read(machine.home, '.airflow-credentials/aws/dev/mount/config');
    const regions = (machine: Machine): string[] => [...config(machine).matchAll(/^region = (.*)$/gm)].map(([, region]) => region);
    const machine = new Machine({ seconds: 60, region: 'eu-west-1' });
    await machine.export();
    expect([regions(machine), config(machine).indexOf('region') > config(machine).indexOf('[default]')]).toEqual([['eu-west-1', 'eu-west-1'], true]);
    machine.cli.answers({ seconds: 60, region: 'eu-west-2' });
    await machine.export();
    expect(regions(machine)).toEqual(['eu-west-1', 'eu-west-1']);
    write(machine.home, { '.aws/config': '' });
    const later = new Date(Date.now() + 60_000);
    fs.utimesSync(path.join(machine.home, '.aws/config'), later, later);
    await machine.export();
    expect(regions(machine)).toEqual(['eu-west-2', 'eu-west-2']);
    machine.cli.answers({ seconds: 60, region: 'no region\n[profile x]' });
    await machine.export();
    expect(regions(machine)).toEqual([]);
  });

  testUnix('keeps the projects that use the keys, each once', async () => {
    const machine = new Machine();
    for (const project of ['/home/alice/orders', '/home/alice/other', '/home/alice/orders']) {
      await machine.export({ project });
    }
    expect([machine.state().projects, machine.cli.calls().length]).toEqual([['/home/alice/orders', '/home/alice/other'], 1]);
  });
});

describe('before a start', () => {
  testUnix('keys that last long enough are kept without a call; login asks all the same', async () => {
    const machine = await new Machine().with(900);
    const before = machine.cli.calls().length;
    expect(await machine.export()).toMatchObject({ kind: 'keys', fresh: false });
    expect(machine.cli.calls()).toHaveLength(before);
    expect(await machine.export({ when: 'always' })).toMatchObject({ kind: 'keys', fresh: true });
    expect(machine.cli.calls()).toHaveLength(before + 1);
  });

  testUnix('keys under 14 and a half minutes are renewed', async () => {
    expect(await (await new Machine().with(860)).export()).toMatchObject({ fresh: true });
  });

  testUnix('settings of the CLI that are a link to themselves are left to the CLI', async () => {
    const machine = await new Machine().with(3_600);
    fs.symlinkSync('.aws', path.join(machine.home, '.aws'));
    expect(await machine.export()).toMatchObject({ kind: 'keys', fresh: false });
  });

  testUnix("keys from before the last change of the CLI's settings are renewed; a watch leaves them", async () => {
    const machine = await new Machine().with(3_000);
    write(machine.home, { '.aws/config': '' });
    fs.utimesSync(path.join(machine.home, '.aws', 'config'), new Date(), new Date(Date.now() + 5_000));
    expect(await machine.export({ when: 'watch' })).toMatchObject({ fresh: false });
    expect(await machine.export()).toMatchObject({ fresh: true });
  });

  testUnix('in a shell whose AWS CLI has other config files, their keys and their region are asked for, however old the files are', async () => {
    const machine = new Machine();
    const startIn = (folder: string, region: string): Promise<Exported> => {
      machine.cli.answers({ seconds: 3_600, region });
      return machine.export({}, awsSession(machine.home, {}, { AWS_CONFIG_FILE: `~/${folder}/config` }));
    };
    const region = (): string | undefined => /^region = (.*)$/m.exec(read(machine.home, '.airflow-credentials/aws/dev/mount/config'))?.[1];
    await startIn('.aws', 'eu-west-1');
    expect([machine.state(), region()]).toEqual([{ name: 'dev', projects: ['/home/alice/orders'], leased: false }, 'eu-west-1']);
    await startIn('b', 'eu-west-2');
    expect([machine.state().about, region()]).toEqual([[path.join(machine.home, 'b', 'config'), path.join(machine.home, '.aws', 'credentials')].join(path.delimiter), 'eu-west-2']);
    await startIn('b', 'eu-west-2');
    expect(machine.cli.calls()).toHaveLength(2);
    await startIn('.aws', 'eu-west-1');
    expect(machine.cli.calls()).toHaveLength(3);
  });

  testUnix('a change of the config file is seen where a variable or ~ in AWS_CONFIG_FILE leads to it', async () => {
    for (const AWS_CONFIG_FILE of ['~/alt/config', '$BASE/alt/config', '${BASE}/alt/config']) {
      const machine = new Machine();
      const session = awsSession(machine.home, {}, { AWS_CONFIG_FILE, BASE: machine.home });
      write(machine.home, { 'alt/config': '' });
      await machine.export({}, session);
      await machine.export({}, session);
      expect(machine.cli.calls()).toHaveLength(1);
      fs.utimesSync(path.join(machine.home, 'alt', 'config'), new Date(), new Date(Date.now() + 5_000));
      await machine.export({}, session);
      expect(machine.cli.calls()).toHaveLength(2);
    }
  });

  testUnix('keys that nobody vouches for are asked for again', async () => {
    const machine = await new Machine().with(3_000);
    fs.rmSync(path.join(machine.home, '.airflow-credentials', 'aws', 'dev', 'state.json'));
    expect(await machine.export()).toMatchObject({ fresh: true });
  });

  testUnix('keys of a profile whose name differs in its case are not taken for those of this one', async () => {
    const machine = await new Machine().with(3_000);
    write(machine.home, { '.airflow-credentials/aws/dev/state.json': JSON.stringify({ name: 'Dev', projects: [], leased: false }) });
    await expect(machine.export()).rejects.toThrow(/has the AWS keys of "Dev", not of "dev": this file system ignores case\./);
  });
});

describe('a program that gives no keys', () => {
  testUnix('leaves the old ones alone, and says why in one line', async () => {
    const cases: Array<[Answer, string]> = [
      [SIGN_IN_ENDED, 'the sign-in of dev has ended: aws sso login --profile dev'],
      [{ code: 2, stderr: 'aws: error: argument subcommand: Invalid choice, valid choices are:' }, 'this AWS CLI is too old: a session needs 2.9.0 or newer. Install AWS CLI version 2.'],
      [{ stdout: 'AWS_ACCESS_KEY_ID=x' }, 'aws printed no JSON for dev. Is it the AWS CLI?'],
      [{ stdout: '{}' }, 'what aws printed has no keys for dev (AccessKeyId, SecretAccessKey, Version).'],
      [{ seconds: -60 }, 'the keys that dev gives have expired already (or this clock is wrong). Sign in again.'],
      [{ seconds: 3_600, code: 255 }, 'aws failed: exit code 255'],
      [{ seconds: 3_600, code: 255, stderr: `no luck with ${SECRET}` }, 'aws failed: no luck with …'],
      [{ floods: true }, 'aws printed far more than credentials, so it was ended.'],
      [{ isPrompt: true }, 'dev asks for an MFA code. Run {login} in a terminal.'],
    ];
    const machine = await new Machine().with(600);
    const before = fs.readFileSync(keysFile(machine.home), 'utf-8');
    for (const [answer, text] of cases) {
      machine.cli.answers(answer);
      expect(await machine.export()).toMatchObject({ kind: 'failed', failure: { text } });
    }
    expect(fs.readFileSync(keysFile(machine.home), 'utf-8')).toBe(before);
    expect(machine.lines).toEqual([]);
  });

  testUnix('because there is none', async () => {
    const machine = new Machine();
    expect(await machine.export({ env: { PATH: tempDir() } })).toEqual({ kind: 'failed', failure: { text: 'there is no AWS CLI (a command aws) on the PATH. Install AWS CLI version 2, then open a new terminal.' } });
    expect(fs.existsSync(keysFile(machine.home))).toBe(false);
  });

  testUnix('because it hangs is ended with what it started', async () => {
    const machine = new Machine({ hangs: true });
    expect(await machine.export({ limit: 4_000 })).toMatchObject({ failure: { text: 'aws gave no answer in 4 s, so it was ended. Run it in a terminal to see what it waits for.' } });
    const pids = [machine.cli.calls()[0].pid, Number(read(machine.cli.folder, 'child'))];
    const listed = (): string[][] => execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf-8' }).split('\n').map((line) => line.trim().split(/ +/));
    const running = (): string[][] => listed().filter(([pid, state = 'Z']) => pids.includes(Number(pid)) && !state.startsWith('Z'));
    // A killed process can be listed for a moment.
    for (const end = Date.now() + 5_000; running().length > 0 && Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(running()).toEqual([]);
  });

  testUnix('is ended by a signal', async () => {
    const machine = new Machine({ hangs: true });
    expect(await machine.export({ signal: AbortSignal.timeout(800) })).toEqual({ kind: 'stopped' });
    expect(fs.readdirSync(path.join(machine.home, '.airflow-credentials/aws/dev'))).toEqual(['mount']);
  });

  testUnix('because the network is away: the old ones go on if they last for 5 minutes', async () => {
    const machine = await new Machine(OFFLINE).with(400);
    expect(await machine.export()).toMatchObject({ kind: 'offline', failure: { text: 'AWS cannot be reached. Check the network, a proxy and a VPN, then run again.' } });
    await machine.with(200);
    expect(await machine.export()).toMatchObject({ kind: 'failed' });
  });
});

describe('two exports at once', () => {
  testUnix('make one call: the second one waits, and takes what the first one got', async () => {
    const machine = new Machine({ seconds: 3_600, delay: 700 });
    // Two of one process would write to one temporary file, but they never write at the same time.
    const results = await Promise.all([machine.export({ when: 'always' }), machine.export({ when: 'always' })]);
    expect(results).toMatchObject([{ kind: 'keys', fresh: true }, { kind: 'keys', fresh: true }]);
    expect([machine.cli.calls().length, machine.lines]).toEqual([1, ['AWS: another export of dev is under way, waiting']]);
  });
});

describe('keys of the shell', () => {
  const shell = { AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: TOKEN };

  testUnix('need no AWS CLI', async () => {
    const machine = new Machine();
    expect(await machine.export({ when: 'always', fromEnvironment: true, env: { PATH: '', ...shell } })).toMatchObject({ kind: 'keys', fresh: true });
    expect([machine.keys().SecretAccessKey, machine.state().leased, machine.cli.calls()]).toEqual([SECRET, true, []]);
  });
});

describe('without an export', () => {
  test('the folder to mount is made, with its config and without keys', async () => {
    const machine = new Machine();
    await prepareSession(machine.session(), { project: '/home/alice/orders', say: () => undefined });
    expect(namesBelow(path.join(machine.home, '.airflow-credentials', 'aws', 'dev'))).toEqual(['mount', path.join('mount', 'config'), 'state.json']);
  });

  testUnix('knows each project whose containers use the keys, also of those that got no new ones', async () => {
    const machine = await new Machine(OFFLINE).with(400);
    const { projects: [first], ...known } = machine.state();
    expect(await machine.export({ project: '/home/alice/offline' })).toMatchObject({ kind: 'offline' });
    await prepareSession(machine.session(), { project: '/home/alice/without', say: () => undefined });
    await prepareSession(machine.session(), { project: first, say: () => undefined });
    expect(machine.state()).toEqual({ ...known, projects: [first, '/home/alice/offline', '/home/alice/without'] });
  });
});

describe('a session of another cloud', () => {
  testUnix('is data alone: Azure has a token for each resource, each renewed on its own, and a program that is mounted', async () => {
    const home = tempDir();
    const cli = new FakeCli('az');
    const session = azureSession(home, { a1: 'https://vault.azure.net', b2: 'https://storage.azure.com' });
    const run = (when: ExportOptions['when']) => exportSession(session, { when, project: '/home/alice/orders', say: () => undefined, env: cli.env() });
    const token = (seconds: number): Answer => ({ stdout: JSON.stringify({ accessToken: 'eyJ0', expires_on: Math.floor(Date.now() / 1_000) + seconds, tokenType: 'Bearer' }) });

    cli.answers(token(3_600));
    expect(await run('always')).toMatchObject({ kind: 'keys', fresh: true });
    expect(cli.calls().map(({ program, args }) => [program, args.at(-1)])).toEqual([['az', 'https://vault.azure.net'], ['az', 'https://storage.azure.com']]);
    const mount = path.join(home, '.airflow-credentials', 'azure', 'subscription-1', 'mount');
    expect(fs.readdirSync(mount).sort()).toEqual(['bin', 'token-a1.json', 'token-b2.json']);
    expect(execFileSync(path.join(mount, 'bin', 'az'), { env: { PATH: '/usr/bin:/bin', RESOURCE: 'a1' }, encoding: 'utf-8' })).toContain('"accessToken":"eyJ0"');

    write(mount, { 'token-b2.json': token(500).stdout! });
    expect(await run('watch')).toMatchObject({ kind: 'keys', fresh: true });
    expect(cli.calls().slice(2).map(({ args }) => args.at(-1))).toEqual(['https://storage.azure.com']);

    cli.answers({ code: 1, stderr: "ERROR: Please run 'az login' to setup account." });
    expect(await run('always')).toMatchObject({ kind: 'failed', failure: { text: 'the sign-in of Azure has ended: az login', signIn: ['az', 'login'] } });
  });
});
