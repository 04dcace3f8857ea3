import * as fs from 'node:fs';
import * as path from 'node:path';
import { changesBetween, stateOf } from './file-tree';
import type { ProjectSpec } from './project-spec';
import type { OracleCase } from './random-cases';
import { apply } from './random-edits';
import type { FileReport } from '../../../src/drift/report';
import { Left } from '../dry-run/patched-module';
import { treeState } from '../projects';

/** How a project is run: in this process, or in one of its own. */
export interface Runs {
  /** Files that nobody edits. */
  readonly isLeft: (file: string) => boolean;
  /** Writes the rc file. */
  declare(directory: string, spec: ProjectSpec): void;
  /** The first synth. */
  create(directory: string): void;
  /** @throws what the rc file throws */
  synth(directory: string): void;
  /** @throws what the rc file throws */
  check(directory: string): Checked;
}

export interface Checked {
  readonly files: readonly FileReport[];
  /** Whether nobody misses a file on a fresh clone; undefined where that is not known. */
  readonly isOptional: (absolute: string) => boolean | undefined;
}

/** Of each file what was said of it, or what happened to it; or why nothing was. */
type Outcome = Record<string, string> | { readonly threw: string };

/**
 * Prepares a directory as a case describes it, checks it, and then synthesizes it for real.
 *
 * @param outer an empty directory; the project comes into one below, since subprojects can lie beside it
 * @returns what the check said, and what it should have, since that is what the synth then did; undefined where the check
 *   in memory gave up
 */
export function saidAndDone(outer: string, { start, before, edits, after }: OracleCase, runs: Runs): { said: Outcome; done: Outcome } | undefined {
  const directory = path.join(outer, 'project');
  fs.mkdirSync(directory, { recursive: true });
  start.forEach((one) => apply(directory, one, runs.isLeft));
  runs.declare(directory, before);
  // One that fails half-way is a tree to be checked as any other.
  outcomeOf(() => (runs.create(directory), {}));
  edits.forEach((one) => apply(directory, one, runs.isLeft));
  runs.declare(directory, after);

  const untouched = treeState(outer);
  let checked: Checked | undefined;
  let hasLeft = false;
  const said = outcomeOf(() => {
    checked = unlessLeft(() => runs.check(directory));
    hasLeft = checked === undefined;
    return Object.fromEntries((checked?.files ?? []).filter(({ status }) => status !== 'overridden').map((file) => [file.path, file.status]));
  });
  expect(treeState(outer)).toEqual(untouched);

  const old = stateOf(outer, 'project');
  const done = outcomeOf(() => {
    runs.synth(directory);
    const changes = Object.entries(changesBetween(old, stateOf(outer, 'project')));
    return Object.fromEntries(changes.map(([name, change]) => [name, change === 'missing' && isSkipped(name, path.join(directory, name)) ? 'skipped' : change]));
  });
  return hasLeft ? undefined : { said, done };

  function isSkipped(name: string, absolute: string): boolean {
    return checked?.isOptional(absolute) ?? (said as Record<string, string>)[name] === 'skipped';
  }
}

function unlessLeft<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Left) {
      return undefined;
    }
    throw error;
  }
}

function outcomeOf(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    const { message } = error as Error;
    // An error of the system names the call that failed, which is not always the same one.
    return { threw: /^E[A-Z]+(?=: )/.exec(message)?.[0] ?? message };
  }
}
