import type { Facts } from './facts';
import type { Session } from './session-facts';

/** The sessions that are declared. Where those of several clouds are, the name of each has that of its cloud. */
export function sessionsOf({ ways }: Facts): Session[] {
  const withSessions = ('value' in ways ? ways.value : []).filter(({ sessions = [] }) => sessions.length > 0);
  return withSessions.flatMap(({ cloudName, sessions = [] }) => (withSessions.length > 1 ? sessions.map((session) => ({ ...session, name: `${session.name} (${cloudName})` })) : sessions));
}
