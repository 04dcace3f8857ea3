import type { Mistake } from '../mistakes';
import { DOTENV_ROW } from './rows';

const DOTENV = 'lib/files/dotenv-file.js';
const BLOCK = 'lib/ownership/owned-block.js';
const VALUE = 'lib/text/dotenv-value.js';
const LINE = '=> `${key}=${value}`';
const KWARGS = 'JSON.stringify(backend.kwargs)';
const AT_THE_END = 'text + (newlineAdded ? eol : \'\') + render(lines, newlineAdded, eol) + eol';

const declared = { row: DOTENV_ROW, only: 'all four read as declared' };
const users = { row: DOTENV_ROW, only: 'all four read as before' };

/** Mistakes in what we write to `.env`. */
export const DOTENV_MISTAKES: readonly Mistake[] = [
  { what: '.env: values in quotes', file: DOTENV, good: LINE, bad: '=> `${key}=\'${value}\'`', ...declared },
  { what: '.env: JSON in quotes', file: 'lib/local-airflow-backends.js', good: KWARGS, bad: `"'" + ${KWARGS} + "'"`, ...declared },
  { what: '.env: pretty JSON', file: 'lib/local-airflow-backends.js', good: KWARGS, bad: 'JSON.stringify(backend.kwargs, undefined, 2)', ...declared },
  { what: '.env: a kwarg\'s key', file: 'lib/clouds/aws/aws-backend.js', good: 'region_name:', bad: 'region:', ...declared },
  { what: '.env: blanks around the "="', file: DOTENV, good: LINE, bad: '=> `${key} = ${value}`', ...declared },
  { what: '.env: "export"', file: DOTENV, good: LINE, bad: '=> `export ${key}=${value}`', ...declared },
  { what: '.env: a comment behind a value', file: DOTENV, good: LINE, bad: '=> `${key}=${value} # ours`', ...declared },
  { what: '.env: the quotes of values, which are taken', file: VALUE, good: '/^[\'"`]/', bad: '/^[`]/', row: DOTENV_ROW, only: 'a quote at the start' },
  { what: '.env: a "$", which is taken', file: VALUE, good: 'value.includes(\'$\')', bad: 'value.includes(\'${\')', row: DOTENV_ROW, only: 'a "$" is refused' },
  { what: '.env: the block before the user\'s lines', file: BLOCK, good: AT_THE_END, bad: 'render(lines, newlineAdded, eol) + eol + text', ...users },
  { what: '.env: the block within the user\'s lines', file: BLOCK, good: AT_THE_END, bad: 'text.replace(/\\n|$/, (end) => end + render(lines, newlineAdded, eol) + eol)', ...users },
  { what: '.env: no newline before the block', file: BLOCK, good: AT_THE_END, bad: 'text + render(lines, newlineAdded, eol) + eol', ...users },
  { what: '.env: the key of a user, which is written again', file: DOTENV, good: 'const overridden = this.overridden((0, dotenv_text_1.dotenvEntries)(userText))', bad: 'const overridden = []', ...users },
  { what: '.env: what another program adds to the old file', file: 'lib/ownership/changed-file.js', good: 'const late = lateText(old, text)', bad: 'const late = text', row: DOTENV_ROW, only: 'another program appends' },
  { what: '.env: an open quote above the block', file: DOTENV, good: 'open !== undefined', bad: 'false', row: DOTENV_ROW, only: 'a quote that no line closes' },
  { what: '.env: a line that is too long', file: VALUE, good: 'MAX_BYTES = 65_000', bad: 'MAX_BYTES = 650_000', row: DOTENV_ROW, only: '64 KiB' },
];
