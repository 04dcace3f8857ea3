import type { NodePackage } from 'projen/lib/javascript/node-package';
import type { Project } from 'projen/lib/project';
import { packagesOfClass } from './class-packages';
import type { RcLanguage } from './rc-language';
import { REQUIREMENTS_DEV, RequirementsDev } from './requirements-dev';
import { addUpgradeTask } from './upgrade-task';
import type { AstroProjectOptions } from '../astro-project-options';
import { DeclaredInstallation, NODE_VERSION, nodeInstallation } from '../ci/installation';
import { apiName } from '../text/api-name';
import { AstroAirflowError } from '../text/error';

/**
 * Declares what the rc file needs, how a job of CI gets it, and the task that upgrades it.
 *
 * @returns `package.json`; undefined beside an rc file in Python
 */
export function addPackages(project: Project, language: RcLanguage, options: AstroProjectOptions): NodePackage | undefined {
  const ofClass = packagesOfClass(project);
  return language === 'Python' ? addPythonPackages(project, ofClass, options) : addNodePackages(project, language === 'TypeScript' ? [...ofClass, 'tsx'] : ofClass, options);
}

function addPythonPackages(project: Project, needed: readonly string[], { devDeps = [] }: AstroProjectOptions): undefined {
  const requirements = new RequirementsDev(project, needed, devDeps);
  addUpgradeTask(project, requirements.unpinned);
  new DeclaredInstallation(project, {
    runner: '',
    // Through jsii the packages run in Node.
    tools: { python: { version: '3.x' }, node: { version: NODE_VERSION } },
    steps: [{ name: 'Install dependencies', run: `python -m pip install --requirement ${REQUIREMENTS_DEV}` }],
  });
}

function addNodePackages(project: Project, needed: readonly string[], { devDeps = [], packageOptions = {} }: AstroProjectOptions): NodePackage {
  // projen would write what npm refuses, or takes for any version.
  const unreadable = devDeps.find((one) => !/^@?[^@\s]+(@.+)?$/.test(one));
  if (unreadable !== undefined) {
    throw new AstroAirflowError(`${apiName('devDeps')}: "${unreadable}" is not a package that npm can read. Write one such as prettier@^3.`);
  }
  // It loads a good part of projen.
  const { AstroNodePackage } = require('./node-package') as typeof import('./node-package');
  const node = new AstroNodePackage(project, needed, devDeps, packageOptions);
  addUpgradeTask(project, node.unpinned, node.packageManager);
  new DeclaredInstallation(project, nodeInstallation(node));
  return node;
}
