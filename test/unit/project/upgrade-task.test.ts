import { NodePackageManager } from 'projen/lib/javascript';
import { AstroProject, type AstroProjectOptions } from '../../../src';
import { read, tempDir } from '../../support/util';

process.env.PROJEN_DISABLE_POST = 'true';

/** The steps of the task in the project's list of tasks. */
function steps(options: Partial<AstroProjectOptions>): unknown {
  const outdir = tempDir();
  new AstroProject({ name: 'orders', outdir, ...options }).synth();
  return (JSON.parse(read(outdir, '.projen/tasks.json')) as { tasks: Record<string, { steps: unknown }> }).tasks.upgrade.steps;
}

const LATEST = 'projen@latest constructs@latest projen-astro-airflow@latest';
const SYNTH = { spawn: 'default' };

test.each<[NodePackageManager, string]>([
  [NodePackageManager.NPM, 'npm install --save-dev'],
  [NodePackageManager.PNPM, 'pnpm add --save-dev'],
  [NodePackageManager.YARN_CLASSIC, 'yarn add --dev'],
  [NodePackageManager.YARN, 'yarn add --dev'],
  [NodePackageManager.YARN_BERRY, 'yarn add --dev'],
  [NodePackageManager.YARN2, 'yarn add --dev'],
  [NodePackageManager.BUN, 'bun add --dev'],
])('with %s installs the newest versions of what the rc file needs, then synthesizes', (packageManager, command) => {
  expect(steps({ packageOptions: { packageManager } })).toEqual([{ exec: `${command} ${LATEST} tsx@latest` }, SYNTH]);
});

test('leaves tsx out where the rc file does not need it', () => {
  expect(steps({ projenrcJs: true })).toEqual([{ exec: `npm install --save-dev ${LATEST}` }, SYNTH]);
});

test('beside an rc file in Python calls pip', () => {
  expect(steps({ projenrcPython: true })).toEqual([{ exec: 'python -m pip install --upgrade projen constructs projen-astro-airflow' }, SYNTH]);
});

test('leaves alone what the rc file says the version of', () => {
  expect(steps({ projenrcJs: true, devDeps: ['projen@0.103.25', 'constructs'] })).toEqual([{ exec: 'npm install --save-dev constructs@latest projen-astro-airflow@latest' }, SYNTH]);
  expect(steps({ projenrcJs: true, packageOptions: { devDeps: ['projen@0.103.25'] } })).toEqual([{ exec: 'npm install --save-dev constructs@latest projen-astro-airflow@latest' }, SYNTH]);
  expect(steps({ projenrcPython: true, devDeps: ['projen==0.103.25', 'projen-astro-airflow==1.0.0'] })).toEqual([{ exec: 'python -m pip install --upgrade constructs' }, SYNTH]);
  expect(steps({ projenrcPython: true, devDeps: ['projen==0.103.25', 'constructs==10.5.0', 'projen-astro-airflow==1.0.0'] })).toEqual([SYNTH]);
});
