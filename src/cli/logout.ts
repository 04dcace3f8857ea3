import fs from 'node:fs';
import type { ParsedCommand } from './command';
import { say } from './session-texts';
import { neededSessions } from './sessions';
import { namesEnd } from '../host/end-of-keys';
import { endOfSession } from '../host/export';
import type { HostSession } from '../host/host-session';
import { placesOf } from '../host/places';
import { removeSession } from '../host/remove-session';
import { readState } from '../host/state';
import { timeOf } from '../host/time-of-day';
import { exportEnds } from '../host/under-way';

const OPTIONS = {} as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'logout',
  summary: 'removes the keys of the sessions that the project declares from this machine',
  synopsis: '[DIR]',
  details: `Removes the keys of each session that the Astro project in DIR (default: the current directory) declares
from this machine, also for other projects that use them, and ends a watch that renews them. Containers that
have read the keys can use them until they expire. You stay signed in to the cloud's own CLI: sign out there, too.

  -h, --help  prints this text

Exit code: 0 done, 2 not done.
`,
  options: OPTIONS,
  run: (_, directory) => {
    const { sessions, project } = neededSessions('logout', directory);
    return logoutEach(sessions, project);
  },
};

async function logoutEach(sessions: readonly HostSession[], own: string): Promise<number> {
  for (const session of sessions) {
    await exportEnds(placesOf(session), () => say(`${session.cloudName}: an export of ${session.name} is under way, waiting`));
    process.stdout.write(`${logout(session, own)}\n`);
  }
  return 0;
}

/** Removes the keys of a session; gives a line that says so. */
function logout(session: HostSession, own: string): string {
  const { cloudName, name } = session;
  const end = endOfSession(session);
  const until = namesEnd(session) ? `until ${timeOf(end, Date.now())}` : 'until they end';
  const others = (readState(placesOf(session))?.projects ?? []).filter((project) => project !== own && fs.existsSync(project));
  if (!removeSession(session)) {
    return `${cloudName}: ${name} has no keys`;
  }
  const running = end > Date.now() ? `; containers that have read them keep them ${until}` : '';
  return `${cloudName}: keys of ${name} removed${others.length > 0 ? `, also for ${others.join(', ')}` : ''}${running}`;
}
