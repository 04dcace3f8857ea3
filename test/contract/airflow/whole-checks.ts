import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BASE } from '../base';
import type { Place } from './airflow';
import { composeService } from './compose-service';
import { devProfile, developerHome } from './developer';
import { assertConnectionPrinted, assertNoPassword, assertPrinted, FROM_THE_HOME, ORDERS } from './scenarios';
import { edit, homeWith, type Setting } from './setting';
import { valueOf } from './stored';
import { WholeAirflow, type DagRun } from './whole-airflow';

const DAG = 'example_secrets_dag';

/** The same DAG without retries: one that fails does so at once. */
const DAG_ONCE = 'example_secrets_once';

const TASKS = ['print_variable', 'print_connection'] as const;

/** A lookup by the execution API in the API server's own log of what it was asked. */
const ASKED_FOR_A_SECRET = /path=\/execution\/(variables|connections)\//;

/** What AWS says of a wrong key. */
const REFUSED = /\(403\) when calling the GetSecretValue operation/;

/** What is proved on all of Airflow. */
export const WHOLE_CHECKS = {
  services: 'all services of Airflow have the same environment and the same credentials, so that one container stands for them',
  success: 'the example DAG, triggered over REST, succeeds, and each task finds its secret itself, with the mounted profile',
  wrongKey: 'with a wrong key in the mounted credentials the same tasks fail, since the lookup is refused',
  password: 'no log of any component contains the password of the connection',
  apiServer: 'where tasks have no backend of their own, the API server finds the secrets for them',
  end: 'of a stopped Airflow neither processes nor ports are left',
} as const;

/** Proves all that on one major. */
export async function proveWhole(setting: Setting): Promise<void> {
  const { run, airflow, aws } = setting;
  const { major } = airflow.release;
  const project = airflow.synthesize(ORDERS);
  const home = homeWith(setting, devProfile(aws, aws.keys.developer));
  const place = { project, home };
  addDagWithoutRetries(project);

  await run.check(WHOLE_CHECKS.services, () => {
    const [first, ...others] = BASE[major].airflowServices.map((service) => {
      const { environment, mounts } = composeService(major, project, service, { home, shell: {} });
      // Of the project's own folders each service has those that it needs.
      return { environment, mounts: mounts.filter(({ source }) => !source.startsWith(project)) };
    });
    assert.ok(first.mounts.length > 0, 'the scheduler has no credentials');
    others.forEach((other) => assert.deepEqual(other, first));
  });
  if (run.wants(WHOLE_CHECKS.success, WHOLE_CHECKS.wrongKey, WHOLE_CHECKS.password, WHOLE_CHECKS.end)) {
    await proveAsDeclared(setting, place);
  }
  if (major === 3) {
    await run.check(WHOLE_CHECKS.apiServer, () => proveApiServer(setting, place));
  }
}

/** One Airflow with just what the package writes. */
async function proveAsDeclared(setting: Setting, place: Place): Promise<void> {
  const { run, airflow, aws } = setting;
  let starting: Promise<WholeAirflow> | undefined;
  // Within a check: what this package writes may keep Airflow from starting.
  const started = (): Promise<WholeAirflow> => starting ??= WholeAirflow.start(setting, place);
  await run.check(WHOLE_CHECKS.success, async () => {
    const whole = await started();
    const { logs } = await succeed(whole, DAG);
    assertFoundIn(logs);
    for (const task of TASKS) {
      assert.match(logs[task], FROM_THE_HOME, `botocore does not tell of the credentials in the log of ${task}`);
    }
    if (airflow.release.major === 3) {
      assert.doesNotMatch(whole.printedBy('api-server'), ASKED_FOR_A_SECRET, 'the API server was asked for a secret');
    }
  });
  await run.check(WHOLE_CHECKS.wrongKey, async () => {
    const whole = await started();
    const { developer } = aws.keys;
    developerHome(place.home, devProfile(aws, { ...developer, secret: 'x'.repeat(developer.secret.length) }));
    const { state, logs } = await whole.runDag(DAG_ONCE, TASKS).finally(() => developerHome(place.home, devProfile(aws, developer)));
    assert.equal(state, 'failed', Object.values(logs).join('\n'));
    assert.match(logs.print_variable, REFUSED);
    assert.match(logs.print_variable, /Variable my_var (not found|does not exist)/);
    assert.match(logs.print_connection, /The conn_id `my_conn` isn't defined/);
    if (airflow.release.major === 3) {
      // The API server, asked in its turn, has the same credentials. Why a connection is not found, a task does not tell.
      await assertPrints(whole, 'api-server', ASKED_FOR_A_SECRET);
      await assertPrints(whole, 'api-server', REFUSED);
    } else {
      assert.match(logs.print_connection, REFUSED);
    }
  });
  await run.check(WHOLE_CHECKS.password, async () => {
    const whole = await started();
    const { logs } = await succeed(whole, DAG_ONCE);
    assertNoPassword({ everything: [whole.everything(), ...Object.values(logs)].join('\n') });
    // It was looked up.
    assertFoundIn(logs);
  });
  await run.check(WHOLE_CHECKS.end, async () => {
    const whole = await started();
    const { processes, ports } = await whole.traces();
    assert.ok(processes > 3 && ports === 3, `there are ${processes} processes and ${ports} ports to begin with`);
    await whole.stop();
  });
  await starting?.then((whole) => whole.stop(), () => undefined);
}

/**
 * Another one, whose tasks have a declared backend that knows nothing, beside which all other components keep the other: so whatever
 * a task finds comes from the API server, by the execution API.
 */
async function proveApiServer(setting: Setting, { home }: Place): Promise<void> {
  const forTasks = "workersSecretsBackend: new astro.CustomSecretsBackend({ classPath: 'airflow.secrets.environment_variables.EnvironmentVariablesBackend' }),";
  const whole = await WholeAirflow.start(setting, { project: setting.airflow.synthesize(ORDERS.replace('exampleDag:', `${forTasks}\n  exampleDag:`)), home });
  const { logs } = await succeed(whole, DAG);
  assertFoundIn(logs);
  for (const task of TASKS) {
    assert.doesNotMatch(logs[task], FROM_THE_HOME, `${task} has looked something up itself`);
  }
  await assertPrints(whole, 'api-server', ASKED_FOR_A_SECRET);
  await assertPrints(whole, 'api-server', FROM_THE_HOME);
  assertNoPassword({ everything: [whole.everything(), ...Object.values(logs)].join('\n') });
  await whole.stop();
}

/** That a component prints something. On a busy machine its log comes seconds after the answer that it gave. */
async function assertPrints(whole: WholeAirflow, component: string, pattern: RegExp): Promise<void> {
  for (const end = Date.now() + 20_000; !pattern.test(whole.printedBy(component)) && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.match(whole.printedBy(component), pattern);
}

async function succeed(whole: WholeAirflow, dag: string): Promise<DagRun> {
  const run = await whole.runDag(dag, TASKS);
  assert.equal(run.state, 'success', Object.values(run.logs).join('\n'));
  return run;
}

function assertFoundIn(logs: DagRun['logs']): void {
  assertPrinted({ everything: logs.print_variable }, 'my_var', valueOf('orders/variables/my_var'));
  assertConnectionPrinted({ everything: logs.print_connection }, 'my_conn', 'orders/connections/my_conn');
}

function addDagWithoutRetries(project: string): void {
  const file = path.join('dags', `${DAG_ONCE}.py`);
  fs.copyFileSync(path.join(project, 'dags', `${DAG}.py`), path.join(project, file));
  edit(project, file, (text) => text.replace(`dag_id="${DAG}"`, `dag_id="${DAG_ONCE}"`).replace('"retries": 2', '"retries": 0'));
}
