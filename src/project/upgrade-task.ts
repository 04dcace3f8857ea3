import type { Project } from 'projen/lib/project';
import type { Task } from 'projen/lib/task';

/** How the package managers of Node bring packages to their newest versions. Yarn and pnpm keep what `package.json` says otherwise. */
const NODE_COMMANDS: Readonly<Record<string, string>> = {
  npm: 'npm install --save-dev',
  yarn: 'yarn add --dev',
  yarn_classic: 'yarn add --dev',
  yarn2: 'yarn add --dev',
  yarn_berry: 'yarn add --dev',
  pnpm: 'pnpm add --save-dev',
  bun: 'bun add --dev',
};

/**
 * Adds the task `upgrade`: the newest versions of what the rc file needs, and then a synth with them.
 *
 * @param packages what is upgraded
 * @param packageManager that of Node; undefined: pip
 */
export function addUpgradeTask(project: Project, packages: readonly string[], packageManager?: string): Task {
  const command =
    packageManager === undefined
      ? `python -m pip install --upgrade ${packages.join(' ')}`
      : `${NODE_COMMANDS[packageManager]} ${packages.map((name) => `${name}@latest`).join(' ')}`;
  const task = project.addTask('upgrade', { description: 'Brings projen and this package to their newest versions, then synthesizes', exec: command });
  task.spawn(project.defaultTask!);
  return task;
}
