import { parseArgs } from 'node:util';
import type * as astroCommand from './astro';
import type * as cleanCommand from './clean';
import type * as driftCommand from './drift';
import type * as driftOutput from './drift-output';
import { AstroAirflowError } from '../private/error';

/* Each command loads what it needs itself: the check is measured against the time that the rc file takes. */
/* eslint-disable @typescript-eslint/no-require-imports */
const commands = {
  astro: () => require('./astro') as typeof astroCommand,
  clean: () => require('./clean') as typeof cleanCommand,
  drift: () => require('./drift') as typeof driftCommand,
  output: () => require('./drift-output') as typeof driftOutput,
};
/* eslint-enable @typescript-eslint/no-require-imports */

const USAGE = `Usage: projen-astro-airflow drift [DIR] [--format text|json|github] [--diff] [--strict]
       projen-astro-airflow start|restart [--sync] [--force] [ARGS]
       projen-astro-airflow stop|parse|pytest [ARGS]
       projen-astro-airflow clean [DIR]

  drift [DIR]   says which files of the projen project in DIR (default: the current directory) are not
                as a synth would write them, and why. Nothing is written.
                Exit code: 0 in sync, 1 drift, 2 could not compare.
    --format    text, json or github (default: github in GitHub Actions, otherwise text)
    --diff      shows what differs, line by line, as git apply takes it
    --strict    counts notes as drift: samples and personal files that are absent, lines of the
                user that win over a declaration

  start, restart, stop, parse, pytest
                call "astro dev" with ARGS. start and restart look first whether the managed files of the
                project in the current directory are in step, and stop before Airflow starts if not.
                Exit code: that of "astro"; where it is not called 1 drift, 2 not possible.
    --sync      mends the files (as "npx projen") and goes on
    --force     goes on with the files as they are

  clean [DIR]   takes the blocks of projen-astro-airflow out of .env, requirements.txt, .gitignore and
                .dockerignore in an Astro project's directory (default: the current one), for use after
                the component was removed from the rc file. Everything else in those files is kept.

  -h, --help    prints this text
`;

/**
 * Runs the command line.
 *
 * @param args what stands behind the command's name
 * @returns the exit code: 0 done, 2 not done; undefined where it is known when the process ends
 */
export function main(args: string[]): number | undefined {
  try {
    return run(args);
  } catch (error) {
    if (error instanceof AstroAirflowError) {
      const { out, err } = commands.output().failed(error.message, args[0] === 'drift' ? formatIn(args) : 'text');
      process.stdout.write(out);
      process.stderr.write(err);
      return 2;
    }
    throw error;
  }
}

/** Commands whose arguments are the Astro CLI's. */
const WRAPPED = ['start', 'restart', 'stop', 'parse', 'pytest'];

function run(args: string[]): number | undefined {
  const [first, ...rest] = args;
  if (WRAPPED.includes(first)) {
    return commands.astro().astro(first as astroCommand.AstroCommand, rest);
  }
  const { positionals, values } = parse(args);
  const [command, directory = '.', ...more] = positionals;
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command === 'drift') {
    if (more.length > 0) {
      throw new AstroAirflowError(`drift takes one directory, and got ${[directory, ...more].join(' ')}. See projen-astro-airflow --help.`);
    }
    commands.drift().drift({ directory, format: values.format, diff: values.diff === true, strict: values.strict === true });
    return undefined;
  }
  if (command === 'clean' && more.length === 0) {
    process.stdout.write(commands.clean().clean(directory).map((line) => `${line}\n`).join(''));
    return 0;
  }
  const known = command === undefined || command === 'clean';
  process.stderr.write(known ? USAGE : `projen-astro-airflow: there is no command "${command}".\n${USAGE}`);
  return 2;
}

/** The format that was asked for, where something else in the arguments is wrong. */
function formatIn(args: readonly string[]): string {
  return /(?:^| )--format[ =](\w+)/.exec(args.join(' '))?.[1] ?? commands.drift().defaultFormat();
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, format: { type: 'string' }, diff: { type: 'boolean' }, strict: { type: 'boolean' } },
    });
  } catch (error) {
    throw new AstroAirflowError(`${(error as Error).message.split('. ')[0]}. See projen-astro-airflow --help.`);
  }
}
