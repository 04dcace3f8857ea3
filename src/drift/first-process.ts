import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroAirflowError, reason } from '../text/error';

interface Step {
  readonly exec?: string;
  readonly execArgs?: readonly string[];
  readonly shell?: unknown;
  readonly env?: Environment;
}

type Environment = Readonly<Record<string, string>>;

/** As much of `.projen/tasks.json` as the check reads. */
interface TasksFile {
  readonly env?: Environment;
  readonly tasks?: Record<string, { readonly steps?: Step[]; readonly env?: Environment }>;
}

/** The first Node process of a default task. */
export interface FirstProcess {
  /** What Node runs: absolute. */
  readonly script: string;
  readonly args: readonly string[];
  /** Whether it is projen's task runner. */
  readonly isTaskRunner: boolean;
  /** Further variables of its environment. */
  readonly env: Environment;
  /** The rc file that it runs sooner or later, from the directory. */
  readonly rcFile: string;
}

/** The parts of a task and of a step that a run without projen's own task runner understands. */
const KNOWN_PARTS = new Set(['name', 'description', 'steps', 'env', 'exec', 'execArgs', 'shell']);

/** projen's way to find the programs of a Node project. npx takes half a second for it. */
const NPX_PATH = '$(npx -c "node --print process.env.PATH")';

/**
 * What runs the default task, and so the rc file, of the project in a directory. Where the task is one Node program, as
 * it is with an rc file in JavaScript or TypeScript, this is that program. In every other case it is projen's task runner.
 *
 * @throws AstroAirflowError if there is no default task
 */
export function firstProcess(directory: string): FirstProcess {
  const { env, tasks } = readTasks(directory) ?? {};
  const task = tasks?.default;
  const steps = Array.isArray(task?.steps) ? task.steps.filter(isStep) : [];
  if (task === undefined || steps.length === 0) {
    throw new AstroAirflowError('The default task has no step, so there is no rc file to run. Add a component that runs it, such as ProjenrcTs, and run the rc file once.');
  }
  const words = steps.flatMap((step) => step.execArgs ?? step.exec?.split(/\s+/) ?? []);
  // A step can be one that comes with projen (a rc file in JSON), or any program.
  const rcFile = [...words, ...fs.readdirSync(directory)].find((word) => /(^|[\\/])\.projenrc\.\w+$/.test(word)) ?? 'the rc file';
  const isKnown = steps.length === 1 && [...Object.keys(task), ...Object.keys(steps[0])].every((part) => KNOWN_PARTS.has(part));
  const program = isKnown ? programOf(steps[0], directory) : undefined;
  const variables = environment({ ...env, ...task.env, ...steps[0].env }, directory);
  return program !== undefined && variables !== undefined
    ? { ...program, isTaskRunner: false, env: variables, rcFile }
    : { script: taskRunner(directory), args: ['default'], isTaskRunner: true, env: {}, rcFile };
}

/** The file can have been edited, or half merged. */
function isStep(step: Step | null): step is Step {
  return typeof step === 'object' && step !== null && typeof (step.exec ?? '') === 'string' && Array.isArray(step.execArgs ?? []);
}

function readTasks(directory: string): TasksFile | null {
  try {
    return JSON.parse(fs.readFileSync(path.join(directory, '.projen', 'tasks.json'), 'utf-8')) as TasksFile | null;
  } catch (error) {
    throw new AstroAirflowError(`.projen/tasks.json cannot be read: ${reason(error)}. Run the check in the directory of a projen project, after its rc file has run once.`);
  }
}

/** The Node program that a step runs; undefined if it is something else. */
function programOf(step: Step, directory: string): { script: string; args: string[] } | undefined {
  const [program, ...args] = wordsOf(step);
  if (program === 'node') {
    return args.length === 0 || args[0].startsWith('-') ? undefined : { script: path.resolve(directory, args[0]), args: args.slice(1) };
  }
  const script = program === undefined ? undefined : binFolders(directory).map((folder) => path.join(folder, program)).find(isNodeScript);
  return script === undefined ? undefined : { script, args };
}

/**
 * The words of a step's command, without an `npx` that would find the project's own program. Empty if a shell would do
 * more with the command than cut it at its blanks.
 */
function wordsOf({ exec, execArgs, shell }: Step): readonly string[] {
  const words = execArgs ?? (exec !== undefined && /^[\w@./:=\\ -]+$/.test(exec) ? exec.trim().split(/ +/) : []);
  if (Array.isArray(shell)) {
    const [program, ...flags] = shell as string[];
    return program === 'npx' && flags.at(-1) === '-c' && /^(-y )?-p [\w@./-]+ -c$/.test(flags.join(' ')) ? words : [];
  }
  const [first, ...rest] = words;
  return first === 'npx' ? rest.slice(rest.findIndex((word) => word !== '-y' && word !== '--no')) : words;
}

/** The folders of a Node project's programs, the nearest first, as npm searches them. */
function binFolders(directory: string): string[] {
  const parent = path.dirname(directory);
  return [path.join(directory, 'node_modules', '.bin'), ...(parent === directory ? [] : binFolders(parent))];
}

/** Whether it is a file that the system would run with Node. Some package managers write shell scripts instead. */
function isNodeScript(file: string): boolean {
  try {
    const descriptor = fs.openSync(file, 'r');
    try {
      const start = Buffer.alloc(64);
      return /^#!\S*\b(env )?node\b/.test(start.toString('latin1', 0, fs.readSync(descriptor, start)).split('\n')[0]);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/** The variables of a task; undefined if one is the output of a command that only projen's task runner runs. */
function environment(declared: Environment, directory: string): Environment | undefined {
  const known = Object.entries(declared).map(([name, value]) => [name, name === 'PATH' && value === NPX_PATH ? programPath(directory) : value]);
  return known.some(([, value]) => value.startsWith('$(')) ? undefined : (Object.fromEntries(known) as Environment);
}

/** The PATH with the programs of a Node project first, as npx has it. */
export function programPath(directory: string): string {
  return [...binFolders(directory), process.env.PATH].join(path.delimiter);
}

/** projen's own runner of tasks, the project's or that of the projen beside this package. */
function taskRunner(directory: string): string {
  return require.resolve('projen/lib/run-task.cjs', { paths: [directory, __dirname] });
}
