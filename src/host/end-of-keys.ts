import type { HostSession } from './host-session';
import { placesOf } from './places';
import { timeOf } from './time-of-day';

/** Whether the keys of a session name when they end: of others the end that is written is ours, and only says when to renew them. */
export function namesEnd(session: HostSession): boolean {
  // A start without sessions loads the texts, and asks no session.
  const { readState } = require('./state') as typeof import('./state');
  return readState(placesOf(session))?.leased !== true;
}

/** How long keys last, after their name: ` until 14:08`. */
export function untilText(session: HostSession, end: number, now: number): string {
  return namesEnd(session) ? ` until ${timeOf(end, now)}` : ', which name no end';
}
