import { docPage } from '../../text/doc-page';
import { ok, unknown, warning, type Check } from '../check';

const POLICY = 'https://www.astronomer.io/docs/runtime/runtime-version-lifecycle-policy';

export const check: Check = {
  id: 'runtime-end',
  group: 'airflow',
  looksAt: 'whether the runtime\'s Airflow is still maintained, as far as the dates are known to this package',
  judge: ({ now, airflow: { runtime } }) => {
    // Of a runtime that is not known another check speaks.
    if ('unknown' in runtime) {
      return [];
    }
    const { airflowVersion, maintenance } = runtime.value;
    if (maintenance === undefined) {
      return [unknown(`Until when Airflow ${airflowVersion} is maintained is not known to this package.`, `see ${POLICY}`)];
    }
    const { day, by } = maintenance;
    if (Date.parse(day) > now) {
      return [ok(`Airflow ${airflowVersion} is maintained until ${day}`)];
    }
    return [warning(`Airflow ${airflowVersion} has had no fixes by ${by} since ${day}.`, `declare a newer runtime (${docPage('docs/upgrade-airflow.md')}); Astronomer's own dates: ${POLICY}`)];
  },
};
