import * as assert from 'node:assert/strict';
import type { AirflowRan } from './airflow';
import { devProfile } from './developer';
import { assertFound, edit, homeWith, lookUp, parseDags, testDag, type AirflowCheck, type LookedUp } from './setting';
import { connectionOf, EXTRA_WORDS, OTHER_REGION, PASSWORD, REGION, valueOf } from './stored';

/** A team that reads from Secrets Manager, with prefixes that are not the provider's own. */
export const ORDERS = `{
  credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
  secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: '${REGION}', connectionsPrefix: 'orders/connections', variablesPrefix: 'orders/variables' }),
  exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },
}`;

/** One that reads from Parameter Store, with all keys in the override: that carries the "$" of the pattern. */
const WAREHOUSE = `{
  credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}', target: '/opt/aws', pathsInOverride: true })],
  secretsBackend: astro.AwsSecretsBackend.parameterStore({
    region: '${REGION}', connectionsPrefix: '/warehouse/connections', variablesPrefix: '/warehouse/variables', variablesLookupPattern: '^(source|target)$',
  }),
  keysInOverride: true,
  exampleDag: { variableKey: 'source', connectionId: 'json_conn' },
}`;

/** What botocore says of keys from the mounted files. */
export const FROM_THE_HOME = /Found credentials in shared credentials file: \/home\/astro\/\.aws\/credentials/;
const FROM_ELSEWHERE = /Found credentials in shared credentials file: \/opt\/aws\/credentials/;

/** That what this package writes does its job in a real Airflow. */
export const SCENARIOS: readonly AirflowCheck[] = [
  {
    name: 'the example DAG is parsed with no import error, with tags and two retries, and looks nothing up',
    async prove(setting) {
      const place = { project: setting.airflow.synthesize(ORDERS), home: homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer)) };
      const { errors, dags, log } = await parseDags(setting, place);
      assert.deepEqual(errors, {});
      const { example_secrets_dag: dag } = dags;
      assert.deepEqual(dag?.tasks, ['print_connection', 'print_variable']);
      // What the DAG test that `astro dev init` makes asks of every DAG.
      assert.ok(dag.tags.length > 0, 'it has no tags');
      assert.ok((dag.retries ?? 0) >= 2, `it has ${dag.retries} retries`);
      assert.doesNotMatch(log, /credentials/i);
    },
  },
  {
    name: 'Secrets Manager: the example DAG prints a variable and a connection (a URI) from prefixes of the team, with the mounted profile',
    async prove(setting) {
      const place = { project: setting.airflow.synthesize(ORDERS), home: homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer)) };
      const ran = await testDag(setting, place);
      assertPrinted(ran, 'my_var', valueOf('orders/variables/my_var'));
      assertConnectionPrinted(ran, 'my_conn', 'orders/connections/my_conn');
      assert.match(ran.everything, FROM_THE_HOME);
      assertNoPassword(ran);
    },
  },
  {
    name: 'Parameter Store: the same from the override alone, with a connection as JSON, for the keys of a lookup pattern with "$"',
    async prove(setting) {
      const place = { project: setting.airflow.synthesize(WAREHOUSE), home: homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer)) };
      const ran = await testDag(setting, place);
      assertPrinted(ran, 'source', valueOf('/warehouse/variables/source'));
      assertConnectionPrinted(ran, 'json_conn', '/warehouse/connections/json_conn');
      assert.match(ran.everything, FROM_ELSEWHERE);
      assertNoPassword(ran);
      assertFound(
        await lookUp(setting, place, ['variable', 'source'], ['variable', 'source_bucket'], ['variable', 'my_var'], ['connection', 'my_conn']),
        valueOf('/warehouse/variables/source'), null, null, connection('my_conn', '/warehouse/connections/my_conn'),
      );
    },
  },
  {
    name: 'printConnectionUri: the password comes to the log in another spelling, which is not masked, and so is off by default',
    async prove(setting) {
      const options = ORDERS.replace('connectionId: \'my_conn\'', 'connectionId: \'my_conn\', printConnectionUri: true');
      const place = { project: setting.airflow.synthesize(options), home: homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer)) };
      const { everything } = await testDag(setting, place);
      assert.ok(everything.includes(encodeURIComponent(PASSWORD)), `no URI with the password was printed: ${everything}`);
      assert.ok(!everything.includes(PASSWORD), 'the password is there as it is');
    },
  },
  {
    name: 'Secrets Manager with the prefixes of the provider, in the web server\'s container',
    async prove(setting) {
      const project = setting.airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev' })], secretsBackend: astro.AwsSecretsBackend.secretsManager(), exampleDag: {},
      }`);
      const home = homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer, { region: REGION }));
      const service = setting.airflow.release.major === 3 ? 'api-server' : 'webserver';
      assertFound(
        await lookUp(setting, { project, home, service }, ['variable', 'my_var'], ['connection', 'my_conn']),
        valueOf('airflow/variables/my_var'), connection('my_conn', 'airflow/connections/my_conn'),
      );
    },
  },
  {
    name: 'Parameter Store with the prefixes of the provider, in the triggerer\'s container',
    async prove(setting) {
      const project = setting.airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', target: '/opt/aws' })], secretsBackend: astro.AwsSecretsBackend.parameterStore(), exampleDag: {},
      }`);
      const home = homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer, { region: REGION }));
      assertFound(
        await lookUp(setting, { project, home, service: 'triggerer' }, ['variable', 'my_var'], ['connection', 'my_conn']),
        valueOf('/airflow/variables/my_var'), connection('my_conn', '/airflow/connections/my_conn'),
      );
    },
  },
  {
    name: 'connections: false: no connection is found in the backend, variables are',
    async prove(setting) {
      const project = setting.airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
        secretsBackend: astro.AwsSecretsBackend.secretsManager({ connections: false }),
      }`);
      const home = homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer));
      assertFound(
        await lookUp(setting, { project, home }, ['variable', 'my_var'], ['connection', 'my_conn']),
        valueOf('airflow/variables/my_var'), null,
      );
    },
  },
  {
    name: 'sep, an empty prefix, a prefix for configuration, a slash at the end, profile, region and endpointUrl of the backend are what Airflow uses',
    async prove(setting) {
      const { airflow, aws } = setting;
      const project = airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
        secretsBackend: astro.AwsSecretsBackend.secretsManager({
          connectionsPrefix: '', variablesPrefix: 'team--', configPrefix: 'settings', sep: '-', profile: 'reader', region: '${OTHER_REGION}', endpointUrl: '${aws.endpoint}',
        }),
      }`);
      // What makes Airflow look a setting up; a team adds it with addDotenvKey().
      edit(project, '.env', (text) => `${text}AIRFLOW__SENTRY__SENTRY_DSN_SECRET=a_setting\n`);
      // The container's own profile may read nothing, and leads nowhere.
      const stranger = devProfile({ ...aws, endpoint: 'http://127.0.0.1:9' }, aws.keys.stranger);
      const { id, secret } = aws.keys.developer;
      const home = homeWith(setting, {
        config: { ...stranger.config, 'profile reader': { region: REGION } },
        credentials: { ...stranger.credentials, reader: { aws_access_key_id: id, aws_secret_access_key: secret } },
      });
      assertFound(
        await lookUp(setting, { project, home }, ['variable', 'my_var'], ['connection', 'my_conn'], ['config', 'sentry.sentry_dsn']),
        valueOf('team-my_var', OTHER_REGION), connection('my_conn', 'my_conn', OTHER_REGION), valueOf('settings-a_setting', OTHER_REGION),
      );
    },
  },
  {
    name: 'extraConnWords reads a connection that is stored in words of a team\'s own, and extraKwargs reaches the client',
    async prove(setting) {
      const withKwargs = (apiVersion: string): string => setting.airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
        secretsBackend: astro.AwsSecretsBackend.secretsManager({
          connectionsPrefix: 'orders/connections', variablesPrefix: 'orders/variables', extraConnWords: ${JSON.stringify(EXTRA_WORDS)}, extraKwargs: { api_version: '${apiVersion}' },
        }),
      }`);
      const home = homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer));
      assertFound(
        await lookUp(setting, { project: withKwargs('2017-10-17'), home }, ['variable', 'my_var'], ['connection', 'in_own_words']),
        valueOf('orders/variables/my_var'), connection('in_own_words', 'orders/connections/in_own_words'),
      );
      const { found, log } = await lookUp(setting, { project: withKwargs('1999-12-31'), home }, ['variable', 'my_var']);
      assert.deepEqual(found, [null]);
      assert.match(log, /1999-12-31/);
    },
  },
  {
    name: 'Secrets Manager: a prefix can be the start of an ARN',
    async prove(setting) {
      const project = setting.airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
        secretsBackend: astro.AwsSecretsBackend.secretsManager({ variablesPrefix: 'arn:aws:secretsmanager:${REGION}:123456789012:secret:orders/variables' }),
      }`);
      const home = homeWith(setting, devProfile(setting.aws, setting.aws.keys.developer));
      assertFound(await lookUp(setting, { project, home }, ['variable', 'my_var'], ['variable', 'nothing']), valueOf('orders/variables/my_var'), null);
    },
  },
  {
    name: 'lines of .env that a synth warns of beat the mounted profile: AWS_DEFAULT_PROFILE, and keys',
    async prove(setting) {
      const { aws, airflow } = setting;
      const { id, secret } = aws.keys.stranger;
      const dev = devProfile(aws, aws.keys.developer);
      const home = homeWith(setting, { config: { ...dev.config, 'profile other': dev.config['profile dev'] }, credentials: { ...dev.credentials, other: { aws_access_key_id: id, aws_secret_access_key: secret } } });
      const withLines = (lines: string): Promise<LookedUp> => {
        const project = airflow.synthesize(ORDERS);
        edit(project, '.env', (text) => `${lines}${text}`);
        return lookUp(setting, { project, home }, ['variable', 'my_var']);
      };
      assertFound(await withLines('# none\n'), valueOf('orders/variables/my_var'));
      assertFound(await withLines('AWS_DEFAULT_PROFILE=other\n'), null);
      assertFound(await withLines(`AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`), null);
      assertFound(await withLines('AWS_ACCESS_KEY_ID=\n'), valueOf('orders/variables/my_var'));
    },
  },
  {
    name: 'the profile and the region of the developer\'s shell beat the declared ones',
    async prove(setting) {
      const { airflow, aws } = setting;
      const project = airflow.synthesize(`{
        credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })], secretsBackend: astro.AwsSecretsBackend.secretsManager(),
      }`);
      const mine = devProfile(aws, aws.keys.developer);
      const declared = devProfile(aws, aws.keys.stranger);
      const home = homeWith(setting, {
        config: { ...declared.config, 'profile alice': mine.config['profile dev'] },
        credentials: { ...declared.credentials, alice: mine.credentials!.dev },
      });
      const service = airflow.release.major === 3 ? 'dag-processor' : 'scheduler';
      const shell = { AWS_PROFILE: 'alice', AWS_DEFAULT_REGION: OTHER_REGION };
      assertFound(
        await lookUp(setting, { project, home, service, shell }, ['variable', 'my_var']),
        valueOf('airflow/variables/my_var', OTHER_REGION),
      );
      // The declared profile may read nothing.
      assertFound(await lookUp(setting, { project, home, service }, ['variable', 'my_var']), null);
    },
  },
  {
    name: 'a variable of .env for each kwarg is read from Airflow 3.2 on, and ignored in silence before: the package writes one for all',
    async prove(setting) {
      const { airflow, aws } = setting;
      const project = airflow.synthesize(ORDERS);
      edit(project, '.env', (text) => text.replace(/^AIRFLOW__SECRETS__BACKEND_KWARGS=.*$/m, 'AIRFLOW__SECRETS__BACKEND_KWARG__VARIABLES_PREFIX=orders/variables'));
      const looked = await lookUp(setting, { project, home: homeWith(setting, devProfile(aws, aws.keys.developer)) }, ['variable', 'my_var']);
      assertFound(looked, valueOf(airflow.isAtLeast(3, 2) ? 'orders/variables/my_var' : 'airflow/variables/my_var'));
      assert.doesNotMatch(looked.log, /KWARG__/);
    },
  },
];

/** What is to be found of a connection. */
function connection(id: string, name: string, region = REGION): object {
  const { type, host, login, password, extra } = connectionOf(name, region);
  return { id, type, host, login, password, extra };
}

/** That the example DAG printed a variable. */
export function assertPrinted({ everything }: Pick<AirflowRan, 'everything'>, key: string, value: string): void {
  assert.ok(everything.includes(`Variable ${key}: ${value}`), `the variable was not printed: ${everything}`);
}

/** That the example DAG printed a connection, but for its password. */
export function assertConnectionPrinted({ everything }: Pick<AirflowRan, 'everything'>, id: string, name: string): void {
  const { type, host, port, schema, login, extra } = connectionOf(name);
  const lines = [`Connection ${id}:`, `conn_type: ${type}`, `host: ${host}`, `port: ${port}`, `schema: ${schema}`, `login: ${login}`, `extra: ['${Object.keys(extra).join('\', \'')}']`];
  for (const line of lines) {
    assert.ok(everything.includes(line), `${line} was not printed: ${everything}`);
  }
}

/** That the password stands nowhere in what was printed and logged, in none of its spellings. */
export function assertNoPassword({ everything }: Pick<AirflowRan, 'everything'>): void {
  for (const spelling of [PASSWORD, encodeURIComponent(PASSWORD), encodeURIComponent(PASSWORD).toLowerCase(), Buffer.from(PASSWORD).toString('base64')]) {
    assert.ok(!everything.includes(spelling), `the log has the password as ${spelling}`);
  }
}
