import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installPackages, type Packages } from '../packages';
import type { Row, RowRun } from '../row';
import { assertSynthesizedAlike, COMMITTED_EXAMPLES, copyExample, rcTextOf, type Example } from './examples';
import { runProgram } from '../tools/program';

const PACKAGE = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../../package.json'), 'utf-8')) as {
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** projen from npm, at both ends of the range that the package says it works with. */
export const NPM_ROWS: readonly Row[] = [
  { name: 'projen-lowest', title: 'the examples with the lowest projen and constructs', run: (run) => prove(run, lowestPeers()) },
  { name: 'projen', title: 'the examples with the newest projen and constructs', run: (run) => prove(run, undefined) },
];

async function prove(run: RowRun, peers: readonly string[] | undefined): Promise<void> {
  const packages = peers === undefined ? run.packages : installPackages(path.join(run.work, 'package'), peers, run.cache);
  for (const name of ['projen', 'constructs']) {
    run.version(name, packages.version(name));
  }
  for (const example of COMMITTED_EXAMPLES) {
    const directory = path.join(run.work, example.name);
    await run.check(`the example ${example.name} is synthesized as it is committed, and is in sync`, async () => {
      copyExample(example, directory);
      const rc = rcFileFor(packages, example);
      fs.writeFileSync(path.join(directory, rc.name), rc.text);
      fs.symlinkSync(packages.modules, path.join(directory, 'node_modules'), 'junction');
      await synthesize(directory, rc.name, packages);
      assertSynthesizedAlike(example, directory);
      const drift = await runProgram(process.execPath, [path.join(packages.folder('projen-astro-airflow'), 'bin', 'projen-astro-airflow'), 'drift'], { cwd: directory, env: environment() });
      assert.deepEqual([drift.status, /^\d+ files in sync\.$/m.test(drift.stdout)], [0, true], drift.output);
    });
  }
}

/** The example's rc file; in JavaScript where it sets another program than ts-node, and projen is from before it could. */
function rcFileFor(packages: Packages, example: Example): { name: string; text: string } {
  const text = rcTextOf(example);
  if (!text.includes('TypeScriptRunner') || fs.existsSync(path.join(packages.folder('projen'), 'lib', 'typescript', 'typescript-runner.js'))) {
    return { name: example.rc, text };
  }
  const commonJs = text
    .replace(/^import (\{[^}]*\}) from ('[^']*');$/gm, 'const $1 = require($2);')
    .replace('typescript }', 'javascript }')
    .replace(/new typescript\.ProjenrcTs\(project, .*\);/, 'new javascript.Projenrc(project);');
  return { name: '.projenrc.js', text: commonJs };
}

async function synthesize(directory: string, rc: string, packages: Packages): Promise<void> {
  const loader = rc.endsWith('.ts') ? ['--import', path.join(packages.folder('tsx'), 'dist', 'loader.mjs')] : [];
  const { status, output } = await runProgram(process.execPath, [...loader, rc], { cwd: directory, env: environment() });
  assert.equal(status, 0, output);
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: '1' };
}

function lowestPeers(): string[] {
  const lowest = ['projen', 'constructs'].map((name) => `${name}@${/\d+\.\d+\.\d+/.exec(PACKAGE.peerDependencies[name])![0]}`);
  return [...lowest, `tsx@${PACKAGE.devDependencies.tsx}`];
}
