import { awsSessions } from './aws/aws-session';
import { azureSessions } from './azure/azure-session';
import { vaultSessions } from './vault/vault-session';
import type { DeclaredSession } from '../host/declared-sessions';
import type { HostSession } from '../host/host-session';
import { AstroAirflowError } from '../text/error';

/** The developer's side of a session. */
export interface Developer {
  readonly env: NodeJS.ProcessEnv;
  /** The home directory: absolute. */
  readonly home: string;
}

/** How each cloud makes sessions of a declared one: a line a cloud. */
const CLOUDS: ReadonlyMap<string, (declared: DeclaredSession, developer: Developer) => HostSession[]> = new Map([
  ['aws', awsSessions],
  ['azure', azureSessions],
  ['vault', vaultSessions],
]);

/**
 * The sessions of this developer that a project declares, each folder once.
 *
 * @throws AstroAirflowError if a cloud is not known, or something in a declaration is wrong
 */
export function hostSessions(declared: readonly DeclaredSession[], developer: Developer): HostSession[] {
  const sessions = declared.flatMap((one) => cloudOf(one.cloud)(one, developer));
  return sessions.filter((session, index) => sessions.findIndex((other) => isSameFolder(session, other)) === index);
}

/** @throws AstroAirflowError if nothing here renews the credentials of that cloud */
export function checkSessionCloud(cloud: string): void {
  if (!CLOUDS.has(cloud)) {
    throw new AstroAirflowError(`The session's cloud "${cloud}" is not one whose credentials projen-astro-airflow renews. Use one of: ${[...CLOUDS.keys()].join(', ')}.`);
  }
}

function cloudOf(cloud: string) {
  const make = CLOUDS.get(cloud);
  if (make === undefined) {
    throw new AstroAirflowError(
      `docker-compose.override.yml has a session of the cloud "${cloud}", which this version of projen-astro-airflow does not know; a newer one wrote it. Install the version that the project names (npm ci), then run again.`,
    );
  }
  return make;
}

function isSameFolder(one: HostSession, other: HostSession): boolean {
  return one.cloud === other.cloud && one.name === other.name && one.directory === other.directory;
}
