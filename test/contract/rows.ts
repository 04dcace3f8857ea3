import { AIRFLOW_ROWS } from './airflow/rows';
import { CONTAINER_ROWS } from './containers/rows';
import { NPM_ROWS } from './projen/npm-rows';
import { PYTHON_ROW } from './projen/python-row';
import type { Row } from './row';

/** All rows, in the order of the table. */
export const ROWS: readonly Row[] = [...AIRFLOW_ROWS, ...NPM_ROWS, PYTHON_ROW, ...CONTAINER_ROWS];
