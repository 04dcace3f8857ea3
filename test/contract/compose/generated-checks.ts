import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { declaration, rcOf } from './declarations';
import type { Merger } from './merger';
import { predict } from './model';
import { baseAlone, flat, mustSynthesizeAll } from './stack';
import { assertReadAlike } from './yaml-checks';
import { propertyOptions } from '../../support/property';
import { baseFile } from '../base';
import type { RowRun } from '../row';

/** A case costs as much as a synth, some 20 ms. */
const OPTIONS = propertyOptions(6);

/** Declarations that nobody thought of, against the model's prediction. */
export async function checkGenerated(run: RowRun, merger: Merger): Promise<void> {
  const [merging, reading] = [`${OPTIONS.numRuns} generated declarations merge to what the model predicts`, `the readers of YAML 1.1 and 1.2 read ${OPTIONS.numRuns} generated overrides alike`];
  if (!run.wants(merging, reading)) {
    return;
  }
  const declared = fc.sample(declaration, OPTIONS);
  const written = await mustSynthesizeAll(run, 'generated', declared.map((one) => ({ major: one.major, rc: rcOf(one) })));

  await run.check(merging, async () => {
    const jobs = declared.flatMap(({ major, shell }, index) => {
      const { directory, override } = written[index];
      return [{ ...baseAlone(major, directory), shell }, { base: baseFile(major, { project: directory }), override, directory, shell }];
    });
    const merged = await merger.mergeAll(jobs);
    for (const [index, one] of declared.entries()) {
      const [alone, both] = merged.slice(2 * index, 2 * index + 2);
      const about = `case ${index}: ${JSON.stringify(one)}`;
      assert.deepEqual([alone.error, both.error], [undefined, undefined], about);
      try {
        assert.deepEqual(flat(both.project!), flat(predict(one, alone.project!, written[index].directory)));
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${about}`);
      }
    }
  });

  await run.check(reading, () => assertReadAlike(run, merger, written.map(({ override }) => override)));
}
