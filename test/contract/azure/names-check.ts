import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AzureCheck } from './azure-project';
import { printed, script } from '../airflow/setting';

/** Another one each week finds what one alone does not, and is known where it fails. */
const SEED = Math.floor(Date.now() / (7 * 24 * 3_600_000));

/** That the package derives the names that the real class asks for. */
export const NAME_CHECKS: readonly AzureCheck[] = [
  {
    name: '2,000 random option sets: the names that the package derives are those that the real class asks for, and what it refuses could not be found',
    async prove({ run, airflow }) {
      const directory = fs.mkdtempSync(path.join(run.work, 'names-'));
      const program = path.join(directory, 'names.js');
      fs.copyFileSync(path.join(__dirname, 'names.js'), program);
      run.packages.run(directory, program, String(SEED));
      const sets = fs.readFileSync(path.join(directory, 'names.json'), 'utf-8');
      // Airflow 2 writes as soon as it is imported.
      const environment = { AIRFLOW_HOME: '/tmp/airflow' };
      const ran = await airflow.container.run({ command: ['python', '-c', script('names.py', __dirname)], environment, mounts: [], input: sets });
      const { counts, different } = printed(ran.stdout, 'NAMES', ran.output) as { counts: Record<string, number>; different: unknown[] };
      assert.deepEqual(different, [], `seed ${SEED}`);
      assert.equal(counts.accepted + counts.refused, 2_000);
      // Neither is the exception.
      Object.entries(counts).forEach(([what, count]) => assert.ok(count > 100, `seed ${SEED}: ${count} ${what}`));
    },
  },
];
