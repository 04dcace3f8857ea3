import type { Mount } from '../declarations';
import { literalForCompose } from '../text/mount-paths';

/** An environment variable of some services. */
export interface EnvironmentEntry {
  readonly name: string;
  /** As compose is to see it: with its `$` escaped, or an interpolation of ours. */
  readonly composeValue: string;
  readonly services: readonly string[];
}

/** A mount of some services. */
export interface MountEntry {
  readonly mount: Mount;
  readonly services: readonly string[];
}

/** Everything that was declared for the override. */
export interface OverrideDeclarations {
  /** The Airflow services of the runtime, in the order in which they are written. */
  readonly airflowServices: readonly string[];
  readonly environment: readonly EnvironmentEntry[];
  readonly mounts: readonly MountEntry[];
  /** Services of the user's own, or changes to those of the base file that are not Airflow's. */
  readonly services: ReadonlyMap<string, object>;
}

/** The override as an object: only what was declared, in the order of its declaration. */
export function renderOverride(declared: OverrideDeclarations): { services: Record<string, object> } {
  const services: Record<string, object> = {};
  for (const name of declared.airflowServices) {
    const environment = declared.environment.filter((entry) => entry.services.includes(name));
    const mounts = declared.mounts.filter((entry) => entry.services.includes(name));
    if (environment.length + mounts.length > 0) {
      services[name] = {
        ...(environment.length > 0 ? { environment: Object.fromEntries(environment.map((entry) => [entry.name, entry.composeValue])) } : {}),
        ...(mounts.length > 0 ? { volumes: mounts.map(({ mount }) => renderMount(mount)) } : {}),
      };
    }
  }
  for (const [name, definition] of declared.services) {
    services[name] = definition;
  }
  return { services };
}

/** Long syntax, so that a missing source is an error instead of a new directory that belongs to root. */
function renderMount(mount: Mount): object {
  return {
    type: 'bind',
    source: literalForCompose(mount.source),
    target: literalForCompose(mount.target),
    ...(mount.readOnly === true ? { read_only: true } : {}),
    bind: { create_host_path: false },
  };
}
