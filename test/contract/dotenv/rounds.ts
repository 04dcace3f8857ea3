import * as path from 'node:path';
import type { RowRun } from '../row';
import { mustRun } from '../tools/program';

/** A project whose block of `.env` is another one in each round. */
export interface Rounds {
  /** Its `.env`, with the user's line `MINE=1` from before the first synth. */
  readonly file: string;
  /** Synthesizes it once more, in a process beside this one. */
  readonly synth: (round: number, env?: NodeJS.ProcessEnv) => Promise<unknown>;
}

/** Makes such a project in a folder of the row, and synthesizes it. */
export function rounds(run: RowRun, name: string): Rounds {
  const directory = path.join(run.work, name);
  run.packages.synthesize(directory, {
    image: 'astrocrpublic.azurecr.io/runtime:3.1-12',
    files: { '.env': 'MINE=1\n' },
    rc: "new astro.LocalAirflow(project).addDotenvKey('ROUND', process.env.ROUND ?? '0');",
  });
  return {
    file: path.join(directory, '.env'),
    synth: (round, env = process.env) => mustRun(process.execPath, ['.projenrc.js'], { cwd: directory, env: { ...env, ROUND: String(round), PROJEN_DISABLE_POST: '1', NODE_ENV: '' } }),
  };
}
