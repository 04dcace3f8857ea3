import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pack, run, runs } from './projen-new';
import { installOnce } from '../contract/install-once';
import { tasks } from '../support/astro-project/projects';
import { addStandIn } from '../support/cli/astro-projects';
import { edit, environment } from '../support/drift/command';
import { testIf } from '../support/projects';
import { read, tempDir, write } from '../support/util';

const HOME = path.resolve(__dirname, '../../.cache/package-managers');
const PACKAGES = ['pnpm@10.34.9', 'yarn@1.22.22', '@yarnpkg/cli-dist@4.18.1'];
const PROGRAMS = { pnpm: 'pnpm/bin/pnpm.cjs', yarn: 'yarn/bin/yarn.js', berry: '@yarnpkg/cli-dist/bin/yarn.js' };
const FOLDERS = ['airflow/orders', 'airflow/billing', 'legacy'];
const isUnix = process.platform !== 'win32';

// Each installs from a registry.
jest.setTimeout(300_000);

const rc = (options: string, tarball: string): string => `const { javascript } = require('projen');
const { AstroProject, AwsCredentials, LocalAirflow } = require('projen-astro-airflow');
const root = new javascript.NodeProject({
  name: 'platform', defaultReleaseBranch: 'main', ${options}, projenrcJs: true, jest: false, package: false,
  devDeps: ['projen-astro-airflow@file:${tarball}'],
});
const credentials = [AwsCredentials.mounted()];
new AstroProject({ name: 'orders', parent: root, outdir: 'airflow/orders', runtimeVersion: '3.1-12', credentials });
new AstroProject({ name: 'billing', parent: root, outdir: 'airflow/billing', runtimeVersion: '13.7.0', credentials });
new LocalAirflow(root, { directory: 'legacy', credentials });
root.synth();
`;

/** A folder with the Astro CLI's stand-in, and with the package manager under the name that it is called by. */
function programs(file?: string): string {
  const folder = tempDir();
  addStandIn(folder);
  if (file !== undefined) {
    const name = /pnpm/.test(file) ? 'pnpm' : 'yarn';
    write(folder, { [name]: `#!/bin/sh\nexec node "${path.join(HOME, 'node_modules', file)}" "$@"\n` });
    fs.chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

const manager = (name: string, more: string = ''): string => `packageManager: javascript.NodePackageManager.${name}${more}`;
/** Yarn 1 knows a package by its version, which stays the same here: from its own cache it would install the one of an earlier run. */
const ownCache = (file?: string): Record<string, string> => (file === PROGRAMS.yarn ? { YARN_CACHE_FOLDER: tempDir() } : {});

const YARN_OPTIONS = ', yarnBerryOptions: { yarnRcOptions: { nodeLinker: javascript.YarnNodeLinker.NODE_MODULES } }';

describe.each([
  ['npm', manager('NPM'), undefined, ['npx'], ['npm', 'install', '--no-audit', '--no-fund']],
  // pnpm fetches the version that package.json names, if it is another.
  ['pnpm', manager('PNPM', ", pnpmVersion: '10.34.9'"), PROGRAMS.pnpm, ['npx'], ['pnpm', 'install']],
  ['Yarn 1', manager('YARN_CLASSIC'), PROGRAMS.yarn, ['npx'], ['yarn', 'install']],
  ['Yarn', manager('YARN_BERRY', YARN_OPTIONS), PROGRAMS.berry, ['yarn', 'exec'], ['yarn', 'install']],
] as const)('a monorepo with three Astro folders under %s', (_, options, file, call, install) => {
  testIf(isUnix, 'a system that runs scripts as programs')('is installed and synthesized at the root, in sync, and each folder starts', () => {
    if (file !== undefined) {
      installOnce(HOME, PACKAGES.join(), () => {
        write(HOME, { 'package.json': '{}' });
        execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], { cwd: HOME, env: environment(), stdio: 'pipe' });
      });
    }
    const { parent, tarball } = pack();
    const directory = fs.realpathSync(fs.mkdtempSync(path.join(parent, 'platform-')));
    const log = path.join(tempDir(), 'calls');
    // Without the programs of this repository, which jest was started with.
    const env = { PATH: [programs(file), ...process.env.PATH!.split(path.delimiter).filter((entry) => !entry.includes('node_modules'))].join(path.delimiter), ASTRO_LOG: log, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false', ...ownCache(file) };
    const { version } = JSON.parse(read(path.resolve(__dirname, '../../node_modules/projen'), 'package.json')) as { version: string };
    const reference = path.join('..', path.basename(tarball));
    write(directory, {
      '.projenrc.js': rc(options, reference),
      'package.json': JSON.stringify({ name: 'platform', private: true, devDependencies: { 'projen': version, 'constructs': '^10.5.0', 'projen-astro-airflow': `file:${reference}` } }),
      ...(file === PROGRAMS.berry && { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'yarn.lock': '' }),
      'legacy/Dockerfile': 'FROM quay.io/astronomer/astro-runtime:13.7.0\n',
      'legacy/tests/dags/test_dag.py': '',
    });
    runs(directory, install, env);
    runs(directory, ['node', '.projenrc.js'], env);
    runs(directory, [...call, 'projen'], env);

    for (const folder of ['.', 'airflow/orders', 'airflow/billing']) {
      expect(runs(path.join(directory, folder), [...call, 'projen', 'drift'], env)).toMatch(/files in sync\./);
    }
    const starts: Array<[string, string]> = [['airflow/orders', 'start'], ['airflow/billing', 'start'], ['.', 'legacy:start']];
    starts.forEach(([folder, task]) => runs(path.join(directory, folder), [...call, 'projen', task, '--wait', '5 m'], env));
    const calls = () => read(path.dirname(log), 'calls').trimEnd().split('\n').map((line) => JSON.parse(line) as { cwd: string; args: string[] });
    expect(calls()).toEqual(FOLDERS.map((folder) => ({ cwd: path.join(directory, folder), args: ['dev', 'start', '--wait', '5 m'] })));

    // The check is that of the whole tree, from each folder.
    edit(directory, 'legacy/docker-compose.override.yml', (text) => `${text}x-mine: 1\n`);
    for (const [folder, task] of starts) {
      const { status, output } = run(path.join(directory, folder), [...call, 'projen', task], env);
      expect([status, output]).toEqual([1, expect.stringContaining('legacy/docker-compose.override.yml (edited manually)')]);
    }
    expect(calls()).toHaveLength(3);

    expect(runs(path.join(directory, 'airflow/orders'), [...call, 'projen', 'build'], env)).toContain('from astro');
    expect(calls().at(-1)).toEqual({ cwd: path.join(directory, 'airflow/orders'), args: ['dev', 'pytest'] });
    expect(Object.keys(tasks(directory)).filter((name) => name.startsWith('legacy:'))).toEqual(['legacy:doctor', 'legacy:parse', 'legacy:pytest', 'legacy:restart', 'legacy:start', 'legacy:stop']);
    expect(read(directory, '.github/workflows/dags.yml').match(/^ {2}test[\w-]*:$/gm)).toEqual(['  test-airflow-billing:', '  test-airflow-orders:', '  test-legacy:']);
  });
});
