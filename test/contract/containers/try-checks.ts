import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Engine } from './engine';
import type { MakeStack } from './failing-starts';
import { importPythonImage, PYTHON_IMAGE } from './python-image';
import type { Stack } from './stack';
import { Airflow } from '../airflow/airflow';
import { makeCause, type Cause } from '../airflow/causes';
import { developerHome, devProfile, type AwsFiles } from '../airflow/developer';
import { startFakeAws, type FakeAws } from '../airflow/fake-aws';
import { iamActions, LAST_2, NEWEST_3 } from '../airflow/rows';
import { ORDERS } from '../airflow/scenarios';
import { awsContent, PASSWORD } from '../airflow/stored';
import { BASE, ENV_FILE, OVERRIDE_FILE, type AirflowMajor } from '../base';
import type { RowRun } from '../row';
import { newestCli, type AwsCli } from '../session/aws-clis';
import { mustRun, runProgram, type Ran } from '../tools/program';
import { OWN_SECRETS } from '../try/rows';
import { TRIAL, TRIED_CAUSES } from '../try/try-checks';

/** The service in which `astro dev run` runs commands. */
const WEB: Readonly<Record<AirflowMajor, string>> = { 2: 'webserver', 3: 'api-server' };

/** What compiled packages need besides the image's Python. */
const LIBRARIES = ['libstdc++.so.6', 'libgcc_s.so.1', 'librt.so.1', 'libdl.so.2', 'libpthread.so.0', 'libm.so.6', 'libutil.so.1'];

/** It refuses SQLite with another executor, and keeps logs of the scheduler apart. */
const OF_AIRFLOW_2 = 'AIRFLOW__CORE__EXECUTOR=SequentialExecutor AIRFLOW__SCHEDULER__CHILD_PROCESS_LOG_DIRECTORY=/tmp/logs/scheduler AIRFLOW__LOGGING__DAG_PROCESSOR_MANAGER_LOG_LOCATION=/tmp/logs/manager.log';

/** Nothing listens there. */
const CLOSED_PORT = 9;

const ids = ({ output }: Ran): string[] => [...output.matchAll(/\[cause-([a-z-]+)\]/g)].map(([, id]) => id);

/** What is proved in the running stack of a project. */
interface Tried {
  readonly name: string;
  readonly options: string;
  readonly prove: (stack: TriedStack) => Promise<void>;
}

const TRIED: readonly Tried[] = [
  {
    name: 'secrets come through, and neither a value nor a password is printed',
    options: ORDERS,
    async prove(stack) {
      const { status, output } = await stack.try({ cause: 'none' });
      assert.equal(status, 0, output);
      assert.match(output, /^ok +the variable my_var came from the secret orders\/variables\/my_var$/m);
      assert.match(output, /^ok +the connection my_conn came from the secret orders\/connections\/my_conn$/m);
      assert.ok(![PASSWORD, encodeURIComponent(PASSWORD), 'the value of'].some((text) => output.includes(text)), output);
    },
  },
  ...TRIED_CAUSES.map((cause): Tried => ({
    name: `names the cause: ${cause.cause}`,
    options: cause.options ?? ORDERS,
    async prove(stack) {
      const ran = await stack.try(cause);
      assert.equal(ran.status, 1, ran.output);
      assert.deepEqual(ids(ran).slice(0, cause.ids.length), cause.ids, ran.output);
    },
  })),
  {
    name: '--create --delete makes the secrets, they come through, and nothing is left',
    options: TRIAL,
    async prove(stack) {
      const { status, output } = await stack.try({ cause: 'none' }, '--create', '--delete');
      assert.equal(status, 0, output);
      assert.match(output, /^created +the secret [^]*^ok +the variable my_var came[^]*^deleted +the secret /m);
      const again = await stack.command('doctor', '--online');
      assert.match(again.stdout, /the secret trial\/variables\/my_var in us-west-2\) does not exist\./, again.output);
    },
  },
];

const WITHOUT_STACK = 'without a running stack says how to start one';

/** `try` in the running stack: a real Airflow in the containers, the keys and the secrets that reach it through the override. */
export async function checkTry(run: RowRun, engine: Engine, makeStack: MakeStack, major: AirflowMajor, address: string): Promise<void> {
  const named = TRIED.map((tried) => ({ ...tried, name: `Airflow ${major}: try in the running stack: ${tried.name}` }));
  const last = `Airflow ${major}: try ${WITHOUT_STACK}`;
  if (!run.wants(...named.map(({ name }) => name), last)) {
    return;
  }
  await importPythonImage(run, engine, path.join(run.work, 'stand-in'));
  const aws = await startFakeAws(run, { ...awsContent([...iamActions(run), ...OWN_SECRETS]), refused: [] }, { network: engine.network, address });
  const [cli, image] = await Promise.all([newestCli(run), withAirflow(run, major)]);
  for (const options of new Set(named.map((tried) => tried.options))) {
    const wanted = named.filter((tried) => tried.options === options && run.wants(tried.name));
    if (wanted.length === 0 && !(options === ORDERS && run.wants(last))) {
      continue;
    }
    const besides = path.join(fs.mkdtempSync(path.join(run.work, 'besides-')), 'besides.yml');
    const stack = new TriedStack(run, engine, makeStack({ major, rc: () => `new astro.LocalAirflow(project, ${options});`, image: PYTHON_IMAGE, besides }), { aws, cli, image, besides, major });
    for (const { name, prove } of wanted) {
      await run.check(name, () => prove(stack));
    }
    await stack.down();
    if (options === ORDERS) {
      await run.check(last, async () => {
        const { status, output } = await stack.command('try');
        assert.equal(status, 2, output);
        assert.match(output, /Airflow is not running here, so the example DAG was not run\. Start it with /);
      });
    }
  }
}

/** What the runtime's image has of Airflow, as mounts: half a gigabyte is not packed into an image for each run. */
interface AirflowImage {
  readonly volumes: readonly string[];
  /** What is empty in it where the provider is missing. */
  readonly provider: readonly string[];
}

/** Airflow's commands in an image in which its services only stay up; SQLite in the place of the stack's database. */
async function withAirflow(run: RowRun, major: AirflowMajor): Promise<AirflowImage> {
  const airflow = await Airflow.prepare(run, major === 3 ? NEWEST_3 : LAST_2);
  const program = path.join(run.work, `airflow-${major}`);
  const url = 'sqlite:////tmp/airflow.db';
  fs.writeFileSync(program, `#!/bin/sh
case "$1" in
  db) exit 0;;
  version|dags|variables) ;;
  *) trap 'exit 0' TERM INT; sleep 2147483647 & wait; exit 0;;
esac
[ -e /tmp/airflow.db ] || { cat /migrated.db > /tmp/airflow.db.new && mv /tmp/airflow.db.new /tmp/airflow.db; }
unset PYTHONPATH
export AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=${url} AIRFLOW__CORE__SQL_ALCHEMY_CONN=${url} AIRFLOW__LOGGING__BASE_LOG_FOLDER=/tmp/logs${major === 2 ? ` ${OF_AIRFLOW_2}` : ''}
exec ${airflow.environment}/bin/airflow "$@"
`, { mode: 0o755 });
  const database = await airflow.database();
  const { stdout: known } = await mustRun('ldconfig', ['-p'], { env: { PATH: '/usr/sbin:/sbin' } });
  const libraries = LIBRARIES.map((name) => known.split('\n').find((line) => line.trim().startsWith(`${name} `))!.split(' => ')[1]);
  fs.chmodSync(database, 0o644);
  // The environment names the program by a link.
  const python = path.join(airflow.environment, 'bin', 'python');
  return {
    volumes: [`${fs.realpathSync(python)}:${fs.readlinkSync(python)}:ro`, `${airflow.environment}:${airflow.environment}:ro`, `${program}:/usr/local/bin/airflow:ro`, `${database}:/migrated.db:ro`, ...libraries.map((library) => `${library}:${library}:ro`)],
    provider: airflow.amazonProvider(),
  };
}

interface Machine {
  readonly aws: FakeAws;
  readonly cli: AwsCli;
  readonly image: AirflowImage;
  readonly besides: string;
  readonly major: AirflowMajor;
}

/** A project and a home that can be made wrong, and right again, with what runs of them. */
class TriedStack {
  private readonly files: ReadonlyMap<string, string>;
  private readonly programs: string;
  /** What Airflow writes where the Astro CLI does not look. */
  private readonly unseen: string;
  private shell: Readonly<Record<string, string>> = {};

  constructor(private readonly run: RowRun, private readonly engine: Engine, private readonly stack: Stack, private readonly machine: Machine) {
    this.files = new Map([ENV_FILE, OVERRIDE_FILE].map((name) => [name, fs.readFileSync(path.join(stack.project, name), 'utf-8')]));
    this.programs = fs.mkdtempSync(path.join(run.work, 'astro-'));
    this.unseen = path.join(this.programs, 'unseen');
    // As the Astro CLI does (airflow/docker.go, Run): in the container of the web server, with the standard output alone, and never with an exit code.
    fs.writeFileSync(path.join(this.programs, 'astro'), `#!/bin/sh
[ "$1 $2" = "dev run" ] || exit 1
shift 2
echo "Running: airflow $*"
id=$(docker ps --quiet --filter label=com.docker.compose.service=${WEB[machine.major]} --filter "label=com.docker.compose.project.working_dir=${stack.project}")
[ -n "$id" ] || { echo "Error: project not running, run astro dev start to start project" >&2; exit 1; }
docker exec "$id" airflow "$@" 2>>${this.unseen} </dev/null
exit 0
`, { mode: 0o755 });
  }

  /** Runs the command with one thing that is wrong. */
  async try(cause: Cause, ...args: string[]): Promise<Ran> {
    const { aws, image, besides, major } = this.machine;
    const { project, home } = this.stack;
    this.files.forEach((text, name) => fs.writeFileSync(path.join(project, name), text));
    const key = aws.keys[cause.key === 'stranger' ? 'stranger' : 'developer'];
    const files = devProfile(aws, key);
    // In place, because the folder is mounted.
    developerHome(home, cause.offline === true ? elsewhere(files) : files);
    makeCause(project, home, cause);
    this.shell = cause.shell ?? {};
    const empty = path.join(this.run.work, 'empty');
    fs.mkdirSync(empty, { recursive: true });
    const emptied = cause.withoutProvider === true ? image.provider.map((place) => `${fs.statSync(place).isDirectory() ? empty : '/dev/null'}:${place}:ro`) : [];
    const services = BASE[major].airflowServices.map((service) => [service, { volumes: [...image.volumes, ...emptied] }] as const);
    // JSON is YAML.
    fs.writeFileSync(besides, JSON.stringify({ services: Object.fromEntries(services) }));
    const { status, output } = await this.stack.up(300, this.shell);
    assert.equal(status, 0, output);
    fs.writeFileSync(this.unseen, '');
    const ran = await this.command('try', ...args);
    return { ...ran, output: `${ran.output}\n${fs.readFileSync(this.unseen, 'utf-8')}` };
  }

  /** Runs a command of the package as a developer of the machine that the engine runs on. */
  async command(...args: string[]): Promise<Ran> {
    const bin = path.join(this.run.packages.folder('projen-astro-airflow'), 'bin', 'projen-astro-airflow');
    const PATH = [this.programs, this.machine.cli.folder, this.engine.env.PATH].join(path.delimiter);
    const [program, ...words] = [...this.engine.network, process.execPath, bin, ...args];
    return runProgram(program, words, { cwd: this.stack.project, env: { ...this.engine.env, HOME: this.stack.home, AWS_EC2_METADATA_DISABLED: 'true', LANG: 'C.UTF-8', ...this.shell, PATH }, timeout: 400 });
  }

  async down(): Promise<void> {
    await this.stack.down();
  }
}

function elsewhere({ credentials }: AwsFiles): AwsFiles {
  return { credentials, config: { 'profile dev': { endpoint_url: `http://127.0.0.1:${CLOSED_PORT}` } } };
}
