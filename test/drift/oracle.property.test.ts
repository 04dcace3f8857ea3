// Before everything else: see there.
// eslint-disable-next-line import/order
import { check } from './check-in-process';
import * as fs from 'node:fs';
import { buildProject } from './build-project';
import { optionalFiles } from './optional-files';
import { saidAndDone, type Runs } from './oracle';
import { FOUND_CASES } from './oracle-cases';
import type { ProjectSpec } from './project-spec';
import * as airflow from '../../src';
import { tempDir } from '../util';

process.env.PROJEN_DISABLE_POST = 'true';

let rcFile: ProjectSpec;

const inThisProcess: Runs = {
  declare: (_, spec) => (rcFile = spec),
  synth: (directory) => buildProject(rcFile, airflow, { outdir: directory }).synth(),
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
});
