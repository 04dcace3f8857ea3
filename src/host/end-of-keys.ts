import type { HostSession } from './host-session';
import { placesOf } from './places';
import { readState } from './state';
import { timeOf } from './time-of-day';

/** Whether the keys of a session name when they end: of others the end that is written is ours, and only says when to renew them. */
export function namesEnd(session: HostSession): boolean {
  return readState(placesOf(session))?.leased !== true;
}

/** How long keys last, after their name: ` until 14:08`. */
export function untilText(session: HostSession, end: number, now: number): string {
  return namesEnd(session) ? ` until ${timeOf(end, now)}` : ', which name no end';
}
