import type { Project } from 'projen/lib/project';

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
 * Adds the task `upgrade`: the newest versions of what the rc file needs and names, and then a synth with them. An ejected project has none.
 *
 * @param packages what is upgraded: those whose version the rc file does not say
 * @param packageManager that of Node; undefined: pip
 */
export function addUpgradeTask(project: Project, packages: readonly string[], packageManager?: string): void {
  if (project.defaultTask === undefined) {
    return;
  }
  const install =
    packageManager === undefined
      ? `python -m pip install --upgrade ${packages.join(' ')}`
      : `${NODE_COMMANDS[packageManager]} ${packages.map((name) => `${name}@latest`).join(' ')}`;
  const description = 'Brings projen, this package and all development dependencies without a version to their newest versions, then synthesizes';
  project.addTask('upgrade', { description, exec: packages.length > 0 ? install : undefined }).spawn(project.defaultTask);
}
