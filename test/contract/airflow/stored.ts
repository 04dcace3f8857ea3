import type { AwsContent, StoredSecret } from './fake-aws';

/** The region that projects declare. */
export const REGION = 'us-west-2';

/** Another one, in which the same secrets have other values. */
export const OTHER_REGION = 'eu-central-1';

/** The password of every connection; in a URI it is percent-encoded. */
export const PASSWORD = 'p@ss/w:rd+42';

/** A key and an id of a secret that AWS takes, and Airflow not everywhere. */
export const LONG = 'x'.repeat(251);
export const ODD = 'a@b';

/** Names that Parameter Store keeps for AWS itself. */
export const RESERVED_NAMES = ['aws-team', '/aws/team/my_var', '/ssm/team/my_var'];

/** The value of every variable: it names the secret that it came from. */
export function valueOf(name: string, region = REGION): string {
  return `the value of ${name} in ${region}`;
}

/** What every connection is, by the secret that it came from. */
export function connectionOf(name: string, region = REGION) {
  return { type: 'postgres', host: `${name.replaceAll(/\W+/g, '-').replace(/^-/, '')}.${region}.example.com`, login: 'reader', password: PASSWORD, port: 5433, schema: 'orders', extra: { sslmode: 'require' } };
}

/** A connection as a URI. */
function uriOf(name: string, region = REGION): string {
  const { host, login, port, schema } = connectionOf(name, region);
  return `postgresql://${login}:${encodeURIComponent(PASSWORD)}@${host}:${port}/${schema}?sslmode=require`;
}

/** A connection as JSON. */
function jsonOf(name: string, region = REGION): string {
  const { type, ...others } = connectionOf(name, region);
  return JSON.stringify({ conn_type: type, ...others });
}

/** Words of a team's own for the parts of a connection. */
export const EXTRA_WORDS = { user: ['reader_name'], password: ['reader_secret'], host: ['machine'], port: ['door'], schema: ['catalog'], conn_type: ['kind'] } as const;

/** A connection as JSON, in those words. */
function inOwnWords(name: string, region = REGION): string {
  const { type, host, login, password, port, schema, extra } = connectionOf(name, region);
  return JSON.stringify({ kind: type, machine: host, reader_name: login, reader_secret: password, door: port, catalog: schema, extra });
}

/** All that the scenarios look up, and what they must not find. */
export function awsContent(actions: readonly string[]): AwsContent {
  const secrets = [
    ...variables('airflow/variables/my_var', 'orders/variables/my_var', 'team-my_var', 'orders/variables/source', 'my_var', `orders/variables/${LONG}`),
    ...connections(uriOf, 'airflow/connections/my_conn', 'orders/connections/my_conn'),
    ...connections(jsonOf, 'orders/connections/json_conn', 'my_conn', `orders/connections/${ODD}`, `orders/connections/${LONG}`),
    ...connections(inOwnWords, 'orders/connections/in_own_words'),
    ...variables('settings-a_setting', 'airflow/config/a_setting'),
  ];
  const parameters = [
    ...variables('/airflow/variables/my_var', '/warehouse/variables/source', '/warehouse/variables/source_bucket', '/warehouse/variables/my_var'),
    ...connections(uriOf, '/airflow/connections/my_conn', '/warehouse/connections/my_conn'),
    ...connections(jsonOf, '/warehouse/connections/json_conn'),
  ];
  return { actions, secrets, parameters, refused: RESERVED_NAMES };
}

function variables(...names: string[]): StoredSecret[] {
  return inBothRegions(names, valueOf);
}

function connections(textOf: (name: string, region: string) => string, ...names: string[]): StoredSecret[] {
  return inBothRegions(names, textOf);
}

function inBothRegions(names: readonly string[], textOf: (name: string, region: string) => string): StoredSecret[] {
  return [REGION, OTHER_REGION].flatMap((region) => names.map((name) => ({ region, name, value: textOf(name, region) })));
}
