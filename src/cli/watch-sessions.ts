import { sayOf } from './session-texts';
import { WALL_CLOCK } from '../host/clock';
import { exportSession } from '../host/export';
import { isRemoved } from '../host/remove-session';
import { untilSignal } from '../host/until-signal';
import { watch, type ToWatch } from '../host/watch';
import { listed } from '../text/lists';

/**
 * Renews the keys of sessions in the foreground.
 *
 * @param project the Astro project's directory: absolute
 * @returns the exit code: that of the signal which ended it, 0 if all keys have been removed
 */
export async function watchSessions(sessions: readonly ToWatch[], project: string): Promise<number> {
  const { signal, code, done } = untilSignal();
  const say = sayOf(project);
  const note = once(say);
  say(`renewing the keys of ${listed(sessions.map(({ session }) => session.name))}; Ctrl-C stops`);
  try {
    await watch(sessions, {
      signal,
      say,
      isRemoved,
      clock: WALL_CLOCK,
      random: Math.random,
      renew: (session) => exportSession(session, { when: 'watch', project, say: note, signal }),
    });
    return code();
  } finally {
    done();
  }
}

/** What an export notes of a file system it would note at each renewal. */
function once(receive: (line: string) => void): (line: string) => void {
  const seen = new Set<string>();
  return (line) => {
    if (!seen.has(line)) {
      seen.add(line);
      receive(line);
    }
  };
}
