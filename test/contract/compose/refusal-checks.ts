import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CIRCLE_REFUSALS } from './circle-refusals';
import type { Merger } from './merger';
import { REFUSALS } from './refusals';
import { RESOURCE_REFUSALS } from './resource-refusals';
import { SHELL, synthesizeAll } from './stack';
import { AIRFLOW_MAJORS, BASE, baseFile } from '../base';
import type { RowRun } from '../row';

const ALL_REFUSALS = [...REFUSALS, ...CIRCLE_REFUSALS, ...RESOURCE_REFUSALS];

/** What the package refuses because of compose: forced past it, compose fails or misleads. */
export async function checkRefusals(run: RowRun, merger: Merger): Promise<void> {
  const names = ALL_REFUSALS.map(({ what }) => `is right to refuse ${what}`);
  if (run.wants(...names)) {
    const written = await synthesizeAll(run, 'refused', ALL_REFUSALS.map(({ major = 3, rc }) => ({ major, rc })));
    for (const [index, { major = 3, message, forced, shell = SHELL, shows }] of ALL_REFUSALS.entries()) {
      await run.check(names[index], async () => {
        const { directory, refusal } = written[index];
        assert.match(refusal ?? 'not refused', message);
        const [merged] = await merger.mergeAll([{ base: baseFile(major, { project: directory }), override: forced, directory, shell }]);
        shows(merged, directory);
      });
    }
  }

  for (const major of AIRFLOW_MAJORS) {
    await run.check(`Airflow ${major}: is right to refuse in .env each key that the CLI's own file sets: that one wins`, async () => {
      const keys = BASE[major].environment;
      const refused = await synthesizeAll(run, 'set-by-base', keys.map((key) => ({ major, rc: `new astro.LocalAirflow(project).addDotenvKey(${JSON.stringify(key)}, 'true');` })));
      for (const [index, { refusal }] of refused.entries()) {
        assert.match(refusal ?? `${keys[index]} is not refused`, /has no effect in \.env: the Astro CLI's own compose file sets it, and wins/);
      }
      const { directory } = refused[0];
      fs.writeFileSync(path.join(directory, '.env'), keys.map((key) => `${key}=from .env\n`).join(''));
      const { services } = await merger.merge({ base: baseFile(major, { project: directory }), directory, shell: SHELL });
      const values = BASE[major].airflowServices.flatMap((name) => keys.map((key) => services[name].environment?.[key]));
      assert.ok(values.every((value) => value !== undefined && value !== 'from .env'), JSON.stringify(values));
    });
  }
}
