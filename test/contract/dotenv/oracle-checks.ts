import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { rounds } from './rounds';
import { ANY_USER_FILE } from './user-files';
import { userText } from '../../support/arbitraries';
import { propertyOptions } from '../../support/property';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

const FILES = 100_000;
const PIECE = 5_000;
const APPENDED = 2_000;
const SYNTHS = 12;

/** What a program in another language finds in the files, and what a second writer does to them. */
export async function proveOracle(run: RowRun): Promise<void> {
  await run.check(`a program in Python finds every byte of ${FILES.toLocaleString('en')} hostile files where it was, around any block`, async () => {
    const jobs = path.join(run.work, 'hostile.jsonl');
    const written = path.join(run.work, 'hostile-written.jsonl');
    const user = fc.oneof(ANY_USER_FILE, userText);
    const block = fc.array(fc.oneof(fc.constantFrom('A=1', '# a comment', 'NOTE=# >>> projen-astro-airflow'), fc.string({ unit: 'binary' }).map((text) => `KEY=${text.replace(/[\r\n]/g, '')}`)), { minLength: 1, maxLength: 4 });
    for (let made = 0; made < FILES; made += PIECE) {
      const cases = fc.sample(fc.record({ user, more: fc.oneof(fc.constant(''), userText), one: block, other: block }), { numRuns: PIECE, seed: propertyOptions().seed + made });
      fs.appendFileSync(jobs, cases.map((each) => `${JSON.stringify(each)}\n`).join(''));
    }
    fs.writeFileSync(path.join(run.work, 'write-hostile.js'), `
      const fs = require('node:fs');
      const { withBlock } = require(${JSON.stringify(path.join(run.packages.folder('projen-astro-airflow'), 'lib/ownership/owned-block.js'))});
      for (const line of fs.readFileSync('hostile.jsonl', 'utf-8').split('\\n').filter(Boolean)) {
        const { user, more, one, other } = JSON.parse(line);
        const written = withBlock(user, one) + more;
        fs.appendFileSync('hostile-written.jsonl', JSON.stringify({ user, more, written, again: withBlock(written, other), cleaned: withBlock(written, []) }) + '\\n');
      }`);
    run.packages.run(run.work, 'write-hostile.js');
    const { stdout } = await mustRun(pythonEnvironment(run, 'dotenv').python, [path.join(__dirname, 'oracle.py'), written]);
    assert.deepEqual(JSON.parse(stdout), { count: FILES, wrong: [] });
  });

  await run.check(`of ${APPENDED.toLocaleString('en')} lines that another program appends during ${SYNTHS} synths none is lost`, async () => {
    const { file, synth } = rounds(run, 'second-writer');
    const appending = mustRun('python3', [path.join(__dirname, 'appender.py'), file, String(APPENDED), '0.002']);
    for (let round = 1; round <= SYNTHS; round++) {
      // Beside the other program, which this process waits for.
      await synth(round);
    }
    await appending;
    const lines = fs.readFileSync(file, 'utf-8').split('\n');
    assert.deepEqual(lines.filter((line) => line.startsWith('THEIRS_')), Array.from({ length: APPENDED }, (_, index) => `THEIRS_${index}=x`));
    assert.deepEqual(lines.filter((line) => line.startsWith('ROUND=')), [`ROUND=${SYNTHS}`]);
    assert.equal(lines[0], 'MINE=1');
  });
}
