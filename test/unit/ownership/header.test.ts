import { Project } from 'projen/lib/project';
import { ProjenrcJson } from 'projen/lib/projenrc-json';
import { Projenrc } from 'projen/lib/python/projenrc';
import { LocalAirflow } from '../../../src';
import { astroTree, read, tempDir } from '../../support/util';

/** The rc file that the override in a subproject names. */
function namedIn(prepare: (root: Project, sub: Project) => void): string | undefined {
  const outdir = tempDir();
  const root = new Project({ name: 'platform', outdir });
  const sub = new Project({ name: 'orders', parent: root, outdir: 'airflow/orders' });
  astroTree(sub.outdir);
  prepare(root, sub);
  new LocalAirflow(sub);
  root.synth();
  return /To modify, edit (\S+) /.exec(read(sub.outdir, 'docker-compose.override.yml'))?.[1];
}

test('one of our files in a subproject names the rc file of the root', () => {
  expect(namedIn((root) => new Projenrc(root))).toBe('../../.projenrc.py');
  expect(namedIn(() => undefined)).toBe('../../.projenrc.js');
});

test('a subproject with an rc file of its own names that', () => {
  expect(namedIn((_, sub) => new ProjenrcJson(sub))).toBe('.projenrc.json');
});
