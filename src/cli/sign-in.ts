import { earlierKeys, earlierKeysText } from './earlier-keys';
import { runForeground } from './foreground';
import { commandFor } from './projen-project';
import { sayExported, sayNote, sayOf } from './session-texts';
import { watchSessions } from './watch-sessions';
import { exportSession } from '../host/export';
import { findProgram } from '../host/find-program';
import type { HostSession } from '../host/host-session';
import { untilSignal } from '../host/until-signal';
import type { ToWatch } from '../host/watch';
import { commandOf } from '../host/windows-command';

/** How the keys are got, besides once and from the cloud's own program. */
type Mode = 'watch' | 'from-environment' | undefined;

/**
 * Gets new keys of sessions, and signs in where that is needed and can be.
 *
 * @param project the Astro project's directory: absolute
 * @returns the exit code
 */
export async function signIn(sessions: readonly HostSession[], project: string, mode: Mode): Promise<number> {
  const { code, got } = await exportEach(sessions, project, mode === 'from-environment');
  return code === 0 && mode === 'watch' ? watchSessions(got, project) : code;
}

/** Gives the exit code, and the sessions that have keys. */
async function exportEach(sessions: readonly HostSession[], project: string, fromEnvironment: boolean): Promise<{ readonly code: number; readonly got: readonly ToWatch[] }> {
  const { signal, code, done } = untilSignal();
  const say = sayOf(project);
  const terminal = process.stdin.isTTY && process.stderr.isTTY;
  const got: ToWatch[] = [];
  let worst = 0;
  const options = { when: 'always', project, say, terminal, fromEnvironment, signal } as const;
  try {
    for (const [index, session] of sessions.entries()) {
      // A shell has the keys of one identity, and that is the declared profile's.
      if (fromEnvironment && sessions.findIndex(({ cloud }) => cloud === session.cloud) !== index) {
        say(`${session.cloudName}: ${session.name} gets no keys, because the shell has those of one profile`);
        continue;
      }
      const earlier = earlierKeys(session);
      let exported = await exportSession(session, options);
      if (exported.kind === 'failed' && exported.failure.signIn !== undefined && terminal) {
        say(`${session.cloudName}: ${exported.failure.text}`);
        const ended = await runSignIn(session, exported.failure.signIn);
        exported = ended === 0 && !signal.aborted ? await exportSession(session, options) : exported;
      }
      if (signal.aborted) {
        return { code: code(), got };
      }
      sayExported(session, exported, project);
      if (exported.kind === 'failed' || exported.kind === 'stopped') {
        // The others get theirs all the same, as with a start.
        worst = 1;
        continue;
      }
      got.push({ session, end: exported.end });
      const text = exported.kind === 'keys' && exported.fresh ? earlierKeysText(session, earlier, Date.now(), commandFor('restart', project)) : undefined;
      if (text !== undefined) {
        say(text);
      }
      if (!fromEnvironment) {
        sayNote(session, project);
      }
    }
    return { code: worst, got };
  } finally {
    done();
  }
}

/** Runs the command that signs in; it has the terminal. Gives its exit code. */
async function runSignIn({ files }: HostSession, [name, ...args]: readonly string[]): Promise<number> {
  // It is the program that has just failed, so it is there.
  const { file, args: words, verbatim } = commandOf(findProgram(name)!, args, process.env);
  const removed = files.flatMap(({ environment }) => Object.entries(environment)).filter(([, value]) => value === undefined).map(([variable]) => [variable, undefined]);
  const env = { ...process.env, ...Object.fromEntries(removed) };
  return (await runForeground(file, words, { stdio: 'inherit', env, windowsVerbatimArguments: verbatim })).code;
}
