import type { Clock } from './clock';
import { namesEnd, untilText } from './end-of-keys';
import { endOfSession, type Exported } from './export';
import type { HostSession } from './host-session';
import { JITTER, nextAsk, TICK, type Asked } from './renewal';
import { timeOf } from './time-of-day';
import { AstroAirflowError } from '../text/error';

/** What a watch needs of its surroundings. */
export interface WatchOptions {
  /** Asks for new keys of a session. */
  readonly renew: (session: HostSession) => Promise<Exported>;
  /** Whether the user has removed the keys on purpose. */
  readonly isRemoved: (session: HostSession) => boolean;
  readonly say: (line: string) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** A session to watch. */
export interface ToWatch {
  readonly session: HostSession;
  /** When the keys ended the last time that somebody looked: a logout since then counts, however long ago the watch was asked for. */
  readonly end: number;
}

interface Watched extends ToWatch {
  /** Whether there have been keys, or a record of them: only what was there can be removed on purpose, also after it went by accident. */
  readonly wasThere: boolean;
  readonly last?: Asked;
  /** How much later than the rule it asks. */
  readonly jitter: number;
  /** The failure that was said last. */
  readonly said?: string;
}

/** Renews the keys of sessions until the signal, or until all have been removed. */
export async function watch(sessions: readonly ToWatch[], options: WatchOptions): Promise<void> {
  const { clock, signal, say, isRemoved } = options;
  let watched: Watched[] = sessions.map((one) => ({ ...one, wasThere: one.end !== 0, jitter: 0 }));
  while (!signal.aborted && watched.length > 0) {
    const next: Watched[] = [];
    for (const one of watched) {
      // Another watch or login can have renewed them.
      const end = endOfSession(one.session);
      const isGone = isRemoved(one.session);
      if (end === 0 && one.wasThere && isGone) {
        say(`${one.session.cloudName}: the keys of ${one.session.name} were removed, so they are not renewed any more`);
      } else {
        const seen = { ...one, wasThere: one.wasThere || end !== 0 || !isGone };
        next.push(await look(end === one.end ? seen : { ...seen, end, last: { at: clock.now(), failed: false } }, options));
      }
    }
    watched = next;
    if (watched.length > 0) {
      await clock.sleep(TICK, signal);
    }
  }
  if (signal.aborted) {
    say(lastWords(watched, clock.now()));
  }
}

async function look(one: Watched, options: WatchOptions): Promise<Watched> {
  const { clock, signal, random } = options;
  const now = clock.now();
  if (signal.aborted || now < nextAsk(now, one.end, one.session.askBelow * 1_000, one.last) + one.jitter) {
    return one;
  }
  const exported = await renewed(one.session, options);
  const said = report(exported, one, options);
  // What it got, and not what is there: that can have been removed already, which the next look is to see.
  const end = exported.kind === 'keys' ? exported.end : endOfSession(one.session);
  return { ...one, wasThere: one.wasThere || end !== 0, end, jitter: random() * JITTER, said, last: { at: clock.now(), failed: exported.kind !== 'keys' } };
}

/** A disk that is full for now must not end the watch. */
async function renewed(session: HostSession, { renew }: WatchOptions): Promise<Exported> {
  try {
    return await renew(session);
  } catch (error) {
    if (!(error instanceof AstroAirflowError)) {
      throw error;
    }
    return { kind: 'failed', failure: { text: error.message } };
  }
}

/** Says what is new; returns the failure that was said last. */
function report(exported: Exported, { session, said }: Watched, { say, clock }: WatchOptions): string | undefined {
  const at = timeOf(clock.now(), clock.now());
  switch (exported.kind) {
    case 'keys':
      if (exported.fresh || said !== undefined) {
        say(`${at} ${session.cloudName}: keys of ${session.name}${untilText(session, exported.end, clock.now())}`);
      }
      return undefined;
    case 'stopped':
      return said;
    default: {
      const { text } = exported.failure;
      if (text !== said) {
        say(`${at} ${session.cloudName}: ${text}`);
      }
      return text;
    }
  }
}

function lastWords(watched: readonly Watched[], now: number): string {
  const end = Math.min(...watched.map(({ session }) => endOfSession(session)));
  const until = watched.every(({ session }) => namesEnd(session)) ? `until ${timeOf(end, now)}` : 'until they end';
  return end > now ? `stopped; the containers keep their keys ${until}` : 'stopped; the containers have no keys that are valid';
}
