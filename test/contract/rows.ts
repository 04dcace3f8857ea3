import { DOTENV_ROW } from './dotenv/rows';
import { NPM_ROWS } from './projen/npm-rows';
import { PYTHON_ROW } from './projen/python-row';
import type { Row } from './row';

/** All rows, in the order of the table. */
export const ROWS: readonly Row[] = [DOTENV_ROW, ...NPM_ROWS, PYTHON_ROW];
