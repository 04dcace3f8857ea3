import type { NodePackage } from 'projen/lib/javascript/node-package';
import type { Project } from 'projen/lib/project';
import type * as nodePackage from './node-package';
import type { RcLanguage } from './rc-language';
import { REQUIREMENTS_DEV, RequirementsDev } from './requirements-dev';
import { addUpgradeTask } from './upgrade-task';
import type { AstroProjectOptions } from '../astro-project-options';
import { NODE_VERSION, nodeInstallation, type Installation } from '../ci/installation';

/** What the rc file needs, where it is declared, and how a job of CI gets it. */
export interface Packages {
  readonly nodePackage?: NodePackage;
  readonly installation: Installation;
}

/** Declares what the rc file needs, and the task that upgrades it. */
export function addPackages(project: Project, language: RcLanguage, options: AstroProjectOptions): Packages {
  return language === 'Python' ? addPythonPackages(project, options) : addNodePackages(project, language, options);
}

function addPythonPackages(project: Project, { devDeps = [] }: AstroProjectOptions): Packages {
  const requirements = new RequirementsDev(project, devDeps);
  addUpgradeTask(project, requirements.unpinned);
  return {
    installation: {
      runner: '',
      // Through jsii the packages run in Node.
      tools: { python: { version: '3.x' }, node: { version: NODE_VERSION } },
      steps: [{ name: 'Install dependencies', run: `python -m pip install --requirement ${REQUIREMENTS_DEV}` }],
    },
  };
}

function addNodePackages(project: Project, language: RcLanguage, { devDeps = [], packageOptions = {} }: AstroProjectOptions): Packages {
  // It loads a good part of projen.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { AstroNodePackage } = require('./node-package') as typeof nodePackage;
  const node = new AstroNodePackage(project, language === 'TypeScript' ? ['tsx'] : [], devDeps, packageOptions);
  addUpgradeTask(project, node.unpinned, node.packageManager);
  return { nodePackage: node, installation: nodeInstallation(node) };
}
