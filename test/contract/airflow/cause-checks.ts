import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { OVERRIDE_FILE } from '../base';
import { CAUSES, NOT_FOUND, type Cause } from './causes';
import { devProfile } from './developer';
import { ORDERS } from './scenarios';
import { edit, homeWith, type AirflowCheck, type Setting } from './setting';
import { valueOf } from './stored';

/** What the backend or Airflow says where anything is wrong but that there is no such secret. */
const COMPLAINT = /Failed to parse|Unable to retrieve|Unable to load|secrets backend|botocore|[A-Z]\w+(Error|Exception):.*(boto|AWS|operation|config)/;

/** Each cause, with what stands in the log and how `airflow variables get` ends. */
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
        assert.match(output, NOT_FOUND[setting.airflow.release.major]('source'));
      }
    },
  })),
];

/** Runs `airflow variables get source` in a working project in which one thing is wrong. */
async function get(setting: Setting, { dotenv = {}, without = [], shell, unreadable = [], key, offline, withoutProvider }: Cause) {
  const { airflow, aws } = setting;
  const project = airflow.synthesize(ORDERS);
  for (const [name, value] of Object.entries(dotenv)) {
    edit(project, '.env', (text) => `${text.replace(new RegExp(`^${name}=.*\n`, 'm'), '')}${name}=${value}\n`);
  }
  for (const name of without) {
    edit(project, OVERRIDE_FILE, (text) => text.replaceAll(new RegExp(`^ +${name}: .*\n`, 'gm'), ''));
  }
  const unknown = { id: `AKIA${'Z'.repeat(16)}`, secret: 'x'.repeat(40) };
  const files = devProfile(aws, key === 'unknown' ? unknown : aws.keys[key ?? 'developer']);
  // Without a network there is no stand-in either: AWS itself is asked.
  const home = homeWith(setting, offline === true ? { ...files, config: { 'profile dev': {} } } : files);
  for (const name of unreadable) {
    fs.chownSync(path.join(home, '.aws', name), 0, 0);
  }
  return airflow.run({ project, home, shell, network: offline !== true, withoutProvider }, ['airflow', 'variables', 'get', 'source']);
}
