import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { astroFor, command, type DeveloperMachine } from './developer-machine';
import type { Airflow, Place } from '../airflow/airflow';
import { kwargs, makeCause, type Cause } from '../airflow/causes';
import { devProfile } from '../airflow/developer';
import { ORDERS } from '../airflow/scenarios';
import { homeWith, type ProvedCheck } from '../airflow/setting';
import { PASSWORD, REGION } from '../airflow/stored';
import { SessionProject } from '../session/session-project';
import type { Ran } from '../tools/program';

/** What every check of `try` needs. */
export interface TrySetting extends DeveloperMachine {
  readonly airflow: Airflow;
}

export type TryCheck = ProvedCheck<TrySetting>;

/** Secrets that nobody has yet. */
export const TRIAL = `{
  credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: '${REGION}' })],
  secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: '${REGION}', connectionsPrefix: 'trial/connections', variablesPrefix: 'trial/variables' }),
  exampleDag: {},
}`;
const TRIAL_PARAMETER = TRIAL.replace('secretsManager(', 'parameterStore(').replaceAll('\'trial/', '\'/trial/').replace('exampleDag: {}', 'exampleDag: { variableKey: \'my_var\' }');

/** What is wrong, with the ids of the causes that are named for it, the first one first. */
export const TRIED_CAUSES: ReadonlyArray<Cause & { readonly ids: readonly string[]; readonly options?: string }> = [
  { cause: 'the prefix is another one', dotenv: kwargs({ variables_prefix: 'order/variables' }), ids: ['name-in-aws'] },
  { cause: 'the lookup is switched off by the prefix null', dotenv: kwargs({ variables_prefix: null, connections_prefix: null }), ids: ['name-in-aws'] },
  { cause: 'the container user cannot read the file credentials', unreadable: ['credentials'], ids: ['credentials-unreadable'] },
  { cause: 'there is no such profile', shell: { AWS_PROFILE: 'nobody' }, ids: ['profile-absent', 'profile-chosen'] },
  { cause: 'a line of config is one that no client reads', broken: 'config', ids: ['profiles-broken'] },
  { cause: 'there is no region', dotenv: kwargs({ region_name: undefined }), without: ['AWS_DEFAULT_REGION'], ids: ['region-absent'] },
  { cause: 'there is no network', offline: true, ids: ['unreachable'] },
  { cause: 'reading the secret is not allowed', key: 'stranger', ids: ['denied'] },
  { cause: 'the Amazon provider is not installed', withoutProvider: true, ids: ['backend-not-loaded'] },
  { cause: 'there is no such profile, of an example with a connection alone', shell: { AWS_PROFILE: 'nobody' }, options: ORDERS.replace('variableKey: \'my_var\', ', ''), ids: ['profile-absent'] },
];

/** That `try` judges what a real Airflow prints, and leaves no secret behind. */
export const TRY_CHECKS: readonly TryCheck[] = [
  {
    name: 'try: secrets that are there come through; no password and no value is printed',
    async prove(setting) {
      const { status, output } = await tried(setting, placeOf(setting, { cause: 'none' }));
      assert.equal(status, 0, output);
      assert.match(output, /ok +the variable my_var came from the secret orders\/variables\/my_var/);
      assert.match(output, /ok +the connection my_conn came from the secret orders\/connections\/my_conn/);
      assert.ok(!output.includes(PASSWORD) && !output.includes(encodeURIComponent(PASSWORD)) && !output.includes('the value of'), output);
    },
  },
  {
    name: 'try with printConnectionUri: the password that Airflow prints is not printed',
    async prove(setting) {
      const { status, output } = await tried(setting, placeOf(setting, { cause: 'none' }, ORDERS.replace('connectionId: \'my_conn\'', 'connectionId: \'my_conn\', printConnectionUri: true')));
      assert.equal(status, 0, output);
      assert.ok(!output.includes(encodeURIComponent(PASSWORD)), output);
    },
  },
  ...[['Secrets Manager', TRIAL], ['Parameter Store', TRIAL_PARAMETER]].map(([service, options]): TryCheck => ({
    name: `try --create --delete: makes the secrets in ${service}, they come through, and nothing is left`,
    async prove(setting) {
      const place = placeOf(setting, { cause: 'none' }, options);
      const { status, output } = await tried(setting, place, '--create', '--delete');
      assert.equal(status, 0, output);
      assert.match(output, /^created +the secret [^]*^ok +the variable my_var came[^]*^deleted +the secret /m);
      const again = await command(setting, place, ['doctor', '--online']);
      assert.match(again.stdout, /The variable my_var of the example DAG \(the secret \/?trial\/variables\/my_var in us-west-2\) does not exist\./);
    },
  })),
  {
    name: 'try --create --delete: secrets that were there are kept',
    async prove(setting) {
      const place = placeOf(setting, { cause: 'none' });
      const { status, output } = await tried(setting, place, '--create', '--delete');
      assert.equal(status, 0, output);
      assert.match(output, /kept +the secret orders\/variables\/my_var/);
      const { findings } = JSON.parse((await command(setting, place, ['doctor', '--online', '--format', 'json'])).stdout) as { findings: ReadonlyArray<{ id: string; verdict: string }> };
      assert.deepEqual(findings.filter(({ id }) => id === 'online-secrets').map(({ verdict }) => verdict), ['ok', 'ok']);
    },
  },
  {
    name: 'try --create: an identity that may not create a secret is named with the permission, and nothing is run',
    async prove(setting) {
      const { status, output } = await tried(setting, placeOf(setting, { cause: 'none', key: 'stranger' }), '--create', '--delete');
      assert.equal(status, 1, output);
      assert.match(output, /was not created: the identity may not do that: it lacks secretsmanager:CreateSecret/);
    },
  },
  ...TRIED_CAUSES.map((row): TryCheck => ({
    name: `try: ${row.cause}`,
    async prove(setting) {
      const { status, output } = await tried(setting, placeOf(setting, row, row.options));
      assert.equal(status, 1, output);
      assert.deepEqual([...output.matchAll(/\[cause-([a-z-]+)\]/g)].map(([, id]) => id).slice(0, row.ids.length), row.ids, output);
    },
  })),
  {
    name: 'try: the keys of a session are absent, then damaged, and then over',
    async prove(setting) {
      const session = new SessionProject(setting);
      await session.export(setting.aws.keys.signedIn);
      const file = path.join(session.machine.folder('dev'), 'mount', 'session.json');
      const json = JSON.parse(fs.readFileSync(file, 'utf-8')) as object;
      fs.rmSync(file);
      assert.match((await tried(setting, session.place)).output, /\[cause-keys-absent\]/);
      fs.writeFileSync(file, '');
      assert.match((await tried(setting, session.place)).output, /\[cause-keys-damaged\]/);
      fs.writeFileSync(file, JSON.stringify({ ...json, Expiration: '2026-01-01T00:00:00Z' }));
      assert.match((await tried(setting, session.place)).output, /\[cause-keys-ended\]/);
    },
  },
];

async function tried(setting: TrySetting, place: Place, ...args: readonly string[]): Promise<Ran> {
  return command(setting, place, ['try', ...args], { programs: [await astroFor(setting.run, setting.airflow, place)] });
}

/** A working project in which one thing is wrong. */
function placeOf(setting: TrySetting, cause: Cause, options = ORDERS): Place {
  const { airflow, aws } = setting;
  const { shell, key, offline, withoutProvider } = cause;
  const project = airflow.synthesize(options);
  const files = devProfile(aws, aws.keys[key === 'stranger' ? 'stranger' : 'developer']);
  const home = homeWith(setting, offline === true ? { ...files, config: { 'profile dev': {} } } : files);
  makeCause(project, home, cause);
  return { project, home, shell, network: offline !== true, withoutProvider };
}
