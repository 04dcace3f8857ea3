import * as path from 'node:path';
import { overrideIn, parsedOverride } from './override';

/** A mount of something below the developer's home. */
export interface PersonalBind {
  /** As the override names it, with the developer's own part: `~/.aws`. */
  readonly source: string;
  /** Absolute path on this machine. */
  readonly absolute: string;
  readonly readOnly: boolean;
  /** Where the containers see it; empty if the override does not say. */
  readonly target: string;
}

/** A path below the home, in the forms that we write: also one that variables of the shell move. */
const PERSONAL_SOURCE = /source: *["']?(?:\$\{\w+:-)*~/;

interface ComposeMount {
  readonly type?: unknown;
  readonly source?: unknown;
  readonly target?: unknown;
  readonly read_only?: unknown;
}

/**
 * The mounts of an Astro project's override that lie below the home, each once: what is in the project belongs to the team.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function personalMounts(directory: string, { env, home }: { readonly env: NodeJS.ProcessEnv; readonly home: string }): readonly PersonalBind[] {
  const text = overrideIn(directory);
  if (text === undefined || !PERSONAL_SOURCE.test(text)) {
    return [];
  }
  const services = (parsedOverride(text)?.services ?? {}) as Record<string, { readonly volumes?: unknown } | null>;
  const volumes = Object.values(services).flatMap((service) => (Array.isArray(service?.volumes) ? (service.volumes as unknown[]) : []));
  const long = volumes.filter((volume): volume is ComposeMount => typeof volume === 'object' && volume !== null);
  const mounts = long.flatMap(({ type, source, target, read_only: readOnly }) => {
    const expanded = type === 'bind' && typeof source === 'string' && /^(?:\$\{\w+:-)*~\//.test(source) ? withVariables(source, env) : undefined;
    return expanded === undefined ? [] : [{ source: expanded, absolute: absoluteOf(expanded, directory, home), readOnly: readOnly === true, target: typeof target === 'string' ? target : '' }];
  });
  return mounts.filter((mount, index) => mounts.findIndex(({ source }) => source === mount.source) === index);
}

/** Whether an override can have such mounts, declare a session or have files with secrets, without the cost of reading it as YAML; one that cannot be read can have anything. */
export function canHaveCredentials(directory: string): boolean {
  try {
    const text = overrideIn(directory) ?? '';
    return PERSONAL_SOURCE.test(text) || /^\s+sessions:/m.test(text) || /_file_path\\?":/.test(text);
  } catch {
    return true;
  }
}

/** A variable of the shell with its default, in which is no other one. */
const VARIABLE = /\$\{(\w+):-([^${}]*)\}/g;

/** A path with what the shell has, as compose takes it; undefined where it has a variable in a form that we do not write. */
function withVariables(source: string, env: NodeJS.ProcessEnv): string | undefined {
  // What a variable has is no variable again.
  const values: string[] = [];
  const keep = (text: string): string => `\0${values.push(text) - 1}\0`;
  let expanded = source;
  for (let before = ''; before !== expanded;) {
    before = expanded;
    expanded = expanded.replace(VARIABLE, (_, name: string, otherwise: string) => (env[name] ? keep(env[name]) : otherwise));
  }
  return expanded.includes('$') ? undefined : expanded.replace(/\0(\d+)\0/g, (_, index: string) => values[Number(index)]);
}

/** As compose does: `~` is the home, and everything else is seen from the project. */
function absoluteOf(source: string, directory: string, home: string): string {
  return source.startsWith('~/') ? path.join(home, source.slice(2)) : path.resolve(directory, source);
}
