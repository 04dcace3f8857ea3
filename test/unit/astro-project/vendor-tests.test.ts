import * as fs from 'node:fs';
import * as path from 'node:path';
import { LogLevel } from 'projen/lib/logger';
import { AstroProject } from '../../../src';
import { tempDir, write } from '../../support/util';

// The packages of the project are not installed here.
process.env.PROJEN_DISABLE_POST = 'true';

const PARSE_TEST = '.astro/test_dag_integrity_default.py';
const DAG_TEST = 'tests/dags/test_dag_example.py';
const OLD = 'from airflow.models import DagBag\n\nbag = DagBag(\n    include_examples=False,\n)\n';

/** What a synth warns of besides what all of them do. */
function warnings(files: Record<string, string>, runtimeVersion = '3.3-8'): string[] {
  const outdir = tempDir();
  write(outdir, files);
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    new AstroProject({ name: 'orders', outdir, runtimeVersion, logging: { level: LogLevel.WARN } }).synth();
    return printed.mock.calls.flat().map(String).filter((line) => line.includes('include_examples'));
  } finally {
    printed.mockRestore();
  }
}

test('those that fail on Airflow 3.3 are named, each with its way out', () => {
  expect(warnings({ [PARSE_TEST]: OLD, [DAG_TEST]: OLD })).toEqual([
    expect.stringContaining(
      '.astro/test_dag_integrity_default.py and tests/dags/test_dag_example.py of "astro dev init" fail on Airflow 3.3: DagBag() has no include_examples there. Delete .astro/test_dag_integrity_default.py, and the next synth writes one that works; '
      + 'in tests/dags/test_dag_example.py delete the argument, and set os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False" above the imports.',
    ),
  ]);
  expect(warnings({ [DAG_TEST]: OLD })).toEqual([expect.stringContaining('tests/dags/test_dag_example.py of "astro dev init" fails on Airflow 3.3: DagBag() has no include_examples there. In tests/dags/test_dag_example.py delete the argument')]);
});

test('those that work are not: of an older Airflow, without the argument, in a comment, ours', () => {
  expect(warnings({ [PARSE_TEST]: OLD, [DAG_TEST]: OLD }, '3.2-10')).toEqual([]);
  expect(warnings({ [PARSE_TEST]: 'bag = DagBag("dags")\n', [DAG_TEST]: '# include_examples=False is gone\nbag = DagBag()\n' })).toEqual([]);
  expect(warnings({})).toEqual([]);
});

test('the one that is deleted is written anew, and works', () => {
  const outdir = tempDir();
  write(outdir, { [PARSE_TEST]: OLD });
  const synth = (): void => new AstroProject({ name: 'orders', outdir, runtimeVersion: '3.3-8', commitGenerated: true }).synth();
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  synth();
  fs.rmSync(path.join(outdir, PARSE_TEST));
  synth();
  quiet.mockRestore();
  expect(fs.readFileSync(path.join(outdir, PARSE_TEST), 'utf-8')).not.toMatch(/include_examples\s*=/);
});
