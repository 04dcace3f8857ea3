import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';

/** What the tasks are called, as those of `astro dev` are, and what they do. */
const TASKS: Readonly<Record<string, string>> = {
  start: 'Starts Airflow (astro dev start), once the managed files are in step; --sync mends them first, --force goes on without',
  restart: 'Restarts Airflow (astro dev restart), once the managed files are in step; --sync mends them first, --force goes on without',
  stop: 'Stops Airflow (astro dev stop)',
  parse: 'Checks that all DAGs import (astro dev parse)',
  pytest: 'Runs the tests in tests/ (astro dev pytest)',
};

/**
 * Tasks that call the Astro CLI. What stands behind a task's name goes on to it.
 */
export class CliTasks extends Component {
  public constructor(scope: Construct) {
    super(scope, 'astro cli tasks');
    for (const [name, description] of Object.entries(TASKS)) {
      this.project.addTask(name, { description, exec: `projen-astro-airflow ${name}`, receiveArgs: true });
    }
  }
}
