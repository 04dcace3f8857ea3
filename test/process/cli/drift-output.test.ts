import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { rendered, type OutputContext } from '../../../src/cli/drift-output';
import type { DriftReport } from '../../../src/drift/report';
import { manyFiles, reportOf } from '../../support/drift/hostile-reports';
import { testIf } from '../../support/projects';
import { tempDir } from '../../support/util';

const CONTEXT: OutputContext = { strict: false, terminal: false, color: false, from: '/work', directory: '/work' };

const drifted = reportOf(manyFiles(1));
const noted: DriftReport = reportOf([{ path: '.env', status: 'skipped' }]);

test.each([
  ['in sync', reportOf([]), false, 0],
  ['drift', drifted, false, 1],
  ['notes', noted, false, 0],
  ['notes that count', noted, true, 1],
])('%s has its exit code in every format', (_, report, strict, code) => {
  expect((['text', 'json', 'github'] as const).map((format) => rendered({ report }, format, { ...CONTEXT, strict }).code)).toEqual([code, code, code]);
});

test('the error of the rc file is printed where a log for people does not have it already', () => {
  const outcome = { message: '.projenrc.js failed.', error: 'no such thing' };
  expect(rendered(outcome, 'text', CONTEXT)).toEqual({ out: '', err: 'projen-astro-airflow: .projenrc.js failed.\n', page: '', code: 2 });
  expect(JSON.parse(rendered(outcome, 'json', CONTEXT).out)).toEqual({ schemaVersion: 1, result: 'error', message: '.projenrc.js failed. It said: no such thing' });
  expect(rendered(outcome, 'github', CONTEXT)).toEqual({
    out: '::error title=Drift check::.projenrc.js failed. It said: no such thing\n',
    err: '',
    page: expect.stringMatching(/^### Drift check\n\nThe files could not be compared: <code>.*no such thing<\/code>\n$/),
    code: 2,
  });
});

test('diffs are shown where there are some', () => {
  const report = reportOf(manyFiles(1, { diff: 'diff --git a/x b/x\n' }));
  expect(rendered({ report }, 'text', CONTEXT).out).toContain('\ndiff --git a/x b/x\n');
});

test('annotations name files from the top of the checkout, or from where the command was called', () => {
  const inAirflow = { ...CONTEXT, directory: '/work/airflow' };
  expect(rendered({ report: drifted }, 'github', inAirflow).out).toContain('file=airflow/file-0.json,');
  expect(rendered({ report: drifted }, 'github', { ...inAirflow, workspace: '/' }).out).toContain('file=work/airflow/file-0.json,');
});

test('the command that fixes is one for the directory that the check was called in', () => {
  expect(rendered({ report: drifted }, 'text', CONTEXT).out).toContain('Run `npx projen` to update it');
  expect(rendered({ report: drifted }, 'text', { ...CONTEXT, directory: '/work/airflow' }).out).toContain('Run `cd airflow && npx projen` to update it');
});

testIf(process.platform !== 'win32', 'a POSIX shell')('a directory of any name is one word of that command', () => {
  const from = fs.realpathSync(tempDir());
  for (const name of ["it's", '$(touch pwned)', '; touch pwned', 'a b', '`touch pwned`', '-x', '"']) {
    const directory = path.join(from, name);
    fs.mkdirSync(directory);
    const { command } = JSON.parse(rendered({ report: { ...drifted, command: 'pwd' } }, 'json', { ...CONTEXT, from, directory }).out) as { command: string };
    expect(execFileSync('sh', ['-c', command], { cwd: from, encoding: 'utf-8' })).toBe(`${directory}\n`);
  }
  expect(fs.readdirSync(from)).not.toContain('pwned');
});
