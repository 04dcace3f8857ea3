import type { Variables } from './container-variable';
import { credentialMount, type CredentialMount } from './credential-mount';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { Diagnosis, MountedSide, SessionSide, ShellSide } from '../../clouds/diagnosis';
import type { WayKind } from '../../clouds/strategy';
import { mountsIn, type HostMount } from '../../host/binds';
import { declaredSessions, type DeclaredSession } from '../../host/declared-sessions';

/** How an Astro project gives its containers credentials of a cloud, with what shows it. */
export type DeclaredWay =
  | { readonly kind: 'session'; readonly side: SessionSide; readonly declared: readonly DeclaredSession[] }
  | { readonly kind: 'mounted'; readonly side: MountedSide; readonly main: CredentialMount; readonly mounts: readonly HostMount[] }
  | { readonly kind: 'environment'; readonly side: ShellSide & { readonly call?: string } };

/** Where a way is looked for. */
export interface WayPlace {
  /** The Astro project's directory: absolute. */
  readonly directory: string;
  readonly home: string;
}

/**
 * The way that a project's override has for a cloud; undefined if it has none.
 *
 * @throws AstroAirflowError if the override cannot be read
 */
export function declaredWay({ cloud, session, mounted, shell }: Diagnosis, variables: Variables, { directory, home }: WayPlace): DeclaredWay | undefined {
  const declared = declaredSessions(directory).filter((one) => one.cloud === cloud);
  if (session !== undefined && declared.length > 0) {
    return { kind: 'session', side: session, declared };
  }
  const { environment, env } = variables;
  if (mounted !== undefined) {
    const mounts = mountsIn(directory, { env, home });
    const main = credentialMount(mounted, mounts, variables, home);
    if (main !== undefined) {
      return { kind: 'mounted', side: mounted, main, mounts };
    }
  }
  // By its name alone, or empty where the shell has none.
  const isPassedOn = ({ keys }: Pick<ShellSide, 'keys'>): boolean => keys.every((name) => environment.get(name) === null || environment.get(name) === `\${${name}:-}`);
  const found = shell === undefined ? undefined : [shell, ...(shell.others ?? [])].find(isPassedOn);
  return found === undefined ? undefined : { kind: 'environment', side: found };
}

/** The kinds of the ways of all clouds, by the cloud. */
export function declaredWays(variables: Variables, place: WayPlace): ReadonlyMap<string, WayKind> {
  return new Map(DIAGNOSES.flatMap((diagnosis) => {
    const way = declaredWay(diagnosis, variables, place);
    return way === undefined ? [] : [[diagnosis.cloud, way.kind] as const];
  }));
}
