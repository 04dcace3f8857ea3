import { namesEnd } from '../host/end-of-keys';
import { endOfSession } from '../host/export';
import type { HostSession } from '../host/host-session';
import { LEASE } from '../host/keys';
import { timeOf } from '../host/time-of-day';

/** Keys that an export may replace. */
export interface EarlierKeys {
  /** 0 if there are none. */
  readonly end: number;
  /** Whether they name that end; else it is ours. */
  readonly namesEnd: boolean;
}

/** The keys that a session has now. */
export function earlierKeys(session: HostSession): EarlierKeys {
  return { end: endOfSession(session), namesEnd: namesEnd(session) };
}

/**
 * A line for new keys that running containers do not read soon: a client reads again shortly before the end that it knows, and a shell's keys
 * without one got an end that is far away.
 *
 * @param earlier the keys before the export
 * @param restart the command that restarts the containers
 */
export function earlierKeysText({ cloudName, name, files }: HostSession, earlier: EarlierKeys, now: number, restart: string): string | undefined {
  const [variable] = files.flatMap(({ shape: { variables = {}, expiry } }) => variables[expiry.member] ?? []);
  if (variable === undefined || earlier.namesEnd || earlier.end - now <= LEASE) {
    return undefined;
  }
  return `${cloudName}: running containers can keep the earlier keys of ${name} until ${timeOf(earlier.end, now)}, because those came from a shell without ${variable}. ${restart} gives them the new ones.`;
}
