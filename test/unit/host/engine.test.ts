import { containerUserOf } from '../../../src/host/engine';

const info = (others: object): string => JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: 'laptop', SecurityOptions: ['name=seccomp,profile=default'], ...others });

test.each([
  ['Docker Engine', info({}), 'same'],
  ['Docker Engine without security options', info({ SecurityOptions: null }), 'same'],
  ['rootless Docker', info({ SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'] }), 'mapped'],
  ['userns-remap', info({ SecurityOptions: ['name=userns'] }), 'mapped'],
  ['Docker Desktop', info({ OperatingSystem: 'Docker Desktop', Name: 'docker-desktop' }), 'developer'],
  ['colima', info({ Name: 'colima-work' }), 'developer'],
  ['OrbStack', info({ OperatingSystem: 'OrbStack', Name: 'orbstack' }), 'developer'],
  ['Podman\'s docker', JSON.stringify({ host: { os: 'linux' } }), undefined],
  ['an answer that is no JSON', 'Cannot connect to the Docker daemon', undefined],
  ['an answer that is nothing', 'null', undefined],
])('%s', (_, text, expected) => {
  expect(containerUserOf(text)).toBe(expected);
});
