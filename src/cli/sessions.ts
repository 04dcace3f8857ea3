import { checkDirectory, namedProject } from './directory';
import { declaredSessions } from '../host/declared-sessions';
import { homeOfKeys } from '../host/home';
import type { HostSession } from '../host/host-session';
import { AstroAirflowError } from '../text/error';

/* A project without sessions needs none of it. */
const clouds = () => require('../clouds/host-sessions') as typeof import('../clouds/host-sessions');

/**
 * The sessions of the Astro project in a directory, for the developer that runs this.
 *
 * @throws AstroAirflowError if something in their declaration is wrong
 */
export function sessionsIn(directory: string): readonly HostSession[] {
  const declared = declaredSessions(directory);
  return declared.length === 0 ? [] : clouds().hostSessions(declared, { env: process.env, home: homeOfKeys() });
}

/**
 * The same, for a command that is about sessions alone, with the project that has them: the directory, or the only one in it.
 *
 * @throws AstroAirflowError if there is none, or no such directory
 */
export function neededSessions(command: string, directory: string): { readonly sessions: readonly HostSession[]; readonly project: string } {
  checkDirectory(directory);
  const project = namedProject(command, directory);
  const sessions = sessionsIn(project);
  if (sessions.length === 0) {
    throw new AstroAirflowError(
      `${command} found no session: docker-compose.override.yml declares none in ${directory === '.' ? 'the current directory' : directory}. To declare one, use session() credentials in the rc file, such as AwsCredentials.session().`,
    );
  }
  return { sessions, project };
}
