import { parse } from 'yaml';
import { read } from '../../util';
import { readmeRc } from '../commands';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal } from '../terminal';

/** Nobody draws a diagram here; what it names is compared with a project and its home: paths, variables, services, and both ends of each arrow. */
const diagram: Proof = ({ code }) => {
  const { directory } = Terminal.in(readmeRc().replace('session()', "session({ profile: 'dev', region: 'us-west-2' })"));
  const nodes = new Map([...code.matchAll(/^ +(\w+)\["(.*)"\]$/gm)].map(([, name, label]) => [name, label.split(/<br\/>|, /)]));
  const ends = [...code.matchAll(/^ +(\w+) --.*> (\w+)$/gm)].flatMap(([, from, to]) => [from, to]);
  expect([nodes.size, ends.filter((end) => !nodes.has(end)), [...nodes.keys()].filter((name) => !ends.includes(name))]).toEqual([11, [], []]);

  const override = parse(read(directory, 'docker-compose.override.yml')) as { services: Record<string, { environment: object; volumes: Array<{ source: string; target: string }> }> };
  const { scheduler } = override.services;
  const written = [...Object.keys(scheduler.environment), ...read(directory, '.env').split('\n').map((line) => line.split('=')[0])];
  const variables = [...nodes.values()].flat().filter((label) => /^[A-Z][A-Z_]+$/.test(label));
  expect(variables.filter((name) => !written.includes(name))).toEqual([]);
  expect(variables).toHaveLength(5);
  expect(scheduler.volumes.map(({ source, target }) => [source.split('/').slice(0, 2).join('/'), target])).toEqual([[nodes.get('keys')![0], nodes.get('mount')![0]]]);
  const [, services] = /Containers: (.*)"\]$/m.exec(code)!;
  expect(Object.keys(override.services).filter((name) => !services.split(/, | or /).includes(name))).toEqual([]);
};

export const howItWorks: readonly Entry[] = [entry('How credentials reach the containers', 'mermaid', diagram)];
