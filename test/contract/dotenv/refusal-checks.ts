import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { RowRun } from '../row';
import { assertNone, misled } from './compare';
import { HOSTILE_VALUES } from './declarations';
import { declareAll, type Outcome } from './declared';
import type { DotenvReaders } from './readers';
import { REFUSALS, STRICTER, type Refusal } from './refusals';

const VALUES = 5_000;
const SEED = 20_261_126;

/** That what is refused would mislead a reader, that it is known where a refusal goes further, and that no value is missed. */
export async function proveRefusals(run: RowRun, readers: DotenvReaders): Promise<void> {
  for (const refusal of REFUSALS) {
    await run.check(`${refusal.what} is refused, and a reader would be misled by it`, () => prove(run, readers, refusal, true));
  }
  for (const stricter of STRICTER) {
    await run.check(`${stricter.what} is refused, though all four read it alike: ${stricter.why}`, () => prove(run, readers, stricter, false));
  }
  await run.check(`${VALUES} hostile values are taken if all four read them as they stand, and else refused`, async () => {
    const values = fc.sample(HOSTILE_VALUES, { numRuns: VALUES, seed: SEED });
    const outcomes = await declareEach(run, values.map((value) => ['MY_KEY', value]));
    const read = await readers.read(values.map((value) => `MY_KEY=${value}\n`));
    const taken = outcomes.filter(({ refused }) => refused === undefined).length;
    assert.ok(taken > VALUES / 5 && taken < VALUES / 1.25, `${taken} of ${VALUES} values are taken, which proves too little`);
    assertNone(values.flatMap((value, index) => {
      const { refused } = outcomes[index];
      const isMisleading = misled('MY_KEY', value, read[index]).length > 0;
      if (refused === undefined) {
        return isMisleading ? [`${JSON.stringify(value)} is taken, and read as ${JSON.stringify(read[index])}`] : [];
      }
      return isMisleading || STRICTER.some(({ covers }) => covers(value)) ? [] : [`all read ${JSON.stringify(value)} as it stands, and it is refused: ${refused}`];
    }));
  });
}

async function prove(run: RowRun, readers: DotenvReaders, { says, examples }: Refusal, isMisleading: boolean): Promise<void> {
  const refused = await declareEach(run, examples);
  const read = await readers.read(examples.map(([key, value]) => `${key}=${value}\n`));
  examples.forEach(([key, value], index) => {
    const line = JSON.stringify(`${key}=${value}`).slice(0, 200);
    assert.match(refused[index].refused ?? 'taken', says, line);
    assert.equal(misled(key, value, read[index]).length > 0, isMisleading, `${line} is read as ${JSON.stringify(read[index]).slice(0, 500)}`);
  });
}

function declareEach(run: RowRun, keys: ReadonlyArray<readonly [string, string]>): Promise<Outcome[]> {
  return declareAll(run, keys.map((key) => ({ declaration: { runtimeVersion: '3.1-12', options: {}, keys: [key] }, user: '' })));
}
