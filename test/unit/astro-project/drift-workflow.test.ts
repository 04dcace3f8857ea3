import { NodePackageManager } from 'projen/lib/javascript';
import type { AstroProjectOptions } from '../../../src';
import { astroProject } from '../../support/astro-project/projects';
import { runs, synth, uses, workflow } from '../../support/drift/drift-check-projects';

/** The commands of the drift workflow. */
function commands(options: Partial<AstroProjectOptions> = {}): string[] {
  const project = astroProject(options);
  expect(synth(project)).toEqual([]);
  return runs(project);
}

test('it installs from the lock file, also before there is one, and runs the command of the package', () => {
  expect(commands()).toEqual(['npm ci', 'npx --no projen-astro-airflow drift']);
});

test.each([
  [NodePackageManager.PNPM, ['pnpm i --frozen-lockfile', 'pnpm exec projen-astro-airflow drift']],
  [NodePackageManager.BUN, ['bun install --frozen-lockfile', 'bun run projen-astro-airflow drift']],
  [NodePackageManager.YARN_CLASSIC, ['yarn install --check-files --frozen-lockfile', 'npx --no projen-astro-airflow drift']],
  [NodePackageManager.YARN_BERRY, ['corepack enable', 'yarn install --immutable', 'yarn projen-astro-airflow drift']],
])('with %s it sets up what the runner does not bring', (packageManager, expected) => {
  expect(commands({ packageOptions: { packageManager } })).toEqual(expected);
  const project = astroProject({ packageOptions: { packageManager } });
  synth(project);
  const setup: Partial<Record<NodePackageManager, string>> = { pnpm: 'pnpm/action-setup', bun: 'oven-sh/setup-bun' };
  expect(uses(project).filter((name) => !name.startsWith('actions/'))).toEqual([setup[packageManager]].filter(Boolean));
});

test('beside an rc file in Python it installs by pip, with Python and Node', () => {
  const project = astroProject({ projenrcPython: true });
  synth(project);
  expect(runs(project)).toEqual(['python -m pip install --requirement requirements-dev.txt', 'projen-astro-airflow drift']);
  expect(uses(project)).toEqual(expect.arrayContaining(['actions/setup-python', 'actions/setup-node', 'actions/checkout']));
});

test('it may only read', () => {
  const project = astroProject();
  synth(project);
  expect(workflow(project).jobs.drift.permissions).toEqual({ contents: 'read' });
});
