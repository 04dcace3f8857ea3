import type { Project } from 'projen/lib/project';
import { apiName } from '../text/api-name';
import { listed } from '../text/lists';

/** Options for what only the root of a tree has: the rc file, its packages, and the workflows, which GitHub reads nowhere else. */
const OF_ROOT = ['devDeps', 'packageOptions', 'projenrcTs', 'projenrcTsOptions', 'projenrcJs', 'projenrcJsOptions', 'projenrcPython', 'projenrcPythonOptions', 'github', 'githubOptions'];

/** Warns of options without effect. An organization's class can give them to all its projects, so they are no mistake for sure. */
export function warnOfRootOptions({ logger }: Project, options: object): void {
  const given = Object.entries(options).flatMap(([name, value]) => (OF_ROOT.includes(name) && value !== undefined && value !== false ? [apiName(name)] : []));
  if (given.length > 0) {
    const [have, them] = given.length === 1 ? ['has', 'it'] : ['have', 'them'];
    logger.warn(`${listed(given)} ${have} no effect in a subproject. Declare ${them} in the parent project.`);
  }
}
