import path from 'node:path';
import type { Construct } from 'constructs';
import { checkImplemented, checkReturned } from './arguments/check-call';
import type { CloudCredentials } from './clouds/cloud-credentials';
import type { CredentialsDeclarations } from './declarations';
import type { ComposeOverride } from './files/compose-override';
import type { DotenvFile } from './files/dotenv-file';
import { checkNotNested, personalFileName } from './files/personal-file-name';
import type { RequirementsFile } from './files/requirements-file';
import type { CommonLocalAirflowOptions } from './local-airflow-options';
import { StarterFile } from './ownership/starter-file';
import { PRIVATE_MODE } from './ownership/user-file';
import type { AstroRuntime } from './runtime/astro-runtime';
import { apiName } from './text/api-name';
import { AstroAirflowError } from './text/error';
import { listed } from './text/lists';
import { checkNoSecret } from './text/secret-check';

/** The files that a way of getting credentials can put something into. */
export interface CredentialsTargets extends Construct {
  readonly directory: string;
  readonly runtime: AstroRuntime;
  readonly override: ComposeOverride;
  readonly dotenv: DotenvFile;
  readonly requirements: RequirementsFile;
}

/**
 * Puts what the ways of getting credentials declare into the files.
 *
 * @param addKey adds a key to `.env`, or to the override
 * @returns the names of the personal files
 */
export function declareCredentials(
  { credentials: all = [], keysInOverride = false }: Pick<CommonLocalAirflowOptions, 'credentials' | 'keysInOverride'>,
  targets: CredentialsTargets,
  addKey: (name: string, value: string, by: string) => void,
): string[] {
  all.forEach((credentials) => checkImplemented('CloudCredentials', credentials));
  checkOnce(all);
  const setters = new Map<string, Setter>();
  const personal = all.flatMap((credentials) => {
    const declared = credentials.declarations(targets.runtime);
    checkReturned(`${credentials.constructor.name}.declarations()`, 'CredentialsDeclarations', declared);
    checkVariables(credentials, declared, setters);
    return declare(credentials.constructor.name, declared, targets, (name, value) => {
      if (!keysInOverride || !isForContainers(name, declared)) {
        addKey(name, value, credentials.constructor.name);
      }
    });
  });
  checkNotNested(personal);
  return personal;
}

/** @throws AstroAirflowError if two bring what a container has once */
function checkOnce(all: readonly CloudCredentials[]): void {
  const found = new Map<string, string>();
  for (const { call, place, instead } of all.flatMap((one) => one._once ?? [])) {
    const other = found.get(place);
    if (other !== undefined) {
      throw new AstroAirflowError(other === call
        ? `${apiName(call)}() is declared twice, and the containers have it once. ${instead}.`
        : `${apiName(other)}() and ${apiName(call)}() are both for ${place} of the containers. Remove one.`);
    }
    found.set(place, call);
  }
}

/** Which credentials set a variable, and in which ways: one for the containers, another one in `.env`. */
interface Setter {
  readonly by: CloudCredentials;
  readonly ways: Set<string>;
}

/** Two clouds can be declared side by side, and each variable can have one value. */
function checkVariables(by: CloudCredentials, { environment, environmentDefaults, dotenvKeys, passThrough }: CredentialsDeclarations, setters: Map<string, Setter>): void {
  const ways = { value: { ...environment, ...dotenvKeys }, default: environmentDefaults, shell: Object.fromEntries((passThrough ?? []).map((name) => [name, ''])) };
  for (const [way, variables] of Object.entries(ways)) {
    for (const [name, value] of Object.entries(variables ?? {})) {
      const how = `${way} ${value}`;
      const other = setters.get(name);
      if (other !== undefined && other.by !== by && !other.ways.has(how)) {
        const both = [...new Set([other.by.constructor.name, by.constructor.name])];
        throw new AstroAirflowError(`${both.length === 1 ? `Two ${both[0]} both set` : `${listed(both)} both set`} ${name}, in different ways, and a container has it once. Remove one of these credentials, or let one set another variable.`);
      }
      setters.set(name, { by, ways: new Set([...(other?.ways ?? []), how]) });
    }
  }
}

/** Whether credentials give the containers a value of their own for a key of `.env`, which then is for what does not read the override. */
function isForContainers(name: string, { environment, environmentDefaults, passThrough, passThroughOrEmpty }: CredentialsDeclarations): boolean {
  return [...Object.keys({ ...environment, ...environmentDefaults }), ...(passThrough ?? []), ...(passThroughOrEmpty ?? [])].includes(name);
}

/** @param by the class of the credentials */
function declare(by: string, declared: CredentialsDeclarations, targets: CredentialsTargets, addKey: (name: string, value: string) => void): string[] {
  const { directory, override, dotenv, requirements } = targets;
  declared.mounts?.forEach((mount) => override._addMount(mount));
  declared.personalMounts?.forEach((mount) => override._addPersonalMount(mount));
  declared.movableMounts?.forEach((mount) => override._addMovableMount(mount));
  declared.hostSessions?.forEach((session) => {
    // Loaded where it is used, with what the commands need to renew credentials.
    const { checkSessionCloud } = require('./clouds/host-sessions') as typeof import('./clouds/host-sessions');
    checkSessionCloud(session.cloud);
    override._addHostSession(session);
  });
  declared.passThrough?.forEach((name) => override._addPassThrough(name, by));
  declared.passThroughOrEmpty?.forEach((name) => override._addPassThrough(name, by, true));
  const personal = (declared.personalFiles ?? []).map(({ path: filePath, text }) => {
    const name = personalFileName(filePath);
    checkNoSecret(text, `The personal file ${name}`);
    StarterFile.declarePersonal(targets, path.posix.join(directory, name), text, PRIVATE_MODE, by);
    return name;
  });
  Object.entries(declared.environmentDefaults ?? {}).forEach(([name, value]) => override._addEnvironmentDefault(name, value, by));
  Object.entries(declared.environment ?? {}).forEach(([name, value]) => override._addEnvironment(name, value, {}, by));
  Object.entries(declared.dotenvKeys ?? {}).forEach(([name, value]) => addKey(name, value));
  Object.entries(declared.beatenBy ?? {}).forEach(([name, effect]) => dotenv._addBeating(name, effect));
  declared.requirements?.forEach((requirement) => requirements._derive(requirement));
  return personal;
}
