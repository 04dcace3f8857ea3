import { AGREEMENT_CHECKS } from './agreement-checks';
import { FAILURE_CHECKS } from './failure-checks';
import { LOOKUP_CHECKS } from './lookup-checks';
import { NEW_PROJECT_CHECKS } from './new-project-checks';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import type { Row } from '../row';

const CHECKS = [...LOOKUP_CHECKS, ...FAILURE_CHECKS, ...AGREEMENT_CHECKS, ...NEW_PROJECT_CHECKS];

/** Airflow's own backend for local files, by Airflow's major version. */
export const LOCAL_ROWS: readonly Row[] = [row(NEWEST_3), row(LAST_2)];

function row(release: AirflowRelease): Row {
  return {
    name: `local-files-${release.major}`,
    title: `local files in Airflow ${release.major}: what is found without a cloud, and each way in which it fails`,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      if (run.wants(...CHECKS.map(({ name }) => name))) {
        await airflow.database();
        await proveAll({ run, airflow }, CHECKS);
      }
    },
  };
}
