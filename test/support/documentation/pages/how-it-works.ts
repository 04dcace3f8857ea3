import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { CONTAINER_USER } from '../../../contract/base';
import { read } from '../../util';
import { readmeRc } from '../commands';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal } from '../terminal';

const RC = readmeRc().replace('session()', "session({ profile: 'dev', region: 'us-west-2' })");

/** The lines of each node's label by its name, and the names at both ends of all arrows. */
function partsOf(code: string): { readonly nodes: ReadonlyMap<string, readonly string[]>; readonly ends: readonly string[] } {
  const nodes = new Map([...code.matchAll(/^ +(\w+)\(?\["(.*)"\]\)?$/gm)].map(([, name, label]) => [name, label.split(/<br\/>|, /)]));
  const ends = [...code.matchAll(/^ +(\w+) --.*> (\w+)$/gm)].flatMap(([, from, to]) => [from, to]);
  expect([ends.filter((end) => !nodes.has(end)), [...nodes.keys()].filter((name) => !ends.includes(name))]).toEqual([[], []]);
  return { nodes, ends };
}

/** Nobody draws a diagram here; what it names is compared with a project and its home: paths, variables, services, and both ends of each arrow. */
const diagram: Proof = ({ code }) => {
  const { directory } = Terminal.in(RC);
  const { nodes } = partsOf(code);
  expect(nodes.size).toBe(11);

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

/** Which files there are after a login, with the mode of the keys, and who the two users are. */
const readers: Proof = ({ code }) => {
  const terminal = Terminal.in(RC);
  terminal.runs('npx projen login');
  const { nodes, ends } = partsOf(code);
  const { you, astro, keys: [keys, mode], ...files } = Object.fromEntries(nodes);
  expect([you[0], astro.slice(0, 2)]).toEqual(['you', [CONTAINER_USER.name, `uid ${CONTAINER_USER.uid}`]]);
  const { services } = parse(read(terminal.directory, 'docker-compose.override.yml')) as { services: object };
  expect(astro.slice(2).sort()).toEqual(Object.keys(services).sort());
  const below = (name: string): string => name.startsWith('~/') ? path.join(terminal.home, name.slice(2)) : path.join(terminal.directory, name);
  expect(Object.values(files).flat().filter((name) => !fs.existsSync(below(name)))).toEqual([]);
  expect(`mode 0${(fs.statSync(below(keys)).mode & 0o777).toString(8)}`).toBe(mode);
  // Each arrow has a user at one of its ends.
  expect(ends.filter((end) => ['you', 'astro'].includes(end))).toHaveLength(ends.length / 2);
};

export const howItWorks: readonly Entry[] = [entry('How credentials reach the containers', 'mermaid', diagram), entry('Who reads which file', 'mermaid', readers)];
