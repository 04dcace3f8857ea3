import { AIRFLOW_MISTAKES } from './airflow/mistakes';
import { AIRFLOW_ROWS } from './airflow/rows';
import { WHOLE_ROWS } from './airflow/whole-rows';
import { AZURE_MISTAKES } from './azure/mistakes';
import { AZURE_ROWS } from './azure/rows';
import { COMPOSE_MISTAKES, COMPOSE_ROW } from './compose/rows';
import { CONTAINER_MISTAKES } from './containers/mistakes';
import { CONTAINER_ROWS } from './containers/rows';
import { ACCESS_LIST_ROW } from './dotenv/acl-checks';
import { DOTENV_MISTAKES } from './dotenv/mistakes';
import { DOTENV_ROW } from './dotenv/rows';
import { GCP_ROWS } from './gcp/rows';
import { LOCAL_ROWS } from './local/rows';
import { mistakesRow } from './mistakes';
import { NPM_ROWS } from './projen/npm-rows';
import { PYTHON_ROW } from './projen/python-row';
import type { Row } from './row';
import { SESSION_AIRFLOW_ROWS } from './session/airflow-rows';
import { SESSION_HOST } from './session/host-rows';
import { SESSION_MISTAKES } from './session/mistakes';
import { SITE_ROW } from './site/rows';
import { TRY_MISTAKES } from './try/mistakes';
import { TRY_ROWS } from './try/rows';
import { UI_ROW } from './ui/rows';
import { VAULT_ROWS } from './vault/rows';

/** All rows, in the order of the table. */
export const ROWS: readonly Row[] = [
  ...AIRFLOW_ROWS,
  ...WHOLE_ROWS,
  SESSION_HOST,
  ...SESSION_AIRFLOW_ROWS,
  ...AZURE_ROWS,
  ...GCP_ROWS,
  ...TRY_ROWS,
  ...LOCAL_ROWS,
  ...VAULT_ROWS,
  COMPOSE_ROW,
  DOTENV_ROW,
  ACCESS_LIST_ROW,
  ...NPM_ROWS,
  PYTHON_ROW,
  SITE_ROW,
  UI_ROW,
  ...CONTAINER_ROWS,
  mistakesRow([...AIRFLOW_MISTAKES, ...COMPOSE_MISTAKES, ...DOTENV_MISTAKES]),
  mistakesRow(SESSION_MISTAKES, 'session-mistakes'),
  mistakesRow(AZURE_MISTAKES, 'azure-mistakes'),
  mistakesRow(TRY_MISTAKES, 'try-mistakes'),
  { ...mistakesRow(CONTAINER_MISTAKES, 'container-mistakes'), fullOnly: true },
];
