import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { DriftReport } from '../../../src/drift/report';
import { BIN, environment } from '../../support/drift/command';
import { saidAndDone, type Runs } from '../../support/drift/oracle';
import { FOUND_CASES } from '../../support/drift/oracle-cases';
import { oracleCase } from '../../support/drift/random-cases';
import { propertyOptions } from '../../support/property';
import { linkPackages, tempDir, write } from '../../support/util';

const PROJEN = path.resolve(__dirname, '../../../node_modules/projen/bin/projen');

/** Builds what the JSON beside it says. A project type without an rc file gets this one. */
const RC = `if (process.env.ALWAYS_A_CHILD) require('node:child_process').spawnSync('true');
const { Projenrc } = require('projen/lib/javascript');
const { ProjenrcFile } = require('projen/lib/projenrc');
const { buildProject } = require('random-project');
const project = buildProject(require('random-project/spec.json'), require('projen-astro-airflow'), {});
ProjenrcFile.of(project) ?? new Projenrc(project);
project.synth();
`;

const BUILDER = transpileModule(fs.readFileSync(path.join(__dirname, '../../support/drift/build-project.ts'), 'utf-8'), {
  compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: false },
}).outputText;

const throughTheCommandLine = (env: Record<string, string>): Runs => ({
  declare(directory, spec) {
    if (!fs.existsSync(path.join(directory, 'node_modules'))) {
      linkPackages(directory);
    }
    write(directory, { '.projenrc.js': RC, 'node_modules/random-project/index.js': BUILDER, 'node_modules/random-project/spec.json': JSON.stringify(spec) });
  },
  // projen itself runs no rc file that has not run before.
  create: (directory) => void run(directory, {}, '.projenrc.js'),
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
    expect(status).toBe(report.files.some((file) => ['missing', 'modified', 'orphaned'].includes(file.status)) ? 1 : 0);
    return { files: report.files, isOptional: () => undefined };
  },
  // Without them nothing runs.
  isLeft: (file) => ['.projenrc.js', '.projen/tasks.json'].includes(file),
});

function run(directory: string, env: Record<string, string>, ...args: string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf-8', env: environment({ PROJEN_DISABLE_POST: 'true', ...env }) });
}

/** A repository for a project, so that subprojects beside it are in the same one. */
function repository(all: string, name: string): string {
  const outer = path.join(all, name);
  fs.mkdirSync(outer);
  spawnSync('git', ['init', '--quiet'], { cwd: outer });
  return outer;
}

describe.each([
  ['as it comes', {}, 50],
  ['forced into a copy', { ALWAYS_A_CHILD: 'yes' }, 100],
])('a project %s', (_, env, cost) => {
  test.each(Object.entries(FOUND_CASES))('%s', (__, found) => {
    const both = saidAndDone(repository(fs.realpathSync(tempDir()), 'found'), found, throughTheCommandLine(env));
    expect(both!.said).toEqual(both!.done);
  });

  test('the command says of a random project what projen then does, file by file, and touches nothing', () => {
    const all = fs.realpathSync(tempDir());
    let count = 0;
    fc.assert(
      fc.property(oracleCase, (random) => {
        const outer = repository(all, String(count++));
        const both = saidAndDone(outer, random, throughTheCommandLine(env));
        expect(both!.said).toEqual(both!.done);
        fs.rmSync(outer, { recursive: true });
      }),
      propertyOptions(cost),
    );
  });
});
