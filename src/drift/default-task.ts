import fs from 'node:fs';
import path from 'node:path';
import { nodeProgram, programPath, type NodeProgram, type Step } from './node-program';
import { EJECTED } from '../text/ejected';
import { AstroAirflowError, reason } from '../text/error';

type Environment = Readonly<Record<string, string>>;

/** As much of `.projen/tasks.json` as the check reads. */
interface TasksFile {
  readonly env?: Environment;
  readonly tasks?: Record<string, { readonly steps?: Step[]; readonly env?: Environment }>;
}

/** The default task of a project, which runs its rc file. */
export interface DefaultTask {
  /** The rc file that it runs sooner or later, from the directory. */
  readonly rcFile: string;
  /** The one Node program that it is; undefined if it is anything else. */
  readonly program?: NodeProgram & { readonly env: Environment };
}

/** The parts of a task and of a step that a run without projen's own task runner understands. */
const KNOWN_PARTS = new Set(['name', 'description', 'steps', 'env', 'exec', 'execArgs', 'shell']);

/** How projen finds the programs of a project with each package manager; to ask the manager takes half a second. */
const PROGRAM_PATHS = new Set([
  '$(npx -c "node --print process.env.PATH")',
  '$(pnpm -c exec "node --print process.env.PATH")',
  '$(yarn exec node --print process.env.PATH)',
]);
/** Bun answers with what it was given. */
const SAME_PATH = '$(bun --eval "console.log(process.env.PATH)")';

/**
 * The default task of the project in a directory.
 *
 * @throws AstroAirflowError if there is none
 */
export function defaultTask(directory: string): DefaultTask {
  const { env, tasks } = readTasks(directory) ?? {};
  const task = tasks?.default;
  const steps = Array.isArray(task?.steps) ? task.steps.filter(isStep) : [];
  if (task === undefined || steps.length === 0) {
    if (isEjected(directory)) {
      throw new AstroAirflowError(
        `${EJECTED}: no rc file writes its files any more, so there is nothing to compare. Start Airflow with "astro dev start"; "npx projen-astro-airflow login" still gets the keys of a session.`,
      );
    }
    throw new AstroAirflowError('The default task has no step, so there is no rc file to run. Add a component that runs it, such as ProjenrcTs, and run the rc file once.');
  }
  const words = steps.flatMap((step) => step.execArgs ?? step.exec?.split(/\s+/) ?? []);
  // A step can be one that comes with projen (an rc file in JSON), or any program.
  const rcFile = [...words, ...fs.readdirSync(directory)].find(isRcFile) ?? 'the rc file';
  const isKnown = steps.length === 1 && task.steps!.length === 1 && [...Object.keys(task), ...Object.keys(steps[0])].every((part) => KNOWN_PARTS.has(part));
  const program = isKnown ? nodeProgram(steps[0], directory) : undefined;
  const variables = environment({ ...env, ...task.env, ...steps[0].env }, directory);
  return { rcFile, program: program && variables && { ...program, env: variables } };
}

/** Whether "projen eject" has run in a directory: it leaves a copy of projen's task runner there ("Tasks.synthesize" of 0.103), and no default task. */
function isEjected(directory: string): boolean {
  return ['run-task.cjs', 'run-task'].some((name) => fs.existsSync(path.join(directory, 'scripts', name)));
}

/** What a command is called that failed; undefined if it runs the rc file. */
export function culpritOf(command: string): string | undefined {
  return runsRcFile(command) ? undefined : `The step \`${command}\` of the default task`;
}

/** Whether a step's command is what runs the rc file; projen's own runs one in JSON. */
export function runsRcFile(command: string): boolean {
  return command.split(/\s+/).some(isRcFile) || command.includes('run-projenrc-json');
}

function isRcFile(word: string): boolean {
  return /(^|[\\/])\.projenrc\.\w+$/.test(word);
}

/** The file can have been edited, or half merged. */
function isStep(step: Step | null): step is Step {
  const { exec = '', execArgs = [] } = step ?? { exec: null };
  return typeof exec === 'string' && Array.isArray(execArgs) && execArgs.every((word) => typeof word === 'string');
}

function readTasks(directory: string): TasksFile | null {
  try {
    return JSON.parse(fs.readFileSync(path.join(directory, '.projen', 'tasks.json'), 'utf-8')) as TasksFile | null;
  } catch (error) {
    throw new AstroAirflowError(`There is no projen project that can be checked in ${directory}: .projen/tasks.json cannot be read (${reason(error)}). Run the check in the directory of a projen project, after its rc file has run once.`);
  }
}

/** The variables of a task; undefined if Node reads one as it starts, or if one is no text or the output of a command that only projen runs. */
function environment(declared: Environment, directory: string): Environment | undefined {
  const known = Object.entries(declared).map(([name, value]) => [name, name === 'PATH' ? pathOf(value, directory) : value]);
  return known.some(([name, value]) => name.startsWith('NODE_') || typeof value !== 'string' || value.startsWith('$(')) ? undefined : (Object.fromEntries(known) as Environment);
}

function pathOf(value: string, directory: string): string {
  return PROGRAM_PATHS.has(value) ? programPath(directory) : value === SAME_PATH ? (process.env.PATH ?? '') : value;
}
