import fs from 'node:fs';
import path from 'node:path';
import type { ParsedCommand } from './command';
import { cacheCompiledCode } from './compile-cache';
import { defaultFormat, FORMAT_NAMES, formatOf, isFormatName, rendered, type FormatName } from './drift-output';
import { check, type Checked } from '../drift/check';
import { print } from '../drift/printing';
import { AstroAirflowError, reason } from '../text/error';

type Fs = typeof import('node:fs');

const OPTIONS = { format: { type: 'string' }, diff: { type: 'boolean' }, strict: { type: 'boolean' }, verbose: { type: 'boolean' } } as const;

export const command: ParsedCommand<typeof OPTIONS> = {
  name: 'drift',
  summary: 'lists the files that no longer match the rc file',
  synopsis: `[DIR] [--format ${FORMAT_NAMES.join('|')}] [--diff] [--strict] [--verbose]`,
  details: `Lists the files of the projen project in DIR that no longer match its rc file, and why. It changes no file.
Without DIR it checks the project that the current directory is in.

  --format    one of ${FORMAT_NAMES.join(', ')} (default: github in GitHub Actions, otherwise text)
  --diff      shows the differences line by line, in a form that git apply accepts
  --strict    counts notes as drift: samples and personal files that are absent, and lines of the
              user that override a declaration
  --verbose   prints how the files were compared: in memory, or in a copy of the project, and why
  -h, --help  prints this text

Exit code: 0 in sync, 1 drift, 2 could not compare.
`,
  options: OPTIONS,
  run: ({ format, diff = false, strict = false, verbose = false }, directory) => {
    cacheCompiledCode();
    drift({ directory, format, diff, strict, verbose });
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
  readonly verbose: boolean;
}

/**
 * Checks the managed files of a projen project and prints the report when this process ends. The exit code is then 0 in
 * sync, 1 drift, 2 could not compare.
 *
 * @throws AstroAirflowError if there is no such format
 */
function drift({ directory, diff, strict, verbose, format: name = defaultFormat() }: DriftArguments): void {
  if (!isFormatName(name)) {
    throw new AstroAirflowError(`--format ${name || '""'} is none of ${FORMAT_NAMES.join(', ')}. Choose one of them.`);
  }
  const from = process.cwd();
  const { isTTY: terminal } = process.stdout;
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: workspace } = process.env;
  const color = terminal && !process.env.NO_COLOR;

  let checked: string | undefined;
  const done = ({ outcome, unprinted, end, how }: Checked, real: Fs): number => {
    const { out, err, page, code } = rendered(outcome, name, { strict, terminal, color, from, directory: checked ?? path.resolve(from, directory), workspace });
    try {
      print(real, 2, `${unprinted}${verbose ? `projen-astro-airflow: checked ${how}.\n` : ''}${err}`);
      print(real, 1, end + out);
    } catch (error) {
      cannotWrite(real, 'the report', error);
      return 2;
    }
    if (page !== '' && summary) {
      try {
        real.appendFileSync(summary, page);
      } catch (error) {
        // The report is printed, and the check is worth what it says.
        cannotWrite(real, `the summary ${summary}`, error);
      }
    }
    return code;
  };
  try {
    needNode();
    const here = realDirectory(directory);
    const absolute = directory === '.' && !fs.existsSync(path.join(here, '.projen', 'tasks.json')) ? projectAbove(here) : here;
    checked = absolute;
    check({ directory: absolute, diff }, { begin: () => formatOf(name).fence?.() ?? { start: '', end: '' }, done });
  } catch (error) {
    const isKnown = error instanceof AstroAirflowError;
    const outcome = { message: isKnown ? error.message : `The check itself failed: ${reason(error)}.` };
    process.exitCode = done({ outcome, unprinted: isKnown ? '' : `${(error as Error).stack}\n`, end: '', how: 'not at all' }, fs);
  }
}

/** bun runs a program for Node itself where there is no Node, and deno can be asked to. */
function needNode(): void {
  const other = ['bun', 'deno'].find((name) => name in process.versions);
  if (other !== undefined) {
    throw new AstroAirflowError(`The drift check runs under Node.js alone, and this is ${other}: there is no node on PATH. Install Node.js, then run again.`);
  }
}

function cannotWrite(real: Fs, what: string, error: unknown): void {
  try {
    print(real, 2, `projen-astro-airflow: ${what} cannot be written: ${reason(error)}.\n`);
  } catch {
    // Nobody can be told.
  }
}

/** The format that was asked for, where something else in the arguments is wrong. */
function formatIn(args: readonly string[]): FormatName {
  const [, name] = /(?:^| )--format[ =](\w+)/.exec(args.join(' ')) ?? [];
  return name === undefined ? defaultFormat() : isFormatName(name) ? name : 'text';
}

/** The directory itself where there is no project above either: the check says why it cannot be. */
function projectAbove(directory: string): string {
  const { nearestProject } = require('./projen-project') as typeof import('./projen-project');
  return nearestProject(directory) ?? directory;
}

function realDirectory(directory: string): string {
  try {
    return fs.realpathSync(directory);
  } catch (error) {
    throw new AstroAirflowError(`${directory} cannot be checked: ${reason(error)}. Name the directory of a projen project, or run the command in it.`);
  }
}
