import * as fs from 'node:fs';
import * as path from 'node:path';
import { lastError } from '../../../src/trial/last-error';

const LOGS = path.resolve(__dirname, '../../support/doctor/recorded');
const recorded = (name: string): string => fs.readFileSync(path.join(LOGS, `${name}.txt`), 'utf-8');
const SECRETS = [{ kind: 'variable', key: 'my_var' }, { kind: 'connection', key: 'my_conn' }] as const;
const ENDED = '[2026-11-30T00:00:00.000+0000] {python.py:240} INFO - Done. Returned value was: None';

test.each<[string, string, string | undefined]>([
  ['an exception', 'Traceback (most recent call last):\n  raise ValueError("x")\nodd.pkg.OddError: something odd\n', 'odd.pkg.OddError: something odd'],
  ['the last one of several', 'OddError: first\nValueError: second\nmore', 'ValueError: second'],
  ['an error of a program', 'astro v5 ready\nerror: unknown command dev\n', 'error: unknown command dev'],
  ['an error that Airflow 2 logs', '[2026-11-30T00:00:00] {dag.py:1} ERROR - Task failed; odd', '[2026-11-30T00:00:00] {dag.py:1} ERROR - Task failed; odd'],
  ['an error that Airflow 3 logs', '2026-11-30T00:00:00Z [error    ] Task failed  [task] loc=x.py:1', '2026-11-30T00:00:00Z [error    ] Task failed  [task] loc=x.py:1'],
  ['no line with a URI', 'ValueError: odd\nOddError: postgres://me:hunter2@db\n', 'ValueError: odd'],
  ['nothing that is in quotes', 'ValueError: Port could not be cast to integer value as \'hunter2\'', 'ValueError: Port could not be cast to integer value as …'],
  ['an apostrophe as it is', 'ValueError: that isn\'t there', 'ValueError: that isn\'t there'],
  ['no error where there is none', 'all is well\n', undefined],
])('the last error is %s', (_, output, expected) => {
  expect(lastError(output, SECRETS)).toBe(expected);
});

test.each<[string, string]>([
  ['a line that Airflow logs', '[2026-11-30T00:00:00] INFO - Variable my_var: hunter2 is the password, do not share\n'],
  ['a line as it was printed', 'Variable my_var: OddError: hunter2\n'],
  ['further lines of a value', `Variable my_var: first\nOddError: hunter2\n${ENDED}\n`],
  ['further lines that look like those of a log', `Variable my_var: first\n[2026-11-30T00:00:00] {dag.py:1} ERROR - hunter2\nValueError: hunter2\n${ENDED}\n`],
  ['a value without a known end', 'Variable my_var: first\nOddError: hunter2\n'],
  ['a URI and what follows it', `Connection my_conn: postgres://me\nOddError: hunter2\n${ENDED}\n`],
  ['a task that prints errors, in Airflow 2', '[2026-11-30T00:00:00] {logging_mixin.py:190} ERROR - hunter2\n'],
  ['a task that prints errors, in Airflow 3', '2026-11-30T00:00:00Z [error    ] hunter2 [task.stderr]\n'],
  ['an exception with the value in it', `Variable my_var: hunter2\n${ENDED}\nOddError: it is hunter2 here\n`],
  ['an exception with a line of it that Airflow 2 logged', `[x] {logging_mixin.py:190} INFO - Variable my_var: first\n[x] {logging_mixin.py:190} INFO - hunter2\n${ENDED}\nOddError: it is hunter2 here\n`],
  ['an exception with the value that Airflow 3 logged', `2026Z [info     ] Variable my_var: hunter2   [task.stdout] loc=x.py:1\n${ENDED}\nOddError: it is hunter2 here\n`],
])('the value of a secret is in no error: %s', (_, output) => {
  expect(lastError(`ValueError: before\n${output}`, SECRETS)).toBe('ValueError: before');
});

test.each(['airflow2-other-prefix', 'airflow3-other-prefix', 'airflow2-no-region', 'airflow3-no-region'])('an error after a task that has printed its secret is found: %s', (name) => {
  expect(lastError(recorded(name), SECRETS)).toMatch(/Error: |Exception: /);
});
