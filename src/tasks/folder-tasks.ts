import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { NodePackage } from 'projen/lib/javascript/node-package';
import { devCommand, type DevCommand, type DoctorCommand, type SessionCommand, type TryCommand } from './dev-commands';
import { folderRunnerOf } from '../ci/installation';

type Commands = { readonly [name in DevCommand | SessionCommand | DoctorCommand | TryCommand]?: string };

/**
 * Commands of this package as tasks of a project that has an Astro project in a folder: `airflow:start` for the folder
 * `airflow`, `start` where it is the project's own. All arguments go on.
 *
 * They are made when the synth starts, and only where the name is free: tasks and scripts of the user stay as they are, wherever the rc
 * file declares them. An ejected project has none: its commands are those of the Astro CLI.
 */
export class FolderTasks extends Component {
  private readonly made: string[] = [];

  /**
   * @param directory the Astro project's directory, relative to the project's outdir, with `/`
   * @param commands each with the description of its task
   */
  public constructor(scope: Construct, private readonly directory: string, private readonly commands: Commands) {
    super(scope, 'tasks');
  }

  public preSynthesize(): void {
    // What an earlier synth of the same process made goes first.
    this.made.splice(0).forEach((name) => this.project.removeTask(name));
    if (this.project.ejected) {
      return;
    }
    const isOwn = this.directory === '.';
    // The packages are installed at the root of the tree, where the rc file is.
    const runner = folderRunnerOf(this.project.root);
    for (const [command, description] of Object.entries(this.commands) as Array<[keyof Commands, string]>) {
      const name = isOwn ? command : `${this.directory}:${command}`;
      if (!this.isTaken(name)) {
        const task = this.project.addTask(name, { description: isOwn ? description : `${this.directory}: ${description}` });
        // As the directory of the step: that of a task would also be the one in which projen looks for the programs of a virtual environment.
        task.exec(devCommand(command, false, runner), { receiveArgs: true, cwd: isOwn ? undefined : this.directory });
        this.made.push(name);
      }
    }
  }

  private isTaken(name: string): boolean {
    return this.project.tasks.tryFind(name) !== undefined || this.project.components.some((component) => name in scriptsOf(component));
  }
}

/** The scripts that the rc file gives `package.json`. projen has no question for them, and makes scripts of all tasks besides. */
function scriptsOf(component: Component): object {
  const { setScript, scripts, manifest } = component as Partial<NodePackage> & { readonly scripts?: object; readonly manifest?: { readonly scripts?: unknown } };
  if (setScript === undefined) {
    return {};
  }
  const ofFields = manifest?.scripts;
  return { ...scripts, ...(typeof ofFields === 'object' ? ofFields : {}) };
}
