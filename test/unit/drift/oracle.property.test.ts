/* eslint-disable import/order -- projen's own libraries hold on to functions of fs from the moment they are loaded. */
import { check } from '../../support/drift/check-in-process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import * as airflow from '../../../src';
import { buildProject } from '../../support/drift/build-project';
import { optionalFiles } from '../../support/drift/optional-files';
import { saidAndDone, type Runs } from '../../support/drift/oracle';
import { FOUND_CASES } from '../../support/drift/oracle-cases';
import type { ProjectSpec } from '../../support/drift/project-spec';
import { oracleCase, type OracleCase } from '../../support/drift/random-cases';
import { propertyOptions } from '../../support/property';
import { tempDir } from '../../support/util';

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

/** The same without what other processes and threads do: those are guarded where the command is. */
function inOneProcess(random: OracleCase): OracleCase {
  return JSON.parse(JSON.stringify(random, (key, value: unknown) => (key === 'by' ? undefined : value))) as OracleCase;
}

describe('the check says what a synth then does, file by file, and touches nothing', () => {
  test.each(Object.entries(FOUND_CASES))('%s', (_, found) => {
    const both = saidAndDone(fs.realpathSync(tempDir()), found, inThisProcess);
    expect(both?.said).toEqual(both?.done);
  });

  test('of random projects', () => {
    const all = fs.realpathSync(tempDir());
    let count = 0;
    let compared = 0;
    fc.assert(
      fc.property(oracleCase.map(inOneProcess), (random) => {
        const outer = path.join(all, String(count++));
        const both = saidAndDone(outer, random, inThisProcess);
        expect(both?.said).toEqual(both?.done);
        compared += both === undefined ? 0 : 1;
        fs.rmSync(outer, { recursive: true });
      }),
      propertyOptions(8),
    );
    expect(compared).toBeGreaterThan(count / 2);
  });
});
