import * as fs from 'node:fs';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow } from '../../../src';
import { bareProject, services, treeState } from '../../support/projects';
import { astroTree, read, readTree, tempDir, write } from '../../support/util';

const OPTIONS = { runtimeVersion: '3.1-12', secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} };

describe('two Astro projects in one repository', () => {
  test('get each their own files, by their own runtime and declarations', () => {
    const project = bareProject();
    new LocalAirflow(project, { ...OPTIONS, directory: 'new' }).addDotenvKey('A', '1');
    new LocalAirflow(project, { directory: 'old', runtimeVersion: '13.7.0', credentials: [AwsCredentials.mounted()] }).addDotenvKey('A', '2');
    project.synth();
    expect(Object.keys(services(project.outdir, 'new'))).toEqual([]);
    expect(Object.keys(services(project.outdir, 'old'))).toEqual(['scheduler', 'webserver', 'triggerer']);
    expect([read(project.outdir, 'new/.env'), read(project.outdir, 'old/.env')]).toEqual([expect.stringContaining('\nA=1\n'), expect.stringContaining('\nA=2\n')]);
    expect(Object.keys(readTree(project.outdir)).filter((name) => name.startsWith('old/'))).not.toContain('old/requirements.txt');
  });

  test('lie in nested projects too, the outer one at the top', () => {
    const outdir = tempDir();
    ['', 'a/', 'a/b/'].forEach((folder) => astroTree(`${outdir}/${folder}`));
    write(outdir, { 'a/Dockerfile': 'FROM quay.io/astronomer/astro-runtime:13.7.0\n' });
    const root = bareProject(outdir);
    const a = new Project({ name: 'a', parent: root, outdir: 'a' });
    const b = new Project({ name: 'b', parent: a, outdir: 'b' });
    const locals = [root, a, b].map((project) => new LocalAirflow(project, { credentials: [AwsCredentials.mounted()] }));
    root.synth();
    expect(locals.map((local) => local.runtime.tag)).toEqual(['3.1-12', '13.7.0', '3.1-12']);
    expect(['.', 'a', 'a/b'].map((directory) => 'webserver' in services(outdir, directory))).toEqual([false, true, false]);
  });
});

test.each([[['.', 'a']], [['a', '.']]])('the order of construction does not matter to trees of astro dev init: %j', (directories) => {
  const outdir = tempDir();
  ['', 'a/'].forEach((folder) => astroTree(`${outdir}/${folder}`));
  const project = bareProject(outdir);
  directories.forEach((directory) => new LocalAirflow(project, { directory }));
  expect(() => project.synth()).not.toThrow();
});

describe('one directory takes one LocalAirflow', () => {
  test.each(['airflow', './airflow', 'airflow/', 'x/../airflow'])('however it is written: %s', (directory) => {
    const project = bareProject();
    new LocalAirflow(project, { ...OPTIONS, directory: 'airflow' });
    expect(() => new LocalAirflow(project, { ...OPTIONS, directory })).toThrow('There is already a LocalAirflow for airflow. Give each Astro project one LocalAirflow, and its own directory.');
  });

  test('also through a link to it', () => {
    const outdir = tempDir();
    fs.mkdirSync(path.join(outdir, 'airflow'));
    fs.symlinkSync(path.join(outdir, 'airflow'), path.join(outdir, 'link'), 'junction');
    const project = bareProject(outdir);
    new LocalAirflow(project, { ...OPTIONS, directory: 'airflow' });
    expect(() => new LocalAirflow(project, { ...OPTIONS, directory: 'link' })).toThrow('There is already a LocalAirflow for link.');
  });

  test('whatever project of the tree it belongs to', () => {
    for (const outerFirst of [true, false]) {
      const outer = bareProject();
      const inner = new Project({ name: 'sub', parent: outer, outdir: 'sub' });
      const ofOuter = () => new LocalAirflow(outer, { ...OPTIONS, directory: 'sub' });
      const ofInner = () => new LocalAirflow(inner, OPTIONS);
      (outerFirst ? ofOuter : ofInner)();
      expect(outerFirst ? ofInner : ofOuter).toThrow('There is already a LocalAirflow for sub.');
    }
  });

  test('and the one that was refused leaves nothing behind', () => {
    const outdir = tempDir();
    const project = bareProject(outdir);
    new LocalAirflow(project, OPTIONS).addDotenvKey('A', '1');
    expect(() => new LocalAirflow(project, OPTIONS)).toThrow('There is already a LocalAirflow for the directory ".".');
    project.synth();
    expect(read(outdir, '.env')).toContain('\nA=1\n');
  });
});

describe('LocalAirflow.of', () => {
  test('finds the one of a project from anything in it', () => {
    const project = bareProject();
    const local = new LocalAirflow(project, OPTIONS);
    expect([LocalAirflow.of(project), LocalAirflow.of(local.override), LocalAirflow.of(project, '.')]).toEqual([local, local, local]);
  });

  test('gives undefined where there is none, or none in that directory, or one in another project', () => {
    const project = bareProject();
    const inner = new Project({ name: 'inner', parent: project, outdir: 'inner' });
    expect(LocalAirflow.of(project)).toBeUndefined();
    new LocalAirflow(inner, OPTIONS);
    expect([LocalAirflow.of(project), LocalAirflow.of(inner, 'airflow')]).toEqual([undefined, undefined]);
  });

  test('needs the directory where there are several, and says which there are', () => {
    const project = bareProject();
    const [first, second] = ['a', 'b/c'].map((directory) => new LocalAirflow(project, { ...OPTIONS, directory }));
    expect([LocalAirflow.of(project, 'a'), LocalAirflow.of(project, './b/c/')]).toEqual([first, second]);
    expect(() => LocalAirflow.of(project)).toThrow('There are several LocalAirflow: "a", "b/c". Name one of these directories.');
  });
});

test('a component below another component of a project belongs to that project', () => {
  const project = bareProject();
  new LocalAirflow(project.gitignore, { ...OPTIONS, directory: 'airflow' });
  project.synth();
  expect(Object.keys(treeState(project.outdir))).toContain('airflow/docker-compose.override.yml');
});

test.each(['../a', 'x/../../a'])('a subproject with the outdir %s, outside the tree, is refused by what it is', (outdir) => {
  const root = bareProject(path.join(tempDir(), 'root'));
  const project = new Project({ name: 'a', parent: root, outdir });
  const message = 'outdir "../a" is outside the parent project. Give a folder below it.';
  expect(() => new LocalAirflow(project, { runtimeVersion: '3.1-12' })).toThrow(message);
  fs.mkdirSync(project.outdir, { recursive: true });
  expect(() => new LocalAirflow(project, { runtimeVersion: '3.1-12' })).toThrow(message);
});

test.each([['link', 'is a link'], ['link/new', 'is below a link']])('a directory outside the tree by a link is refused before it exists: %s', (directory, what) => {
  const outdir = tempDir();
  fs.symlinkSync(tempDir(), path.join(outdir, 'link'), 'junction');
  const project = bareProject(outdir);
  expect(() => new LocalAirflow(project, { ...OPTIONS, directory })).toThrow(`directory "${directory}" ${what} to a directory outside the project, which this project must not write.`);
});
