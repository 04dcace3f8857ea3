import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { Skipped, type Row } from './row';
import { NOT_READY, runRow } from './run-row';

/** A deliberate mistake in the compiled package, and the row that has to notice it. */
export interface Mistake {
  /** What is wrong, in words that follow "a mistake in". */
  readonly what: string;
  /** The file of the package, and which text replaces which. */
  readonly file: string;
  readonly good: string;
  readonly bad: string;
  readonly row: Row;
  /** The checks that suffice, as for `--only`. */
  readonly only?: string;
}

/** Proves that the rows can fail: each mistake, put into a copy of the package, makes a check of its row fail. */
export function mistakesRow(mistakes: readonly Mistake[], name: string = 'mistakes'): Row {
  return {
    name,
    title: 'a mistake in each renderer makes a check fail',
    async run(run) {
      for (const [index, { what, file, good, bad, row, only }] of mistakes.entries()) {
        await run.check(`a mistake in ${what} is noticed by ${row.name}`, async () => {
          const packages = run.packages.withMistake(path.join(run.work, String(index)), file, good, bad);
          const { checks } = await runRow(row, { packages, cache: run.cache, latest: run.latest, only });
          const skipped = checks.filter(({ outcome }) => outcome === 'skipped');
          if (checks.length > 0 && skipped.length === checks.length) {
            throw new Skipped(skipped[0].reason);
          }
          const failed = checks.filter(({ outcome }) => outcome === 'failed').map((check) => check.name);
          assert.ok(!failed.includes(NOT_READY), `${row.name} could not even begin: ${checks.find((check) => check.name === NOT_READY)?.reason}`);
          assert.ok(failed.length > 0, `all ${checks.length} checks of ${row.name} pass with ${JSON.stringify(bad)} instead of ${JSON.stringify(good)}`);
        });
      }
    },
  };
}
