import { FAILURE_CHECKS } from './failures';
import { startFakeGoogle } from './fake-google';
import { NAME_CHECKS } from './names';
import { REFUSAL_CHECKS } from './refusals';
import { SCENARIOS } from './scenarios';
import { CONTENT } from './setting';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import type { Row } from '../row';

const CHECKS = [...SCENARIOS, ...FAILURE_CHECKS, ...REFUSAL_CHECKS, ...NAME_CHECKS];

/** Google's secrets backend in the newest Airflow 3 and the last Airflow 2. */
export const GCP_ROWS: readonly Row[] = [row({ ...NEWEST_3, name: 'gcp3' }, 'the newest Airflow 3'), row({ ...LAST_2, name: 'gcp2' }, 'the last Airflow 2')];

function row(release: AirflowRelease, which: string): Row {
  return {
    name: release.name,
    title: `${which} with Google Cloud: lookups in Secret Manager as the container user, with the mounted application default credentials`,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      if (run.wants(...CHECKS.map(({ name }) => name))) {
        run.progress('migrating a database, and starting a stand-in for Google');
        const [google] = await Promise.all([startFakeGoogle(run, release.name, CONTENT), airflow.database()]);
        await proveAll({ run, airflow, google }, CHECKS);
      }
    },
  };
}
