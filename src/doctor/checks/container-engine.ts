import { failure, ok, unknown, type Check } from '../check';
import type { EngineKind } from '../facts';

const NAMES: Readonly<Record<EngineKind, string>> = {
  'engine': 'Docker Engine',
  'rootless': 'rootless Docker',
  'userns': 'Docker Engine with userns-remap',
  'podman': 'Podman',
  'podman-rootless': 'rootless Podman',
  'desktop': 'Docker Desktop',
  'colima': 'colima',
  'orbstack': 'OrbStack',
  'stopped': 'none that runs',
  'other': 'one that is not known',
};

export const check: Check = {
  id: 'container-engine',
  group: 'tools',
  looksAt: 'whether a container engine answers, which one it is, and its version',
  judge: ({ engine }) => {
    if ('unknown' in engine) {
      return [unknown(`The container engine cannot be judged: ${engine.unknown}.`, 'docker info')];
    }
    if (engine.value === undefined) {
      return [failure('There is no container engine: neither docker nor podman is on the PATH.', 'install Docker (https://docs.docker.com/get-docker/) or Podman')];
    }
    const { kind, version, program } = engine.value;
    switch (kind) {
      case 'stopped':
        return [failure(`${program} is installed, and no container engine answers it.`, 'start Docker Desktop, or the service of your engine, then run docker info')];
      case 'other':
        return [unknown(`${program} talks to an engine that is not known.`, 'docker info')];
      default:
        return [ok(`${NAMES[kind]}${version === undefined ? '' : ` ${version}`}`)];
    }
  },
};
