import * as path from 'node:path';
import { findAstro } from './astro-program';
import { runForeground, type Ended } from './foreground';
import { projectDirectory } from './projen-project';
import { programPath } from '../drift/first-process';
import { AstroAirflowError } from '../text/error';

const BIN = path.resolve(__dirname, '..', '..', 'bin', 'projen-astro-airflow');

/** What a shell gives for a command that it does not find. */
const NOT_FOUND = 127;

const NOT_INSTALLED = `projen-astro-airflow: there is no Astro CLI (a command astro) on the PATH, so nothing was run.
See Astronomer's page "Install the Astro CLI" (on macOS: brew install astro), then open a new terminal.
`;

const HELP = `projen-astro-airflow looks first whether the managed files are in step, and does not call astro if they are not.
  --sync     runs the rc file first if they are not, and goes on
  --force    goes on all the same
Everything else goes to the Astro CLI:

`;

/** What the report says of a personal file that is absent. */
const PERSONAL_ABSENT = /^skipped +.*: a personal file/m;

/** What of the arguments is ours, and what goes to the Astro CLI. */
interface Arguments {
  readonly sync: boolean;
  readonly force: boolean;
  readonly help: boolean;
  readonly rest: readonly string[];
}

/**
 * Runs `astro dev` with a command, and before `start` and `restart` the drift check.
 *
 * @param command one of start, restart, stop, parse, pytest
 * @param args what stands behind it
 * @returns the exit code: astro's; or 1 drift, 2 could not compare or mend, 127 no Astro CLI
 * @throws AstroAirflowError if it is asked for what cannot be
 */
export async function astro(command: string, args: readonly string[]): Promise<number> {
  const isChecked = command === 'start' || command === 'restart';
  const { sync, force, help, rest } = split(args, isChecked);
  if (sync && force) {
    throw new AstroAirflowError(`${command} takes --sync (mend the files first) or --force (go on without), and got both. Choose one of them.`);
  }
  if (isChecked && help) {
    process.stdout.write(HELP);
  }
  const program = findAstro();
  if (program === undefined) {
    process.stderr.write(NOT_INSTALLED);
    return NOT_FOUND;
  }
  const obstacle = isChecked && !help ? await checked(command, sync, force) : 0;
  return obstacle !== 0 ? obstacle : (await runForeground(program, ['dev', command, ...rest], { stdio: 'inherit' })).code;
}

/** The first `--` ends what is ours, and does not go on: projen and npx leave it in the arguments. */
function split(args: readonly string[], isChecked: boolean): Arguments {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  const isOurs = (arg: string): boolean => isChecked && (arg === '--sync' || arg === '--force');
  return {
    sync: isChecked && before.includes('--sync'),
    force: isChecked && before.includes('--force'),
    help: before.includes('--help') || before.includes('-h'),
    rest: [...before.filter((arg) => !isOurs(arg)), ...(end === -1 ? [] : args.slice(end + 1))],
  };
}

/** Sees to it that the files are in step; gives the exit code, which is 0 if astro is to be called. */
async function checked(command: string, sync: boolean, force: boolean): Promise<number> {
  const directory = force ? projectOrNone() : projectDirectory(process.cwd());
  if (directory === undefined) {
    return 0;
  }
  const check = await driftCheck(directory, sync);
  // Somebody who ends the check wants no report, and no Airflow.
  if (check.signal !== undefined) {
    return check.code;
  }
  // No drift, but on a fresh clone there is no .env yet, and Airflow would start without credentials and backend.
  const lacksPersonal = check.code === 0 && PERSONAL_ABSENT.test(check.stdout);
  if (check.code !== 0 || hasNotes(check.stdout)) {
    tell(check.stderr + check.stdout);
  }
  if (force || (check.code === 0 && !lacksPersonal)) {
    return 0;
  }
  const canMend = check.code === 1 || lacksPersonal;
  if (canMend && sync) {
    return mend(directory);
  }
  tell(`projen-astro-airflow: astro dev ${command} was not run. ${canMend ? '--sync mends the files first, --force goes on without.' : '--force goes on without the check.'}\n`);
  return canMend ? 1 : 2;
}

function projectOrNone(): string | undefined {
  try {
    return projectDirectory(process.cwd());
  } catch {
    return undefined;
  }
}

/** Where the files are to be mended, what is only noted counts too: on a fresh clone `.env` is written. */
function driftCheck(directory: string, strict: boolean): Promise<Ended> {
  const args = [BIN, 'drift', path.relative(process.cwd(), directory) || '.', '--format', 'text', ...(strict ? ['--strict'] : [])];
  return runForeground(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Does what `npx projen` does, with the projen that the project has. */
async function mend(directory: string): Promise<number> {
  const projen = require.resolve('projen/bin/projen', { paths: [directory, __dirname] });
  const env = { ...process.env, PATH: programPath(directory) };
  const { code, signal } = await runForeground(process.execPath, [projen], { cwd: directory, env, stdio: ['ignore', 2, 2] });
  if (code === 0 || signal !== undefined) {
    return code;
  }
  throw new AstroAirflowError(`the files could not be mended: projen failed with exit code ${code}, so Airflow was left as it is. Mend what it says, then run again.`);
}

/** A report without notes has one line. */
function hasNotes(report: string): boolean {
  return report.trimEnd().includes('\n');
}

/** The standard output is left to the Astro CLI. */
function tell(text: string): void {
  process.stderr.write(text);
}
