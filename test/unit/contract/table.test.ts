import type { CheckResult, RowResult } from '../../contract/row';
import { countOf, report, table, versionsOf } from '../../contract/table';

const check = (outcome: CheckResult['outcome'], name = 'it works', reason?: string): CheckResult => ({ name, outcome, reason, seconds: 1 });
const row = (name: string, checks: CheckResult[], versions = {}): RowResult => ({ name, title: name, versions, checks, seconds: 61.4 });

test('the columns of a table are aligned, without spaces at the end', () => {
  expect(table(['row', 'time'], [['airflow3', '1 s'], ['x', '']])).toBe('row       time\nairflow3  1 s\nx');
  expect(table(['row'], [])).toBe('row');
});

test('checks are counted over all rows', () => {
  const rows = [row('a', [check('passed'), check('failed')]), row('b', [check('passed'), check('skipped')]), row('c', [])];
  expect((['passed', 'failed', 'skipped'] as const).map((outcome) => countOf(rows, outcome))).toEqual([2, 1, 1]);
  expect(versionsOf(row('a', [], { Airflow: '3.3.2', moto: '5' }))).toBe('Airflow 3.3.2, moto 5');
});

test('the report has a line for each row, then the reasons for what did not pass', () => {
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const text = report([row('airflow3', [check('passed'), check('failed', 'it breaks', long)], { Airflow: '3.3.2' }), row('x', [check('skipped', 'it runs', 'there is no Go')])]);
  expect(text.split('\n').slice(0, 6)).toEqual([
    'row       passed  failed  skipped  time  versions',
    'airflow3  1       1       0        61 s  Airflow 3.3.2',
    'x         0       0       1        61 s',
    '',
    'failed: airflow3: it breaks',
    '    line 0',
  ]);
  expect(text).toContain('    line 11\n\nskipped: x: it runs\n    there is no Go');
  expect(text).not.toContain('line 12');
});
