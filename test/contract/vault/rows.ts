import * as fs from 'node:fs';
import * as path from 'node:path';
import { VAULT_CAUSE_CHECKS } from './cause-checks';
import { VAULT_CONTENT, type VaultCheck, type VaultSetting } from './content';
import { FakeVault } from './fake-vault';
import { VAULT_OPTION_CHECKS } from './option-checks';
import { VAULT_SCENARIOS } from './scenarios';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import type { Row, RowRun } from '../row';
import { pythonEnvironment } from '../tools/python';

const CHECKS: readonly VaultCheck[] = [...VAULT_SCENARIOS, ...VAULT_CAUSE_CHECKS, ...VAULT_OPTION_CHECKS];

/** The backend of HashiCorp Vault in a real Airflow, with the requirements file of the row's name. */
export const VAULT_ROWS: readonly Row[] = [
  row({ ...NEWEST_3, name: 'vault3' }, 'the newest Airflow 3'),
  row({ ...LAST_2, name: 'vault2' }, 'the last Airflow 2'),
];

function row(release: AirflowRelease, which: string): Row {
  return {
    name: release.name,
    title: `${which}: lookups in HashiCorp Vault as the container user, with a token, the environment and AppRole`,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      const python = pythonEnvironment(run, release.name);
      run.version('HashiCorp provider', python.version('apache-airflow-providers-hashicorp'));
      run.version('hvac', python.version('hvac'));
      if (run.wants(...CHECKS.map(({ name }) => name))) {
        run.progress('migrating a database, and starting a stand-in for Vault');
        const policies = { ...VAULT_CONTENT.policies, 'airflow-read': readPolicy(run) };
        const [vault] = await Promise.all([FakeVault.start(run, { ...VAULT_CONTENT, policies }), airflow.database()]);
        const setting: VaultSetting = { run, airflow, vault };
        await proveAll(setting, CHECKS);
      }
    },
  };
}

/** The paths of the policies that the package writes for the declarations of these checks: a token that may read just these finds the secrets. */
function readPolicy({ packages, work }: RowRun): string[] {
  const program = path.join(work, 'policy.js');
  fs.writeFileSync(program, `
    process.removeAllListeners('warning');
    const { VaultSecretsBackend } = require('projen-astro-airflow');
    const options = [{}, { mountPoint: 'kv', kvEngineVersion: 1 }, { mountPoint: 'team/kv', variablesPath: 'orders/variables' }, { mountPoint: 'data', namespace: 'admin/data' }];
    process.stdout.write(options.map((one) => VaultSecretsBackend.token(one).policy()).join(''));
  `);
  const text = packages.run(work, program);
  // "without a path" reads one secret of the mount.
  return [...[...text.matchAll(/^path "(.*)" \{$/gm)].map(([, one]) => one), 'secret/data/my_var'];
}
