import os from 'node:os';
import { ask, mapped, type Asked } from './ask';
import type { Surroundings } from './surroundings';
import { engineKindOf } from '../../host/engine';
import { findProgram } from '../../host/find-program';
import { jsonObject } from '../../text/json-object';
import type { Engine, EngineKind, Fact } from '../facts';

const AS_JSON = ['--format', '{{json .}}'];

interface Info {
  readonly ServerVersion?: unknown;
  readonly ServerErrors?: unknown;
  readonly Name?: unknown;
  /** Podman's own answer. */
  readonly host?: { readonly hostname?: unknown; readonly security?: { readonly rootless?: unknown } };
  readonly version?: { readonly Version?: unknown };
}

/** What runs containers: Docker's client where there is one, as the Astro CLI takes it first, otherwise Podman. */
export async function engine({ env }: Surroundings, limit?: number): Promise<Fact<Engine | undefined>> {
  const program = ['docker', 'podman'].find((name) => findProgram(name, env) !== undefined);
  if (program === undefined) {
    return { value: undefined };
  }
  const [info, version] = await Promise.all([ask(program, ['info', ...(program === 'podman' ? ['--format', 'json'] : AS_JSON)], env, limit), program === 'podman' ? undefined : ask(program, ['version', ...AS_JSON], env, limit)]);
  const server = version !== undefined && 'value' in version ? (version.value?.stdout ?? '') : '';
  return mapped(info, (asked) => (asked === undefined ? undefined : engineOf(program, asked, server, os.hostname())));
}

/**
 * The engine in what a client printed.
 *
 * @param info of `docker info` or `podman info`, as JSON
 * @param version what `docker version` printed as JSON; empty if nothing
 * @param hostname this machine's
 */
export function engineOf(program: string, { code, stdout }: Pick<Asked, 'code' | 'stdout'>, version: string, hostname: string): Engine {
  const info = (jsonObject(stdout) ?? {}) as Info;
  const { ServerVersion: server, ServerErrors: errors, Name: name, host } = info;
  const where = (other: unknown): Pick<Engine, 'isElsewhere'> => (typeof other === 'string' && other !== hostname ? { isElsewhere: true } : {});
  if (code !== 0 || (Array.isArray(errors) && errors.length > 0)) {
    return { program, kind: 'stopped' };
  }
  if (host?.security) {
    return { program, kind: host.security.rootless === true ? 'podman-rootless' : 'podman', version: versionIn(info.version?.Version), ...where(host.hostname) };
  }
  return { program, kind: withPodman(engineKindOf(stdout), version), version: versionIn(server), ...where(name) };
}

/** Podman answers Docker's client as a plain or a rootless engine, and says only in the list of its components what it is. */
function withPodman(kind: EngineKind | undefined, version: string): EngineKind {
  const { Server: inside, Components: components = (inside as Record<string, unknown> | undefined)?.Components } = jsonObject(version) ?? {};
  const [first] = Array.isArray(components) ? (components as unknown[]) : [];
  if ((first as { readonly Name?: unknown } | undefined)?.Name === 'Podman Engine') {
    return kind === 'rootless' ? 'podman-rootless' : 'podman';
  }
  return kind ?? 'other';
}

function versionIn(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\d+(?:\.\d+)+/.exec(value)?.[0] : undefined;
}
