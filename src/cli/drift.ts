import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ParsedCommand } from './command';
import { defaultFormat, FORMAT_NAMES, formatOf, isFormatName, print, rendered, type FormatName } from './drift-output';
import { runDefaultTask, type Outcome } from '../drift/run';
import { AstroAirflowError, reason } from '../text/error';

type Fs = typeof import('node:fs');

const OPTIONS = { format: { type: 'string' }, diff: { type: 'boolean' }, strict: { type: 'boolean' } } as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'drift',
  summary: 'lists the files that no longer match what the rc file declares',
  synopsis: `[DIR] [--format ${FORMAT_NAMES.join('|')}] [--diff] [--strict]`,
  details: `Lists the files of the projen project in DIR (default: the current directory) that no longer match what its
rc file declares, and why. It writes none of them.

  --format    one of ${FORMAT_NAMES.join(', ')} (default: github in GitHub Actions, otherwise text)
  --diff      shows the differences line by line, in a form that git apply accepts
  --strict    counts notes as drift: samples and personal files that are absent, and lines of the
              user that override a declaration
  -h, --help  prints this text

Exit code: 0 in sync, 1 drift, 2 could not compare.
`,
  options: OPTIONS,
  run: ({ format, diff = false, strict = false }, directory) => {
    drift({ directory, format, diff, strict });
    return undefined;
  },
  failure: (message, args) => formatOf(formatIn(args)).failure({ message }),
};

/** How the check was asked for on the command line. */
interface DriftArguments {
  readonly directory: string;
  /** The name of a format; undefined: what the environment suggests. */
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
function drift({ directory, diff, strict, format: name = defaultFormat() }: DriftArguments): void {
  if (!isFormatName(name)) {
    throw new AstroAirflowError(`--format ${name || '""'} is none of ${FORMAT_NAMES.join(', ')}. Choose one of them.`);
  }
  const from = process.cwd();
  const { isTTY: terminal } = process.stdout;
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: workspace } = process.env;
  const color = terminal && !process.env.NO_COLOR;
  let endOfFence = '';

  const done = (outcome: Outcome, unprinted: string, real: Fs): number => {
    const { out, err, page, code } = rendered(outcome, name, { strict, terminal, color, from, directory: path.resolve(from, directory), workspace });
    try {
      print(real, 2, unprinted + err);
      print(real, 1, endOfFence + out);
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
    const fence = formatOf(name).fence?.();
    if (fence !== undefined) {
      print(fs, 2, fence.start);
      endOfFence = fence.end;
    }
    runDefaultTask(absolute, diff, done);
  } catch (error) {
    const isKnown = error instanceof AstroAirflowError;
    process.exitCode = done({ message: isKnown ? error.message : `The check itself failed: ${reason(error)}.` }, isKnown ? '' : `${(error as Error).stack}\n`, fs);
  }
}

/** The format that was asked for, where something else in the arguments is wrong. */
function formatIn(args: readonly string[]): FormatName {
  const [, name] = /(?:^| )--format[ =](\w+)/.exec(args.join(' ')) ?? [];
  return name === undefined ? defaultFormat() : isFormatName(name) ? name : 'text';
}

function realDirectory(directory: string): string {
  try {
    return fs.realpathSync(directory);
  } catch (error) {
    throw new AstroAirflowError(`${directory} cannot be checked: ${reason(error)}. Name the directory of a projen project, or run the command in it.`);
  }
}
