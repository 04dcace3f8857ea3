import { runtimeOf } from './airflow';
import { tasksBackendSettings } from './backend';
import { containerVariable, type Variables } from './container-variable';
import { declaredWays, declaredWay } from './declared-ways';
import { dotenvText } from './dotenv';
import { readOverride } from './override';
import { chosenProfile } from './profile';
import { mountedFiles, withFiles, type ProfileFiles } from './profile-files';
import { DIAGNOSES } from '../../clouds/diagnoses';
import type { CloudCli, Diagnosis } from '../../clouds/diagnosis';
import { hostSessions } from '../../clouds/host-sessions';
import type { SecretCommands, SecretsPlace } from '../../clouds/known-backend';
import { LOCAL_BACKEND } from '../../clouds/known-backends';
import type { Online } from '../../clouds/online';
import type { WayKind } from '../../clouds/strategy';
import { declaredExample } from '../../host/declared-example';
import { isNamed, type DeclaredExample } from '../../text/declared-example';
import { dotenvEntries } from '../../text/dotenv-text';
import { AstroAirflowError } from '../../text/error';
import { listed } from '../../text/lists';

/** Where the access is looked for: part of the doctor's surroundings. */
export interface AccessSurroundings {
  /** The Astro project's directory: absolute. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home?: string;
  readonly platform: NodeJS.Platform;
}

/** How this machine reaches the secrets that the containers look up. */
export interface SecretsAccess {
  readonly cloudName: string;
  readonly cli: CloudCli;
  readonly online: Online;
  readonly commands: SecretCommands;
  readonly place: SecretsPlace;
}

/** Why this machine does not reach the secrets. */
export interface Unreached {
  /** A clause: `there is no docker-compose.override.yml`. */
  readonly unknown: string;
  /** How they are created instead: a sentence. */
  readonly instead?: string;
}

/** What creates secrets of which no command is known. */
const OWN_TOOLS = 'Create them with the service\'s own tools.';

/** The example DAG, and how its secrets are reached or why they cannot be. */
export interface ExampleAccess {
  /** Undefined if none is declared. */
  readonly example?: DeclaredExample;
  /** The class of the secrets backend that tasks ask; undefined if none is set. */
  readonly backend?: string;
  /** How containers get credentials, by the cloud; undefined if that is not known. */
  readonly ways?: ReadonlyMap<string, WayKind>;
  readonly access: SecretsAccess | Unreached;
}

/** @throws AstroAirflowError if the override, or what it declares, is broken */
export function exampleAccess(surroundings: AccessSurroundings): ExampleAccess {
  const { directory } = surroundings;
  const read = readOverride(directory);
  if ('unknown' in read) {
    throw new AstroAirflowError(`${read.unknown}.`);
  }
  const text = dotenvText(directory);
  const dotenv = dotenvEntries('value' in text ? (text.value ?? '') : '');
  const example = declaredExample(directory);
  if (read.value === undefined) {
    return { example, access: { unknown: 'there is no docker-compose.override.yml' } };
  }
  const settings = tasksBackendSettings(read.value.environment, dotenv, runtimeOf(directory));
  const { env, home } = surroundings;
  const variables = { environment: read.value.environment, dotenv, env };
  const ways = home === undefined ? undefined : declaredWays(variables, { directory, home });
  const isNameless = example?.secrets.every(isNamed) === false;
  return { example, backend: settings.classPath, ways, access: isNameless ? { unknown: 'the declared secrets backend does not give their names', instead: OWN_TOOLS } : accessOf(settings, variables, surroundings) };
}

function accessOf({ classPath, kwargs }: ReturnType<typeof tasksBackendSettings>, variables: Variables, surroundings: AccessSurroundings): ExampleAccess['access'] {
  if (!classPath) {
    return { unknown: 'no secrets backend is set, neither in .env nor in the override' };
  }
  if (classPath === LOCAL_BACKEND.classPath) {
    return { unknown: 'the secrets are in files of this machine' };
  }
  const diagnosis = DIAGNOSES.find(({ backends }) => backends.some((backend) => backend.classPath === classPath));
  const commands = diagnosis?.backends.find((backend) => backend.classPath === classPath)?.commands;
  const supported = listed(DIAGNOSES.flatMap(({ online, cloudName }) => (online === undefined ? [] : [cloudName])));
  if (diagnosis === undefined) {
    return { unknown: `${classPath} is a secrets backend of your own, and this works with those of ${supported} only`, instead: OWN_TOOLS };
  }
  if (diagnosis.online === undefined || commands === undefined) {
    return { unknown: `they are in ${diagnosis.cloudName}, and this works with ${supported} only`, instead: 'The docstring of the example DAG has the commands.' };
  }
  const region = diagnosis.region?.variables.map((name) => containerVariable(name, variables)).find(Boolean);
  const { cloudName, cli, online } = diagnosis;
  const { profile, files = {} } = profileOf(diagnosis, variables, surroundings);
  const place = online.placeOf(kwargs ?? {}, { profile, region });
  if (Object.keys(files).length === 0) {
    return { cloudName, cli, online, commands, place };
  }
  const failureIn: Online['failureIn'] = (...asked) => {
    const failure = online.failureIn(...asked);
    return failure?.fix?.startsWith(`${cli.program} `) ? { ...failure, fix: withFiles(failure.fix, files, surroundings) } : failure;
  };
  return { cloudName, cli, online: { ...online, failureIn }, commands, place: { ...place, files } };
}

/** The host's profile whose keys the containers have, and its files where they are elsewhere; none if it is the shell's keys that they get. */
function profileOf(diagnosis: Diagnosis, variables: Variables, { directory, env, home }: AccessSurroundings): { readonly profile?: string; readonly files?: ProfileFiles } {
  const way = home === undefined ? undefined : declaredWay(diagnosis, variables, { directory, home });
  if (way?.kind === 'session') {
    return { profile: hostSessions(way.declared, { env, home: home! })[0].name };
  }
  const { profiles } = diagnosis;
  return way?.kind === 'mounted' && profiles !== undefined ? { profile: chosenProfile(profiles, variables).name, files: mountedFiles(profiles, way.main, { env, home }) } : {};
}
