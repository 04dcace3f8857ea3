// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import fs = require('node:fs');
import Module from 'node:module';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Order } from './check-variable';
import { onChild, printToStderr, toStderr } from './child-processes';
import { together, type Findings } from './findings';
import { firstProcess } from './first-process';
import { Interruption } from './interruption';
import { atEnd, uncaught } from './process-end';
import { redirect } from './redirect';
import type { DriftReport } from './report';
import { Results } from './results';

type Fs = typeof import('node:fs');

/** How a run ended: with a report, or with the reason why there is none. */
export type Outcome =
  | { readonly report: DriftReport }
  | {
    readonly message: string;
    /** What the rc file's own error says, which Node or Python has printed already. */
    readonly error?: string;
  };

/**
 * Runs the project's own default task, and with it the rc file in whatever language, with nothing below the project
 * written. This process becomes the first one of that task: a further one would cost a tenth of the whole time.
 *
 * @param directory the directory of the root project: absolute, without links in it
 * @param diff whether each difference is wanted as a unified diff
 * @param done called when the process ends, with what of an error of the rc file is still to be printed and the real
 *   `fs`; gives the exit code
 * @throws AstroAirflowError if there is no default task to run
 */
export function runDefaultTask(directory: string, diff: boolean, done: (outcome: Outcome, unprinted: string, real: Fs) => number): void {
  const { script, args, isTaskRunner, env, rcFile } = firstProcess(directory);
  const order: Order = { directory, diff, results: path.join(os.tmpdir(), `projen-drift-${process.pid}-${Math.random().toString(36).slice(2)}`) };
  process.chdir(directory);
  Object.assign(process.env, env, { PROJEN_DISABLE_POST: 'true' });

  let hasDescendant = false;
  const beforeDescendant = (): void => {
    if (!hasDescendant) {
      hasDescendant = true;
      results.make();
      interruption.listen();
    }
  };
  const { fs: real, findings } = redirect(fs, order, { beforeDescendant });
  const results = new Results(order.results, real);
  printToStderr(fs);
  const interruption = new Interruption(onChild((start) => ({ ...start, stdio: toStderr(start.stdio) })), () => results.remove());
  if (isTaskRunner) {
    leaveOutTaskLines();
  }
  let unprinted = '';
  process.on('uncaughtExceptionMonitor', (thrown) => {
    unprinted = process.listenerCount('uncaughtException') === 0 && !process.hasUncaughtExceptionCaptureCallback() ? uncaught(thrown) : '';
  });
  atEnd((code, quit) => {
    interruption.endIfSignalled();
    const own = findings();
    const others = results.read();
    results.remove();
    const outcome = outcomeOf(together([...others.findings, ...(own === undefined ? [] : [own])]), code, rcFile, others.obstacle);
    // Of an error that nobody caught Node would print its own part behind the report.
    return quit(done(outcome, unprinted, real));
  });

  process.argv = [process.execPath, script, ...args];
  // Later, so that no line of ours stands in the stack of an error of the rc file.
  setImmediate(() => (Module as unknown as { runMain(): void }).runMain());
}

function outcomeOf(found: Findings, code: number, rcFile: string, obstacle: string | undefined): Outcome {
  const { files, inSync, synthesized, command = 'npx projen', error } = found;
  const failure = found.failure ?? (synthesized ? undefined : obstacle);
  if (code !== 0 && (error !== undefined || failure === undefined)) {
    const how = error === undefined ? ` with exit code ${code}` : '';
    return { message: `${rcFile} failed${how}, so nothing could be compared. Mend what it says, then run again.`, error };
  }
  if (failure !== undefined) {
    return { message: `The files could not be compared: ${failure}. Mend that, then run again.` };
  }
  if (!synthesized) {
    return { message: `${rcFile} ended without a call of synth(), so nothing could be compared. Call project.synth() at its end.` };
  }
  return { report: { files, inSync, rcFile, command } };
}

/** What projen's task runner says of the task itself is no news to somebody who asked for a check. */
function leaveOutTaskLines(): void {
  const write = process.stderr.write.bind(process.stderr) as (...args: unknown[]) => boolean;
  process.stderr.write = ((text: unknown, ...rest: unknown[]) =>
    /^\S* ?\S*default\S* \| |^Error: Task "default" failed when executing/.test(String(text)) ? true : write(text, ...rest));
}
