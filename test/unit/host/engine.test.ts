import { engineKindOf } from '../../../src/host/engine';

const info = (others: object): string => JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: 'laptop', SecurityOptions: ['name=seccomp,profile=default'], ...others });

test.each([
  ['Docker Engine', info({}), 'engine'],
  ['Docker Engine without security options', info({ SecurityOptions: null }), 'engine'],
  ['rootless Docker', info({ SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'] }), 'rootless'],
  ['userns-remap', info({ SecurityOptions: ['name=userns'] }), 'userns'],
  ['Docker Desktop', info({ OperatingSystem: 'Docker Desktop', Name: 'docker-desktop' }), 'desktop'],
  ['colima', info({ Name: 'colima-work' }), 'colima'],
  ['OrbStack', info({ OperatingSystem: 'OrbStack', Name: 'orbstack' }), 'orbstack'],
  ['Podman\'s docker', JSON.stringify({ host: { os: 'linux' } }), undefined],
  ['an answer that is no JSON', 'Cannot connect to the Docker daemon', undefined],
  ['an answer that is nothing', 'null', undefined],
])('%s', (_, text, expected) => {
  expect(engineKindOf(text)).toBe(expected);
});
