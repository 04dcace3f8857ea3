import { mountedFolder, tokenOf } from './mounted';
import type { ReadOverride } from './override';
import { chosenProfile, type ChosenProfile, type profileKind } from './profile';
import { sessionFacts } from './sessions';
import type { Surroundings } from './surroundings';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { Diagnosis, ProfileKind } from '../../clouds/diagnosis';
import { hostSessions } from '../../clouds/host-sessions';
import { declaredSessions, type DeclaredSession } from '../../host/declared-sessions';
import type { HostSession } from '../../host/host-session';
import { personalMounts, type PersonalBind } from '../../host/personal-mounts';
import { AstroAirflowError } from '../../text/error';
import { posixQuoted } from '../../text/shell-words';
import type { Fact, Way } from '../facts';

/** What the ways are read from. */
export interface WaySources {
  readonly override: ReadOverride;
  readonly dotenv: ReadonlyMap<string, string | undefined>;
  readonly watched: Promise<Fact<boolean>>;
  /** Finds out what a profile is. */
  readonly kindOf: typeof profileKind;
}

type Home = Surroundings & { readonly home: string };

/** How the containers get credentials: what the override has of each cloud. */
export async function ways(sources: WaySources | undefined, surroundings: Surroundings): Promise<Fact<readonly Way[]>> {
  const { home } = surroundings;
  if (home === undefined) {
    return { unknown: 'this user has no home directory (HOME is not set, or no absolute path)' };
  }
  if (sources === undefined) {
    return { unknown: 'there is no docker-compose.override.yml that can be read' };
  }
  try {
    return { value: (await Promise.all(DIAGNOSES.map((diagnosis) => wayOf(diagnosis, sources, { ...surroundings, home })))).flat() };
  } catch (error) {
    return { unknown: error instanceof AstroAirflowError ? error.message.replace(/\.$/, '') : 'the override has something else in their place' };
  }
}

async function wayOf(diagnosis: Diagnosis, sources: WaySources, surroundings: Home): Promise<Way[]> {
  const { directory, env, home } = surroundings;
  const declared = declaredSessions(directory).filter(({ cloud }) => cloud === diagnosis.cloud);
  if (declared.length > 0) {
    return [await sessionWay(diagnosis, declared, hostSessions(declared, { env, home }), sources, surroundings)];
  }
  const mounts = personalMounts(directory, { env, home });
  const main = mounts.find((mount) => diagnosis.isMounted(mount));
  if (main !== undefined) {
    return [await mountedWay(diagnosis, main, mounts.filter((mount) => diagnosis.isTokenCache(mount)), sources, surroundings)];
  }
  const { environment } = sources.override;
  return diagnosis.shellKeys.every((name) => environment.get(name) === null) ? [shellWay(diagnosis, env)] : [];
}

async function sessionWay(diagnosis: Diagnosis, declared: readonly DeclaredSession[], sessions: readonly HostSession[], sources: WaySources, surroundings: Home): Promise<Way> {
  const [{ name, chosen }] = sessions;
  const [kind, watched] = await Promise.all([sources.kindOf(name, diagnosis, !hasRegion(diagnosis, sources, surroundings.env), surroundings), sources.watched]);
  const met = declared.flatMap((one) => Object.entries(one).filter(([, value]) => value === true).map(([option]) => `\`${option}: true\``));
  return {
    ...common(diagnosis, 'session', { name, chosenBy: chosen === undefined ? undefined : `${chosen.variable} of your shell` }, kind, sources, surroundings.env),
    met,
    sessions: sessions.map((session) => sessionFacts(session, watched)),
  };
}

async function mountedWay(diagnosis: Diagnosis, main: PersonalBind, caches: readonly PersonalBind[], sources: WaySources, surroundings: Home): Promise<Way> {
  const chosen = chosenProfile(diagnosis, { environment: sources.override.environment, dotenv: sources.dotenv, env: surroundings.env });
  const kind = await sources.kindOf(chosen.name, diagnosis, !hasRegion(diagnosis, sources, surroundings.env), surroundings);
  const way = common(diagnosis, 'mounted', chosen, kind, sources, surroundings.env);
  const place = 'value' in kind ? kind.value?.token : undefined;
  return {
    ...way,
    met: caches.length > 0 ? [diagnosis.tokenCacheNote] : [],
    mount: mountedFolder(main, caches, diagnosis),
    ...(place === undefined ? {} : { profile: { ...way.profile, token: tokenOf(main, place) } }),
  };
}

function shellWay({ cloud, cloudName, symptoms, strategies, beatenBy, shellKeys, exportKeys }: Diagnosis, env: NodeJS.ProcessEnv): Way {
  const missing = shellKeys.filter((name) => !env[name]);
  const strategy = strategies.environment;
  const notes = [...strategy.kinds.values()].flatMap(({ note }) => note ?? []);
  return { cloud, cloudName, symptoms, kind: 'environment', strategy, beatenBy: beatenBy.environment, met: missing.length === 0 ? notes : [], shell: { missing, fix: exportKeys } };
}

function common(diagnosis: Diagnosis, kind: 'session' | 'mounted', chosen: ChosenProfile, found: Fact<ProfileKind | undefined>, sources: WaySources, env: NodeJS.ProcessEnv) {
  const { cloud, cloudName, symptoms, strategies, beatenBy, configure, regionCommand } = diagnosis;
  const region = regionOf(diagnosis, found, sources, env);
  return {
    cloud,
    cloudName,
    symptoms,
    kind,
    strategy: strategies[kind],
    beatenBy: beatenBy[kind],
    profile: { ...chosen, kind: found, add: `${configure} --profile ${quoted(chosen.name)}` },
    ...(region === undefined ? {} : { region: { found: region, fix: `${regionCommand(chosen.name)}; or declare a region in the rc file` } }),
  };
}

/** Of a profile that does not exist nobody needs the region. */
function regionOf(diagnosis: Diagnosis, profile: Fact<ProfileKind | undefined>, sources: WaySources, env: NodeJS.ProcessEnv): Fact<boolean> | undefined {
  if (hasRegion(diagnosis, sources, env)) {
    return { value: true };
  }
  return 'unknown' in profile ? profile : profile.value === undefined ? undefined : { value: profile.value.hasRegion };
}

/** Whether a variable of the containers has one, whatever the profile. */
function hasRegion({ regionVariables }: Diagnosis, { override, dotenv }: WaySources, env: NodeJS.ProcessEnv): boolean {
  return regionVariables.some((name) => Boolean(override.environment.has(name) ? (override.environment.get(name) ?? env[name]) : dotenv.get(name)));
}

function quoted(name: string): string {
  return /^[\w.@+:/][\w.@+:/-]*$/.test(name) ? name : posixQuoted(name);
}
