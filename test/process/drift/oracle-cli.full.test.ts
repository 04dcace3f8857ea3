import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { FORCED, initRepository, MAY_START_A_CHILD, runNode, throughTheCommandLine } from '../../support/drift/command-runs';
import { saidAndDone, type Runs } from '../../support/drift/oracle';
import { FOUND_CASES } from '../../support/drift/oracle-cases';
import { oracleCase } from '../../support/drift/random-cases';
import { propertyOptions } from '../../support/property';
import { linkPackages, tempDir, write } from '../../support/util';

const MODULES = path.resolve(__dirname, '../../../node_modules');

/** Builds what the JSON beside it says. A project type without an rc file gets this one. */
const RC = `${MAY_START_A_CHILD}const { Projenrc } = require('projen/lib/javascript');
const { ProjenrcFile } = require('projen/lib/projenrc');
const { buildProject } = require('random-project');
const project = buildProject(require('random-project/spec.json'), require('projen-astro-airflow'), {});
ProjenrcFile.of(project) ?? new Projenrc(project);
project.synth();
`;

const BUILDER = transpileModule(fs.readFileSync(path.join(__dirname, '../../support/drift/build-project.ts'), 'utf-8'), {
  compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: false },
}).outputText;

const runs = (env: Record<string, string>): Runs => throughTheCommandLine(MODULES, env, {
  declare(directory, spec) {
    if (!fs.existsSync(path.join(directory, 'node_modules'))) {
      linkPackages(directory);
    }
    write(directory, { '.projenrc.js': RC, 'node_modules/random-project/index.js': BUILDER, 'node_modules/random-project/spec.json': JSON.stringify(spec) });
  },
  // projen itself runs no rc file that has not run before.
  create: (directory) => void runNode(directory, {}, '.projenrc.js'),
});

function repository(all: string, name: string): string {
  const outer = path.join(all, name);
  fs.mkdirSync(outer);
  return initRepository(outer);
}

describe.each([
  ['as it comes', {}, 50],
  ['forced into a copy', FORCED, 100],
])('a project %s', (_, env, cost) => {
  test.each(Object.entries(FOUND_CASES))('%s', (__, found) => {
    const both = saidAndDone(repository(fs.realpathSync(tempDir()), 'found'), found, runs(env));
    expect(both!.said).toEqual(both!.done);
  });

  test('the command says of a random project what projen then does, file by file, and touches nothing', () => {
    const all = fs.realpathSync(tempDir());
    let count = 0;
    fc.assert(
      fc.property(oracleCase, (random) => {
        const outer = repository(all, String(count++));
        const both = saidAndDone(outer, random, runs(env));
        expect(both!.said).toEqual(both!.done);
        fs.rmSync(outer, { recursive: true });
      }),
      propertyOptions(cost),
    );
  });
});
