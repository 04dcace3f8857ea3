import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { AstroAirflowError, reason } from '../private/error';

/** A command of `astro dev` that is wrapped. */
export type AstroCommand = 'start' | 'restart' | 'stop' | 'parse' | 'pytest';

/** Those that read the managed files. The others have nothing to gain from a check: `stop` must work whatever the files say. */
const CHECKED: readonly AstroCommand[] = ['start', 'restart'];

/** This package's own command. */
const OWN_COMMAND = path.resolve(__dirname, '..', '..', 'bin', 'projen-astro-airflow');

/** How the check of the managed files ended. */
const DRIFT = 1;

/**
 * Calls `astro dev` with what stands behind the command's name. `start` and `restart` look first whether the managed files are in step.
 *
 * @returns the exit code where `astro` is not called: 1 drift, 2 could not compare; else undefined, and this process ends as `astro` does
 * @throws AstroAirflowError if there is no Astro CLI, or the two flags of ours contradict each other
 */
export function astro(command: AstroCommand, args: readonly string[]): number | undefined {
  const isChecked = CHECKED.includes(command) && !args.some((arg) => arg === '--help' || arg === '-h');
  const [sync, force] = ['--sync', '--force'].map((flag) => isChecked && args.includes(flag));
  if (sync && force) {
    throw new AstroAirflowError('--sync mends the files and --force goes on as they are. Give one of the two.');
  }
  const program = astroProgram();
  const stop = isChecked ? lookFirst(command, sync, force) : undefined;
  if (stop === undefined) {
    run(program, ['dev', command, ...args.filter((arg) => !isChecked || (arg !== '--sync' && arg !== '--force'))]);
  }
  return stop;
}

/** Checks the managed files, and mends them where that is wanted. */
function lookFirst(command: AstroCommand, sync: boolean, force: boolean): number | undefined {
  const { status, report } = check();
  if (status === 0) {
    return undefined;
  }
  process.stderr.write(report);
  if (force) {
    return undefined;
  }
  if (status !== DRIFT) {
    return status;
  }
  if (sync) {
    return synthesize();
  }
  process.stderr.write(`"astro dev ${command}" was not called. Add --sync to mend the files and go on, or --force to go on as they are.\n`);
  return status;
}

function check(): { status: number; report: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [OWN_COMMAND, 'drift', '--format', 'text'], { encoding: 'utf-8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (error !== undefined) {
    throw new AstroAirflowError(`The managed files could not be checked: ${reason(error)}. Add --force to go on without.`);
  }
  // Ended by a signal it has no status.
  return { status: status ?? 2, report: stderr + stdout };
}

/** What `npx projen` does, with the project's own projen. */
function synthesize(): number | undefined {
  const runner = require.resolve('projen/lib/run-task.cjs', { paths: [process.cwd(), __dirname] });
  const { status } = spawnSync(process.execPath, [runner, 'default'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.stderr.write('projen-astro-airflow: The files could not be mended. Mend what the rc file says above, then run again.\n');
    return 2;
  }
  return undefined;
}

/** @throws AstroAirflowError if there is none on the PATH */
function astroProgram(): string {
  const name = process.platform === 'win32' ? 'astro.exe' : 'astro';
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    // The web framework of that name is in many a node_modules/.bin, to which npx gives the first place.
    .find((file) => !/[\\/]node_modules[\\/]\.bin[\\/]/.test(file) && isProgram(file));
  if (found === undefined) {
    throw new AstroAirflowError('The Astro CLI is not installed: there is no "astro" on the PATH. Install it ("brew install astro" on macOS; see "Install the Astro CLI" in Astronomer\'s documentation), then run again.');
  }
  return found;
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function run(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { stdio: 'inherit' });
  // A signal of the terminal reaches the child, too: it decides when to end, and how. One that is sent to this process is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`projen-astro-airflow: ${program} could not be run: ${reason(error)}. Install the Astro CLI anew, then run again.\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    // As a shell has it.
    process.exitCode = code ?? 128 + os.constants.signals[signal!];
  });
}
