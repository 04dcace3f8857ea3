import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Merger } from './merger';
import { SERVICE_VALUES } from './service-values';
import { SHELL, synthesizeAll } from './stack';
import { baseFile } from '../base';
import type { RowRun } from '../row';

const ROOT = path.join(__dirname, '../../..');

/** One value of each kind of JSON. */
const SAMPLES: readonly unknown[] = [null, true, 1, 1.5, 'x', ['x'], { x: 'y' }];

/** Of these compose says something else than that they are of a wrong kind. */
const OTHERWISE_REFUSED = ['extends', 'image'];

/** The table of the package is that of compose-go, and what it says of the keys of a service and of their values is what compose does. */
export async function checkServiceKeys(run: RowRun, merger: Merger): Promise<void> {
  await run.check('src/files/compose-schema.ts is what scripts/compose-schema.mjs makes of the schema of compose-go', async () => {
    const { composeSchema } = await import(pathToFileURL(path.join(ROOT, 'scripts/compose-schema.mjs')).href) as { composeSchema: (schema: unknown) => string };
    assert.equal(fs.readFileSync(path.join(ROOT, 'src/files/compose-schema.ts'), 'utf-8'), composeSchema(await merger.schema()));
  });

  await run.check('each key of a service takes the kinds of values that compose takes', async () => {
    const { properties } = (await merger.schema()).definitions.service;
    const keys = Object.keys(properties).filter((key) => !OTHERWISE_REFUSED.includes(key));
    const cases = keys.flatMap((key) => SAMPLES.map((value) => ({ [key]: value })));
    assert.ok(cases.length > 500);
    const { differing } = await compared(run, merger, cases);
    assert.deepEqual(differing.filter(({ error }) => error === undefined || /^validating .*services\.probe\.\w+ must be a|^panic:/.test(error)), []);
  });

  await run.check('the values in a service are refused where compose refuses them, and nowhere else', async () => {
    const { differing, refused } = await compared(run, merger, SERVICE_VALUES);
    assert.ok(refused > 80 && SERVICE_VALUES.length - refused > 80, `${refused} of ${SERVICE_VALUES.length}`);
    assert.deepEqual(differing, []);
  });
}

/** The definitions of which the package says something else than compose. */
async function compared(run: RowRun, merger: Merger, definitions: readonly object[]) {
  const texts = definitions.map((definition) => JSON.stringify({ image: 'x', ...definition }));
  const written = await synthesizeAll(run, 'keys', texts.map((text) => ({ major: 3, rc: `new astro.LocalAirflow(project).addService('probe', ${text});` })));
  const merged = await merger.mergeAll(texts.map((text, index) => ({ base: baseFile(3, { project: written[index].directory }), override: `services: { probe: ${text} }`, directory: written[index].directory, shell: SHELL })));
  const results = texts.map((text, index) => ({ text, refusal: written[index].refusal, error: merged[index].error }));
  const differing = results.filter(({ refusal, error }) => (refusal === undefined) !== (error === undefined));
  return { differing, refused: results.filter(({ refusal }) => refusal !== undefined).length };
}
