import * as fs from 'node:fs';
import * as path from 'node:path';
import { interleave, type Comparison } from './interleave';
import type { Meter } from './meter';
import { wholeProcess } from './overhead';
import { driftStep, NO_POST, rcCommand } from './repository';
import { checkContender, nodeProject, writeRcFile } from './shapes';
import { removeTree, type Workspace } from './workspace';

/** The rows of the comparison, as the tables call them. */
export const COPY_ROWS = {
  synth: 'npx projen --no-post && git add -A && git diff --staged --exit-code',
  copy: 'drift in a copy',
  memory: 'drift in memory',
} as const;

/** How one checkout is measured. */
export interface CopyPlan {
  /** How many files it has besides those that projen writes. */
  readonly files: number;
  readonly rounds: number;
}

/** What was measured in one checkout. */
export interface CopyPoint extends CopyPlan {
  readonly comparison: Comparison;
}

/** Sizes at which the check should be the faster one. */
export const SMALL_CHECKOUTS = [30, 600, 5000];

/** And one at which it need not be. */
export const LARGE_CHECKOUT = 20_000;

const FOLDERS = 60;

/** A run that starts a program cannot be held in memory. */
const STARTS_A_PROGRAM = "require('node:child_process').spawnSync('true');";

/** Makes a checkout whose rc file starts a program, and the same without the program; measures in both, and removes them. */
export async function measureCopy(workspace: Workspace, meter: Meter, plan: CopyPlan): Promise<CopyPoint> {
  const { files, rounds } = plan;
  const [starting, quiet] = ['starting', 'quiet'].map((name) => path.join(workspace.work, `copied-${name}-${files}`));
  try {
    makeCheckout(workspace, starting, files, [STARTS_A_PROGRAM, ...nodeProject('npm')]);
    makeCheckout(workspace, quiet, files, nodeProject('npm'));
    const commands = [['npx', 'projen', '--no-post'], ['git', 'add', '-A'], ['git', 'diff', '--staged', '--exit-code']];
    const contenders = [
      wholeProcess(meter, COPY_ROWS.synth, ...commands.map((argv) => workspace.step(argv, starting))),
      checkContender(meter, COPY_ROWS.copy, driftStep(workspace, starting, {}, '--verbose'), 'a copy'),
      checkContender(meter, COPY_ROWS.memory, driftStep(workspace, quiet, {}, '--verbose'), 'in memory'),
    ];
    return { ...plan, comparison: await interleave(contenders, rounds, true) };
  } finally {
    removeTree(starting);
    removeTree(quiet);
  }
}

function makeCheckout(workspace: Workspace, directory: string, files: number, rcFile: readonly string[]): void {
  writeRcFile(directory, rcFile);
  linkModules(workspace, directory);
  for (let index = 0; index < files; index++) {
    const folder = path.join(directory, 'src', String(index % FOLDERS));
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `${index}.txt`), `file ${index}\n`);
  }
  workspace.prepare(rcCommand(workspace, 'js'), directory, NO_POST);
  workspace.commit(directory);
}

/** The packages are in the checkout, as they are after `npm install`, so that a copy has to bring them. */
function linkModules({ work }: Workspace, directory: string): void {
  const [installed, modules] = [work, directory].map((one) => path.join(one, 'node_modules'));
  fs.mkdirSync(modules);
  fs.cpSync(path.join(installed, '.bin'), path.join(modules, '.bin'), { recursive: true, verbatimSymlinks: true });
  for (const { name } of fs.readdirSync(installed, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== '.bin')) {
    fs.symlinkSync(path.join(installed, name), path.join(modules, name));
  }
}
