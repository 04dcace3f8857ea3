import * as assert from 'node:assert/strict';
import { CAUSES, COMMAND, makeCause, NOT_FOUND, NOT_FOUND_IN_TASK, type Cause } from './causes';
import { devProfile } from './developer';
import { assertNamed } from './named';
import { ORDERS } from './scenarios';
import { edit, homeWith, type AirflowCheck, type Setting } from './setting';
import { valueOf } from './stored';

/** What the log has if anything is wrong, except that there is no such secret. */
const COMPLAINT = /\[(error|critical) *\]|(ERROR|CRITICAL) -|Traceback|Failed to|Unable to/;

/** Each cause, with what the log has, and how `airflow variables get` ends. */
export const CAUSE_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'cause: there is none, and the variable is printed',
    async prove(setting) {
      const { status, stdout, output } = await get(setting, { cause: 'none' });
      assert.equal(status, 0, output);
      assert.equal(stdout.trim().split('\n').at(-1), valueOf('orders/variables/source'));
    },
  },
  ...CAUSES.map((cause): AirflowCheck => ({
    name: `cause: ${cause.cause}`,
    async prove(setting) {
      const { status, output } = await get(setting, cause);
      assert.notEqual(status, 0, output);
      assert.ok(!output.includes(valueOf('orders/variables/source')), `the variable was found: ${output}`);
      if (cause.log !== undefined) {
        assert.match(output, cause.log);
      } else {
        assert.doesNotMatch(output, COMPLAINT);
      }
      if (cause.fatal !== true) {
        assert.match(output, NOT_FOUND);
      }
      assertNamed(setting.run, output, 'mounted', ...cause.named ?? []);
    },
  })),
  {
    name: 'cause: any, as the log of a task shows it',
    async prove(setting) {
      const { airflow, aws } = setting;
      const project = airflow.synthesize(ORDERS);
      edit(project, 'dags/example_secrets_dag.py', (text) => text.replace('"retries": 2', '"retries": 0').replace('get("my_var")', 'get("source")'));
      const home = homeWith(setting, devProfile(aws, aws.keys.stranger));
      const { status, everything } = await airflow.run({ project, home }, ['airflow', 'dags', 'test', 'example_secrets_dag']);
      assert.equal(status, 1, everything);
      assert.match(everything, /ClientError: An error occurred \(403\) when calling the GetSecretValue operation/);
      assert.match(everything, NOT_FOUND_IN_TASK[airflow.release.major]);
      assert.match(everything, /The conn_id `my_conn` isn't defined/);
    },
  },
];

/** Runs `airflow variables get source` in a working project in which one thing is wrong. */
async function get(setting: Setting, cause: Cause) {
  const { airflow, aws } = setting;
  const { shell, key, offline, withoutProvider } = cause;
  const project = airflow.synthesize(ORDERS);
  const unknown = { id: `AKIA${'Z'.repeat(16)}`, secret: 'x'.repeat(40) };
  const files = devProfile(aws, key === 'unknown' ? unknown : aws.keys[key ?? 'developer']);
  // Without a network there is no stand-in either: AWS itself is asked.
  const home = homeWith(setting, offline === true ? { ...files, config: { 'profile dev': {} } } : files);
  makeCause(project, home, cause);
  return airflow.run({ project, home, shell, network: offline !== true, withoutProvider }, COMMAND);
}
