import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { drift, edit, environment, statuses } from '../../support/drift/command';
import { testIf } from '../../support/projects';
import { linkPackages, tempDir, write } from '../../support/util';

const ROOT = path.resolve(__dirname, '../../..');
const [MAJOR, MINOR] = process.versions.node.split('.').map(Number);
const RUNS_TYPESCRIPT = MAJOR > 22 || (MAJOR === 22 && MINOR >= 18);

/** A step of the default task. */
type Step = readonly string[];

const body = (steps: readonly Step[]): string => `
const project = new Project({ name: 'orders' });
project.defaultTask!.addSteps(...${JSON.stringify(steps.map((execArgs) => ({ execArgs })))});
new TextFile(project, 'managed.txt', { lines: ['one', 'two'] });
project.synth();
`;
const common = (steps: readonly Step[]): string => `const { Project } = require('projen/lib/project');\nconst { TextFile } = require('projen/lib/textfile');\n${body(steps).replace('!', '')}`;
const modern = (steps: readonly Step[]): string => `import { Project } from 'projen/lib/project.js';\nimport { TextFile } from 'projen/lib/textfile.js';\n${body(steps).replace('!', '')}`;
const barrel = (steps: readonly Step[]): string => `import { Project, TextFile } from 'projen';\n${body(steps).replace('!', '')}`;
const typed = (steps: readonly Step[]): string => `import { Project } from 'projen/lib/project';\nimport { TextFile } from 'projen/lib/textfile';\n${body(steps)}`;
const typedBarrel = (steps: readonly Step[]): string => `import { Project, TextFile } from 'projen';\n${body(steps)}`;
const typedModern = (steps: readonly Step[]): string => `import { Project } from 'projen/lib/project.js';\nimport { TextFile } from 'projen/lib/textfile.js';\n${body(steps)}`;

const MODULE = { 'package.json': '{"type":"module"}' };
const TSCONFIG = {
  'tsconfig.json': '{"compilerOptions":{"module":"commonjs","target":"es2022","strict":true,"skipLibCheck":true,"noEmit":true,"types":[],"rootDir":".","moduleResolution":"node10","ignoreDeprecations":"6.0"},"files":[".projenrc.ts"]}',
};

interface Case {
  readonly rcFile: string;
  readonly steps: readonly Step[];
  readonly text: (steps: readonly Step[]) => string;
  readonly files?: Record<string, string>;
}

const CASES: Record<string, Case> = {
  'CommonJS in Node': { rcFile: '.projenrc.js', steps: [['node', '.projenrc.js']], text: common },
  'an ES module in Node': { rcFile: '.projenrc.mjs', steps: [['node', '.projenrc.mjs']], text: modern },
  'an ES module that imports all of projen': { rcFile: '.projenrc.mjs', steps: [['node', '.projenrc.mjs']], text: barrel },
  'JavaScript in a package of ES modules': { rcFile: '.projenrc.js', steps: [['node', '.projenrc.js']], text: modern, files: MODULE },
  'CommonJS in a package of ES modules': { rcFile: '.projenrc.cjs', steps: [['node', '.projenrc.cjs']], text: common, files: MODULE },
  'JavaScript with flags of Node': { rcFile: '.projenrc.mjs', steps: [['node', '--no-warnings', '.projenrc.mjs']], text: modern },
  'TypeScript by tsx': { rcFile: '.projenrc.ts', steps: [['tsx', '.projenrc.ts']], text: typed },
  'TypeScript by tsx that imports all of projen': { rcFile: '.projenrc.ts', steps: [['tsx', '.projenrc.ts']], text: typedBarrel },
  'TypeScript by tsx in a package of ES modules': { rcFile: '.projenrc.ts', steps: [['tsx', '.projenrc.ts']], text: typedModern, files: MODULE },
  'TypeScript by tsx as an ES module': { rcFile: '.projenrc.mts', steps: [['tsx', '.projenrc.mts']], text: typedBarrel },
  'TypeScript by tsx behind a check of types': { rcFile: '.projenrc.ts', steps: [['tsc', '--noEmit', '-p', 'tsconfig.json'], ['tsx', '.projenrc.ts']], text: typed, files: TSCONFIG },
  'TypeScript by ts-node, which checks types': { rcFile: '.projenrc.ts', steps: [['ts-node', '--project', 'tsconfig.json', '.projenrc.ts']], text: typed, files: TSCONFIG },
  'TypeScript by ts-node alone': { rcFile: '.projenrc.ts', steps: [['ts-node', '--transpileOnly', '.projenrc.ts']], text: typed, files: TSCONFIG },
  'TypeScript by a loader': { rcFile: '.projenrc.ts', steps: [['node', '--import', 'tsx', '.projenrc.ts']], text: typed },
  'TypeScript by a loader in a package of ES modules': { rcFile: '.projenrc.ts', steps: [['node', '--import', 'tsx', '.projenrc.ts']], text: typedModern, files: MODULE },
};

const NODE_CASES: Record<string, Case> = {
  'TypeScript by Node itself': { rcFile: '.projenrc.ts', steps: [['node', '.projenrc.ts']], text: typedModern, files: MODULE },
  'TypeScript as an ES module by Node itself': { rcFile: '.projenrc.mts', steps: [['node', '.projenrc.mts']], text: typedModern },
};

/** A project with its programs in `node_modules/.bin`, whose rc file has run once. */
function synthesized({ rcFile, steps, text, files = {} }: Case, bin: (directory: string) => void = linkPrograms): string {
  const directory = tempDir();
  linkPackages(directory);
  bin(directory);
  write(directory, { ...files, [rcFile]: text(steps) });
  const [program, ...args] = steps.at(-1)!;
  const { status, stderr } = spawnSync(program, args, { cwd: directory, encoding: 'utf-8', env: environment({ PROJEN_DISABLE_POST: 'true', PATH: pathWith(directory) }), shell: process.platform === 'win32' });
  expect([status, stderr]).toEqual([0, '']);
  return directory;
}

function pathWith(directory: string): string {
  return [path.join(directory, 'node_modules', '.bin'), path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
}

function linkPrograms(directory: string): void {
  fs.mkdirSync(path.join(directory, 'node_modules', '.bin'), { recursive: true });
  for (const name of ['ts-node', 'tsx', 'typescript']) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(directory, 'node_modules', name), 'junction');
  }
  for (const name of ['ts-node', 'tsx', 'tsc']) {
    fs.symlinkSync(path.join(ROOT, 'node_modules', '.bin', name), path.join(directory, 'node_modules', '.bin', name));
  }
}

/** As pnpm does: a shell script that runs the program. */
function linkThroughShell(directory: string): void {
  linkPrograms(directory);
  const shim = path.join(directory, 'node_modules', '.bin', 'tsx');
  const program = fs.realpathSync(shim);
  fs.rmSync(shim);
  fs.writeFileSync(shim, `#!/bin/sh\nexec node '${program}' "$@"\n`, { mode: 0o755 });
}

/** In sync, then an edit, then an error of the rc file. */
function expectAllResults(directory: string, rcFile: string): void {
  const env = { PATH: pathWith(directory) };
  expect(drift(directory, { env })).toMatchObject({ status: 0, report: { result: 'in-sync', rcFile }, stderr: '' });

  edit(directory, 'managed.txt', () => 'edited\n');
  const { status, report } = drift(directory, { env });
  expect([status, statuses(report)]).toEqual([1, { 'managed.txt': 'unknown' }]);

  edit(directory, rcFile, (text) => text.replace('project.synth()', "throw new Error('on purpose')"));
  const failed = drift(directory, { env });
  expect([failed.status, failed.report.message]).toEqual([2, expect.stringMatching(new RegExp(`^${rcFile.replace(/\./g, '\\.')} failed, .* It said: on purpose$`))]);
  expect(failed.stderr.match(/Error: on purpose/g)).toHaveLength(1);
}

describe('an rc file in', () => {
  test.each(Object.keys(CASES))('%s', (name) => {
    expectAllResults(synthesized(CASES[name]), CASES[name].rcFile);
  });

  for (const [name, one] of Object.entries(NODE_CASES)) {
    testIf(RUNS_TYPESCRIPT, 'Node 22.18')(name, () => expectAllResults(synthesized(one), one.rcFile));
  }
});

testIf(process.platform !== 'win32', 'a shell')('a program that is a shell script runs the rc file all the same', () => {
  const one = CASES['TypeScript by tsx'];
  expectAllResults(synthesized(one, linkThroughShell), one.rcFile);
});

test('a program that npx would find does, too', () => {
  const directory = synthesized(CASES['TypeScript by tsx']);
  edit(directory, '.projen/tasks.json', (text) => text.replace(/"execArgs": \[\s+"tsx",\s+"\.projenrc\.ts"\s+\]/, '"exec": "npx -y tsx .projenrc.ts"'));
  const { status, report } = drift(directory, { env: { PATH: pathWith(directory) } });
  expect([status, statuses(report)]).toEqual([1, { '.projen/tasks.json': 'unknown' }]);
});

test('an rc file in JSON is checked', () => {
  const directory = tempDir();
  linkPackages(directory);
  write(directory, { '.projenrc.json': '{ "type": "projen.Project", "name": "orders", "projenrcJson": true }' });
  const first = spawnSync(process.execPath, [require.resolve('projen/lib/run-projenrc-json.task.js')], { cwd: directory, encoding: 'utf-8', env: environment({ PROJEN_DISABLE_POST: 'true' }) });
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(drift(directory)).toMatchObject({ status: 0, report: { result: 'in-sync', rcFile: '.projenrc.json' } });

  edit(directory, '.gitattributes', (text) => `${text}# mine\n`);
  const { status, report } = drift(directory);
  expect([status, statuses(report)]).toEqual([1, { '.gitattributes': 'unknown' }]);

  edit(directory, '.projenrc.json', () => '{ "type": "projen.NoSuch" }');
  const failed = drift(directory);
  expect([failed.status, failed.report.message]).toEqual([2, expect.stringMatching(/^\.projenrc\.json failed/)]);
});
