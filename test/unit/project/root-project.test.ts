import { NodePackageManager, NodeProject, Projenrc } from 'projen/lib/javascript';
import type { Project } from 'projen/lib/project';
import { Projenrc as PythonRcFile } from 'projen/lib/python/projenrc';
import { TypeScriptProject } from 'projen/lib/typescript';
import { astroProject, FULL, parentProject, tasks } from '../../support/astro-project/projects';
import { read, readTree, tempDir } from '../../support/util';

const node = (packageManager: NodePackageManager) => new NodeProject({ name: 'host', defaultReleaseBranch: 'main', packageManager, projenrcJs: true, outdir: tempDir() });

/** A subproject's README and tasks. */
function below(root: Project, options: object = {}): { readme: string; directory: string; tasks: Record<string, any> } {
  const { outdir } = astroProject({ ...FULL, ...options, parent: root, outdir: 'airflow/orders' });
  root.synth();
  return { readme: read(outdir, 'README.md'), directory: outdir, tasks: tasks(outdir) };
}

describe.each<[string, () => Project, string, string]>([
  ['npm', () => node(NodePackageManager.NPM), 'npx projen', 'npm ci'],
  ['pnpm', () => node(NodePackageManager.PNPM), 'npx projen', 'pnpm i --frozen-lockfile'],
  ['Yarn 1', () => node(NodePackageManager.YARN_CLASSIC), 'npx projen', 'yarn install --check-files --frozen-lockfile'],
  ['Yarn', () => node(NodePackageManager.YARN_BERRY), 'yarn exec projen', 'yarn install --immutable'],
  ['an AstroProject', () => astroProject(), 'npx projen', 'npm ci'],
])('the README of a subproject below %s', (_, make, projen, install) => {
  const { readme, tasks: found } = below(make());

  test('installs at the root, as that does', () => {
    expect(readme).toContain(`\n(cd ../.. && ${install})    # the packages are those of the root project\n`);
    expect(readme).not.toContain('upgrade`');
  });

  test('names only tasks that the subproject has', () => {
    const named = [...readme.matchAll(new RegExp(`^${projen} (\\w+)`, 'gm'))].map(([, name]) => name);
    expect(named).toEqual(['start', 'restart', 'stop', 'parse', 'pytest', 'drift', 'doctor', 'try']);
    expect(named.filter((name) => !(name in found))).toEqual([]);
    expect(found.default.steps).toEqual([{ exec: `${projen} default`, cwd: '../..' }]);
  });
});

test('below a root whose installation nobody can tell, the README says where to install', () => {
  expect(below(parentProject()).readme).toContain('Install the packages of the root project, `../..`. Then:\n\n```sh\nnpx projen ');
});

test('without a drift check neither README nor tasks have one', () => {
  const { readme, tasks: found } = below(node(NodePackageManager.NPM), { driftCheck: false });
  expect([readme.includes('projen drift'), 'drift' in found]).toEqual([false, false]);
});

test.each<[string, () => Project, string]>([
  ['TypeScript', () => new TypeScriptProject({ name: 'host', defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM, projenrcTs: true, outdir: tempDir() }), '../../.projenrc.ts'],
  ['JavaScript', () => node(NodePackageManager.NPM), '../../.projenrc.js'],
  ['Python', () => astroProject({ projenrcPython: true }), '../../.projenrc.py'],
])('all headers of a subproject name the rc file in %s of the root', (_, make, rcFile) => {
  const { directory } = below(make());
  const headers = Object.entries(readTree(directory)).flatMap(([name, text]) => [...text.matchAll(/To modify, edit (\S+) and run/g)].map(([, named]) => [name, named]));
  expect(headers.map(([name]) => name)).toEqual(expect.arrayContaining(['.gitignore', '.env.example', 'docker-compose.override.yml', '.projen/tasks.json']));
  expect(headers.filter(([, named]) => named !== rcFile)).toEqual([]);
  expect(read(directory, '.gitignore')).not.toMatch(/^!?\/\.\./m);
});

test('a root that adds its rc file after the subproject is named all the same', () => {
  const root = parentProject();
  const { outdir } = astroProject({ parent: root, outdir: 'airflow' });
  new Projenrc(root, { filename: '.projenrc.mjs' });
  root.synth();
  expect(read(outdir, '.gitignore')).toContain('edit ../.projenrc.mjs and run');
});

describe('the command of projen in headers, tasks and workflows', () => {
  const named = (directory: string) => [...new Set(Object.values(readTree(directory)).flatMap((text) => [...text.matchAll(/To modify, edit \S+ and run \\?"([^"\\]+)/g)].map(([, command]) => command)))];

  test.each<[string, object, string]>([
    ['is the program that pip installs beside an rc file in Python', { projenrcPython: true }, 'projen'],
    ['is the one that the project names', { projenrcPython: true, projenCommand: 'pdm run projen' }, 'pdm run projen'],
    ['is that of npx beside another rc file', {}, 'npx projen'],
  ])('%s', (_, options, command) => {
    const project = astroProject(options);
    project.synth();
    expect([named(project.outdir), project.runTaskCommand(project.testTask).replace(/@[\d.]+/, '')]).toEqual([[command], `${command} test`]);
  });

  test('of a subproject is that of the root in Python, an AstroProject or not', () => {
    const roots = [astroProject({ projenrcPython: true }), parentProject()];
    new PythonRcFile(roots[1]);
    roots.forEach((root) => {
      const { directory, tasks: found } = below(root);
      expect([named(directory), found.default.steps]).toEqual([['projen'], [{ exec: 'projen default', cwd: '../..' }]]);
    });
  });
});
