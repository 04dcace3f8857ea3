import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FORMATS, rendered, type Format } from './drift-output';
import { runDefaultTask, type Outcome } from '../drift/run';
import { AstroAirflowError, reason } from '../text/error';

type Fs = typeof import('node:fs');

/** How the check was asked for on the command line. */
export interface DriftArguments {
  readonly directory: string;
  /** One of text, json, github; undefined: what the environment suggests. */
  readonly format?: string;
  readonly diff: boolean;
  readonly strict: boolean;
}

/**
 * Checks the managed files of a projen project and prints the report when this process ends. The exit code is then 0 in
 * sync, 1 drift, 2 could not compare.
 *
 * @throws AstroAirflowError if there is no such format
 */
export function drift({ directory, diff, strict, format = defaultFormat() }: DriftArguments): void {
  if (!isFormat(format)) {
    throw new AstroAirflowError(`--format ${format} is none of ${FORMATS.join(', ')}. Choose one of them.`);
  }
  const from = process.cwd();
  const { isTTY: terminal } = process.stdout;
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: workspace } = process.env;
  const color = terminal && !process.env.NO_COLOR;
  let resume = '';

  const done = (outcome: Outcome, unprinted: string, real: Fs): number => {
    const { out, err, page, code } = rendered(outcome, format, { strict, terminal, color, from, directory: path.resolve(from, directory), workspace });
    try {
      print(real, 2, unprinted + err);
      print(real, 1, resume + out);
      if (page !== '' && summary) {
        real.appendFileSync(summary, page);
      }
      return code;
    } catch (error) {
      try {
        print(real, 2, `projen-astro-airflow: the report cannot be written: ${reason(error)}.\n`);
      } catch {
        // Nobody can be told.
      }
      return 2;
    }
  };
  try {
    const absolute = realDirectory(directory);
    if (format === 'github') {
      // Of what the rc file prints GitHub's runner takes nothing for a command; it listens again from the same line on.
      const token = randomUUID();
      print(fs, 2, `::stop-commands::${token}\n`);
      resume = `::${token}::\n`;
    }
    runDefaultTask(absolute, diff, done);
  } catch (error) {
    const isKnown = error instanceof AstroAirflowError;
    process.exitCode = done({ message: isKnown ? error.message : `The check itself failed: ${reason(error)}.` }, isKnown ? '' : `${(error as Error).stack}\n`, fs);
  }
}

/** What the environment suggests. */
export function defaultFormat(): Format {
  return process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

function isFormat(format: string): format is Format {
  return (FORMATS as readonly string[]).includes(format);
}

function realDirectory(directory: string): string {
  try {
    return fs.realpathSync(directory);
  } catch (error) {
    throw new AstroAirflowError(`${directory} cannot be checked: ${reason(error)}. Name the directory of a projen project, or run the command in it.`);
  }
}

/** At the end of a process there is no later: a pipe that is full for now has to be waited for here. */
function print(real: Fs, descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(real.writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') {
        return;
      }
      if (code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}
