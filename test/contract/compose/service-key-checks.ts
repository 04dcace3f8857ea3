import * as assert from 'node:assert/strict';
import type { Merger } from './merger';
import { SHELL, synthesizeAll } from './stack';
import { baseFile } from '../base';
import type { RowRun } from '../row';

/** One value of each kind of JSON. */
const SAMPLES: readonly unknown[] = [null, true, 1, 1.5, 'x', ['x'], { x: 'y' }];

/** Of these compose says something else than that they are of a wrong kind. */
const OTHERWISE_REFUSED = ['extends', 'image'];

/** For every key of a service: a value of a kind that compose's schema refuses is refused, and no other one. */
export async function checkServiceKeys(run: RowRun, merger: Merger): Promise<void> {
  await run.check('each key of a service takes the kinds of values that compose takes', async () => {
    const keys = (await merger.serviceKeys()).filter((key) => !OTHERWISE_REFUSED.includes(key));
    const cases = keys.flatMap((key) => SAMPLES.map((value) => ({ key, definition: JSON.stringify({ image: 'x', [key]: value }) })));
    assert.ok(cases.length > 500);
    const written = await synthesizeAll(run, 'keys', cases.map(({ definition }) => ({ major: 3, rc: `new astro.LocalAirflow(project).addService('probe', ${definition});` })));
    const merged = await merger.mergeAll(cases.map(({ definition }, index) => ({
      base: baseFile(3, { project: written[index].directory }), override: `services: { probe: ${definition} }`, directory: written[index].directory, shell: SHELL,
    })));
    const differing = cases.filter(({ key }, index) => {
      const isRefused = /has \w+ as .*, so compose refuses the file/.test(written[index].refusal ?? '');
      return isRefused !== new RegExp(`^validating .*services\\.probe\\.${key} must be a|^panic:`).test(merged[index].error ?? '');
    });
    assert.deepEqual(differing.map(({ definition }) => definition), []);
  });
}
