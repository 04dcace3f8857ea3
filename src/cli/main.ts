import { parseArgs } from 'node:util';
import { clean } from './clean';
import { AstroAirflowError } from '../private/error';

const USAGE = `Usage: projen-astro-airflow clean [DIR]

  clean [DIR]   takes the blocks of projen-astro-airflow out of .env, requirements.txt, .gitignore and
                .dockerignore in an Astro project's directory (default: the current one), for use after
                the component was removed from the rc file. Everything else in those files is kept.

  -h, --help    prints this text
`;

/**
 * Runs the command line.
 *
 * @param args what stands behind the command's name
 * @returns the exit code: 0 done, 2 not done
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
  const { positionals, help } = parse(args);
  const [command, ...rest] = positionals;
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command !== 'clean' || rest.length > 1) {
    process.stderr.write(command === undefined || command === 'clean' ? USAGE : `projen-astro-airflow: there is no command "${command}".\n${USAGE}`);
    return 2;
  }
  process.stdout.write(clean(rest[0] ?? '.').map((line) => `${line}\n`).join(''));
  return 0;
}

function parse(args: string[]): { positionals: string[]; help: boolean } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean', short: 'h', default: false } } });
    return { positionals, help: values.help ?? false };
  } catch (error) {
    throw new AstroAirflowError(`${(error as Error).message.split('. ')[0]}. See projen-astro-airflow --help.`);
  }
}
