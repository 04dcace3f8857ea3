import { engineOf } from '../../../../src/doctor/collect/engine';

const info = (others: object = {}): string => JSON.stringify({ OperatingSystem: 'Debian GNU/Linux 12 (bookworm)', Name: 'laptop', ServerVersion: '20.10.24+dfsg1', SecurityOptions: ['name=seccomp,profile=default'], ...others });
const PODMAN = JSON.stringify({ Platform: { Name: 'linux/amd64' }, Components: [{ Name: 'Podman Engine', Version: '5.4.0' }] });

/** The answers are recorded where that is said; the others are believed: from documentation and source code. */
test.each([
  ['Docker Engine (recorded)', 'docker', 0, info(), '{"Components":[{"Name":"Engine"}]}', { kind: 'engine', version: '20.10.24' }],
  ['a client without a daemon (recorded)', 'docker', 1, JSON.stringify({ ServerErrors: ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock'] }), 'null', { kind: 'stopped' }],
  ['the same, of a client that ends with 0', 'docker', 0, JSON.stringify({ ServerErrors: ['Cannot connect'] }), '', { kind: 'stopped' }],
  ['rootless Docker', 'docker', 0, info({ SecurityOptions: ['name=rootless'] }), '', { kind: 'rootless', version: '20.10.24' }],
  ['userns-remap', 'docker', 0, info({ SecurityOptions: ['name=userns'] }), '', { kind: 'userns', version: '20.10.24' }],
  ['Docker Desktop (believed)', 'docker', 0, info({ OperatingSystem: 'Docker Desktop', Name: 'docker-desktop', ServerVersion: '28.1.1' }), '', { kind: 'desktop', version: '28.1.1', isElsewhere: true }],
  ['colima (believed)', 'docker', 0, info({ OperatingSystem: 'Ubuntu 24.04 LTS', Name: 'colima' }), '', { kind: 'colima', version: '20.10.24', isElsewhere: true }],
  ['OrbStack (believed)', 'docker', 0, info({ OperatingSystem: 'OrbStack', Name: 'orbstack' }), '', { kind: 'orbstack', version: '20.10.24', isElsewhere: true }],
  ['Podman behind Docker\'s client (believed)', 'docker', 0, info({ OperatingSystem: 'fedora', ServerVersion: '5.4.0' }), PODMAN, { kind: 'podman', version: '5.4.0' }],
  ['rootless Podman behind Docker\'s client (believed)', 'docker', 0, info({ OperatingSystem: 'fedora', ServerVersion: '5.4.0', SecurityOptions: ['name=rootless'] }), JSON.stringify({ Server: JSON.parse(PODMAN) as object }), { kind: 'podman-rootless', version: '5.4.0' }],
  ['podman (believed)', 'podman', 0, JSON.stringify({ host: { security: { rootless: false } }, version: { Version: '5.4.0' } }), '', { kind: 'podman', version: '5.4.0' }],
  ['rootless podman (believed)', 'podman', 0, JSON.stringify({ host: { security: { rootless: true } }, version: { Version: '5.4.0' } }), '', { kind: 'podman-rootless', version: '5.4.0' }],
  ['a Docker Engine on another machine', 'docker', 0, info({ Name: 'build-1' }), '', { kind: 'engine', version: '20.10.24', isElsewhere: true }],
  ['podman in its virtual machine (believed)', 'podman', 0, JSON.stringify({ host: { hostname: 'localhost.localdomain', security: { rootless: true } }, version: { Version: '5.4.0' } }), '', { kind: 'podman-rootless', version: '5.4.0', isElsewhere: true }],
  ['garbage', 'docker', 0, '\u001B[31mhello', 'nothing', { kind: 'other' }],
  ['null', 'docker', 0, 'null', 'null', { kind: 'other' }],
  ['nulls where Podman has objects', 'docker', 0, '{"host":{"security":null}}', 'null', { kind: 'other' }],
  ['another version', 'docker', 0, info({ ServerVersion: 3 }), '', { kind: 'engine' }],
])('%s', (_, program, code, stdout, version, expected) => {
  const { version: found, ...engine } = engineOf(program, { code, stdout }, version, 'laptop');
  expect({ ...engine, ...(found === undefined ? {} : { version: found }) }).toEqual({ program, ...expected });
});
