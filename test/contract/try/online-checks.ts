import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { command, type DeveloperMachine } from './developer-machine';
import { developerHome, devProfile } from '../airflow/developer';
import type { AwsKey } from '../airflow/fake-aws';
import { ORDERS } from '../airflow/scenarios';
import type { ProvedCheck } from '../airflow/setting';
import { OTHER_REGION, REGION } from '../airflow/stored';
import { startEndingSecrets } from '../session/ending-secrets';

export type OnlineCheck = ProvedCheck<DeveloperMachine>;

const IMAGE = 'astrocrpublic.azurecr.io/runtime:3.3-8';
const STORE = `{
  credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
  secretsBackend: astro.AwsSecretsBackend.parameterStore({ connectionsPrefix: '/warehouse/connections', variablesPrefix: '/warehouse/variables' }),
  exampleDag: { variableKey: 'my_var' },
}`;
const READ = 'ok: the variable my_var of the example DAG';

/** That the doctor says of real answers what they mean. */
export const ONLINE_CHECKS: readonly OnlineCheck[] = [
  {
    name: 'doctor --online: the secrets of the example can be read, in both services, and no value is printed',
    async prove(machine) {
      for (const options of [ORDERS, STORE]) {
        const lines = await online(machine, options, machine.aws.keys.developer);
        assert.ok(lines.some((line) => line.startsWith(READ) && line.endsWith('can be read')), lines.join('\n'));
      }
    },
  },
  {
    name: 'doctor --online: an absent secret is named with its name and region, in another region, too',
    async prove(machine) {
      const absent = await online(machine, ORDERS.replace('variableKey: \'my_var\'', 'variableKey: \'nothing\''), machine.aws.keys.developer);
      assert.ok(absent.includes(`failure: The variable nothing of the example DAG (the secret orders/variables/nothing in ${REGION}) does not exist.`), absent.join('\n'));
      const parameter = await online(machine, STORE.replace('\'my_var\'', '\'nothing\''), machine.aws.keys.developer);
      assert.ok(parameter.includes(`failure: The variable nothing of the example DAG (the secret /warehouse/variables/nothing in ${REGION}) does not exist.`), parameter.join('\n'));
    },
  },
  {
    name: 'doctor --online: the region of the backend is asked, where the secret is another one or none',
    async prove(machine) {
      // The stand-in has the same names in both regions, so it is one of which the other has none.
      const options = (region: string): string => `{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
        secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: '${region}', endpointUrl: '${machine.aws.endpoint}', variablesPrefix: 'orders/variables' }), exampleDag: { variableKey: 'my_var' },
      }`;
      assert.ok((await online(machine, options(OTHER_REGION), machine.aws.keys.developer)).some((line) => line.startsWith(READ)));
      const lines = await online(machine, options('ap-south-1'), machine.aws.keys.developer);
      assert.ok(lines.includes('failure: The variable my_var of the example DAG (the secret orders/variables/my_var in ap-south-1) does not exist.'), lines.join('\n'));
    },
  },
  {
    name: 'doctor --online: the permission that is missing is named, in both services',
    async prove(machine) {
      for (const [options, action] of [[ORDERS, 'secretsmanager:GetSecretValue'], [STORE, 'ssm:GetParameter']]) {
        const lines = await online(machine, options, machine.aws.keys.stranger);
        assert.ok(lines.some((line) => line.startsWith('failure: The variable') && line.endsWith(`may not be read: the identity lacks ${action}.`)), lines.join('\n'));
      }
    },
  },
  {
    name: 'doctor --online: keys that AWS does not know, and none at all',
    async prove(machine) {
      const unknown = await online(machine, ORDERS, { id: `AKIA${'Z'.repeat(16)}`, secret: 'x'.repeat(40) });
      assert.ok(unknown.every((line) => !line.startsWith('ok')), unknown.join('\n'));
      const none = await online(machine, ORDERS, undefined);
      assert.ok(none[0].includes('dev has no credentials'), none.join('\n'));
    },
  },
  {
    name: 'doctor --online: keys that have ended are a failure',
    async prove(machine) {
      const endpoint = await startEndingSecrets(machine.run);
      const options = ORDERS.replace('secretsManager({', `secretsManager({ endpointUrl: '${endpoint}',`);
      const lines = await online(machine, options, { id: `ASIA${Date.now() - 1_000}N1`, secret: 'x'.repeat(40), token: 'a-token' });
      assert.ok(lines.some((line) => line.endsWith('cannot be read: the keys of dev have ended.')), lines.join('\n'));
    },
  },
  {
    name: 'doctor --online: a network that leads nowhere is unknown, and waited for a limited time',
    async prove(machine) {
      const start = performance.now();
      const lines = await online(machine, ORDERS, machine.aws.keys.developer, machine.front.nowhere);
      assert.ok(lines.length === 3 && lines.every((line) => line.startsWith('unknown: ')), lines.join('\n'));
      assert.ok(performance.now() - start < 45_000);
    },
  },
];

/** The findings that come from asking: verdict and line. */
async function online(machine: DeveloperMachine, options: string, key: AwsKey | undefined, hosts?: string): Promise<string[]> {
  const { run, aws } = machine;
  const project = fs.mkdtempSync(path.join(run.work, 'online-'));
  run.packages.synthesize(project, { image: IMAGE, rc: `new astro.LocalAirflow(project, ${options});` });
  const files = devProfile(aws, key ?? aws.keys.developer);
  const home = developerHome(fs.mkdtempSync(path.join(run.work, 'home-')), key === undefined ? { config: files.config } : files);
  const { stdout, output } = await command(machine, { project, home }, ['doctor', '--online', '--format', 'json'], { hosts });
  assert.ok(!/the value of|"SecretString"/.test(output) && (key === undefined || !output.includes(key.secret)), 'a value or a key is printed');
  const { findings } = JSON.parse(stdout) as { findings: Array<{ id: string; verdict: string; line: string }> };
  return findings.filter(({ id }) => id.startsWith('online-')).map(({ verdict, line }) => `${verdict}: ${line}`);
}
