import { statusText } from './session-texts';
import type { HostSession } from '../host/host-session';
import { keysOf } from '../host/keys-on-disk';
import { placesOf } from '../host/places';
import { readState } from '../host/state';

/** One session of the report for programs. */
interface Status {
  readonly cloud: string;
  readonly name: string;
  /** The name that the project declares, where the shell chose another one. */
  readonly declared?: string;
  /** `damaged`: they cannot be read. `other`: they are for something else than the shell and the project name now. `unknown`: it is not recorded what they are for. */
  readonly state: 'valid' | 'expired' | 'absent' | 'damaged' | 'other' | 'unknown';
  /** When the keys end, as a date of ISO 8601; null without keys of this session, or if they name no end. */
  readonly end: string | null;
  /** Until when keys that name no end are to be renewed. */
  readonly renewBy?: string;
  /** The folder that the containers mount. */
  readonly directory: string;
  /** The Astro projects that use it. */
  readonly projects: readonly string[];
}

/** Prints what is there of each session; gives the exit code, which is 0 if all keys are valid. */
export function printStatus(sessions: readonly HostSession[], isJson: boolean): number {
  const all = sessions.map(statusOf);
  const lines = isJson ? [JSON.stringify({ schemaVersion: 1, sessions: all }, undefined, 2)] : sessions.map((session) => statusText(session, keysOf(session)));
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return all.every(({ state }) => state === 'valid') ? 0 : 1;
}

function statusOf(session: HostSession): Status {
  const places = placesOf(session);
  const keys = keysOf(session);
  const { projects = [] } = readState(places) ?? {};
  const date = keys.state === 'there' ? new Date(keys.end).toISOString() : null;
  return {
    cloud: session.cloud,
    name: session.name,
    ...(session.chosen === undefined ? {} : { declared: session.chosen.declared }),
    state: keys.state === 'there' ? (keys.end > Date.now() ? 'valid' : 'expired') : keys.state,
    ...(keys.state !== 'there' || keys.namesEnd ? { end: date } : { end: null, renewBy: date! }),
    directory: places.mount,
    projects,
  };
}
