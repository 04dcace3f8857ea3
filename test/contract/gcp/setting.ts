import * as fs from 'node:fs';
import * as path from 'node:path';
import type { FakeGoogle, GoogleContent } from './fake-google';
import type { Airflow, Place } from '../airflow/airflow';
import { own } from '../airflow/developer';
import { lookUp, type Asked, type LookedUp, type ProvedCheck } from '../airflow/setting';
import type { RowRun } from '../row';

/** What every check of Google is based on. */
export interface GoogleSetting {
  readonly run: RowRun;
  readonly airflow: Airflow;
  readonly google: FakeGoogle;
}

export type GoogleCheck = ProvedCheck<GoogleSetting>;

export const PROJECT = 'orders-dev';
export const OTHER_PROJECT = 'orders-secrets';
export const READER = `reader@${PROJECT}.iam.gserviceaccount.com`;
export const CLOSED = `closed@${PROJECT}.iam.gserviceaccount.com`;
export const FILE = '.config/gcloud/application_default_credentials.json';
const PASSWORD = 'se/cret: 100%';
const URI = `postgres://me:${encodeURIComponent(PASSWORD)}@db:5432/orders`;

/** The whole name of a version, as the service is asked for it. */
export const version = (secret: string, project = PROJECT): string => `projects/${project}/secrets/${secret}/versions/latest`;

/** The value of a variable names its place. */
export const valueOf = (secret: string, project = PROJECT): string => `value of ${project} ${secret}`;

const VARIABLES = ['airflow-variables-my_var', 'orders_variables--my_var', '-my_var', 'bare_my_var', 'orders-variables-source', 'airflow-config-a_setting', 'settings-a_setting'];

export const CONTENT: GoogleContent = {
  secrets: {
    ...Object.fromEntries([PROJECT, OTHER_PROJECT].flatMap((project) => VARIABLES.map((secret) => [version(secret, project), valueOf(secret, project)]))),
    [version('airflow-connections-my_conn')]: URI,
    [version('orders_connections--json_conn', OTHER_PROJECT)]: JSON.stringify({ conn_type: 'postgres', login: 'me', password: PASSWORD, host: 'db', port: 5432, schema: 'orders' }),
    [version('-my_conn')]: URI,
  },
  readers: ['developer', READER],
  refreshTokens: { 'token-of-the-developer': 'developer', 'token-of-a-stranger': 'stranger' },
  impersonators: { [READER]: ['developer'] },
};

/** What is found of each connection above. */
export const CONNECTION = { type: 'postgres', host: 'db', login: 'me', password: PASSWORD, extra: {} };

/** The file as "gcloud auth application-default login" writes it. */
export function authorizedUser(refreshToken = 'token-of-the-developer'): object {
  return { account: '', client_id: '1-x.apps.googleusercontent.com', client_secret: 'd-x', quota_project_id: PROJECT, refresh_token: refreshToken, type: 'authorized_user', universe_domain: 'googleapis.com' };
}

/** The same with `--impersonate-service-account`. */
export function impersonated(account: string): object {
  const { account: _, quota_project_id: __, ...source } = authorizedUser() as Record<string, string>;
  return {
    delegates: [],
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
    source_credentials: source,
    type: 'impersonated_service_account',
  };
}

/**
 * A developer's home with that file, readable for its owner alone, who is the container's user: as with Docker Desktop.
 *
 * @param file where it is, from the home; undefined: nowhere
 */
export function homeWith({ run }: Pick<GoogleSetting, 'run'>, adc: object | string = authorizedUser(), file: string = FILE): string {
  const home = fs.mkdtempSync(path.join(run.work, 'home-'));
  const absolute = path.join(home, file);
  fs.mkdirSync(path.dirname(absolute), { recursive: true });
  fs.writeFileSync(absolute, typeof adc === 'string' ? adc : JSON.stringify(adc, null, 2));
  own(home);
  return home;
}

/** Looks up in a container that is led to the stand-in. */
export function lookUpIn({ airflow, google }: GoogleSetting, place: Omit<Place, 'besides'>, ...asked: Asked[]): Promise<LookedUp> {
  return lookUp({ airflow }, { ...place, besides: google.besides }, ...asked);
}

/** A project with these options of both classes, as JavaScript. */
export function declaring(credentials: string, backend: string, more = ''): string {
  return `{ credentials: [astro.GcpCredentials.mounted(${credentials})], secretsBackend: astro.GcpSecretsBackend.secretManager(${backend})${more} }`;
}
