import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { Task } from 'projen/lib/task';

/**
 * The daily commands of the Astro CLI as tasks of a project: `start`, `stop`, `restart`, `parse` and `pytest`. All
 * arguments go on to `astro dev`. Before a start the command looks whether the managed files are in step. An ejected
 * project has no rc file that could be checked, so its tasks call the Astro CLI itself.
 */
export class CliTasks extends Component {
  /** Starts Airflow on this machine, if the managed files are in step. */
  public readonly start: Task;
  /** Stops it. */
  public readonly stop: Task;
  /** Stops it, builds the image again and starts it, if the managed files are in step. */
  public readonly restart: Task;
  /** Imports all DAGs. */
  public readonly parse: Task;
  /** Runs the tests of the DAGs. */
  public readonly pytest: Task;

  public constructor(scope: Construct) {
    super(scope);
    this.start = this.add('start', 'Starts Airflow on this machine, if the managed files are in step (--sync mends them first, --force starts anyway)');
    this.stop = this.add('stop', 'Stops Airflow on this machine, and keeps its data');
    this.restart = this.add('restart', 'Stops Airflow, builds the image again and starts it, if the managed files are in step (--sync, --force)');
    this.parse = this.add('parse', 'Looks for DAGs that cannot be imported');
    this.pytest = this.add('pytest', 'Runs the tests of the DAGs in tests/, or those that are named');
  }

  private add(name: string, description: string): Task {
    const command = this.project.ejected ? 'astro dev' : 'projen-astro-airflow';
    // Without the quoted "$@" projen's shell would cut arguments at their blanks once more.
    return this.project.addTask(name, { description, exec: `${command} ${name} "$@"`, receiveArgs: true });
  }
}
