import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { assertNamed } from '../airflow/named';
import { BASE, CONTAINER_USER, type AirflowMajor } from '../base';
import type { Engine } from '../containers/engine';
import type { MakeStack } from '../containers/failing-starts';
import type { Container, Stack } from '../containers/stack';
import type { RowRun } from '../row';
import { answeringCli } from './aws-clis';
import { inSeconds } from './host-setting';
import { Machine } from './machine';

/** An rc file's line that declares a session. */
export const SESSION_RC = 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.session({ profile: \'dev\', profiles: [\'data\'], region: \'us-west-2\' })] });';

/** What a reader of the guide expects in each Airflow service. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  AWS_CONFIG_FILE: '/home/astro/.aws/config',
  AWS_SHARED_CREDENTIALS_FILE: '/home/astro/.aws/credentials',
  AWS_PROFILE: 'default',
  AWS_DEFAULT_PROFILE: 'default',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_DEFAULT_REGION: 'us-west-2',
  AWS_REGION: 'us-west-2',
};

/** Where containers see what: the further profile is outside of the first one's folder. */
const [OWN, FURTHER] = ['/home/astro/.aws', '/home/astro/.aws-profiles/data'];

/** A user of the host who is neither the developer nor the containers' user. */
const ANOTHER = 1001;

/** Seconds in which a start that cannot succeed has to say so. */
const AT_ONCE = 20;

/** What a stack with a session is to one engine. */
interface StackCheck {
  readonly sentence: string;
  readonly work: (started: SessionStack) => Promise<void> | void;
}

const CHECKS: readonly StackCheck[] = [
  { sentence: 'after an export every Airflow service reads the keys as the containers\' user, with the declared environment, and cannot change them', work: (stack) => stack.readable() },
  { sentence: 'new keys on the host are new keys in the running containers, also after a logout', work: (stack) => stack.renewed() },
  { sentence: 'neither "docker inspect" nor the environment of a container has a key', work: (stack) => stack.uninspected() },
  { sentence: 'another user of the host reads no keys through the processes of the containers, but for the one who has the id of their user', work: (stack) => stack.private() },
  { sentence: 'a removed folder of the mount stays removed in the containers until they are started again, so that a logout removes files alone', work: (stack) => stack.folderRemoved() },
];

/** The names of its checks. */
export function namesOfSession(major: AirflowMajor, remapped: boolean): string[] {
  return CHECKS.map(({ sentence }) => `Airflow ${major}, session${remapped ? ' with a user namespace' : ''}: ${sentence}`);
}

/**
 * Proves what the containers of a stack see of a session, which is exported before the start.
 *
 * @param remapped whether the engine gives them a user namespace
  */
export async function checkSession(run: RowRun, engine: Engine, makeStack: MakeStack, major: AirflowMajor, remapped = false): Promise<void> {
  const names = namesOfSession(major, remapped);
  if (!run.wants(...names)) {
    return;
  }
  let stack: Stack | undefined;
  let started: Promise<SessionStack> | undefined;
  const start = async (): Promise<SessionStack> => {
    stack = makeStack({ major, rc: () => SESSION_RC });
    const session = new SessionStack(run, engine, stack, major, remapped);
    await session.export('FIRST');
    const { status, output } = await stack.up();
    assert.equal(status, 0, `the stack did not start: ${output}`);
    return session;
  };
  for (const [index, { work }] of CHECKS.entries()) {
    await run.check(names[index], async () => work(await (started ??= start())));
  }
  await stack?.down();
}

/** Without an export Docker stops the start with its own message, which is all that a user of plain `astro dev start` sees. */
export async function checkBeforeExport(run: RowRun, makeStack: MakeStack, major: AirflowMajor): Promise<void> {
  await run.check(`Airflow ${major}, session: before an export the start fails at once with "bind source path does not exist", and nothing is created`, async () => {
    const stack = makeStack({ major, rc: () => SESSION_RC });
    try {
      const { status, output } = await stack.up(AT_ONCE);
      assert.match(output, /invalid mount config for type "bind": bind source path does not exist: \S+\/\.airflow-credentials\/aws\/(dev|data)\/mount/);
      assertNamed(run, output, 'session', 'session-not-exported');
      assert.equal(status, 1);
      assert.ok(!fs.existsSync(path.join(stack.home, '.airflow-credentials')));
    } finally {
      await stack.down();
    }
  });
}

/** Whose keys are mounted is a matter of the shell that starts the stack: compose takes variables from there alone, as in the Astro CLI. */
export async function checkShell(run: RowRun, engine: Engine, makeStack: MakeStack, major: AirflowMajor): Promise<void> {
  await run.check(`Airflow ${major}, session: AWS_PROFILE of the shell that starts the stack names the folder, also with a blank, and that of .env does not`, async () => {
    const shell = { AWS_PROFILE: 'my own' };
    const stack = makeStack({ major, rc: () => SESSION_RC, shell, dotenv: 'AWS_PROFILE=nobody\n' });
    const session = new SessionStack(run, engine, stack, major, false);
    await session.export('OF THE PROJECT');
    await session.export('OF THE SHELL', shell);
    try {
      const { status, output } = await stack.up();
      assert.equal(status, 0, output);
      await session.inEach(`cat ${OWN}/session.json; echo $AWS_PROFILE`, (printed) => assert.match(printed, /"ASIAOF THE SHELL".*\ndefault\n$/));
    } finally {
      await stack.down();
    }
  });
}

/** A stack whose containers have the keys of a session. */
export class SessionStack {
  private readonly machine: Machine;
  private readonly secrets = new Set<string>();

  constructor(run: RowRun, private readonly engine: Engine, private readonly stack: Stack, private readonly major: AirflowMajor, private readonly remapped: boolean) {
    this.machine = new Machine(run, { home: stack.home, cli: answeringCli(run) });
  }

  /** Exports keys with this in their names. */
  async export(word: string, shell: Readonly<Record<string, string>> = {}): Promise<void> {
    const keys = { Version: 1, AccessKeyId: `ASIA${word}`, SecretAccessKey: `secret-of-${word}`, SessionToken: `token-of-${word}`, Expiration: inSeconds(3_600) };
    [keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken].forEach((secret) => this.secrets.add(secret));
    fs.writeFileSync(path.join(this.stack.home, 'answer'), JSON.stringify(keys));
    const { came } = await this.machine.with({ env: shell }).all({ project: this.stack.project });
    assert.deepEqual(came.map(({ name, result }) => [name, result.kind]), [[shell.AWS_PROFILE ?? 'dev', 'keys'], ['data', 'keys']]);
  }

  async readable(): Promise<void> {
    await this.inEach(`cat ${OWN}/session.json ${FURTHER}/session.json`, (output) => assert.equal(output.match(/"AccessKeyId":"ASIAFIRST"/g)?.length, 2, output));
    await this.inEach('id -u; echo $AWS_CONFIG_FILE $AWS_SHARED_CREDENTIALS_FILE $AWS_PROFILE $AWS_DEFAULT_PROFILE $AWS_EC2_METADATA_DISABLED $AWS_DEFAULT_REGION $AWS_REGION', (output) => {
      assert.equal(output, `${CONTAINER_USER.uid}\n${Object.values(ENVIRONMENT).join(' ')}\n`);
    });
    const attempts = ['touch new', 'mkdir new', 'mv config old', 'rm -f session.json', 'chmod 666 session.json', 'sh -c "echo x >> session.json"'];
    const script = [OWN, FURTHER].map((folder) => `cd ${folder}; ${attempts.map((attempt) => `${attempt} 2>&1 && echo it could`).join('; ')}`).join('; ');
    await this.inEach(`${script}; :`, (output) => assert.deepEqual(output.trimEnd().split('\n').filter((line) => !/: (Read-only file system|Permission denied)$/.test(line)), []));
    for (const service of BASE[this.major].otherServices) {
      const { Config, Mounts } = (await this.stack.containers()).get(service)!;
      assert.deepEqual([Config.Env.filter((line) => line.startsWith('AWS_')), Mounts.filter(({ Source }) => Source.includes('.airflow-credentials'))], [[], []]);
    }
  }

  async renewed(): Promise<void> {
    await this.export('SECOND');
    await this.inEach(`cat ${OWN}/session.json ${FURTHER}/session.json`, (output) => assert.equal(output.match(/"ASIASECOND"/g)?.length, 2, output));
    await this.machine.all({ action: 'remove', project: this.stack.project });
    await this.inEach(`ls -A ${OWN} ${FURTHER}`, (output) => assert.equal(output, `${OWN}:\nconfig\n\n${FURTHER}:\n`));
    await this.export('THIRD');
    await this.inEach(`cat ${OWN}/session.json ${FURTHER}/session.json`, (output) => assert.equal(output.match(/"ASIATHIRD"/g)?.length, 2, output));
  }

  async uninspected(): Promise<void> {
    const containers = [...(await this.stack.containers()).values()].map(({ Id }) => Id);
    const { stdout } = await this.engine.client('inspect', ...containers);
    assert.deepEqual([...this.secrets].filter((secret) => stdout.includes(secret)), []);
    await this.inEach('tr "\\0" "\\n" < /proc/1/environ', (output) => assert.deepEqual([...this.secrets].filter((secret) => output.includes(secret)), []));
  }

  async private(): Promise<void> {
    const pid = (await this.stack.containers()).get('scheduler')!.State.Pid;
    const inContainer = `/proc/${pid}/root${OWN}/session.json`;
    const { stdout } = await this.engine.beside(0, `cat ${inContainer}`);
    assert.match(stdout, /"AccessKeyId"/);
    const another = await this.engine.beside(ANOTHER, `cat ${inContainer}`);
    assert.deepEqual([another.stdout, /Permission denied/.test(another.stderr)], ['', true], another.output);
    // As for every container without a user namespace: whoever has the id of its user may look into it.
    const same = await this.engine.beside(CONTAINER_USER.uid, `cat ${inContainer}`);
    assert.deepEqual(same.stdout === stdout, !this.remapped, same.output);
  }

  async folderRemoved(): Promise<void> {
    fs.rmSync(path.join(this.machine.folder('dev'), 'mount'), { recursive: true });
    await this.export('FOURTH');
    await this.inEach(`ls -A ${OWN}`, (output) => assert.equal(output, ''));
    const { Id } = (await this.stack.containers()).get('scheduler')!;
    await this.engine.client('restart', '--time', '5', Id);
    const { output } = await this.engine.exec(Id, `cat ${OWN}/session.json`);
    assert.match(output, /"ASIAFOURTH"/);
  }

  /** Runs a script in every Airflow service, which has to succeed. */
  async inEach(script: string, check: (output: string) => void): Promise<void> {
    const containers = await this.stack.containers();
    await Promise.all(BASE[this.major].airflowServices.map(async (service) => {
      const ran = await this.engine.exec(containers.get(service)!.Id, script);
      assert.equal(ran.status, 0, `in ${service}: ${ran.output}`);
      check(ran.output);
    }));
  }
}

/** The mount of the credentials in a container, as the engine was asked for it. */
export function askedFor({ HostConfig: { Binds, Mounts = [] } }: Container, target: string): string | object | undefined {
  return (Binds ?? []).find((bind) => bind.includes(`:${target}:`)) ?? Mounts.find(({ Target }) => Target === target);
}
