import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { RowRun } from '../row';
import { assertNone, problemsAlone, problemsBeside } from './compare';
import { DECLARATIONS, expectedKeys } from './declarations';
import { declareAll } from './declared';
import { READERS, type DotenvReaders, type Reader, type Readings } from './readers';
import { ANY_USER_FILE } from './user-files';

/** How many declarations have to be taken and read; some more are made, since some are refused. */
const TAKEN = 10_000;
const MADE = 13_500;

/** The same cases on every machine. */
const SEED = 20_261_125;

const NAMES = {
  alone: `all four read ${TAKEN} generated declarations alike and as declared`,
  beside: `all four read any lines of the user's as before, with each of ${TAKEN} generated declarations behind them`,
};

/** Declarations and files of the user's as they come. */
export async function proveGenerated(run: RowRun, readers: DotenvReaders): Promise<void> {
  if (!run.wants(...Object.values(NAMES))) {
    return;
  }
  const cases = fc.sample(fc.record({ declaration: DECLARATIONS, user: ANY_USER_FILE }), { numRuns: MADE, seed: SEED });
  run.progress(`declaring ${MADE} times`);
  const outcomes = await declareAll(run, cases);
  const all = cases.map((each, index) => ({ ...each, ...outcomes[index], declared: expectedKeys(each.declaration) }));
  const taken = all.filter(({ refused }) => refused === undefined);
  run.progress(`${all.length - taken.length} declarations are refused, the files of ${taken.length} are read`);

  await run.check(NAMES.alone, async () => {
    assert.ok(taken.length >= TAKEN, `only ${taken.length} of ${MADE} declarations are taken`);
    const read = await readers.read(taken.map(({ alone }) => alone as string));
    assertNone(taken.flatMap(({ declared, alone }, index) => problemsAlone(declared, read[index]).map((problem) => `${problem}\n${JSON.stringify(alone)}`)));
  });

  await run.check(NAMES.beside, async () => {
    const written = taken.filter((each): each is typeof each & { beside: string } => typeof each.beside === 'string');
    assert.ok(written.length >= TAKEN, `only ${written.length} files are written`);
    const before = await readers.readUsers(written.map(({ user }) => user));
    const after = await readers.readUsers(written.map(({ beside }) => beside));
    assertNone(written.flatMap(({ declared, user, beside }, index) =>
      problemsBeside(declared, before[index], after[index], heldOn(before[index])).map((problem) => `${problem}\n${JSON.stringify(user)}\n${JSON.stringify(beside.slice(user.length))}`)));
    const clean = before.filter((read) => heldOn(read).length === READERS.length).length;
    assert.ok(clean > written.length / 4, `python-dotenv complains of all but ${clean} of ${written.length} files`);
    const unwritten = taken.filter(({ beside }) => typeof beside !== 'string');
    run.progress(`python-dotenv complains of ${written.length - clean} user files, ${unwritten.length} have an open quote`);
    const open = await readers.read(unwritten.map(({ user }) => user));
    assertNone(unwritten.flatMap(({ user, beside }, index) =>
      open[index].compose.error === undefined ? [`compose reads what is refused with ${JSON.stringify(beside)}:\n${JSON.stringify(user)}`] : []));
  });
}

/**
 * Who is held against such a file. Of one that python-dotenv complains of it reads what it can: from its own start of a
 * quote (at the start of a line, behind a colon or a lone carriage return) to the next, and that may be in our block.
 */
function heldOn(before: Readings): readonly Reader[] {
  return READERS.filter((reader) => reader !== 'python-dotenv' || before[reader].error === undefined);
}
