import fs from 'node:fs';
import path from 'node:path';
import { AstroAirflowError } from '../text/error';
import { posixRelative } from '../text/posix-path';
import { posixWord } from '../text/shell-words';

const TASKS = path.join('.projen', 'tasks.json');

interface TasksFile {
  readonly tasks?: { readonly [name: string]: { readonly steps?: ReadonlyArray<{ readonly cwd?: string; readonly exec?: string } | null> } | undefined };
}

/**
 * The directory of the projen project that a directory is in; of a subproject that of its root, whose rc file writes the
 * whole tree.
 *
 * @throws AstroAirflowError if it is in none
 */
export function projectDirectory(from: string): string {
  const nearest = nearestProject(from);
  if (nearest === undefined) {
    throw new AstroAirflowError('There is no projen project here (no .projen/tasks.json in this directory or above). Run the command in one, after its rc file has run once; --force calls astro without the check.');
  }
  return rootOf(nearest);
}

/** The nearest directory, this one or one above, in which a projen project has been synthesized; undefined if there is none. */
export function nearestProject(from: string): string | undefined {
  return above(from).find((directory) => fs.existsSync(path.join(directory, TASKS)));
}

/** Whether the rc file of the project that a directory is in is in Python: a command runs without it, so the language of the process says nothing. */
export function isPythonProject(from: string): boolean {
  // Loaded where it is used: most commands do without the drift check.
  const { defaultTask } = require('../drift/default-task') as typeof import('../drift/default-task');
  const nearest = nearestProject(path.resolve(from));
  try {
    return nearest !== undefined && defaultTask(rootOf(nearest)).rcFile.endsWith('.py');
  } catch {
    // A project without an rc file.
    return false;
  }
}

/** What a user types in a directory to run the rc file. */
export function writeCommand(from: string): string {
  return isPythonProject(from) ? 'projen' : 'npx projen';
}

/** What a user types in a directory for a command of this package: the project's task, or the program itself. */
export function commandFor(name: string, from: string): string {
  const npx = isPythonProject(from) ? '' : 'npx ';
  const steps: unknown = tasksIn(path.resolve(from))?.tasks?.[name]?.steps;
  // A file of half a merge can have anything there.
  const isTask = Array.isArray(steps) && steps.some((step: { readonly exec?: unknown } | null) => `${String(step?.exec)} `.includes(`projen-astro-airflow ${name} `));
  return isTask ? `${npx}projen ${name}` : `${npx}projen-astro-airflow ${name}`;
}

/** Commands that messages name and that take a directory; the others run in the project's. */
const WITH_DIRECTORY: readonly string[] = ['doctor', 'login', 'try'];

/**
 * What a user types for a command of this package: in the current directory if it takes a directory, else in the project's.
 *
 * @param folder the Astro project's, as the operating system knows it
 */
export function commandIn(name: string, folder: string): string {
  const way = posixRelative(process.cwd(), folder);
  return way === '' || !WITH_DIRECTORY.includes(name) ? commandFor(name, folder) : programFor(`${name} ${posixWord(way)}`, folder);
}

/** What a user types for the program itself, with arguments. */
export function programFor(words: string, from: string): string {
  return `${isPythonProject(from) ? '' : 'npx '}projen-astro-airflow ${words}`;
}

function above(directory: string): string[] {
  const parent = path.dirname(directory);
  return [directory, ...(parent === directory ? [] : above(parent))];
}

/** projen gives a subproject a default task of one step, which runs that of the root where the root is. */
function rootOf(directory: string): string {
  const steps = tasksIn(directory)?.tasks?.default?.steps;
  const { cwd, exec } = (steps?.length === 1 ? steps[0] : undefined) ?? {};
  const root = typeof cwd === 'string' && /\bprojen default$/.test(String(exec)) ? path.resolve(directory, cwd) : directory;
  return fs.existsSync(path.join(root, TASKS)) ? root : directory;
}

/** Undefined where it cannot be read: the check says why. */
function tasksIn(directory: string): TasksFile | null | undefined {
  try {
    return JSON.parse(fs.readFileSync(path.join(directory, TASKS), 'utf-8')) as TasksFile | null;
  } catch {
    return undefined;
  }
}
