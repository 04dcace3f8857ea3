import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { COMMAND, NOT_FOUND } from '../airflow/causes';
import { edit } from '../airflow/setting';
import type { RowRun } from '../row';
import { authorizedUser, CLOSED, declaring, FILE, homeWith, impersonated, PROJECT, valueOf, type GoogleCheck, type GoogleSetting } from './setting';

/** What is wrong in an otherwise working project. */
interface Failure {
  readonly what: string;
  /** The file with the credentials; null: there is an empty folder in its place, as Docker's short syntax makes it. */
  readonly adc?: object | string;
  readonly mode?: number;
  /** Kwargs that are others; undefined removes one. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Variables that are added to .env. */
  readonly dotenv?: string;
  /** Variables that the override has otherwise. */
  readonly override?: Readonly<Record<string, string>>;
  readonly offline?: boolean;
  /** What is in the log; absent where nothing is. */
  readonly log?: RegExp;
  /** The row of the table of causes. */
  readonly cause: string;
  /** Whether Airflow does not even begin. */
  readonly isFatal?: boolean;
}

const KWARGS = { connections_prefix: 'airflow-connections', variables_prefix: 'orders-variables', project_id: PROJECT };

const FAILURES: readonly Failure[] = [
  { what: 'no project anywhere', kwargs: { project_id: undefined }, log: /ValueError: Project ID could not be determined/, cause: 'gcp-project-absent', isFatal: true },
  { what: 'the container user cannot read the file', mode: 0o600, log: /PermissionError: \[Errno 13\] Permission denied: '\/usr\/local\/airflow\/gcloud\/application_default_credentials\.json'/, cause: 'gcp-file-unreadable', isFatal: true },
  { what: 'an unknown kwarg', kwargs: { conections_prefix: 'x' }, log: /TypeError: .*unexpected keyword argument 'conections_prefix'/, cause: 'gcp-kwarg', isFatal: true },
  { what: 'a prefix with a slash', kwargs: { connections_prefix: 'airflow/connections' }, log: /`connections_prefix`, `variables_prefix` and `sep` should follows that pattern/, cause: 'gcp-name-pattern', isFatal: true },
  { what: 'a separator with a slash', kwargs: { sep: '/' }, log: /should follows that pattern/, cause: 'gcp-name-pattern', isFatal: true },
  { what: 'a path in which there is no file', override: { GOOGLE_APPLICATION_CREDENTIALS: '/usr/local/airflow/elsewhere.json' }, log: /AttributeError: .*no attribute 'credentials'/, cause: 'gcp-file-absent' },
  { what: 'a file that is no JSON', adc: '{"type": ', log: /Unable to load credentials for GCP Secret Manager/, cause: 'gcp-file-absent' },
  { what: 'a refresh token that was revoked', adc: authorizedUser('a-token-that-was-revoked'), log: /invalid_grant: Token has been expired or revoked/, cause: 'gcp-sign-in-ended' },
  { what: 'no right to read', adc: authorizedUser('token-of-a-stranger'), log: /\(PermissionDenied\): No access for Secret ID/, cause: 'gcp-denied' },
  { what: 'a service account that may not be impersonated', adc: impersonated(CLOSED), log: /Unable to acquire impersonated credentials/, cause: 'gcp-impersonation-denied' },
  { what: 'no network', offline: true, log: /Failed to resolve|ServiceUnavailable|TransportError/, cause: 'gcp-unreachable' },
  { what: 'another prefix', kwargs: { variables_prefix: 'order-variables' }, cause: 'name-in-gcp' },
  { what: 'another project', kwargs: { project_id: 'orders-empty' }, cause: 'name-in-gcp' },
  { what: 'a prefix with a slash for variables alone, which the provider does not check', kwargs: { variables_prefix: 'orders/variables' }, log: /\(InvalidArgument\): Invalid secret ID/, cause: 'gcp-name-invalid' },
];

/** Each failure, what the log has of it, and which row of the table of causes says so. */
export const FAILURE_CHECKS: readonly GoogleCheck[] = [
  {
    name: 'cause: there is none, and the variable is printed',
    async prove(setting) {
      const { status, stdout, output } = await get(setting, { what: 'none', cause: '' });
      assert.equal(status, 0, output);
      assert.equal(stdout.trim().split('\n').at(-1), valueOf('orders-variables-source'));
    },
  },
  ...FAILURES.map((failure): GoogleCheck => ({
    name: `cause: ${failure.what}, by its row of the table of causes`,
    async prove(setting) {
      const { status, output } = await get(setting, failure);
      assert.notEqual(status, 0, output);
      assert.ok(!output.includes(valueOf('orders-variables-source')), `the variable was found: ${output}`);
      assert.match(output, failure.log ?? /^/);
      if (failure.isFatal === true) {
        assert.doesNotMatch(output, NOT_FOUND);
      } else {
        assert.match(output, NOT_FOUND);
      }
      assert.ok(causesIn(setting.run, output).includes(failure.cause), `${causesIn(setting.run, output).join()} in ${output}`);
    },
  })),
];

/** The rows of the table that fit a log. */
function causesIn({ packages, work }: RowRun, log: string): string[] {
  const program = path.join(work, 'causes-in.js');
  const table = path.join(packages.folder('projen-astro-airflow'), 'lib/doctor/causes/index.js');
  fs.writeFileSync(program, `const { causesIn } = require(${JSON.stringify(table)}); process.stdout.write(JSON.stringify(causesIn(require('node:fs').readFileSync(0, 'utf-8')).map(({ id }) => id)));`);
  return JSON.parse(packages.run(work, program, log)) as string[];
}

/** Runs `airflow variables get source` in a working project in which one thing is wrong. */
async function get(setting: GoogleSetting, { adc, mode, kwargs = {}, dotenv = '', override = {}, offline }: Failure) {
  const { airflow, google } = setting;
  const project = airflow.synthesize(declaring('', `{ projectId: '${PROJECT}', variablesPrefix: 'orders-variables' }`));
  edit(project, '.env', (text) => `# none\n${dotenv}${text.replace(/(BACKEND_KWARGS=).*/, (_, start: string) => start + JSON.stringify({ ...KWARGS, ...kwargs }))}`);
  for (const [name, value] of Object.entries(override)) {
    edit(project, 'docker-compose.override.yml', (text) => text.replace(new RegExp(`(${name}: ).*`, 'g'), (_, start: string) => start + value));
  }
  const home = homeWith(setting, adc);
  if (mode !== undefined) {
    fs.chownSync(path.join(home, FILE), 0, 0);
    fs.chmodSync(path.join(home, FILE), mode);
  }
  return airflow.run({ project, home, besides: google.besides, network: offline !== true }, COMMAND);
}
