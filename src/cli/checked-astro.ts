import path from 'node:path';
import { isHelp, parted, runAstro } from './astro';
import type { ForwardingCommand } from './command';
import { namedProject, refuseAboveHere } from './directory';
import { runForeground, type Ended } from './foreground';
import { projectDirectory, writeCommand } from './projen-project';
import { StartKeys } from './start-keys';
import { programPath, resolveBeside } from '../drift/node-program';
import { canHaveCredentials } from '../host/personal-mounts';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';

/* Not needed for help. */
const doctor = () => require('../doctor/index') as typeof import('../doctor/index');
const places = () => require('./surroundings') as typeof import('./surroundings');

/** The program as it was called, which may be a link (see `resolveBeside`). */
const BIN = process.argv[1] ?? path.resolve(__dirname, '..', '..', 'bin', 'projen-astro-airflow');

const HELP = `projen-astro-airflow checks the managed files first, and does not call astro if they have drifted.
  --sync       if files have drifted or are absent, runs the rc file first
  --force      calls astro whatever the result of the check
  --no-export  calls astro without new keys of the declared sessions
  --watch      afterwards renews the keys until Ctrl-C
All other arguments are passed to the Astro CLI:

`;

/** Flags that are not passed to astro. */
const OWN_FLAGS = ['--sync', '--force', '--no-export', '--watch'];

/** The lines of the report about absent personal files, with their names. */
const PERSONAL_ABSENT = /^skipped +(.*): a personal file/gm;

/** Warnings of a synth about lines in `.env` that override declared keys. */
const BEATING = /^.*\.env sets .*\n/gm;

/**
 * A command that checks the managed files and exports the keys of declared sessions, then calls `astro dev` without its own flags.
 *
 * @param what what `astro dev` does with the command
 */
export function checkedAstroCommand(name: string, what: string): ForwardingCommand {
  return {
    name,
    summary: `checks the managed files, then ${what}`,
    synopsis: '[--sync | --force] [--no-export] [--watch] [ARGS OF ASTRO...]',
    details: `Checks the managed files, as drift does, then runs astro dev ${name} with the other arguments, which
astro dev ${name} --help describes. If files have drifted, are absent or cannot be compared, astro is not called.
If the project declares sessions, their keys are renewed at the same time, as by login, but without signing in.

  --sync       if files have drifted or are absent, runs the rc file first
  --force      calls astro whatever the result of the check
  --no-export  calls astro without new keys
  --watch      afterwards renews the keys until Ctrl-C

All arguments after -- are passed to astro.

Exit code: that of the Astro CLI; 1 drift or no keys, 2 could not compare or update the files, 127 no Astro CLI.
`,
    forward: (args) => checkedAstro(name, args),
  };
}

/** @throws AstroAirflowError if both `--sync` and `--force` are given, or if there is nothing to check */
async function checkedAstro(command: string, args: readonly string[]): Promise<number> {
  // Arguments after -- belong to astro.
  const { before, after } = parted(args);
  const sync = before.includes('--sync');
  const force = before.includes('--force');
  if (sync && force) {
    throw new AstroAirflowError(`${command} takes --sync (update the files first) or --force (go on without), and got both. Choose one of them.`);
  }
  const rest = [...before.filter((arg) => !OWN_FLAGS.includes(arg)), ...after];
  if (isHelp(before)) {
    process.stdout.write(HELP);
    return runAstro(command, rest);
  }
  refuseAboveHere(command);
  const isWatched = before.includes('--watch');
  let keys: StartKeys | undefined;
  const code = await runAstro(command, rest, () => {
    // First, because it takes longest: what is needed for keys is loaded while it runs.
    const check = checked(command, sync, force);
    check.catch(() => undefined);
    keys = new StartKeys(command, process.cwd(), { isExported: !before.includes('--no-export'), isWatched, isInSync: !force });
    return withKeys(keys, check).then((ready) => {
      if (ready === 0 && !force) {
        namedProject(command, '.');
      }
      return ready;
    });
  });
  return isWatched && code === 0 ? keys!.watch() : code;
}

/** Gets keys and checks credentials as the doctor does, while the files are checked; returns the exit code, which is 0 if astro is to be called. */
async function withKeys(keys: StartKeys, check: Promise<{ readonly code: number; readonly isUpdated?: boolean }>): Promise<number> {
  const begun = credentialFailures();
  try {
    const { code, isUpdated = false } = await check;
    const ready = code === 0 ? await keys.ready(isUpdated) : code;
    if (ready === 0) {
      // Airflow starts without credentials, too, and they can be fixed while it runs.
      const failures = begun ?? (isUpdated ? credentialFailures() : undefined);
      (await failures?.(isUpdated) ?? []).forEach(({ line, fix }) => tell(`projen-astro-airflow: ${line}\n${fix === undefined ? '' : `  Fix: ${fix}\n`}`));
    }
    return ready;
  } finally {
    keys.stop();
  }
}

/** Starts the doctor's checks of credentials; undefined if no credentials are mounted, so that nothing is loaded for them. */
function credentialFailures(): ReturnType<typeof import('../doctor/index').credentialFailures> | undefined {
  const directory = process.cwd();
  return canHaveCredentials(directory) ? doctor().credentialFailures(places().surroundingsOf(directory)) : undefined;
}

/** Checks the files, and updates them on request; returns the exit code, which is 0 if astro is to be called. */
async function checked(command: string, sync: boolean, force: boolean): Promise<{ readonly code: number; readonly isUpdated?: boolean }> {
  const directory = force ? projectOrNone() : projectDirectory(process.cwd());
  if (directory === undefined) {
    return { code: 0 };
  }
  const check = await driftCheck(directory, sync);
  // Somebody who ends the check wants no report, and no Airflow.
  if (check.signal !== undefined) {
    return { code: check.code };
  }
  // No drift, but on a fresh clone there is no .env yet, and Airflow would start without credentials and backend.
  const absent = check.code === 0 ? [...check.stdout.matchAll(PERSONAL_ABSENT)].map(([, name]) => name) : [];
  if (check.code !== 0 || hasNotes(check.stdout)) {
    tell(check.stderr + check.stdout);
  } else {
    tell((check.stderr.match(BEATING) ?? []).join(''));
  }
  if (force || (check.code === 0 && absent.length === 0)) {
    return { code: 0 };
  }
  const canUpdate = check.code === 1 || absent.length > 0;
  if (canUpdate && sync) {
    return { code: await update(directory), isUpdated: true };
  }
  tell(`projen-astro-airflow: astro dev ${command} was not run${absent.length > 0 ? withoutPersonal(absent) : '.'} ${canUpdate ? '--sync updates the files first, --force goes on without.' : '--force goes on without the check.'}\n`);
  return { code: canUpdate ? 1 : 2 };
}

/** The report calls such a project in sync, so what is in the way is said here. */
function withoutPersonal(names: readonly string[]): string {
  const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `: ${listed(names)} ${are} absent, as after each clone. Run "${writeCommand(process.cwd())}", which writes ${them}.`;
}

function projectOrNone(): string | undefined {
  try {
    return projectDirectory(process.cwd());
  } catch {
    return undefined;
  }
}

/** With `--sync`, notes count as drift too: on a fresh clone `.env` is written. */
function driftCheck(directory: string, strict: boolean): Promise<Ended> {
  const args = [BIN, 'drift', path.relative(process.cwd(), directory) || '.', '--format', 'text', ...(strict ? ['--strict'] : [])];
  return runForeground(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Does what `npx projen` does, with the projen that the project has. */
async function update(directory: string): Promise<number> {
  const projen = resolveBeside('projen/bin/projen', directory);
  const env = { ...process.env, PATH: programPath(directory) };
  const { code, signal } = await runForeground(process.execPath, [projen], { cwd: directory, env, stdio: ['ignore', 2, 2] });
  if (code === 0 || signal !== undefined) {
    return code;
  }
  throw new AstroAirflowError(`the files could not be updated: projen failed with exit code ${code}, so Airflow was left as it is. Fix what it says, then run again.`);
}

/** A report without notes has one line. */
function hasNotes(report: string): boolean {
  return report.trimEnd().includes('\n');
}

/** Standard output belongs to the Astro CLI. */
function tell(text: string): void {
  process.stderr.write(text);
}
