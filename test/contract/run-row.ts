import * as fs from 'node:fs';
import * as path from 'node:path';
import { CleanUps } from './clean-ups';
import type { Packages } from './packages';
import { NotPrepared, Skipped, type CheckResult, type Row, type RowResult, type RowRun } from './row';

/** How rows are run. */
export interface RunOptions {
  readonly packages: Packages;
  readonly cache: string;
  readonly latest: boolean;
  /** Only checks with this text in their name, in any case. */
  readonly only?: string;
  /** Where progress goes; nowhere if it is not given. */
  readonly progress?: (text: string) => void;
}

/** The check that fails where a row cannot begin. */
export const NOT_READY = 'can be made ready';

/** The rows under way: an interrupted run has to undo what they did. */
const underWay = new Set<CleanUps>();

/** Undoes what all rows under way did; for a run that is interrupted. */
export function cleanUpAll(): void {
  underWay.forEach((cleanUps) => cleanUps.run());
}

/** Where the rows work. What a killed run left there is of no use. */
export function workFolder(cache: string): string {
  const folder = path.join(cache, 'work');
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Runs a row. The result has what goes wrong in it. */
export async function runRow(row: Row, options: RunOptions): Promise<RowResult> {
  const start = performance.now();
  const checks: CheckResult[] = [];
  const versions: Record<string, string> = {};
  const cleanUps = new CleanUps();
  underWay.add(cleanUps);
  const folder = fs.mkdtempSync(path.join(workFolder(options.cache), `${row.name}-`));
  cleanUps.add(() => fs.rmSync(folder, { recursive: true, force: true }));
  const work = path.join(folder, 'files');
  fs.mkdirSync(work);
  // Node looks for modules from a file upward, and finds this repository's own before what NODE_PATH names.
  fs.symlinkSync(options.packages.modules, path.join(folder, 'node_modules'), 'junction');
  const tell = (text: string): void => options.progress?.(`${row.name}: ${text}`);
  const wants = (name: string): boolean => options.only === undefined || name.toLowerCase().includes(options.only.toLowerCase());
  const check = async (name: string, body: () => Promise<void> | void): Promise<void> => {
    const result = await attempt(name, body);
    checks.push(result);
    tell(`${result.outcome}: ${name}${result.reason === undefined ? '' : `: ${result.reason}`}`);
  };
  const run: RowRun = {
    packages: options.packages,
    cache: options.cache,
    work,
    latest: options.latest,
    check: async (name, body) => wants(name) ? check(name, body) : undefined,
    wants: (...names) => names.some(wants),
    version: (system, version) => void (versions[system] = version),
    cleanUp: (undo) => cleanUps.add(undo),
    progress: tell,
  };
  try {
    await row.run(run);
  } catch (error) {
    // A row that cannot begin is no row that passes.
    await check(NOT_READY, () => {
      throw error;
    });
  } finally {
    cleanUps.run();
    underWay.delete(cleanUps);
  }
  return { name: row.name, title: row.title, versions, checks, seconds: (performance.now() - start) / 1000 };
}

async function attempt(name: string, body: () => Promise<void> | void): Promise<CheckResult> {
  const start = performance.now();
  const result = (outcome: CheckResult['outcome'], reason?: string): CheckResult =>
    ({ name, outcome, ...(reason !== undefined && { reason }), seconds: (performance.now() - start) / 1000 });
  try {
    await body();
    return result('passed');
  } catch (error) {
    if (error instanceof Skipped) {
      return result('skipped', error.message);
    }
    const { message, stack } = error as Error;
    return result('failed', error instanceof NotPrepared ? message : stack ?? message);
  }
}
