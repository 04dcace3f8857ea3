import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Engine } from './engine';
import type { MakeStack } from './failing-starts';
import { importPythonImage, PYTHON_IMAGE, STS } from './python-image';
import { AWS_FILES, type Stack } from './stack';
import { AIRFLOW_IMAGE } from './stand-in';
import { CONTAINER_USER, type AirflowMajor } from '../base';
import type { RowRun } from '../row';
import { runProgram } from '../tools/program';

const RC = 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ profile: \'dev\' })] });';

/** A uid that is neither root's nor the container user's: that of a developer on native Linux. */
const DEVELOPER = 1000;

interface Finding {
  readonly id: string;
  readonly group: string;
  readonly verdict: string;
  readonly line: string;
  readonly fix?: string;
}

/** A cause that is really made, and what the doctor is to say of it: parts of its lines, by check and verdict. */
interface Cause {
  readonly what: string;
  readonly make: (aws: (name: string) => string, config: string) => void;
  readonly said: Readonly<Record<string, RegExp>>;
}

const READ = /reads \/home\/astro\/\.aws\/config and \/home\/astro\/\.aws\/credentials/;
const CALLER = /arn:aws:iam::123456789012:user\/alice/;

const CAUSES: readonly Cause[] = [
  { what: 'nothing', make: () => undefined, said: { 'try-files ok': READ, 'try-identity ok': CALLER } },
  {
    what: 'a file of another user with the mode 0600',
    make: (aws) => fs.chownSync(aws('credentials'), DEVELOPER, DEVELOPER),
    said: { 'try-files ok': /config$/, 'try-files failure': /may not read \/home\/astro\/\.aws\/credentials/, 'try-identity failure': /NoCredentialsError: it finds no credentials/ },
  },
  { what: 'absent files', make: (aws) => ['config', 'credentials'].forEach((name) => fs.rmSync(aws(name))), said: { 'try-files failure': /finds no .*config and .*credentials/, 'try-identity failure': /ProfileNotFound/ } },
  { what: 'keys that have ended', make: (aws) => keys(aws, 'ASIAEXPIRED'), said: { 'try-files ok': READ, 'try-identity failure': /ExpiredToken: the keys have ended/ } },
  { what: 'keys that nobody knows', make: (aws) => keys(aws, 'AKIAUNKNOWN'), said: { 'try-files ok': READ, 'try-identity failure': /InvalidClientTokenId: AWS refuses these keys/ } },
  {
    what: 'another profile than the declared one',
    make: (aws, config) => {
      fs.writeFileSync(aws('config'), config.replace('profile dev', 'profile mine'));
      fs.writeFileSync(aws('credentials'), '');
    },
    said: { 'try-files ok': READ, 'try-identity failure': /ProfileNotFound: its files have no profile dev/ },
  },
  { what: 'a profile without a region', make: (aws, config) => fs.writeFileSync(aws('config'), config.replace(/^region.*\n/m, '')), said: { 'try-files ok': READ, 'try-identity warning': /finds no region of AWS.*NoRegionError/, 'try-identity ok': CALLER } },
  { what: 'a broken file', make: (aws) => fs.writeFileSync(aws('config'), '[profile dev\n'), said: { 'try-files ok': READ, 'try-identity failure': /ConfigParseError: a file with the profiles is broken/ } },
  { what: 'no sign-in', make: (aws, config) => signIn(aws, config), said: { 'try-files ok': READ, 'try-identity failure': /SSOTokenLoadError: the sign-in has ended/ } },
  {
    what: 'a sign-in that has ended',
    make: (aws, config) => token(signIn(aws, config), -60, CONTAINER_USER.uid),
    // A renewal that cannot be kept would lose the refresh token.
    said: { 'try-files ok': /\.aws\/credentials and \/home\/astro\/\.aws\/sso\/cache\/[0-9a-f]{40}\.json$/, 'try-identity unknown': /was not tried in a container: the sign-in of dev has ended or is about to/ },
  },
  {
    what: 'a token of another user with the mode 0600',
    make: (aws, config) => token(signIn(aws, config), 480, DEVELOPER),
    said: { 'try-files ok': READ, 'try-files failure': /may not read \/home\/astro\/\.aws\/sso\/cache\/[0-9a-f]{40}\.json/, 'try-identity failure': /KeyError: it cannot read the token of the sign-in/ },
  },
  { what: 'no answer of AWS', make: (aws, config) => fs.writeFileSync(aws('config'), config.replace(':4566', ':4567')), said: { 'try-files ok': READ, 'try-identity failure': /EndpointConnectionError: AWS cannot be reached/ } },
];

function keys(aws: (name: string) => string, id: string): void {
  fs.writeFileSync(aws('credentials'), `[dev]\naws_access_key_id = ${id}\naws_secret_access_key = secret\n`);
}

/** Makes `dev` a profile of single sign-on; gives the file of its token. */
function signIn(aws: (name: string) => string, config: string): string {
  fs.writeFileSync(aws('config'), `${config}sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = developer\n[sso-session corp]\nsso_region = us-west-2\nsso_start_url = https://corp.example.com/start\nsso_registration_scopes = sso:account:access\n`);
  fs.writeFileSync(aws('credentials'), '');
  const file = aws(`sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`);
  fs.rmSync(file, { force: true });
  return file;
}

/** @param minutes that it lasts */
function token(file: string, minutes: number, owner: number): void {
  fs.writeFileSync(file, JSON.stringify({ startUrl: 'https://corp.example.com/start', region: 'us-west-2', accessToken: 'a-token', expiresAt: new Date(Date.now() + minutes * 60_000).toISOString() }), { mode: 0o600 });
  fs.chownSync(file, owner, owner);
}

/** What a container can do, found out by the doctor's own trial: in the running stack, and in a container of the project's image. */
export async function checkTrial(run: RowRun, engine: Engine, makeStack: MakeStack, major: AirflowMajor, gateway: string): Promise<void> {
  const named = (['stack', 'image'] as const).flatMap((where) => CAUSES.map((cause) => ({ where, cause, name: `Airflow ${major}: doctor --try names ${cause.what} ${where === 'stack' ? 'in the running stack' : 'in a container of the image'}` })));
  const alone = [`Airflow ${major}: doctor --try leaves no container behind, and pulls none`, `Airflow ${major}: doctor --try in an image without Python is unknown`];
  if (!run.wants(...named.map(({ name }) => name), ...alone)) {
    return;
  }
  await importPythonImage(run, engine, path.join(run.work, 'stand-in'));
  const stack = makeStack({ major, rc: () => RC, image: PYTHON_IMAGE });
  const { stdout: server } = await engine.client('run', '--detach', '--network', 'host', '--entrypoint', 'python3', PYTHON_IMAGE, '-c', STS);
  const trial = new Trial(run, engine, stack);
  const image = async (name: string): Promise<void> => void await engine.client('tag', name, trial.image);
  try {
    const { status, output } = await stack.up();
    assert.equal(status, 0, output);
    for (const { where, cause, name } of named) {
      if (where === 'image' && cause.what === 'nothing') {
        await stack.down();
        await image(PYTHON_IMAGE);
      }
      const before = await trial.containers();
      await run.check(name, async () => {
        const address = where === 'stack' ? await trial.gateway() : gateway;
        assert.deepEqual(await trial.of(cause, address), []);
        assert.deepEqual(await trial.containers(), before);
      });
    }
    await run.check(alone[0], async () => {
      await engine.client('rmi', trial.image);
      const findings = await trial.findings();
      assert.deepEqual(findings.map(({ id, verdict, line }) => [id, verdict, /there is no image of it here/.test(line)]), [['try-files', 'unknown', true]]);
      assert.deepEqual(await trial.containers(), [server.trim()]);
    });
    await run.check(alone[1], async () => {
      await image(AIRFLOW_IMAGE);
      // Through Docker's client Podman only says that it failed.
      assert.match((await trial.findings())[0].line, /the image has no python3|could not run it/);
    });
  } finally {
    await engine.client('rm', '--force', server.trim());
    await stack.down();
  }
}

class Trial {
  /** As the Astro CLI names it: by the name in its configuration and a hash of the folder. */
  readonly image: string;

  constructor(private readonly run: RowRun, private readonly engine: Engine, private readonly stack: Stack) {
    this.image = `orders_${createHash('md5').update(fs.realpathSync(stack.project)).digest('hex').slice(0, 6)}/airflow:latest`;
  }

  /** What the doctor says otherwise than it should. */
  async of({ make, said }: Cause, gateway: string): Promise<string[]> {
    const aws = (name: string): string => path.join(this.stack.home, '.aws', name);
    const config = `${AWS_FILES.config}endpoint_url = http://${gateway}:4566\n`;
    fs.writeFileSync(aws('config'), config);
    keys(aws, 'AKIAGOOD');
    ['config', 'credentials'].forEach((name) => {
      fs.chownSync(aws(name), CONTAINER_USER.uid, CONTAINER_USER.uid);
      fs.chmodSync(aws(name), 0o600);
    });
    make(aws, config);
    const findings = await this.findings();
    const text = findings.map(({ id, verdict, line }) => `${id} ${verdict}: ${line}`);
    const lacking = Object.entries(said).filter(([what, line]) => !findings.some((one) => `${one.id} ${one.verdict}` === what && line.test(one.line)));
    const more = findings.filter(({ id, verdict }) => said[`${id} ${verdict}`] === undefined);
    return lacking.length + more.length === 0 ? [] : text;
  }

  async findings(): Promise<Finding[]> {
    const bin = path.join(this.run.packages.folder('projen-astro-airflow'), 'bin', 'projen-astro-airflow');
    const env = { ...this.engine.env, HOME: this.stack.home };
    const { stdout, stderr } = await runProgram(process.execPath, [bin, 'doctor', this.stack.project, '--try', '--format', 'json'], { cwd: this.stack.project, env, timeout: 120 });
    assert.doesNotMatch(stdout + stderr, /AKIA|ASIA|aws_secret/);
    return (JSON.parse(stdout) as { findings: Finding[] }).findings.filter(({ group }) => group === 'container');
  }

  /** This machine's address in the network of the scheduler. */
  async gateway(): Promise<string> {
    const { Id } = (await this.stack.containers()).get('scheduler')!;
    return (await this.engine.client('inspect', '--format', '{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}', Id)).stdout.trim();
  }

  async containers(): Promise<string[]> {
    return (await this.engine.client('ps', '--all', '--quiet', '--no-trunc')).stdout.split('\n').filter((line) => line !== '').sort();
  }
}
