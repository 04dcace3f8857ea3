import { FakeVault, type VaultContent } from './fake-vault';
import type { Airflow } from '../airflow/airflow';
import type { ProvedCheck } from '../airflow/setting';
import type { RowRun } from '../row';

/** What every check on Vault has. */
export interface VaultSetting {
  readonly run: RowRun;
  readonly airflow: Airflow;
  readonly vault: FakeVault;
}

export type VaultCheck = ProvedCheck<VaultSetting>;

export const PASSWORD = 'p@ss/w:rd+42';

/** The value of every variable: it names the secret that it came from. */
export function valueOf(name: string): string {
  return `the value of ${name}`;
}

/** What a connection is, by the secret that it came from. */
export function connectionOf(name: string) {
  return { type: 'postgres', host: `${name.replaceAll(/\W+/g, '-')}.example.com`, login: 'reader', password: PASSWORD, port: 5433, schema: 'orders', extra: { sslmode: 'require' } };
}

/** A connection as one field with a URI. */
function uri(name: string): object {
  const { host, login, port, schema } = connectionOf(name);
  return { conn_uri: `postgresql://${login}:${encodeURIComponent(PASSWORD)}@${host}:${port}/${schema}?sslmode=require` };
}

/** A connection as fields. */
function fields(name: string): object {
  const { type, host, login, password, port, schema, extra } = connectionOf(name);
  return { conn_type: type, host, login, password, port, schema, extra: JSON.stringify(extra) };
}

const secretsIn = (mount: string) => ({
  'airflow/variables/my_var': { value: valueOf(`${mount}/airflow/variables/my_var`) },
  'airflow/variables/team/nested': { value: valueOf(`${mount}/airflow/variables/team/nested`) },
  'airflow/variables/without_value': { val: 'x' },
  'airflow/config/a_setting': { value: valueOf(`${mount}/airflow/config/a_setting`) },
  'airflow/connections/my_conn': uri(`${mount}/airflow/connections/my_conn`),
  'airflow/connections/in_fields': fields(`${mount}/airflow/connections/in_fields`),
  'orders/variables/my_var': { value: valueOf(`${mount}/orders/variables/my_var`) },
  'my_var': { value: valueOf(`${mount}/my_var`) },
}) as Record<string, Record<string, unknown>>;

/** All that the checks look up, and what they must not find. */
export const VAULT_CONTENT: VaultContent = {
  mounts: {
    'secret': { version: 2, secrets: secretsIn('secret') },
    'kv': { version: 1, secrets: secretsIn('kv') },
    'team/kv': { version: 2, secrets: secretsIn('team/kv') },
    'data': { version: 2, secrets: secretsIn('data'), namespace: 'admin/data' },
  },
  // Filled with the policies that the package writes.
  policies: { nothing: [], everything: ['*'] },
};
