import * as fs from 'node:fs';
import * as path from 'node:path';
import { compatibilityPage, latestReport, type ProvedRun } from '../../contract/compatibility';
import type { CheckResult, RowResult } from '../../contract/row';

const check = (outcome: CheckResult['outcome'], name = 'it works', reason?: string): CheckResult => ({ name, outcome, reason, seconds: 1 });
const row = (name: string, checks: CheckResult[], versions: Record<string, string> = {}, title = `what ${name} proves`): RowResult => ({ name, title, versions, checks, seconds: 61.4 });
const proved = (...rows: RowResult[]): ProvedRun => ({ date: '2026-11-25', machine: 'Linux (x64)', rows });

test('the page has a line for each row and a list of what passed, and marks what was skipped', () => {
  const page = compatibilityPage(proved(
    row('airflow3', [check('passed'), check('passed', 'a secret is found')], { Airflow: '3.3.2', moto: '5.2.5' }),
    row('containers', [check('passed'), check('skipped', 'podman starts it', 'there is no podman')]),
  ));
  expect(page).toMatchInlineSnapshot(`
"# Compatibility

This page shows with which versions the package was tested. \`npm run contract -- --full\` wrote it on 2026-11-25 (Linux (x64)). It runs the real programs that read our files. All checks passed, except those marked as skipped.

The workflows for macOS, Windows, Node 22 and Node 24 are generated and linted, but were not run here.

| what was tested | versions | checks | time |
| --- | --- | ---: | ---: |
| what airflow3 proves | Airflow 3.3.2, moto 5.2.5 | 2 | 61 s |
| what containers proves |  | 1 | 61 s |

## airflow3: what airflow3 proves

- it works
- a secret is found

## containers: what containers proves

- it works
- podman starts it (skipped: there is no podman)
"
`);
  expect(compatibilityPage(proved(row('a', [check('passed')])))).toContain('All checks passed.');
});

test('the report on the newest versions names what changed and what fails, and nothing else', () => {
  const before = proved(row('airflow3', [], { Airflow: '3.3.2', moto: '5.2.5' }), row('gone', [], { x: '1' }));
  const after = [row('airflow3', [check('passed'), check('failed', 'a secret is found', 'Error: no\n  at x')], { Airflow: '3.4.0', moto: '5.2.5', new: '1' })];
  const text = latestReport(after, before);
  expect(text).toBe(`Compared with the versions that were tested on 2026-11-25:

| row | system | tested | newest |
| --- | --- | --- | --- |
| airflow3 | Airflow | 3.3.2 | 3.4.0 |
| airflow3 | new | none | 1 |

1 of 2 checks fail:

- **airflow3: a secret is found**

      Error: no
        at x
`);
  expect(latestReport([row('airflow3', [check('passed')], { Airflow: '3.3.2' })], before)).toBe('Compared with the versions that were tested on 2026-11-25:\n\nNo version has changed.\n\nAll 1 checks pass.\n');
});

const HOSTILE = ['a | b', 'a\n| c |', 'a\n\n# d', '- e\n- f', '`g', '```\nh', '**i', '<script>', '[j](k)', '\\|', '| --- |', 'l\r\n\r\nm', 'n\r# o', '![p](q)', '&lt;', '  ', ''];

test.each(HOSTILE)('no text breaks out of a table, a heading or a list: %j', (text) => {
  const rows = [row(text, [check('passed', text), check('skipped', text, text)], { [text]: text }, text), row('last', [check('passed')])];
  const lines = compatibilityPage(proved(...rows)).split(/\r\n|\r|\n/);
  expect(lines.filter((line) => line.startsWith('|')).map((line) => line.match(/(?<!\\)(\\\\)*\|/g)?.length)).toEqual([5, 5, 5, 5]);
  expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(3);
  expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(3);
  expect(lines.filter((line) => !/^(\||- |#|This page shows |The workflows for |$)/.test(line))).toEqual([]);
});

test.each(HOSTILE)('no reason ends its block of code: %j', (text) => {
  const lines = latestReport([row('a', [check('failed', 'b', `${text}\n${text}`)]), row('c', [check('failed', 'd', text)])], proved()).split(/\r\n|\r|\n/);
  expect(lines.filter((line) => line !== '' && !line.startsWith('      '))).toEqual(['Compared with the versions that were tested on 2026-11-25:', 'No version has changed.', '2 of 2 checks fail:', '- **a: b**', '- **c: d**']);
});

test('the page on compatibility is that of the recorded run', () => {
  const root = path.resolve(__dirname, '../../..');
  const kept = JSON.parse(fs.readFileSync(path.join(__dirname, '../../contract/proved.json'), 'utf-8')) as ProvedRun;
  expect(fs.readFileSync(path.join(root, 'docs', 'compatibility.md'), 'utf-8')).toBe(compatibilityPage(kept));
});
