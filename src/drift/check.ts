import childProcess from 'node:child_process';
import fs from 'node:fs';
import type { Comparison } from './collect';
import { defaultTask } from './default-task';
import type { Outcome } from './outcome';
import { print } from './printing';
import type { Printed } from '../dry-run/output';

type Fs = typeof import('node:fs');

/** The variable by which an attempt that is given up hands the check on to the next process. */
const START_OVER = 'PROJEN_ASTRO_AIRFLOW_DRIFT_START_OVER';

/** What an attempt that is given up leaves to the next process. */
interface HandedOn {
  /** Its own number: it waits. */
  readonly parent: number;
  readonly why: string;
  readonly printed: Printed;
  readonly end: string;
}

/* As Node has them: an attempt replaces all of them. */
const { spawnSync } = childProcess;
const kill = process.kill.bind(process);
const reallyExit = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process);

/** How a check ended, and how it was done. */
export interface Checked {
  readonly outcome: Outcome;
  /** What of an error of the rc file is still to be printed. */
  readonly unprinted: string;
  /** What ends what the default task printed (see `CheckEvents.begin`). */
  readonly end: string;
  /** In words: the way that the check went. */
  readonly how: string;
}

/** What a check calls back. */
export interface CheckEvents {
  /** The default task is about to run; gives what encloses all that it prints. */
  readonly begin: () => { readonly start: string; readonly end: string };
  /** The check ends, with the real `fs`; gives the exit code. */
  readonly done: (checked: Checked, real: Fs) => number;
}

/**
 * Checks the project in a directory: in this process where the default task is one Node program that writes its files
 * synchronously, and otherwise in a copy.
 *
 * @throws AstroAirflowError if there is no default task to run
 */
export function check(comparison: Comparison, { begin, done }: CheckEvents): void {
  const handedOn = takeHandedOn();
  const task = defaultTask(comparison.directory);
  const { start, end } = handedOn === undefined ? begin() : { start: '', end: handedOn.end };
  print(fs, 2, start);
  const { program } = task;
  if (handedOn === undefined && program !== undefined) {
    const again = { args: [...process.execArgv, ...process.argv.slice(1)], cwd: process.cwd(), env: { ...process.env } };
    const { runDefaultTask } = require('./in-memory') as typeof import('./in-memory');
    runDefaultTask({ ...task, program }, comparison, {
      startOver: (why, printed) => startOver({ parent: process.pid, why, printed, end }, again),
      done: (outcome, unprinted, real) => done({ outcome, unprinted, end, how: 'in memory' }, real),
    });
    return;
  }
  const { checkInCopy } = require('./in-copy') as typeof import('./in-copy');
  void checkInCopy(task, comparison, handedOn).then(({ outcome, how }) => {
    const because = handedOn?.why ?? 'the default task is more than one Node program';
    process.exitCode = done({ outcome, unprinted: '', end, how: `${how}, because ${because}` }, fs);
  });
}

function takeHandedOn(): HandedOn | undefined {
  const { [START_OVER]: text } = process.env;
  delete process.env[START_OVER];
  return text === undefined ? undefined : (JSON.parse(text) as HandedOn);
}

/** Checks in a copy what this process cannot check, and ends with the result. The run stands still meanwhile, wherever it is. */
function startOver(handedOn: HandedOn, { args, cwd, env }: { readonly args: readonly string[]; readonly cwd: string; readonly env: NodeJS.ProcessEnv }): never {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
  }
  const { status, signal } = spawnSync(process.execPath, args, { cwd, env: { ...env, [START_OVER]: JSON.stringify(handedOn) }, stdio: 'inherit' });
  if (signal !== null) {
    kill(process.pid, signal);
  }
  return reallyExit(status ?? 2);
}
