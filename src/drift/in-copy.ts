import fs from 'node:fs';
import path from 'node:path';
import { isatty } from 'node:tty';
import { collect, NO_FILE_OF_A_PROJECT, type Comparison } from './collect';
import { COPY, withHook, type CopyOrder, type ProcessFacts } from './copy-order';
import { culpritOf, type DefaultTask } from './default-task';
import { diskOf } from './disk';
import { noFacts, type Facts } from './facts';
import { ManagedPaths } from './managed-paths';
import { resolveBeside } from './node-program';
import { failureOf, notCompared, whyNot, type Outcome } from './outcome';
import { print } from './printing';
import { repositoryOf } from './repository';
import { isIn } from '../dry-run/changes';
import { Interruption } from '../dry-run/copy/child';
import { Copy } from '../dry-run/copy/copy';
import { Ignored } from '../dry-run/copy/ignored';
import { Original } from '../dry-run/copy/original';
import { makePlace, megabytes, removeTree, sweep } from '../dry-run/copy/place';
import { planOf, type Step } from '../dry-run/copy/plan';
import { withoutPrinted, type Printed } from '../dry-run/output';
import { isDotenvName } from '../text/dotenv-text';
import { projenCommand } from '../text/projen-command';
import { UNDER_CHECK } from '../text/under-check';

/** The start of the names of the folders for copies. */
const NAME = 'projen-drift-';
/** Variables that make git work on another repository than that of the current directory. */
const OF_ANOTHER_REPOSITORY = /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|CEILING_DIRECTORIES|CONFIG|CONFIG_PARAMETERS|INTERNAL_.*)$/;
/** The user's own folders, which can be above the repository or in it. */
const OWN_FOLDER = /^(HOME|USERPROFILE|TMPDIR|TEMP|TMP|XDG_\w+|NODE_COMPILE_CACHE)$/;
const UNTOLD = 'Nothing is known of the components of the rc file, because it ran under bun or deno, or with NODE_OPTIONS of its own: a deleted sample counts as missing, and lines that override a declaration are not listed.';
/** Number of files in a checkout from which a synth itself would be faster. */
const MANY = 10_000;

/** The result of a check in a copy. */
export interface InCopy {
  readonly outcome: Outcome;
  /** How the check was done, for `--verbose`. */
  readonly how: string;
}

/**
 * Runs the default task in a copy of the checkout, and compares the result.
 *
 * @param attempt the process that has given up the check in memory and waits for this one, with its output
 */
export async function checkInCopy(task: DefaultTask, comparison: Comparison, attempt?: { readonly parent: number; readonly printed: Printed }): Promise<InCopy> {
  let place: string | undefined;
  const output = heldOutput();
  const cleanUp = (): void => {
    output.release();
    if (place !== undefined && !removeTree(place)) {
      print(fs, 2, `projen-astro-airflow: the copy ${place} could not be removed, because a program that the run has started still writes there. End it; the next check removes the copy.\n`);
    }
  };
  const interruption = new Interruption(cleanUp, attempt?.parent);
  try {
    sweep(NAME);
    const top = copiedFor(comparison.directory);
    const managed = new ManagedPaths(top);
    const ignored = new Ignored(top);
    const steps = await planOf({ top, ignored, isWritten: (file) => isIn(file, comparison.directory) || managed.has(file) });
    const size = sizeOf(steps);
    place = makePlace(NAME, { size, files: steps.length, outside: top, hasPrograms: steps.some((step) => step.kind === 'file' && (step.stats.mode & 0o111) !== 0) });
    const copy = new Copy(place, top);
    const original = new Original(top, ignored, (file) => managed.has(file) || isDotenvName(path.basename(file)), steps);
    await copy.make(steps, isDotenvName);

    const facts = path.join(place, 'facts');
    fs.mkdirSync(facts);
    const failed = failedSteps(isForRunner(task));
    const unprinted = withoutPrinted(attempt?.printed ?? { length: 0, digest: '' });
    const code = await interruption.run({
      ...programOf(task, comparison.directory, copy),
      cwd: copy.pathOf(comparison.directory),
      env: environmentOf(task, comparison.directory, top, copy, { root: copy.root, facts }),
      onLines: (lines) => output.print(unprinted(Buffer.from(copy.asOriginal(failed.seen(lines)), 'latin1'))),
    });
    output.print(unprinted(Buffer.alloc(0), true));
    const outcome = outcomeOf();
    const changed = original.changed(copy.reached(), copy.copiedAt);
    const count = steps.filter(({ kind }) => kind === 'file').length;
    return {
      outcome: changed.length === 0 ? outcome : notCompared(`${listOf(changed)} changed while the run was held in a copy, by a program that reached it or by another one`),
      how: `a copy of ${count.toLocaleString('en')} files (${megabytes(size)}) in ${path.dirname(place)}${count > MANY ? '; for so many a synth is faster' : ''}`,
    };

    function outcomeOf(): Outcome {
      const known = read(facts, copy);
      const manifest = path.join(comparison.directory, '.projen', 'files.json');
      // A synth reads it, in whatever language.
      const isSynthesized = known.length > 0 ? known.some((one) => one.isSynthesized) : copy.isUnread(manifest) ? false : undefined;
      const error = code === 0 ? undefined : known.find((one) => one.error !== undefined)?.error;
      const failure = failureOf({ code, error, culprit: failed.culprit, isSynthesized }, task.rcFile);
      if (failure !== undefined) {
        return failure;
      }
      const changes = copy.changes(NO_FILE_OF_A_PROJECT);
      const all = known.length === 0 ? managed.facts(changes, ignored) : together(known.map((one) => one.facts));
      const command = projenCommand(known.find((one) => one.command !== undefined)?.command, task.rcFile);
      const found = collect({ changes, written: [], facts: all }, diskOf(fs), comparison);
      return { report: { ...found, rcFile: task.rcFile, command, ...(known.length === 0 ? { untold: UNTOLD } : {}) } };
    }
  } catch (error) {
    return { outcome: notCompared(whyNot(error)), how: 'a copy' };
  } finally {
    cleanUp();
    interruption.close();
  }
}

/** The output of the run. If it could go to a log in the checkout, it is held back: the log would be a file that changed meanwhile. */
function heldOutput(): { print(piece: Buffer): void; release(): void } {
  const waiting: Buffer[] = [];
  const isTerminal = isatty(2);
  return {
    print: (piece) => (isTerminal ? print(fs, 2, piece) : void waiting.push(piece)),
    release: () => print(fs, 2, Buffer.concat(waiting.splice(0))),
  };
}

/** The directory that is copied for a project: its repository, unless the repository ignores the project. */
function copiedFor(directory: string): string {
  const repository = repositoryOf(directory);
  return new Ignored(repository).covers(directory) ? directory : repository;
}

/** The size of a copy on the disk, in bytes. */
function sizeOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { kind, stats }) => sum + 4096 + (kind === 'file' ? Math.min(stats.size, stats.blocks === 0 ? stats.size : stats.blocks * 512) : 0), 0);
}

/** Whether a task is run by projen's own task runner. */
function isForRunner({ program }: DefaultTask): boolean {
  return program === undefined || program.isFromShell === true;
}

function programOf(task: DefaultTask, directory: string, copy: Copy): { readonly command: string; readonly args: readonly string[] } {
  const command = process.execPath;
  const { program } = task;
  if (program === undefined || isForRunner(task)) {
    return { command, args: [resolveBeside('projen/lib/run-task.cjs', directory), 'default'] };
  }
  const { script, args, tsx } = program;
  const launcher = tsx === undefined ? [] : [path.join(tsx.directory, 'dist', 'cli.mjs'), ...(tsx.tsconfig === undefined ? [] : ['--tsconfig', tsx.tsconfig])];
  return { command, args: [...launcher, copy.pathOf(script), ...args] };
}

function environmentOf({ program }: DefaultTask, directory: string, top: string, copy: Copy, order: CopyOrder): NodeJS.ProcessEnv {
  const here = copy.pathOf(directory);
  const own = { ...process.env, ...program?.env };
  const kept = Object.entries(own).filter(([name]) => !OF_ANOTHER_REPOSITORY.test(name));
  const moved = kept.map(([name, value]) => [name, OWN_FOLDER.test(name) ? value : moveInto(value, top, copy.root)]);
  return {
    ...Object.fromEntries(moved),
    ...UNDER_CHECK,
    PROJEN_DISABLE_POST: 'true',
    PWD: here,
    INIT_CWD: here,
    // Python would write its cache to the targets of links.
    PYTHONDONTWRITEBYTECODE: '1',
    NODE_OPTIONS: withHook(own.NODE_OPTIONS),
    [COPY]: JSON.stringify(order),
  };
}

/** A variable with the copy's paths in place of the original's. */
function moveInto(value: string | undefined, top: string, root: string): string | undefined {
  return value?.split(path.delimiter).map((one) => (one === top || one.startsWith(top + path.sep) ? root + one.slice(top.length) : one)).join(path.delimiter);
}

/** Removes what projen's task runner prints about the task itself, but not which step failed. */
function failedSteps(isOfRunner: boolean): { culprit: string | undefined; seen(lines: string): string } {
  let isInStack = false;
  const isNews = (line: string): boolean => {
    const [, command] = /^Error: Task "default[^"]*" failed when executing "(.*)" \(cwd: .*\)$/.exec(line) ?? [];
    if (command !== undefined) {
      found.culprit = culpritOf(command);
    }
    const isFrame = /^ +at /.test(line);
    isInStack = command !== undefined || (isInStack && isFrame);
    // The frames of this package in a stack help no user.
    return !isInStack && !(isFrame && line.includes(__dirname + path.sep)) && !/^(?:👾|ð\x9f\x91¾) default[^|]{0,200} \| /.test(line);
  };
  // Of a failure before its first step, and between them, the task runner names no command.
  const found = { culprit: isOfRunner ? 'The default task' : undefined, seen: (lines: string): string => lines.split('\n').filter(isNews).join('\n') };
  return found;
}

/** The facts that the processes of the run reported, with the paths of the original. */
function read(folder: string, copy: Copy): ProcessFacts[] {
  return fs.readdirSync(folder).map((name) => JSON.parse(copy.asOriginal(fs.readFileSync(path.join(folder, name), 'utf-8'))) as ProcessFacts);
}

function together(all: readonly Facts[]): Facts {
  return all.reduce((one, other) => ({
    managed: [...one.managed, ...other.managed],
    mayBeAbsent: { ...one.mayBeAbsent, ...other.mayBeAbsent },
    samples: [...one.samples, ...other.samples],
    sampleDirectories: [...one.sampleDirectories, ...other.sampleDirectories],
    overridden: { ...one.overridden, ...other.overridden },
    notes: { ...one.notes, ...other.notes },
  }), noFacts());
}

function listOf(names: readonly string[]): string {
  const more = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
