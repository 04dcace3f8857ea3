import path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { Task } from 'projen/lib/task';
import { DEV_COMMANDS, devCommand, type DevCommand } from '../tasks/dev-commands';
import { posixRelative } from '../text/posix-path';

/**
 * The daily commands of the Astro CLI as tasks of a project: `start`, `stop`, `restart`, `parse` and `pytest`. All
 * arguments go on to `astro dev`. Before a start the command checks the managed files. An ejected
 * project has no rc file that could be checked, so its tasks call the Astro CLI itself.
 *
 * projen's own task `test` runs the tests of the DAGs too, so that neither it nor `build` passes without a test. A subproject gets
 * a task `drift`, which checks the tree from its root.
 */
export class CliTasks extends Component {
  /** Starts Airflow on this machine, if the managed files have not drifted. */
  public readonly start: Task;
  /** Stops it. */
  public readonly stop: Task;
  /** Stops it, builds the image again and starts it, if the managed files have not drifted. */
  public readonly restart: Task;
  /** Imports all DAGs. */
  public readonly parse: Task;
  /** Runs the tests of the DAGs. */
  public readonly pytest: Task;

  /** @param hasDrift whether the tree has a drift check */
  public constructor(scope: Construct, hasDrift: boolean = true) {
    super(scope);
    this.start = this.add('start');
    this.stop = this.add('stop');
    this.restart = this.add('restart');
    this.parse = this.add('parse');
    this.pytest = this.add('pytest');
    const { ejected, outdir, parent, root, testTask } = this.project;
    testTask.exec(devCommand('pytest', ejected), { receiveArgs: true });
    if (parent !== undefined && hasDrift && !ejected) {
      const directory = posixRelative(outdir, path.resolve(root.outdir));
      this.project.addTask('drift', { description: 'Lists the files of the whole tree that no longer match the rc file', exec: `projen-astro-airflow drift ${directory} "$@"`, receiveArgs: true });
    }
  }

  private add(name: DevCommand): Task {
    return this.project.addTask(name, { description: DEV_COMMANDS[name], exec: devCommand(name, this.project.ejected), receiveArgs: true });
  }
}
