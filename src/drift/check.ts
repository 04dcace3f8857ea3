import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Collected } from './collect';
import { ORDER, type Order } from './order';
import type { DriftReport } from './report';
import { AstroAirflowError } from '../private/error';
import { reason } from '../private/user-file';

/** As much of `.projen/tasks.json` as the check reads. */
interface TasksFile {
  readonly tasks?: Record<string, { readonly steps?: ReadonlyArray<{ readonly exec?: string; readonly execArgs?: readonly string[] }> }>;
}

/**
 * Runs the project's own default task, which runs its rc file in whatever language, with nothing below the project
 * written, and says what a real run would change.
 *
 * @param directory the directory of the root project
 * @param print is given what the rc file prints
 * @throws AstroAirflowError if the files could not be compared
 */
export function checkDrift(directory: string, print: (text: string) => void): DriftReport {
  const rcFile = rcFileOf(directory);
  const temporary = temporaryDirectory();
  try {
    const result = path.join(temporary, 'result.json');
    const order: Order = { directory, result };
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [require.resolve('projen/lib/run-task.cjs'), 'default'], {
      cwd: directory,
      env: { ...process.env, PROJEN_DISABLE_POST: 'true', [ORDER]: JSON.stringify(order), NODE_OPTIONS: nodeOptions() },
      encoding: 'utf-8',
      maxBuffer: Infinity,
    });
    print(withoutTaskLines(stdout + stderr));
    if (status !== 0) {
      throw new AstroAirflowError(`${rcFile} failed${signal === null ? '' : ` (${signal})`}, so nothing could be compared. Mend what it says above, then run again.`);
    }
    if (!fs.existsSync(result)) {
      throw new AstroAirflowError(`${rcFile} ended without a call of synth(), so nothing could be compared. Call project.synth() at its end.`);
    }
    const { files, inSync } = JSON.parse(fs.readFileSync(result, 'utf-8')) as Collected;
    return { files, inSync, rcFile, command: 'npx projen' };
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/** The rc file, from the default task that runs it. */
function rcFileOf(directory: string): string {
  const file = path.join(directory, '.projen', 'tasks.json');
  let tasks: TasksFile;
  try {
    tasks = JSON.parse(fs.readFileSync(file, 'utf-8')) as TasksFile;
  } catch (error) {
    throw new AstroAirflowError(`.projen/tasks.json cannot be read: ${reason(error)}. Run the check in the directory of a projen project, after its rc file has run once.`);
  }
  const steps = tasks.tasks?.default?.steps ?? [];
  if (steps.length === 0) {
    throw new AstroAirflowError('The default task has no step, so there is no rc file to run. Add a component that runs it, such as ProjenrcTs, and run the rc file once.');
  }
  const words = steps.flatMap((step) => step.execArgs ?? step.exec?.split(/\s+/) ?? []);
  return words.find((word) => /(^|[\\/])\.projenrc\.\w+$/.test(word)) ?? 'the rc file';
}

/** Node's own option to load the hook first in every Node process, behind what the user has there. */
function nodeOptions(): string {
  const hook = require.resolve('./hook').replace(/["\\]/g, '\\$&');
  return [process.env.NODE_OPTIONS, `--require "${hook}"`].filter(Boolean).join(' ');
}

function temporaryDirectory(): string {
  try {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'projen-drift-'));
  } catch (error) {
    throw new AstroAirflowError(`The temporary folder ${os.tmpdir()} cannot be used: ${reason(error)}. Make room in it, or set TMPDIR to another.`);
  }
}

/** What projen's task runner itself says of the task is no news to somebody who asked for a check. */
function withoutTaskLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\S* ?default \| |Task "default" failed when executing/u.test(line))
    .join('\n');
}
