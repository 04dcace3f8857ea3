import { runProgram } from './run-program';

/** An engine that does not answer by then is not waited for. */
const LIMIT = 3_000;

/**
 * Whose user the containers' uid 50000 is on this machine: `same` with Docker Engine, `mapped` to an unprivileged one with rootless
 * engines and userns-remap, `developer` with Docker Desktop and the like, where it can do what the developer can.
 */
export type ContainerUser = 'same' | 'mapped' | 'developer';

/** Asks Docker; undefined if it does not answer, or as something unknown. */
export async function containerUser(env: NodeJS.ProcessEnv): Promise<ContainerUser | undefined> {
  const { code, stdout } = await runProgram({ program: 'docker', args: ['info', '--format', '{{json .}}'], env }, { terminal: false, limit: LIMIT });
  return code === 0 ? containerUserOf(stdout) : undefined;
}

/** @param info what `docker info --format '{{json .}}'` prints */
export function containerUserOf(info: string): ContainerUser | undefined {
  const kind = engineKindOf(info);
  return kind === undefined ? undefined : CONTAINER_USERS[kind];
}

/** What kind of engine Docker's client talks to, as far as that answer says; undefined if it is something unknown. */
export type EngineKind = 'engine' | 'rootless' | 'userns' | 'desktop' | 'colima' | 'orbstack';

const CONTAINER_USERS: Readonly<Record<EngineKind, ContainerUser>> = { engine: 'same', rootless: 'mapped', userns: 'mapped', desktop: 'developer', colima: 'developer', orbstack: 'developer' };

/** @param info what `docker info --format '{{json .}}'` prints */
export function engineKindOf(info: string): EngineKind | undefined {
  const { OperatingSystem: system, Name: name, SecurityOptions: options } = parsed(info);
  if (typeof system !== 'string') {
    return undefined;
  }
  const machine = /^(docker-desktop|colima|orbstack)/.exec(String(name))?.[1];
  if (system === 'OrbStack' || machine === 'orbstack') {
    return 'orbstack';
  }
  if (system === 'Docker Desktop' || machine === 'docker-desktop') {
    return 'desktop';
  }
  if (machine === 'colima') {
    return 'colima';
  }
  const has = (option: string): boolean => Array.isArray(options) && options.some((one) => String(one).startsWith(`name=${option}`));
  return has('rootless') ? 'rootless' : has('userns') ? 'userns' : 'engine';
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
