import path from 'node:path';
import type { Project } from 'projen/lib/project';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';
import { sample } from '../text/sample';

/**
 * Checks the folder of a project before projen does, whose own errors name no way out.
 *
 * @throws AstroAirflowError if a subproject has no folder of its own, or a project without a parent is not where its rc file is
 */
export function checkOutdir({ name, outdir, parent }: { readonly name: string; readonly outdir?: string; readonly parent?: Project }): void {
  const [option, owner] = [apiName('outdir'), apiName('parent')];
  if (parent === undefined) {
    // The tasks run an rc file in that folder. Tests and scripts may write a project wherever they want.
    const isOfRcFile = /^\.projenrc\.[cm]?[jt]s$/.test(path.basename(process.argv[1] ?? ''));
    if (isOfRcFile && outdir !== undefined && !path.isAbsolute(outdir) && path.normalize(outdir).replace(/[\\/]+$/, '') !== '.') {
      throw new AstroAirflowError(`${option} "${outdir}" of ${name} is the folder of a subproject, and it has no ${owner}. Declare the project above it as ${owner}, or omit ${option} and move the rc file to ${outdir}.`);
    }
    return;
  }
  if (outdir === undefined || outdir === '') {
    throw new AstroAirflowError(`The subproject ${name} has no folder of its own. Declare one, for example ${sample("outdir: 'airflow'", 'outdir="airflow"')}.`);
  }
  const absolute = path.resolve(parent.outdir, outdir);
  const other = parent.subprojects.find((one) => one.outdir === absolute);
  if (other !== undefined) {
    throw new AstroAirflowError(`The subprojects ${other.name} and ${name} have the same folder ${outdir}. Give one of them another ${option}.`);
  }
}
