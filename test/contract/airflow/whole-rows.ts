import type { Row } from '../row';
import { Airflow, type AirflowRelease } from './airflow';
import { startFakeAws } from './fake-aws';
import { iamActions, LAST_2, NEWEST_3 } from './rows';
import { awsContent } from './stored';
import { proveWhole, WHOLE_CHECKS } from './whole-checks';

/** All of Airflow at once, for each major. */
export const WHOLE_ROWS: readonly Row[] = [
  row('whole3', NEWEST_3, 'all of Airflow 3 (scheduler, API server, DAG processor, triggerer)'),
  row('whole2', LAST_2, 'all of Airflow 2 (scheduler, web server, triggerer)'),
];

function row(name: string, release: AirflowRelease, which: string): Row {
  return {
    name,
    title: `${which}: the example DAG triggered over REST`,
    fullOnly: true,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      if (run.wants(...Object.values(WHOLE_CHECKS))) {
        const [aws] = await Promise.all([startFakeAws(run, awsContent(iamActions(run))), airflow.database()]);
        await proveWhole({ run, airflow, aws });
      }
    },
  };
}
