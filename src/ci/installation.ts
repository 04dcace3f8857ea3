import fs from 'node:fs';
import path from 'node:path';
import { Component } from 'projen/lib/component';
import type { JobStep, Tools } from 'projen/lib/github/workflows-model';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import type { NodeProject } from 'projen/lib/javascript/node-project';
import type { Project } from 'projen/lib/project';
import type { PythonProject } from 'projen/lib/python/python-project';
import type { Task } from 'projen/lib/task';

/** The command that checks. */
export const COMMAND = 'projen-astro-airflow drift';

/** npx, kept from downloading a package of that name. */
export const NPX = 'npx --no';

/** What finds the command among the packages of a Node project, by its package manager. None of them downloads one of that name. */
const RUNNERS: Readonly<Record<string, string>> = {
  npm: NPX,
  yarn: NPX,
  yarn_classic: NPX,
  yarn2: 'yarn',
  yarn_berry: 'yarn',
  pnpm: 'pnpm exec',
  bun: 'bun run',
};

/** What is called in a folder below the project instead: pnpm would look in that folder alone, Yarn runs a script of the name at the top. */
const FOLDER_RUNNERS: Readonly<Record<string, string>> = { 'pnpm exec': NPX, 'yarn': 'yarn exec' };

/** The same for a Python project, by the tool that its install task calls; pip puts the command on the PATH. */
const PYTHON_RUNNERS: Readonly<Record<string, string>> = { poetry: 'poetry run', uv: 'uv run --no-sync' };
export const NODE_VERSION = 'lts/*';
const INSTALL = 'Install dependencies';

/** How a job of a project gets to the command. */
export interface Installation {
  /** What precedes the command; empty if nothing does. */
  readonly runner: string;
  readonly tools?: Tools;
  /** Undefined if nobody can tell how the project is installed. */
  readonly steps?: JobStep[];
}

const ID = 'projen-astro-airflow installation';

/** What a project type says of how its packages are installed, where that cannot be seen from its class. */
export class DeclaredInstallation extends Component {
  public static of(project: Project): DeclaredInstallation | undefined {
    return project.node.tryFindChild(ID) as DeclaredInstallation | undefined;
  }

  public constructor(project: Project, public readonly installation: Installation) {
    super(project, ID);
  }
}

/** How the project's own packages get into a job, frozen to their lock file. */
export function installationOf(project: Project): Installation {
  const declared = DeclaredInstallation.of(project);
  if (declared !== undefined) {
    return declared.installation;
  }
  const { renderWorkflowSetup, depsManager } = project as Partial<NodeProject> & Partial<PythonProject>;
  if (renderWorkflowSetup !== undefined) {
    const node = project as NodeProject;
    return { runner: RUNNERS[node.package.packageManager], steps: node.renderWorkflowSetup({ mutable: false }) };
  }
  if (depsManager !== undefined) {
    return pythonInstallation(depsManager.installCiTask);
  }
  const has = (name: string) => fs.existsSync(path.join(project.outdir, name));
  return {
    runner: has('.projenrc.py') ? '' : NPX,
    tools: { node: { version: NODE_VERSION } },
    steps: has('package-lock.json') ? [{ name: INSTALL, run: 'npm ci' }] : undefined,
  };
}

/** What finds the command among the packages of a project from any folder of it, and runs it in that folder. */
export function folderRunnerOf(project: Project): string {
  const { runner } = installationOf(project);
  return FOLDER_RUNNERS[runner] ?? runner;
}

/** That of a project whose `package.json` is a component beside others. */
export function nodeInstallation({ packageManager, installCommand, pnpmVersion, bunVersion }: NodePackage): Installation {
  // What GitHub's runners do not bring, in projen's own steps ("renderWorkflowSetup" of its NodeProject).
  const managers: Readonly<Record<string, JobStep>> = {
    pnpm: { name: 'Setup pnpm', uses: 'pnpm/action-setup@v6.0.10', with: { version: pnpmVersion } },
    bun: { name: 'Setup bun', uses: 'oven-sh/setup-bun@0c5077e51419868618aeaa5fe8019c62421857d6', with: { 'bun-version': bunVersion } },
    yarn2: { name: 'Enable corepack', run: 'corepack enable' },
    yarn_berry: { name: 'Enable corepack', run: 'corepack enable' },
  };
  const manager = packageManager in managers ? [managers[packageManager]] : [];
  return { runner: RUNNERS[packageManager], tools: { node: { version: NODE_VERSION } }, steps: [...manager, { name: INSTALL, run: installCommand }] };
}

/** projen's own task, which nothing but projen could run as a task, and projen is among what it installs. */
function pythonInstallation(installTask: Task): Installation {
  const commands = installTask.steps.flatMap((step) => step.exec ?? step.execArgs?.map(shellWord).join(' ') ?? []);
  const tool = Object.keys(PYTHON_RUNNERS).find((name) => commands.some((command) => command.startsWith(`${name} `)));
  return {
    runner: tool === undefined ? '' : PYTHON_RUNNERS[tool],
    // Through jsii the packages run in Node.
    tools: { python: { version: '3.x' }, node: { version: NODE_VERSION } },
    steps: [
      ...(tool === undefined ? [] : [{ name: `Install ${tool}`, run: `python -m pip install ${tool}` }]),
      // "uv sync" alone would bring the lock file up to date.
      { name: INSTALL, run: commands.join('\n'), env: tool === 'uv' ? { UV_LOCKED: '1' } : undefined },
    ],
  };
}

/** An argument of a command in the shell's spelling. */
function shellWord(argument: string): string {
  return /^[\w./:=@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", '\'\\\'\'')}'`;
}
