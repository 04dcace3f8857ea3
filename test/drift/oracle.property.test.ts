// Before everything else: see there.
// eslint-disable-next-line import/order
import { check } from './check-in-process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { buildProject } from './build-project';
import { optionalFiles } from './optional-files';
import { saidAndDone, type Runs } from './oracle';
import { FOUND_CASES } from './oracle-cases';
import type { ProjectSpec } from './project-spec';
import { oracleCase } from './random-cases';
import * as airflow from '../../src';
import { propertyOptions } from '../property';
import { tempDir } from '../util';

process.env.PROJEN_DISABLE_POST = 'true';

let rcFile: ProjectSpec;

function synth(directory: string): void {
  buildProject(rcFile, airflow, { outdir: directory }).synth();
}

const inThisProcess: Runs = {
  declare: (_, spec) => (rcFile = spec),
  create: synth,
  synth,
  check(directory) {
    const { files, project } = check(directory, () => buildProject(rcFile, airflow, { outdir: directory }));
    return { files, isOptional: optionalFiles(project) };
  },
  isLeft: () => false,
};

describe('the check says what a synth then does, file by file, and touches nothing', () => {
  test.each(Object.entries(FOUND_CASES))('%s', (_, found) => {
    const { said, done } = saidAndDone(fs.realpathSync(tempDir()), found, inThisProcess);
    expect(said).toEqual(done);
  });

  test('of random projects', () => {
    const all = fs.realpathSync(tempDir());
    let count = 0;
    fc.assert(
      fc.property(oracleCase, (random) => {
        const outer = path.join(all, String(count++));
        const { said, done } = saidAndDone(outer, random, inThisProcess);
        expect(said).toEqual(done);
        fs.rmSync(outer, { recursive: true });
      }),
      propertyOptions(8),
    );
  });
});
