const SECOND = 1_000;

/** How often the clock is read: a long timer would sleep with a laptop. */
export const TICK = 15 * SECOND;
/** Two watches that see the same end ask at different times, and the second finds it done. */
export const JITTER = 5 * SECOND;
/** The least between two asks, and after a failure: a sign-in in another terminal heals it. */
export const LEAST = 20 * SECOND;
/** A program gives out what it has cached until it is short of time itself, so it is asked more often the less is left. */
const MOST = 300 * SECOND;

/** The last time that the cloud's own program was asked. */
export interface Asked {
  readonly at: number;
  readonly failed: boolean;
}

/**
 * When new credentials are to be asked for. All times are those of the wall clock, in milliseconds.
 *
 * @param end when the credentials that are there end; 0 if there are none
 * @param askBelow how long before that at the earliest
 * @param last undefined if nothing was asked yet
 */
export function nextAsk(now: number, end: number, askBelow: number, last: Asked | undefined): number {
  const due = end - askBelow;
  // A clock that was set back says nothing about how long ago it was.
  return last === undefined || last.at > now ? due : Math.max(due, last.at + pause(end - last.at, last.failed));
}

function pause(left: number, failed: boolean): number {
  return failed ? LEAST : Math.min(MOST, Math.max(LEAST, left / 3));
}
