import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { JobPermission } from 'projen/lib/github/workflows-model';
import type { AstroRuntime } from '../astro-runtime';
import { addWorkflow, branchesOf, checkout, githubOf, isWorkflowTaken, machineOf, workflowFile } from '../github/workflows';

/** Options of `DagWorkflow`. */
export interface DagWorkflowOptions {
  /** The DAGs are tested with its Airflow, on its Python. */
  readonly runtime: AstroRuntime;
}

const WORKFLOW = 'dags';

/**
 * The first Airflow 2 that starts with what its own requirements allow today. The older ones need pendulum 2 and do not say
 * so [ran: 2.3 to 2.6 fail at import, 2.8 to 3.3 pass].
 */
const FIRST_MINOR_OF_2 = 8;

/**
 * The workflow `.github/workflows/dags.yml`, where the project has projen's GitHub component: the tests of the DAGs, on a
 * plain Airflow of the runtime's minor version, without an image and without secrets.
 *
 * It is made when the synth starts, so that a workflow `dags` of the user's own stays the only one. An ejected project has
 * none, nor has a project with an Airflow before 2.8.
 */
export class DagWorkflow extends Component {
  private takeOut?: () => void;

  public constructor(scope: Construct, private readonly options: DagWorkflowOptions) {
    super(scope, 'projen-astro-airflow dag-workflow');
  }

  public preSynthesize(): void {
    // What an earlier synth of the same process made goes first.
    this.takeOut?.();
    this.takeOut = undefined;
    const github = githubOf(this.project);
    if (github === undefined || this.project.ejected) {
      return;
    }
    if (isWorkflowTaken(github, WORKFLOW)) {
      this.project.logger.warn(`${workflowFile(WORKFLOW)} is the project's own, so none is written for the tests of the DAGs. Rename it to have both.`);
      return;
    }
    const { runtime } = this.options;
    if (runtime.airflowMajor === 2 && runtime.airflowMinor < FIRST_MINOR_OF_2) {
      this.project.logger.warn(
        `Airflow ${runtime.airflowVersion} no longer starts with the packages that it asks for, so no workflow is written for the tests of the DAGs. `
        + 'Run them with "astro dev pytest", or take a runtime from 10.0.0 on.',
      );
      return;
    }
    const { workflow, takeOut } = addWorkflow(github, WORKFLOW);
    this.takeOut = takeOut;
    workflow.on({ pullRequest: {}, push: { branches: branchesOf(this.project) }, workflowDispatch: {} });
    workflow.addJob('test', {
      ...machineOf(github),
      permissions: { contents: 'read' as JobPermission },
      tools: { python: { version: pythonOf(runtime) } },
      steps: [
        checkout(github),
        {
          name: 'Install Airflow',
          // In one go, so that a requirement that does not go with this Airflow fails here. pip takes minutes for it.
          run: `python -m pip install uv\nuv pip install --system "apache-airflow==${runtime.airflowVersion}.*" -r requirements.txt pytest`,
        },
        {
          name: 'Test the DAGs',
          // As a module, so that tests import from "include" as in the image.
          run: 'python -m pytest tests',
          env: {
            AIRFLOW_HOME: '${{ runner.temp }}/airflow',
            AIRFLOW__CORE__DAGS_FOLDER: '${{ github.workspace }}/dags',
            AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
          },
        },
      ],
    });
  }
}

/** A version of Python that the Airflow of a runtime runs on: that of its tag, if that names one. */
function pythonOf({ tag, airflowMajor, airflowMinor }: AstroRuntime): string {
  const named = /-python-(3\.\d+)/.exec(tag)?.[1];
  // The newest that all of these support, by their classifiers on PyPI: Airflow 2.9 brought 3.12.
  return named ?? (airflowMajor === 2 && airflowMinor < 9 ? '3.11' : '3.12');
}
