import { SESSION_CHECKS } from './airflow-checks';
import { RENEWAL_CHECKS } from './renewal-checks';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { startFakeAws } from '../airflow/fake-aws';
import { iamActions, LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import { awsContent } from '../airflow/stored';
import type { Row } from '../row';

const CHECKS = [...RENEWAL_CHECKS, ...SESSION_CHECKS];

/** What Airflow makes of a session, by its major version. */
export const SESSION_AIRFLOW_ROWS: readonly Row[] = [row(NEWEST_3), row(LAST_2)];

function row(release: AirflowRelease): Row {
  return {
    name: `session-${release.major}`,
    title: `a session in Airflow ${release.major}: keys that are renewed under running processes, and what does not win over them`,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      if (run.wants(...CHECKS.map(({ name }) => name))) {
        const [aws] = await Promise.all([startFakeAws(run, { ...awsContent(iamActions(run)), parameters: [], refused: [] }), airflow.database()]);
        await proveAll({ run, airflow, aws }, CHECKS);
      }
    },
  };
}
