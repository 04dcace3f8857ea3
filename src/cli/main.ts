import { parseArgs } from 'node:util';
import type { FormatName } from './drift-output';
import { AstroAirflowError } from '../text/error';

/* Each command loads what it needs itself: the check is measured against the time that the rc file takes. */
const commands = {
  astro: () => require('./astro') as typeof import('./astro'),
  clean: () => require('./clean') as typeof import('./clean'),
  drift: () => require('./drift') as typeof import('./drift'),
  output: () => require('./drift-output') as typeof import('./drift-output'),
};

/** Commands of `astro dev`. */
const OF_ASTRO = ['start', 'restart', 'stop', 'parse', 'pytest'];

const USAGE = `Usage: projen-astro-airflow drift [DIR] [--format text|json|github] [--diff] [--strict]
       projen-astro-airflow clean [DIR]
       projen-astro-airflow start|restart [--sync | --force] [ARGS OF ASTRO...]
       projen-astro-airflow stop|parse|pytest [ARGS OF ASTRO...]

  drift [DIR]   says which files of the projen project in DIR (default: the current directory) are not
                as a synth would write them, and why. Nothing is written.
                Exit code: 0 in sync, 1 drift, 2 could not compare.
    --format    text, json or github (default: github in GitHub Actions, otherwise text)
    --diff      shows what differs, line by line, as git apply takes it
    --strict    counts notes as drift: samples and personal files that are absent, lines of the
                user that win over a declaration

  clean [DIR]   takes the blocks of projen-astro-airflow out of .env, requirements.txt, .gitignore and
                .dockerignore in an Astro project's directory (default: the current one), for use after
                the component was removed from the rc file. Everything else in those files is kept.

  start, restart, stop, parse, pytest
                call astro dev with the same command and all arguments; what stands behind a -- is never
                taken for ours. Exit code: that of astro, 127 without the Astro CLI.
                Before start and restart the files are checked, as by drift. Where they are out of step, or
                could not be compared, astro is not called, and the exit code is 1 or 2, as there.
    --sync      runs the rc file first if files are out of step, absent or personal ones among them
    --force     calls astro all the same

  -h, --help    prints this text (behind start, restart, stop, parse, pytest: that of astro)
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
    return notDone(error, args);
  }
}

/** Says why; an error that is not ours goes on. */
function notDone(error: unknown, args: string[]): number {
  if (error instanceof AstroAirflowError) {
    const { out, err } = commands.output().formatOf(args[0] === 'drift' ? formatIn(args) : 'text').failure({ message: error.message });
    process.stdout.write(out);
    process.stderr.write(err);
    return 2;
  }
  throw error;
}

function run(args: string[]): number | undefined {
  if (OF_ASTRO.includes(args[0])) {
    void commands.astro().astro(args[0], args.slice(1)).catch((error: unknown) => notDone(error, args)).then((code) => (process.exitCode = code));
    return undefined;
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
function formatIn(args: readonly string[]): FormatName {
  const { defaultFormat, isFormatName } = commands.output();
  const [, name] = /(?:^| )--format[ =](\w+)/.exec(args.join(' ')) ?? [];
  return name === undefined ? defaultFormat() : isFormatName(name) ? name : 'text';
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
