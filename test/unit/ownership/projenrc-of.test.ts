import { Project } from 'projen';
import { Projenrc } from 'projen/lib/javascript';
import { ProjenrcFile } from 'projen/lib/projenrc';
import { LocalAirflow } from '../../../src';
import { projenrcOf } from '../../../src/ownership/projenrc-of';
import { bareProject } from '../../support/projects';

test('the rc file of a project is found, also if it is added later, removed or replaced', () => {
  const project = bareProject();
  expect(projenrcOf(project)).toBeUndefined();
  const first = new Projenrc(project);
  expect([projenrcOf(project), projenrcOf(project)]).toEqual([first, first]);
  project.node.tryRemoveChild(first.node.id);
  expect(projenrcOf(project)).toBeUndefined();
  const second = new Projenrc(project, { filename: 'other.js' });
  expect(projenrcOf(project)).toBe(second);
});

/** How often a synth of a root with so many subprojects looks for the root's rc file. projen does for each file of the root. */
function looksIn(subprojects: number): number {
  const root = bareProject();
  new Projenrc(root);
  for (let index = 0; index < subprojects; index++) {
    const parts = new Project({ name: `p${index}`, parent: root, outdir: `p${index}` });
    new LocalAirflow(parts, { runtimeVersion: '3.1-12' }).addDotenvKey('MY_FLAG', 'on');
  }
  const looked = jest.spyOn(ProjenrcFile, 'of');
  root.synth();
  const count = looked.mock.calls.filter(([project]) => project === root).length;
  looked.mockRestore();
  return count;
}

test('a synth looks for the rc file of the root as often with 12 subprojects as with one', () => {
  expect(looksIn(12)).toBe(looksIn(1));
});
