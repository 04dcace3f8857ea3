import * as assert from 'node:assert/strict';
import { makeCause } from './causes';
import { CHAIN_CAUSES, UNDECLARED, type ChainCause } from './chain-causes';
import { developerHome, devProfile } from './developer';
import { assertNamed } from './named';
import { startRefusingAws } from './refusing-aws';
import { ORDERS } from './scenarios';
import { assertFound, homeWith, lookUp, type AirflowCheck, type Setting } from './setting';

/** What stops credentials on their way to a client, and that the package names it. */
export const CHAIN_CHECKS: readonly AirflowCheck[] = [
  ...CHAIN_CAUSES.map((cause): AirflowCheck => ({
    name: `credentials: ${cause.cause}`,
    prove: (setting) => named(setting, cause),
  })),
  {
    name: 'a DAG that Airflow does not have is named',
    async prove({ airflow, aws, run }) {
      const project = airflow.synthesize(ORDERS);
      const home = developerHome(`${run.work}/no-dag`, devProfile(aws, aws.keys.developer));
      const { everything } = await airflow.run({ project, home }, ['airflow', 'dags', 'test', 'no_such_dag']);
      assertNamed(run, everything, 'mounted', 'dag-not-found');
    },
  },
];

async function named(setting: Setting, { cause, way = 'mounted', profile, credentials, refusal, dotenv, make, log, named: ids }: ChainCause): Promise<void> {
  const { run, airflow, aws } = setting;
  const endpoint = refusal === undefined ? aws.endpoint : await startRefusingAws(run, refusal);
  const project = airflow.synthesize(way === null ? UNDECLARED : ORDERS);
  const files = devProfile({ ...aws, endpoint }, aws.keys.developer, profile);
  const home = homeWith(setting, profile === undefined ? files : { config: files.config, credentials });
  makeCause(project, home, { cause, dotenv: dotenv?.(endpoint) });
  make?.(project);
  const looked = await lookUp(setting, { project, home }, ['variable', 'source']);
  assertFound(looked, null);
  assert.match(looked.log, log);
  assertNamed(run, looked.log, way, ...ids);
}
