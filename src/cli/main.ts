import { parseArgs } from 'node:util';
import { clean } from './clean';
import { drift } from './drift';
import { AstroAirflowError } from '../private/error';

const USAGE = `Usage: projen-astro-airflow drift [DIR] [--format text|json|github] [--strict]
       projen-astro-airflow clean [DIR]

  drift [DIR]   says which files of the projen project in DIR (default: the current directory) are not
                as a synth would write them, and why. Nothing is written.
                Exit code: 0 in sync, 1 drift, 2 could not compare.
    --format    text, json or github (default: github in GitHub Actions, otherwise text)
    --strict    counts notes as drift: samples and personal files that are absent, lines of the
                user that win over a declaration

  clean [DIR]   takes the blocks of projen-astro-airflow out of .env, requirements.txt, .gitignore and
                .dockerignore in an Astro project's directory (default: the current one), for use after
                the component was removed from the rc file. Everything else in those files is kept.

  -h, --help    prints this text
`;

/**
 * Runs the command line.
 *
 * @param args what stands behind the command's name
 * @returns the exit code: 0 done or in sync, 1 drift, 2 not done
 */
export function main(args: string[]): number {
  try {
    return run(args);
  } catch (error) {
    if (error instanceof AstroAirflowError) {
      process.stderr.write(`projen-astro-airflow: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

function run(args: string[]): number {
  const { positionals, values } = parse(args);
  const [command, directory = '.', ...more] = positionals;
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command === 'drift' && more.length === 0) {
    return drift({ directory, format: values.format, strict: values.strict === true });
  }
  if (command === 'clean' && more.length === 0) {
    process.stdout.write(clean(directory).map((line) => `${line}\n`).join(''));
    return 0;
  }
  const known = command === undefined || command === 'clean' || command === 'drift';
  process.stderr.write(known ? USAGE : `projen-astro-airflow: there is no command "${command}".\n${USAGE}`);
  return 2;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, format: { type: 'string' }, strict: { type: 'boolean' } },
    });
  } catch (error) {
    throw new AstroAirflowError(`${(error as Error).message.split('. ')[0]}. See projen-astro-airflow --help.`);
  }
}
