import { containerVariable, type Variables } from './container-variable';
import type { CredentialMount } from './credential-mount';
import { declaredWay } from './declared-ways';
import { mountedPlace } from './mounted';
import type { ReadOverride } from './override';
import { chosenProfile, type ChosenProfile, type FoundProfile, type ProfilesOfCloud } from './profile';
import { mountedFiles, withFiles, type ProfileFiles } from './profile-files';
import { sessionFacts } from './sessions';
import type { Surroundings } from './surroundings';
import { tokenOf } from './token';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { Diagnosis, MountedSide, Region, SessionSide, ShellSide } from '../../clouds/diagnosis';
import { hostSessions } from '../../clouds/host-sessions';
import type { ProfileKind } from '../../clouds/profiles';
import type { WayKind } from '../../clouds/strategy';
import type { HostMount } from '../../host/binds';
import type { DeclaredSession } from '../../host/declared-sessions';
import { AstroAirflowError } from '../../text/error';
import type { Fact, Way, Ways } from '../facts';

/** What the ways are read from. */
export interface WaySources {
  readonly override: ReadOverride;
  readonly dotenv: ReadonlyMap<string, string | undefined>;
  /** Whether a process of this machine renews keys. */
  readonly watched: () => Promise<Fact<boolean>>;
  /** Finds out what a profile is. */
  readonly kindOf: (profile: string, cloud: ProfilesOfCloud, needsRegion: boolean) => Promise<FoundProfile>;
}

type Home = Surroundings & { readonly home: string };

/** How the containers get credentials: what the override has of each cloud. */
export async function ways(sources: WaySources | undefined, surroundings: Surroundings): Promise<Ways> {
  const { home } = surroundings;
  if (home === undefined) {
    return { unknown: 'this user has no home directory: HOME is not set, or no absolute path. Set it to yours' };
  }
  if (sources === undefined) {
    return { unknown: 'there is no docker-compose.override.yml that can be read' };
  }
  try {
    return { value: (await Promise.all(DIAGNOSES.map((diagnosis) => wayOf(diagnosis, sources, { ...surroundings, home })))).flat() };
  } catch (error) {
    return error instanceof AstroAirflowError ? { unknown: error.message.replace(/\.$/, ''), refused: true } : { unknown: 'the override has something else in their place' };
  }
}

async function wayOf(diagnosis: Diagnosis, sources: WaySources, surroundings: Home): Promise<Way[]> {
  const way = declaredWay(diagnosis, variablesOf(sources, surroundings), surroundings);
  switch (way?.kind) {
    case undefined:
      return [];
    case 'session':
      return [await sessionWay(diagnosis, way.side, way.declared, sources, surroundings)];
    case 'mounted':
      return [await mountedWay(diagnosis, way, sources, surroundings)];
    case 'environment':
      return [shellWay(diagnosis, way.side, surroundings)];
  }
}

async function sessionWay(diagnosis: Diagnosis, { noKeys, keysEnded }: SessionSide, declared: readonly DeclaredSession[], sources: WaySources, surroundings: Home): Promise<Way> {
  const sessions = hostSessions(declared, surroundings);
  const [{ name, chosen }] = sessions;
  const profile = { name, chosenBy: chosen === undefined ? undefined : `${chosen.variable} of your shell` };
  const [ofProfile, watched] = await Promise.all([profileAndRegion(diagnosis, profile, {}, sources, surroundings), sources.watched()]);
  const met = declared.flatMap((one) => Object.entries(one).filter(([, value]) => value === true).map(([option]) => `\`${option}: true\``));
  const programs = [...new Set(sessions.flatMap(({ files }) => files.map(({ program }) => program)))];
  return { ...common(diagnosis, 'session'), ...ofProfile, met, programs, sessions: sessions.map((session) => sessionFacts(session, { noKeys, keysEnded }, watched)) };
}

interface Mounted {
  readonly side: MountedSide;
  readonly main: CredentialMount;
  readonly mounts: readonly HostMount[];
}

async function mountedWay(diagnosis: Diagnosis, { side, main, mounts }: Mounted, sources: WaySources, surroundings: Home): Promise<Way> {
  const { profiles } = diagnosis;
  const { tokenCache } = side;
  const caches = mounts.filter((mount) => tokenCache?.isMounted(mount));
  const chosen = profiles === undefined ? undefined : chosenProfile(profiles, variablesOf(sources, surroundings));
  const files = profiles === undefined ? {} : mountedFiles(profiles, main, surroundings);
  const asked = profileAndRegion(diagnosis, chosen, files, sources, surroundings);
  // The permissions are read while the command line of the cloud runs.
  const mount = mountedPlace(main, caches, mounts, side, withFiles(side.configure(main), files, surroundings));
  const { profile, region } = await asked;
  const place = profile !== undefined && 'value' in profile.kind ? profile.kind.value?.token : undefined;
  return {
    ...common(diagnosis, 'mounted'),
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile: place === undefined ? profile : { ...profile, token: tokenOf(place, mounts, files, surroundings) } }),
    met: caches.length > 0 && tokenCache !== undefined ? [tokenCache.note] : [],
    mount,
  };
}

function shellWay(diagnosis: Diagnosis, { keys, exportKeys, problemIn, call }: ShellSide & { readonly call?: string }, { env, platform, now }: Surroundings): Way {
  const ofShell = common(diagnosis, 'environment');
  const way = call === undefined ? ofShell : { ...ofShell, strategy: { ...ofShell.strategy, call } };
  const missing = keys.filter((name) => !env[name]);
  // The kinds are those of the first declaration.
  const notes = call === undefined ? [...way.strategy.kinds.values()].flatMap(({ note }) => note ?? []) : [];
  return { ...way, met: missing.length === 0 ? notes : [], shell: { missing, problem: problemIn?.(env, now), fix: platform === 'win32' ? exportKeys.powershell : exportKeys.posix } };
}

/** A way that is described has a strategy. */
function common<Kind extends WayKind>({ cloud, cloudName, page, strategies, beatenBy }: Diagnosis, kind: Kind) {
  const instead = kind === 'session' ? undefined : strategies.session?.call.replace(/^\w+\./, '');
  return { cloud, cloudName, page, kind, strategy: strategies[kind]!, beatenBy: beatenBy[kind]!, ...(instead === undefined ? {} : { instead }) };
}

/** The profile that is used, where the cloud has profiles, and whether the containers find a region, where it has regions. */
async function profileAndRegion(diagnosis: Diagnosis, chosen: ChosenProfile | undefined, files: ProfileFiles, sources: WaySources, surroundings: Home): Promise<Pick<Way, 'profile' | 'region'>> {
  const { cloud, cloudName, cli, profiles, region } = diagnosis;
  const ofVariable = region === undefined ? undefined : variableWithRegion(region, sources, surroundings);
  const hasRegion = ofVariable !== undefined;
  const needsRegion = region !== undefined && !hasRegion;
  const asked = profiles === undefined || chosen === undefined ? undefined : await sources.kindOf(chosen.name, { cloud, cloudName, cli, profiles, files }, needsRegion);
  const refused = asked !== undefined && 'refused' in asked ? asked.refused : undefined;
  const kind = asked !== undefined && 'refused' in asked ? { unknown: `${asked.refused.name} ${asked.refused.what}` } : asked;
  const found = hasRegion ? { value: true } : regionOf(kind);
  const fixed = (command: string): string => withFiles(command, files, surroundings);
  return {
    ...(profiles === undefined || chosen === undefined || kind === undefined
      ? {}
      : { profile: { ...chosen, kind, ...(refused === undefined ? {} : { refused }), symptom: profiles.symptom, add: fixed(profiles.add(chosen.name)) } }),
    ...(region === undefined || found === undefined ? {} : { region: { found, symptom: region.symptom, fix: `${fixed(region.command(profiles === undefined ? undefined : chosen?.name))}; or declare a region in the rc file`, ...regionProblem(region, ofVariable) } }),
  };
}

/** Of a profile that does not exist nobody needs the region. */
function regionOf(profile: Fact<ProfileKind | undefined> | undefined): Fact<boolean> | undefined {
  if (profile === undefined) {
    return { value: false };
  }
  return 'unknown' in profile ? profile : profile.value === undefined ? undefined : { value: profile.value.hasRegion };
}

/** A variable of the containers that has one, whatever the profile, with its value. */
function variableWithRegion({ variables }: Region, sources: WaySources, surroundings: Home): readonly [string, string] | undefined {
  return variables.map((name) => [name, containerVariable(name, variablesOf(sources, surroundings)) ?? ''] as const).find(([, value]) => value !== '');
}

function regionProblem({ check }: Region, variable: readonly [string, string] | undefined): { readonly problem?: string } {
  try {
    if (variable !== undefined) {
      check(variable[1], variable[0]);
    }
    return {};
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

function variablesOf({ override: { environment }, dotenv }: WaySources, { env }: Home): Variables {
  return { environment, dotenv, env };
}
