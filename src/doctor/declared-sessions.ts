import type { Facts, Way } from './facts';
import type { Session } from './session-facts';

/** The sessions that are declared. Where those of several clouds are, the name of each has that of its cloud. */
export function sessionsOf({ ways }: Facts): Session[] {
  const withSessions = ('value' in ways ? ways.value : []).filter(({ sessions = [] }) => sessions.length > 0);
  return withSessions.flatMap(({ cloudName, sessions = [] }) => (withSessions.length > 1 ? sessions.map((session) => ({ ...session, name: `${session.name} (${cloudName})` })) : sessions));
}

/** Whether containers have the keys of all sessions of a way now, wherever they come from: in CI they are those of the shell. */
export function hasKeys({ sessions = [] }: Pick<Way, 'sessions'>, now: number): boolean {
  return sessions.length > 0 && sessions.every(({ keys }) => keys.state === 'there' && keys.end > now);
}
