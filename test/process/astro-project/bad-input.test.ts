import * as fs from 'node:fs';
import * as path from 'node:path';
import { NodePackageManager } from 'projen/lib/javascript';
import type { AstroProject, AstroProjectOptions } from '../../../src';
import { astroProject, FULL } from '../../support/astro-project/projects';
import { errorOf, ordinaryUser, runRc, testIf, treeState } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

/** What is wrong, what is there before, what is declared, and the whole message. */
type Case = [string, Record<string, string>, Partial<AstroProjectOptions>, string];

const OURS = 'would be overwritten.';

const CASES: Case[] = [
  ['a name that npm refuses', {}, { name: 'Orders' }, 'The project name "Orders" is not valid for npm, Docker and the Astro CLI alike. Use 2 to 214 lower-case letters and digits, with - or _ between them, for example orders-pipelines.'],
  ['two rc files', {}, { projenrcTs: true, projenrcJs: true }, 'projenrcTs and projenrcJs are both true, and a project has one rc file. Keep one of them.'],
  ['no rc file', {}, { projenrcTs: false, projenrcJs: false, projenrcPython: false }, 'projenrcTs, projenrcJs and projenrcPython are all false, so no rc file would run. Set one of them to true.'],
  ['an example DAG that has nothing to read', {}, { exampleDag: {} }, 'exampleDag reads secrets, and no secretsBackend is declared. Declare one, for example AwsSecretsBackend.secretsManager(), or remove exampleDag.'],
  ['a Dockerfile without a runtime, and no version', { Dockerfile: 'FROM python:3.12\n' }, {}, 'Dockerfile has no FROM line with a readable tag of Astro Runtime (such as runtime:3.1-12 or astro-runtime:13.7.0). Set runtimeVersion (with "projen new": --runtime-version).'],
  ['broken YAML', { '.astro/config.yaml': 'project: [\n' }, {}, '.astro/config.yaml is not a YAML mapping, so the Astro CLI cannot read it. Fix it, or delete it to get a new one.'],
  ['a list in .astro/config.yaml', { '.astro/config.yaml': '- a\n' }, {}, '.astro/config.yaml is not a YAML mapping, so the Astro CLI cannot read it. Fix it, or delete it to get a new one.'],
  ['a key twice in .astro/config.yaml', { '.astro/config.yaml': 'project:\n  name: a\nproject:\n  name: b\n' }, {}, '.astro/config.yaml is not a YAML mapping, so the Astro CLI cannot read it. Fix it, or delete it to get a new one.'],
  ['a directory .astro/config.yaml', { '.astro/config.yaml/x': '' }, {}, '.astro/config.yaml is a directory, a file is expected. Move the directory away, then run again.'],
  ['a directory packages.txt', { 'packages.txt/x': '' }, {}, 'packages.txt is a directory, a file is expected. Move the directory away, then run again.'],
  ['a directory .env', { '.env/x': '' }, {}, '.env is a directory, a file is expected. Move the directory away, then run again.'],
  ['a user\'s tsconfig.projen.json', { 'tsconfig.projen.json': '{}\n' }, {}, `tsconfig.projen.json is not projen's, and ${OURS} Rename it or delete it; or choose other options, so that nothing writes it.`],
  ['a user\'s pnpm-workspace.yaml', { 'pnpm-workspace.yaml': 'packages: []\n' }, { packageOptions: { packageManager: NodePackageManager.PNPM, pnpmVersion: '11.0.0' }, devDeps: ['a@1'] }, `pnpm-workspace.yaml is not projen's, and ${OURS} Rename it or delete it; or choose other options, so that nothing writes it.`],
  ['a user\'s override', { 'docker-compose.override.yml': 'services: {}\n' }, {}, `docker-compose.override.yml is not projen's, and ${OURS} Rename it, run again, and hand its content to addMount(), addEnvironment(), extendService(), addService(), addVolume() and addNetwork(); or delete it.`],
  ['a user\'s .env.example', { '.env.example': 'A=1\n' }, FULL, `.env.example is not projen's, and ${OURS} Rename it (for example to .env.template), or delete it.`],
  ['a user\'s DAG of the same name', { 'dags/example_secrets_dag.py': '# mine\n' }, FULL, `dags/example_secrets_dag.py is not projen's, and ${OURS} Rename it or delete it; if its dag_id is example_secrets_dag, change that as well, or Airflow sees two DAGs in one. Or choose another name and id with exampleDag: { fileName: …, dagId: … } in the rc file.`],
  ['a user\'s package.json', { 'package.json': '{ "scripts": { "lint": "ruff" } }' }, {}, 'package.json is not projen\'s, and scripts (lint) of it would be lost. Declare it (devDeps, packageOptions; scripts are tasks), or move package.json away, then run again.'],
];

test.each(CASES)('%s stops the project before anything is written, with the way on', (_, files, options, message) => {
  const outdir = tempDir();
  write(outdir, files);
  const before = treeState(outdir);
  const error = errorOf(() => astroProject({ outdir, ...options }).synth());
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', message]);
  expect(error?.message).not.toContain('\n');
  expect(treeState(outdir)).toEqual(before);
});

test.each(['4', 'latest', '3.1-12-foo', 'v13.7.0', '3.1-12\n', ''])('a runtime %j that there cannot be stops the project', (runtimeVersion) => {
  const outdir = tempDir();
  const before = treeState(outdir);
  const error = errorOf(() => astroProject({ outdir, runtimeVersion }).synth());
  expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringContaining('3.1-12')]);
  expect(treeState(outdir)).toEqual(before);
});

test('what stops one project of a tree stops all of them before anything is written', () => {
  const root = astroProject(FULL);
  astroProject({ name: 'aa', parent: root, outdir: 'a' });
  astroProject({ name: 'bb', parent: root, outdir: 'b' });
  write(root.outdir, { 'b/include': 'mine\n' });
  const before = treeState(root.outdir);
  expect(errorOf(() => root.synth())?.message).toBe('b/include is not a directory, and an Astro project has one there. Move it away, then run again.');
  expect(treeState(root.outdir)).toEqual(before);
});

test('one of our files that the user removes from the tree is left to the user', () => {
  const outdir = tempDir();
  write(outdir, { 'tsconfig.projen.json': '{ "mine": true }\n' });
  const project: AstroProject = astroProject({ outdir });
  project.tryRemoveFile('tsconfig.projen.json');
  project.synth();
  expect(read(outdir, 'tsconfig.projen.json')).toBe('{ "mine": true }\n');
});

describe('as a user to whom modes mean something', () => {
  const needed = 'a user to whom modes mean something';
  const script = "new airflow.AstroProject({ name: 'orders', runtimeVersion: '3.1-12', projenrcJs: true, dagWorkflow: false }).synth();";

  testIf(ordinaryUser() !== undefined, needed)('a .astro/config.yaml that cannot be read stops the project before anything is written', () => {
    const outdir = tempDir();
    write(outdir, { '.astro/config.yaml': 'project:\n  name: orders\n' });
    runRc(outdir, '');
    fs.chmodSync(path.join(outdir, '.astro/config.yaml'), 0o000);
    const before = treeState(outdir);
    const { status, stderr } = runRc(outdir, script);
    expect([status, stderr]).toEqual([1, expect.stringContaining('AstroAirflowError: .astro/config.yaml could not be read: EACCES: permission denied. Make it readable for you (chmod u+r), then run again.')]);
    expect({ ...treeState(outdir), '.projenrc.js': '' }).toEqual({ ...before, '.projenrc.js': '' });
  });

  testIf(ordinaryUser() !== undefined, needed)('a directory that cannot be written to stops the project before anything is written', () => {
    const outdir = tempDir();
    runRc(outdir, '');
    write(outdir, { '.projenrc.js': read(outdir, '.projenrc.js') });
    runRc(outdir, script.replace('.synth()', ''));
    fs.chmodSync(outdir, 0o555);
    const before = treeState(outdir);
    const { status, stderr } = runRc(outdir, script);
    const after = treeState(outdir);
    fs.chmodSync(outdir, 0o755);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/AstroAirflowError: .* is not writable/)]);
    expect({ ...after, '.projenrc.js': '' }).toEqual({ ...before, '.projenrc.js': '' });
  });
});
