import type { AzureCheck } from './azure-project';
import { FAILURE_CHECKS } from './failure-checks';
import { HOST_CHECKS } from './host-checks';
import { startKeyVault } from './key-vault';
import { LOOKUP_CHECKS } from './lookup-checks';
import { NAME_CHECKS } from './names-check';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import type { Row } from '../row';

const CHECKS: readonly AzureCheck[] = [...LOOKUP_CHECKS, ...FAILURE_CHECKS, ...NAME_CHECKS];

/** What Airflow makes of Azure Key Vault and a session of Azure, by its major version. */
export const AZURE_ROWS: readonly Row[] = [row(NEWEST_3, [...CHECKS, ...HOST_CHECKS]), row(LAST_2, CHECKS)];

function row({ major, image }: AirflowRelease, checks: readonly AzureCheck[]): Row {
  return {
    name: `azure${major}`,
    title: `Azure Key Vault in Airflow ${major}: the real provider and azure-identity with the tokens of a session, against a stand-in for the vault`,
    async run(run) {
      const airflow = await Airflow.prepare(run, { name: `azure${major}`, major, image });
      if (run.wants(...checks.map(({ name }) => name))) {
        const [vault] = await Promise.all([startKeyVault(run), airflow.database()]);
        await proveAll({ run, airflow, vault }, checks);
      }
    },
  };
}
