import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroProject, type AstroProjectOptions } from '../../../src';
import { leftOverManifest, readManifest } from '../../../src/project/left-over-manifest';
import { newProject } from '../../support/new-project';
import { errorOf, treeState } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const npm = (directory: string, ...args: string[]) => execFileSync('npm', [...args, '--no-audit', '--no-fund', '--offline'], { cwd: directory, stdio: 'pipe', shell: process.platform === 'win32' });

/** A directory with a `package.json`. */
function withManifest(manifest: object | string): string {
  const directory = tempDir();
  write(directory, { 'package.json': typeof manifest === 'string' ? manifest : JSON.stringify(manifest, undefined, 2) });
  return directory;
}

/** What a synth says of a user's `package.json`, which has to be as it was if it says anything. */
function refusal(manifest: object | string, options: Partial<AstroProjectOptions> = {}, declare: (project: AstroProject) => void = () => undefined): string | undefined {
  const outdir = withManifest(manifest);
  const before = treeState(outdir);
  const error = errorOf(() => {
    const project = new AstroProject({ name: 'orders', outdir, ...options });
    declare(project);
    project.synth();
  });
  if (error !== undefined) {
    expect([error.name, treeState(outdir)]).toEqual(['AstroAirflowError', before]);
  }
  return error?.message;
}

const lost = (what: string) => `package.json is not projen's, and ${what} of it would be lost. Declare it (devDeps, packageOptions; scripts are tasks), or move package.json away, then run again.`;

describe('a package.json that nobody wrote manually', () => {
  test('is taken over where it is that of npm init', () => {
    const directory = tempDir();
    npm(directory, 'init', '-y');
    const manifest = JSON.parse(read(directory, 'package.json')) as object;
    expect(manifest).toHaveProperty('scripts.test');
    write(directory, { 'package.json': JSON.stringify({ ...manifest, devDependencies: { 'projen': '^0.103.25', 'projen-astro-airflow': 'file:x.tgz' } }) });
    // Somebody called npm init: they would lose nothing, but we may not delete their file.
    expect(leftOverManifest(directory)).toBeUndefined();
    expect(refusal(read(directory, 'package.json'))).toBeUndefined();
  });

  test('is left over where npm install made it in an empty directory', () => {
    const directory = tempDir();
    for (const name of ['projen', 'projen-astro-airflow']) {
      npm(directory, 'install', '--save-dev', withManifest({ name, version: '1.0.0' }));
    }
    expect(leftOverManifest(directory)).toBe(path.join(directory, 'package.json'));
  });

  test('is none where there is none', () => {
    expect(leftOverManifest(tempDir())).toBeUndefined();
  });

  test('goes away once projen new has made a project in Python', () => {
    const outdir = withManifest({ devDependencies: { 'projen': '^0.103.25', 'projen-astro-airflow': 'file:x.tgz' } });
    newProject(outdir, { projenrcPython: true }).synth();
    expect(fs.readdirSync(outdir)).toEqual(expect.arrayContaining(['.projenrc.py', 'requirements-dev.txt']));
    expect(fs.existsSync(path.join(outdir, 'package.json'))).toBe(false);
  });

  test.each([{ scripts: { lint: 'ruff' } }, { license: 'MIT' }, { devDependencies: { prettier: '^3' } }])('is not one that says %j, which stays beside an rc file in Python', (manifest) => {
    const outdir = withManifest({ name: 'mine', ...manifest });
    const before = read(outdir, 'package.json');
    newProject(outdir, { projenrcPython: true }).synth();
    expect(read(outdir, 'package.json')).toBe(before);
  });
});

describe('a user\'s package.json', () => {
  test.each<[object, string]>([
    [{ scripts: { lint: 'ruff check', test: 'pytest' } }, 'scripts (lint)'],
    [{ dependencies: { left: '^1' } }, 'dependencies (left)'],
    [{ devDependencies: { prettier: '^3', projen: '^0.103' } }, 'devDependencies (prettier)'],
    [{ peerDependencies: { left: '^1' }, optionalDependencies: { right: '^1' } }, 'peerDependencies (left), optionalDependencies (right)'],
    [{ description: 'Orders' }, 'description'],
    [{ license: 'MIT' }, 'license'],
    [{ type: 'module' }, 'type'],
    [{ main: 'src/server.js' }, 'main'],
    [{ version: '2.3.4' }, 'version'],
    [{ prettier: { semi: false }, workspaces: ['a'], engines: { node: '>=18' } }, 'prettier, workspaces, engines'],
  ])('that says %j stops the synth before anything is written, and names what would be lost', (manifest, what) => {
    expect(refusal(manifest)).toBe(lost(what));
  });

  test('is no obstacle once all of it is declared', () => {
    const manifest = { name: 'other', description: 'Orders', license: 'MIT', keywords: ['a'], dependencies: { left: '^1.0.0' }, devDependencies: { prettier: '^3.0.0' }, scripts: { lint: 'ruff check' } };
    expect(refusal(manifest)).toBe(lost('description, license, keywords, dependencies (left), devDependencies (prettier), scripts (lint)'));
    const packageOptions = { description: 'Orders', license: 'MIT', keywords: ['a'], deps: ['left@^1.0.0'] };
    expect(refusal(manifest, { devDeps: ['prettier@^3.0.0'], packageOptions }, (project) => project.addTask('lint', { exec: 'ruff check' }))).toBeUndefined();
  });

  test.each(['{', '[1]', 'null', '"x"', ''])('that is %j stops the project at once', (text) => {
    expect(refusal(text)).toMatch(/^package\.json cannot be read: .*\. Fix it or move it away, then run again\.$/);
  });

  test('that is a directory stops the project at once', () => {
    const outdir = tempDir();
    write(outdir, { 'package.json/x': '' });
    expect(() => new AstroProject({ name: 'orders', outdir })).toThrow('package.json cannot be read: EISDIR: illegal operation on a directory. Fix it or move it away, then run again.');
  });

  test('stays whatever it says beside an rc file in Python', () => {
    const outdir = withManifest({ scripts: { lint: 'ruff' } });
    const before = read(outdir, 'package.json');
    new AstroProject({ name: 'orders', outdir, projenrcPython: true }).synth();
    expect(read(outdir, 'package.json')).toBe(before);
  });
});

test('a package.json that projen wrote is projen\'s, whatever was edited in it since', () => {
  const outdir = tempDir();
  new AstroProject({ name: 'orders', outdir }).synth();
  const manifest = readManifest(path.join(outdir, 'package.json'))!;
  write(outdir, { 'package.json': JSON.stringify({ ...manifest, scripts: { mine: 'x' } }) });
  expect(() => new AstroProject({ name: 'orders', outdir }).synth()).not.toThrow();
});
