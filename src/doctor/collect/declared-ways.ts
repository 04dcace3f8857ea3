import { DIAGNOSES } from '../../clouds/diagnoses';
import type { Diagnosis, MountedSide, SessionSide, ShellSide } from '../../clouds/diagnosis';
import type { WayKind } from '../../clouds/strategy';
import { declaredSessions, type DeclaredSession } from '../../host/declared-sessions';
import { personalMounts, type PersonalBind } from '../../host/personal-mounts';

/** How an Astro project gives its containers credentials of a cloud, with what shows it. */
export type DeclaredWay =
  | { readonly kind: 'session'; readonly side: SessionSide; readonly declared: readonly DeclaredSession[] }
  | { readonly kind: 'mounted'; readonly side: MountedSide; readonly main: PersonalBind; readonly mounts: readonly PersonalBind[] }
  | { readonly kind: 'environment'; readonly side: ShellSide & { readonly call?: string } };

/** What an override sets; null is the shell's. */
type Environment = ReadonlyMap<string, string | null>;

/** Where a way is looked for. */
export interface WayPlace {
  /** The Astro project's directory: absolute. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/**
 * The way that a project's override has for a cloud; undefined if it has none.
 *
 * @param environment what the override sets
 * @throws AstroAirflowError if the override cannot be read
 */
export function declaredWay({ cloud, session, mounted, shell }: Diagnosis, environment: Environment, { directory, env, home }: WayPlace): DeclaredWay | undefined {
  const declared = declaredSessions(directory).filter((one) => one.cloud === cloud);
  if (session !== undefined && declared.length > 0) {
    return { kind: 'session', side: session, declared };
  }
  const mounts = personalMounts(directory, { env, home });
  const main = mounts.find((mount) => mounted?.isMounted(mount));
  if (mounted !== undefined && main !== undefined) {
    return { kind: 'mounted', side: mounted, main, mounts };
  }
  // By its name alone, or empty where the shell has none.
  const isPassedOn = ({ keys }: Pick<ShellSide, 'keys'>): boolean => keys.every((name) => environment.get(name) === null || environment.get(name) === `\${${name}:-}`);
  const found = shell === undefined ? undefined : [shell, ...(shell.others ?? [])].find(isPassedOn);
  return found === undefined ? undefined : { kind: 'environment', side: found };
}

/** The kinds of the ways of all clouds, by the cloud. */
export function declaredWays(environment: Environment, place: WayPlace): ReadonlyMap<string, WayKind> {
  return new Map(DIAGNOSES.flatMap((diagnosis) => {
    const way = declaredWay(diagnosis, environment, place);
    return way === undefined ? [] : [[diagnosis.cloud, way.kind] as const];
  }));
}
