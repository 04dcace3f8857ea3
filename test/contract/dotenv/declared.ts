import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RowRun } from '../row';
import type { Declaration } from './declarations';
import { scratch } from './scratch';
import { mustRun } from '../tools/program';

/** A declaration, and the file of the user's that it comes to. */
export interface Case {
  readonly declaration: Declaration;
  readonly user: string;
}

/** The text of a file that was written, or why it was not. */
export type Written = string | { readonly refused: string };

/** What the package made of a case. */
export interface Outcome {
  /** Why the declaration is refused. */
  readonly refused?: string;
  /** The file where there was none. */
  readonly alone: Written;
  /** The file beside the user's lines. */
  readonly beside: Written;
}

/** Declares all cases through the package, in one process. */
export async function declareAll(run: RowRun, cases: readonly Case[]): Promise<Outcome[]> {
  // Copied, so that it finds the package of this run and not the modules of this repository.
  const program = path.join(run.work, 'declare.js');
  fs.copyFileSync(path.join(__dirname, 'declare.js'), program);
  const input = cases.map(({ declaration, user }) => `${JSON.stringify({ ...declaration, user })}\n`).join('');
  const directory = scratch(run);
  const { stdout } = await mustRun(process.execPath, [program], { cwd: directory, env: run.packages.environment(), input });
  fs.rmSync(directory, { recursive: true });
  return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Outcome);
}
