import { Project } from 'projen/lib/project';
import { Projenrc as PythonRcFile } from 'projen/lib/python/projenrc';
import { LocalAirflow } from '../../../src';
import { astroProject } from '../../support/astro-project/projects';
import { bareProject } from '../../support/projects';
import { read, tempDir } from '../../support/util';

const END_OF_LIFE = 'JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION';

/** The variables of all tasks. */
function environmentOf({ outdir }: Project): Record<string, string> {
  return (JSON.parse(read(outdir, '.projen/tasks.json')) as { env?: Record<string, string> }).env ?? {};
}

test('beside an rc file in Python no task repeats the banner of jsii on an old Node', () => {
  const project = astroProject({ projenrcPython: true });
  project.synth();
  expect(environmentOf(project)).toEqual({
    [END_OF_LIFE]: '20,21,22,23,24,25,26,27,28,29,30',
    JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: 'true',
    JSII_SILENCE_WARNING_KNOWN_BROKEN_NODE_VERSION: 'true',
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: 'true',
  });
});

test('a subproject calls the tasks of its root, which adds its rc file later', () => {
  const root = bareProject();
  const project = new Project({ name: 'below', parent: root, outdir: 'below' });
  new LocalAirflow(project, { runtimeVersion: '3.1-12' });
  new PythonRcFile(root);
  root.synth();
  expect([root, project].map((one) => END_OF_LIFE in environmentOf(one))).toEqual([true, true]);
});

test('a value of the project stays', () => {
  const project = astroProject({ projenrcPython: true });
  project.tasks.addEnvironment(END_OF_LIFE, '18');
  project.synth();
  expect(environmentOf(project)[END_OF_LIFE]).toBe('18');
});

test('beside another rc file, where no kernel runs, nothing is silenced', () => {
  const projects = [astroProject(), bareProject(tempDir())];
  new LocalAirflow(projects[1], { runtimeVersion: '3.1-12' });
  projects.forEach((project) => project.synth());
  expect(projects.map(environmentOf)).toEqual([expect.not.objectContaining({ [END_OF_LIFE]: expect.anything() }), {}]);
});
