import * as assert from 'node:assert/strict';
import { declare } from './declared';
import { devProfile } from './developer';
import { assertPrinted } from './scenarios';
import { assertFound, edit, homeWith, lookUp, testDag, type AirflowCheck, type Setting } from './setting';
import { REGION, valueOf } from './stored';

const CREDENTIALS = `credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })]`;

/** Tasks read from Parameter Store, all other processes from Secrets Manager. */
const TASKS_APART = `{
  ${CREDENTIALS},
  secretsBackend: astro.AwsSecretsBackend.secretsManager({ variablesPrefix: 'orders/variables' }),
  workersSecretsBackend: astro.AwsSecretsBackend.parameterStore({ variablesPrefix: '/warehouse/variables' }),
  exampleDag: { variableKey: 'source' },
}`;

const TASKS_ALONE = TASKS_APART.replace(/secretsBackend: astro.AwsSecretsBackend.secretsManager.*\n/, '');

/** How a role is assumed, where tasks have a backend of their own. */
export const BACKEND_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'assumeRoleKwargs: the backend assumes the role with the declared external id and session name',
    async prove(setting) {
      const { airflow, aws } = setting;
      const home = homeWith(setting, devProfile(aws, aws.keys.assumer));
      const kwargs = { ExternalId: 'team-7', RoleSessionName: `orders-${airflow.release.name}` };
      const withRole = (more: string) => airflow.synthesize(`{ ${CREDENTIALS}, secretsBackend: astro.AwsSecretsBackend.secretsManager({ variablesPrefix: 'orders/variables', roleArn: '${aws.role}'${more} }) }`);
      const asked = await recorded(setting, async () =>
        assertFound(await lookUp(setting, { project: withRole(`, assumeRoleKwargs: ${JSON.stringify(kwargs)}`), home }, ['variable', 'my_var']), valueOf('orders/variables/my_var')));
      const [request] = asked.filter((body) => body.get('Action') === 'AssumeRole' && body.get('RoleSessionName') === kwargs.RoleSessionName);
      assert.ok(request !== undefined, 'the role was not asked for with that session name');
      assert.equal(request.get('ExternalId'), kwargs.ExternalId);
      // What is refused at synth fails there in botocore.
      const [refusal] = declare(setting, [`astro.AwsSecretsBackend.secretsManager({ roleArn: '${aws.role}', assumeRoleKwargs: { ExternalID: 'team-7' } })`]);
      assert.match(refusal, /^assumeRoleKwargs has ExternalID, which assume_role does not take: each lookup would fail\. Did you mean ExternalId\?$/);
      const project = withRole(`, assumeRoleKwargs: ${JSON.stringify(kwargs)}`);
      edit(project, '.env', (text) => text.replace('"ExternalId"', '"ExternalID"'));
      const { found, log } = await lookUp(setting, { project, home }, ['variable', 'my_var']);
      assert.deepEqual(found, [null]);
      assert.match(log, /ParamValidationError: Parameter validation failed:\s+Unknown parameter in input: "ExternalID"/);
    },
  },
  {
    name: 'workersSecretsBackend: a task reads from the backend of tasks, any other process from that of all; Airflow 2 has one backend',
    async prove(setting) {
      const { airflow, aws } = setting;
      if (airflow.release.major === 2) {
        const [refusal] = declare(setting, [`local({ runtimeVersion: '${airflow.tag}', workersSecretsBackend: astro.AwsSecretsBackend.parameterStore() })`]);
        assert.match(refusal, /^workersSecretsBackend: Airflow 2 \(runtime .*\) has one secrets backend for all its processes\./);
        return;
      }
      const home = homeWith(setting, devProfile(aws, aws.keys.developer));
      const place = { project: airflow.synthesize(TASKS_APART), home };
      assertPrinted(await testDag(setting, place), 'source', valueOf('/warehouse/variables/source'));
      assertFound(await lookUp(setting, place, ['variable', 'source'], ['variable', 'my_var']), valueOf('orders/variables/source'), valueOf('orders/variables/my_var'));
      const alone = { project: airflow.synthesize(TASKS_ALONE), home };
      assertPrinted(await testDag(setting, alone), 'source', valueOf('/warehouse/variables/source'));
      assertFound(await lookUp(setting, alone, ['variable', 'source']), null);
    },
  },
];

/** The bodies of what the stand-in for AWS is asked meanwhile, also by others. */
async function recorded({ aws }: Setting, work: () => Promise<void>): Promise<URLSearchParams[]> {
  const recorder = `${aws.endpoint}/moto-api/recorder`;
  await fetch(`${recorder}/start-recording`, { method: 'POST' });
  await work();
  const lines = (await (await fetch(`${recorder}/download-recording`)).text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { body = '', body_encoded: isEncoded = false } = JSON.parse(line) as { body?: string; body_encoded?: boolean };
    return new URLSearchParams(isEncoded ? Buffer.from(body, 'base64').toString() : body);
  });
}
