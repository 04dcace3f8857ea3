import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Merger } from './merger';
import { baseAlone, differences, mustSynthesizeAll, SHELL } from './stack';
import { STRATEGIES } from './strategies';
import { AIRFLOW_MAJORS, baseFile, type AirflowMajor } from '../base';
import type { RowRun } from '../row';

/** Every strategy on both majors, against what was written down manually. */
export async function checkStrategies(run: RowRun, merger: Merger): Promise<void> {
  for (const major of AIRFLOW_MAJORS) {
    const names = STRATEGIES.map(({ name }) => `Airflow ${major}: ${name}, and nothing else changes`);
    if (!run.wants(...names)) {
      continue;
    }
    const written = await mustSynthesizeAll(run, `strategies-${major}`, STRATEGIES.map(({ rc }) => ({ major, rc: rc(major) })));
    for (const [index, { expected }] of STRATEGIES.entries()) {
      await run.check(names[index], async () => {
        const { directory, override } = written[index];
        const [alone, merged] = await Promise.all([
          merger.merge(baseAlone(major, directory)),
          merger.merge({ base: baseFile(major, { project: directory }), override, directory, shell: SHELL }),
        ]);
        assert.deepEqual(differences(alone, merged), placed(expected(major), directory));
      });
    }
  }
}

/** Expectations name the folder of the project, which is another in each run. */
function placed(expected: Readonly<Record<string, unknown>>, directory: string): unknown {
  return JSON.parse(JSON.stringify(expected).replaceAll('{directory}', directory).replaceAll('{parent}', path.dirname(directory)));
}

/** The override of one major over the CLI's file of the other. */
export async function checkWrongMajor(run: RowRun, merger: Merger): Promise<void> {
  const wrong: ReadonlyArray<readonly [AirflowMajor, AirflowMajor, string]> = [[2, 3, 'webserver'], [3, 2, 'dag-processor|api-server']];
  for (const [major, other, services] of wrong) {
    await run.check(`the override for Airflow ${major} is refused on Airflow ${other}, by the name of a service that is not there`, async () => {
      const [{ override, directory }] = await mustSynthesizeAll(run, `wrong-major-${major}`, [{ major, rc: 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });' }]);
      const [{ project, error }] = await merger.mergeAll([{ base: baseFile(other, { project: directory }), override, directory, shell: SHELL }]);
      assert.equal(project, undefined);
      assert.match(error ?? '', new RegExp(`^service "(${services})" has neither an image nor a build context specified: invalid compose project$`));
    });
  }
}
