import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as fc from 'fast-check';
import type { DriftReport } from '../../src/drift/report';
import { BIN, drift, environment } from '../support/drift/command';
import { EXTERNAL_TYPES, externalProject, installExternalTypes, PROJEN, TWO_STEPS } from '../support/drift/external-types';
import { saidAndDone, type Runs } from '../support/drift/oracle';
import type { ProjectSpec } from '../support/drift/project-spec';
import { edit } from '../support/drift/random-edits';
import { propertyOptions } from '../support/property';
import { tempDir } from '../support/util';

/** Not looked at: the rc file is there from the start. */
const DECLARED: ProjectSpec = { type: 'Project', outdir: '.', options: {}, components: [], subprojects: [] };
const NAMES = Object.keys(EXTERNAL_TYPES);

beforeAll(installExternalTypes, 300_000);

const runs = (synthesized: string, env: Record<string, string>): Runs => ({
  declare: () => undefined,
  create: (directory) => fs.cpSync(synthesized, directory, { recursive: true, verbatimSymlinks: true }),
  synth(directory) {
    if (run(directory, env, PROJEN, '--no-post').status !== 0) {
      throw new Error('failed');
    }
  },
  check(directory) {
    const { status, stdout } = run(directory, env, BIN, 'drift', '--format', 'json');
    const report = JSON.parse(stdout) as DriftReport;
    if (status === 2) {
      throw new Error('failed');
    }
    expect(status).toBe(report.files.some((file) => file.status !== 'skipped') ? 1 : 0);
    return { files: report.files, isOptional: () => undefined };
  },
  // Without them nothing runs.
  isLeft: (file) => ['.projenrc.js', '.projen/tasks.json'].includes(file),
});

function run(directory: string, env: Record<string, string>, ...args: string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf-8', env: environment({ PROJEN_DISABLE_POST: 'true', ...env }) });
}

/** A directory for a project, in a repository of its own. */
function repository(): string {
  const outer = fs.realpathSync(tempDir());
  spawnSync('git', ['init', '--quiet'], { cwd: outer });
  return outer;
}

describe.each([
  ['as it comes', {}, 3, 0],
  ['forced into a copy', { ALWAYS_A_CHILD: 'yes' }, 1, NAMES.length],
])("a project of somebody else's type, %s,", (_, env: Record<string, string>, rounds, firstSeed) => {
  test.each(NAMES)('is in sync after a synth: %s', (name) => {
    const { status, report, stderr } = drift(externalProject(name), { args: ['--verbose'], env });
    expect([status, report.result, report.files]).toEqual([0, 'in-sync', []]);
    expect(stderr).toContain(name === TWO_STEPS || env.ALWAYS_A_CHILD !== undefined ? 'checked a copy of' : 'checked in memory');
  });

  test.each(NAMES.map((name, index) => [name, index] as const))('after random edits the check says what projen then does, file by file, and touches nothing: %s', (name, index) => {
    const { numRuns, seed } = propertyOptions(1000);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const both = saidAndDone(repository(), { start: [], before: DECLARED, edits, after: DECLARED }, runs(externalProject(name), env));
        expect(both!.said).toEqual(both!.done);
      }),
      // Other edits each time.
      { numRuns: Math.max(rounds, numRuns), seed: seed + firstSeed + index },
    );
  }, 300_000);
});
