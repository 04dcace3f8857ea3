import * as path from 'node:path';
import * as inventory from 'projen/lib/inventory';
import { renderProjenInitOptions } from 'projen/lib/javascript/render-options';
import { AstroProject, type AstroProjectOptions } from '../../src';

// A post-synthesis step would install what the rc file needs.
process.env.PROJEN_DISABLE_POST = 'true';

const FQN = 'projen-astro-airflow.AstroProject';
let type: inventory.InventoryProjectType | undefined;

/** The project type as `projen new` knows it, from what jsii compiled. */
export function projectType(): inventory.InventoryProjectType {
  type ??= inventory.discover(path.resolve(__dirname, '../..')).find(({ fqn }) => fqn === FQN)!;
  return type;
}

/**
 * Constructs a project as `projen new` does.
 *
 * @param args what its command line gave
 */
export function newProject(outdir: string, args: Partial<AstroProjectOptions> = {}): AstroProject {
  const resolved = jest.spyOn(inventory, 'resolveProjectType').mockReturnValue(projectType());
  const cwd = jest.spyOn(process, 'cwd').mockReturnValue(outdir);
  try {
    const given = { name: 'orders', outdir, devDeps: ['projen-astro-airflow'], ...args };
    return new AstroProject(renderProjenInitOptions(FQN, given));
  } finally {
    resolved.mockRestore();
    cwd.mockRestore();
  }
}
