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
  const { OperatingSystem: system, Name: name, SecurityOptions: options } = parsed(info);
  if (typeof system !== 'string') {
    return undefined;
  }
  if (/^(Docker Desktop|OrbStack)$/.test(system) || /^(docker-desktop|colima|orbstack)/.test(String(name))) {
    return 'developer';
  }
  return Array.isArray(options) && options.some((option) => /^name=(rootless|userns)/.test(String(option))) ? 'mapped' : 'same';
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
