import { Projenrc } from 'projen/lib/python/projenrc';
import { AstroProject, LocalAirflow } from '../../../src';
import { bareProject } from '../../support/projects';
import { read } from '../../support/util';

const RUNTIME = '3.1-12';

/** The lines of the root's `.gitignore` that name the virtual environment. */
const lines = (outdir: string): string[] => read(outdir, '.gitignore').split('\n').filter((line) => line.includes('.projen-venv'));

describe('git ignores the virtual environment at the root of a monorepo with an rc file in Python', () => {
  test('of subprojects', () => {
    const root = bareProject();
    new Projenrc(root);
    ['etl', 'ml'].forEach((name) => new AstroProject({ parent: root, name, outdir: `airflow/${name}`, runtimeVersion: RUNTIME }));
    root.synth();
    expect(lines(root.outdir)).toEqual(['.projen-venv']);
  });

  test('of an Astro project in a folder', () => {
    const root = bareProject();
    new Projenrc(root);
    new LocalAirflow(root, { runtimeVersion: RUNTIME, directory: 'etl' });
    root.synth();
    expect(lines(root.outdir)).toEqual(['.projen-venv']);
  });

  test('once, where the project does so itself', () => {
    const root = bareProject();
    new Projenrc(root);
    root.gitignore.addPatterns('/.projen-venv');
    new LocalAirflow(root, { runtimeVersion: RUNTIME, directory: 'etl' });
    root.synth();
    expect(lines(root.outdir)).toEqual(['/.projen-venv']);
  });

  test('only there: another rc file needs none', () => {
    const root = bareProject();
    new LocalAirflow(root, { runtimeVersion: RUNTIME, directory: 'etl' });
    root.synth();
    expect(lines(root.outdir)).toEqual([]);
  });
});
