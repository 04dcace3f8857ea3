import { Project } from 'projen';
import { ProjenrcJson } from 'projen/lib/projenrc-json';
import { Projenrc } from 'projen/lib/python';
import { LocalAirflow } from '../../../src';
import { printedBy } from '../../support/projects';
import { astroTree, read, tempDir } from '../../support/util';

function blocksOf(prepare: (project: Project) => void, projenCommand?: string): string[] {
  const outdir = tempDir();
  astroTree(outdir);
  const project = new Project({ name: 'orders', outdir, projenCommand });
  prepare(project);
  new LocalAirflow(project).addDotenvKey('LOG_LEVEL', 'debug');
  project.synth();
  return ['.env', '.env.example'].flatMap((name) => [...read(outdir, name).matchAll(/^# (?:Managed|No longer|The keys)[^"\n]*"([^"\n]+)"/gm)].map((match) => match[1]));
}

test('the texts beside an rc file in Python name the programs that pip installs', () => {
  expect(blocksOf((project) => new Projenrc(project))).toEqual(['projen', 'projen-astro-airflow clean', 'projen']);
});

test('the texts beside any other rc file name npx', () => {
  expect(blocksOf((project) => new ProjenrcJson(project))).toEqual(['npx projen', 'npx projen-astro-airflow clean', 'npx projen']);
});

test('a command that the project names is kept beside an rc file in Python', () => {
  expect(blocksOf((project) => new Projenrc(project), 'pdm run projen')).toEqual(['pdm run projen', 'projen-astro-airflow clean', 'pdm run projen']);
});

test('the drift check without a task names the program that pip installs beside an rc file in Python', () => {
  const warning = (prepare: (project: Project) => void): string => printedBy((project) => {
    prepare(project);
    ['drift', 'airflow:drift'].forEach((name) => project.addTask(name));
    new LocalAirflow(project, { runtimeVersion: '3.1-12' });
  });
  expect(warning((project) => new Projenrc(project))).toContain('Run it with "projen-astro-airflow drift".');
  expect(warning((project) => new ProjenrcJson(project))).toContain('Run it with "npx projen-astro-airflow drift".');
});
