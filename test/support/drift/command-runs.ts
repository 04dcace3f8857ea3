import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { BIN, CHILD, environment } from './command';
import type { Runs } from './oracle';
import type { DriftReport } from '../../../src/drift/report';

/** With these variables an rc file that begins with `MAY_START_A_CHILD` is one that only a copy can hold. */
export const FORCED = { ALWAYS_A_CHILD: 'yes' };
export const MAY_START_A_CHILD = `if (process.env.ALWAYS_A_CHILD) ${CHILD}`;

/** Makes a git repository for a project, so that subprojects beside it are in the same one. */
export function initRepository(outer: string): string {
  spawnSync('git', ['init', '--quiet'], { cwd: outer });
  return outer;
}

/** Runs a Node program in a project, without what follows a synth. */
export function runNode(directory: string, env: Readonly<Record<string, string>>, ...args: string[]): { status: number | null; stdout: string } {
  return spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf-8', env: environment({ PROJEN_DISABLE_POST: 'true', ...env }) });
}

/**
 * Runs a project through the command lines of projen and of the check.
 *
 * @param modules the folder that has projen
 * @param first how the project comes about
 */
export function throughTheCommandLine(modules: string, env: Readonly<Record<string, string>>, first: Pick<Runs, 'declare' | 'create'>): Runs {
  return {
    ...first,
    synth(directory) {
      if (runNode(directory, env, path.join(modules, 'projen/bin/projen'), '--no-post').status !== 0) {
        throw new Error('failed');
      }
    },
    check(directory) {
      const { status, stdout } = runNode(directory, env, BIN, 'drift', '--format', 'json');
      const report = JSON.parse(stdout) as DriftReport;
      if (status === 2) {
        throw new Error('failed');
      }
      expect(status).toBe(report.files.some((file) => ['missing', 'modified', 'orphaned'].includes(file.status)) ? 1 : 0);
      return { files: report.files, isOptional: () => undefined };
    },
    // Without them nothing runs.
    isLeft: (file) => ['.projenrc.js', '.projen/tasks.json'].includes(file),
  };
}
