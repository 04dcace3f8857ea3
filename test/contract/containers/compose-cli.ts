import * as path from 'node:path';
import type { RowRun } from '../row';
import { goModuleVersion, goProgramBeside } from '../tools/go';

const MODULE = 'github.com/docker/compose/v2';

/**
 * Docker Compose in the version whose parts the Astro CLI is made of, as a program of its own. It cannot be installed by
 * its name, as its go.mod excludes versions; a module that names it as a tool can build it, in some four minutes.
 * It is pinned even for `--latest`, since the version that matters is the CLI's.
 *
 * @returns the path of the program
 */
export async function composeProgram(run: RowRun): Promise<string> {
  const program = await goProgramBeside({ ...run, latest: false }, path.join(__dirname, 'compose-cli'), `${MODULE}/cmd`);
  run.version('Docker Compose', goModuleVersion(program, MODULE).replace(/^v/, ''));
  return program;
}
