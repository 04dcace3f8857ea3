import * as fs from 'node:fs';
import * as fc from 'fast-check';
import { drift } from '../support/drift/command';
import { FORCED, initRepository, throughTheCommandLine } from '../support/drift/command-runs';
import { EXTERNAL_TYPES, externalProject, installExternalTypes, MODULES, TWO_STEPS } from '../support/drift/external-types';
import { saidAndDone, type Runs } from '../support/drift/oracle';
import type { ProjectSpec } from '../support/drift/project-spec';
import { edit } from '../support/drift/random-edits';
import { propertyOptions } from '../support/property';
import { tempDir } from '../support/util';

/** Not looked at: the rc file is there from the start. */
const DECLARED: ProjectSpec = { type: 'Project', outdir: '.', options: {}, components: [], subprojects: [] };
const NAMES = Object.keys(EXTERNAL_TYPES);

beforeAll(installExternalTypes, 300_000);

const runs = (synthesized: string, env: Record<string, string>): Runs => throughTheCommandLine(MODULES, env, {
  declare: () => undefined,
  create: (directory) => fs.cpSync(synthesized, directory, { recursive: true, verbatimSymlinks: true }),
});

describe.each([
  ['as it comes', {}, 3, 0],
  ['forced into a copy', FORCED, 1, NAMES.length],
])("a project of somebody else's type, %s,", (_, env: Record<string, string>, rounds, firstSeed) => {
  test.each(NAMES)('is in sync after a synth: %s', (name) => {
    const { status, report, stderr } = drift(externalProject(name), { args: ['--verbose'], env });
    expect([status, report.result, report.files]).toEqual([0, 'in-sync', []]);
    expect(stderr).toContain(name === TWO_STEPS || env === FORCED ? 'checked a copy of' : 'checked in memory');
  });

  test.each(NAMES.map((name, index) => [name, index] as const))('after random edits the check says what projen then does, file by file, and touches nothing: %s', (name, index) => {
    const { numRuns, seed } = propertyOptions(1000);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const both = saidAndDone(initRepository(fs.realpathSync(tempDir())), { start: [], before: DECLARED, edits, after: DECLARED }, runs(externalProject(name), env));
        expect(both!.said).toEqual(both!.done);
      }),
      // Other edits each time.
      { numRuns: Math.max(rounds, numRuns), seed: seed + firstSeed + index },
    );
  }, 300_000);
});
