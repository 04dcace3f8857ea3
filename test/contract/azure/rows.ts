import type { AzureCheck } from './azure-project';
import { startKeyVault } from './key-vault';
import { LOOKUP_CHECKS } from './lookup-checks';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import type { Row } from '../row';

const CHECKS: readonly AzureCheck[] = [...LOOKUP_CHECKS];

/** What Airflow makes of Azure Key Vault and a session of Azure, by its major version. */
export const AZURE_ROWS: readonly Row[] = [row(NEWEST_3), row(LAST_2)];

function row({ major, image }: AirflowRelease): Row {
  return {
    name: `azure${major}`,
    title: `Azure Key Vault in Airflow ${major}: the real provider and azure-identity with the tokens of a session, against a stand-in for the vault`,
    async run(run) {
      const airflow = await Airflow.prepare(run, { name: `azure${major}`, major, image });
      if (run.wants(...CHECKS.map(({ name }) => name))) {
        const [vault] = await Promise.all([startKeyVault(run), airflow.database()]);
        await proveAll({ run, airflow, vault }, CHECKS);
      }
    },
  };
}
