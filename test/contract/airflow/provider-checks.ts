import * as assert from 'node:assert/strict';
import { declare } from './declared';
import { devProfile } from './developer';
import { ORDERS } from './scenarios';
import { assertFound, homeWith, lookUp, type AirflowCheck, type LookedUp, type Setting } from './setting';
import { REGION, valueOf } from './stored';
import { pythonDistribution } from '../tools/python';

const NAME = 'apache-airflow-providers-amazon';

/** The last release that is refused on Airflow 3: there is no 9.3. */
const REFUSED = '9.2.0';

/** That the releases of the provider that are refused do not work, and the lowest that is let through does. */
export const PROVIDER_CHECKS: readonly AirflowCheck[] = [
  {
    name: 'the lowest release of the Amazon provider that is let through finds secrets; of the last that is refused, Airflow 3 says nothing but that there is none',
    async prove(setting) {
      const [refusal] = declare(setting, [`const one = local({ runtimeVersion: '${setting.airflow.tag}', secretsBackend: astro.AwsSecretsBackend.secretsManager() });
        one.addRequirement('${NAME}==${REFUSED}');
        one.project.synth()`]);
      if (setting.airflow.release.major === 2) {
        assert.equal(refusal, 'nothing: it was taken');
        assertFound(await withProvider(setting, REFUSED), valueOf('orders/variables/my_var'), valueOf('/warehouse/variables/source'));
        return;
      }
      const [, lowest] = /Require apache-airflow-providers-amazon>=([\d.]+)\.$/.exec(refusal) ?? [];
      assert.ok(lowest !== undefined, refusal);
      assertFound(await withProvider(setting, lowest), valueOf('orders/variables/my_var'), valueOf('/warehouse/variables/source'));
      const { found, log } = await withProvider(setting, REFUSED);
      assert.deepEqual(found, [null, null], log);
    },
  },
];

/** What both backends find with a release of the provider. */
async function withProvider(setting: Setting, version: string): Promise<LookedUp> {
  const { airflow, aws, run } = setting;
  const provider = pythonDistribution(run, NAME, version);
  const home = homeWith(setting, devProfile(aws, aws.keys.developer));
  const store = `{ credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })], secretsBackend: astro.AwsSecretsBackend.parameterStore({ variablesPrefix: '/warehouse/variables' }) }`;
  const manager = await lookUp(setting, { project: airflow.synthesize(ORDERS), home, provider }, ['variable', 'my_var']);
  const parameters = await lookUp(setting, { project: airflow.synthesize(store), home, provider }, ['variable', 'source']);
  return { found: [...manager.found, ...parameters.found], log: manager.log + parameters.log };
}
