import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { JobPermission } from 'projen/lib/github/workflows-model';
import { addWorkflow, branchesOf, checkout, githubOf, isWorkflowTaken, machineOf, workflowFile } from './workflows';
import type { AstroRuntime } from '../runtime/astro-runtime';

/** Options of `DagWorkflow`. */
export interface DagWorkflowOptions {
  /** The DAGs are tested with its Airflow, on its Python. */
  readonly runtime: AstroRuntime;
}

const WORKFLOW = 'dags';

/**
 * The workflow `.github/workflows/dags.yml`, where the project has projen's GitHub component: the tests of the DAGs, on a
 * plain Airflow of the runtime's minor version, without an image and without secrets.
 *
 * It is made when the synth starts, so that a workflow `dags` of the user's own stays the only one. An ejected project has
 * none.
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
    const { workflow, takeOut } = addWorkflow(github, WORKFLOW);
    this.takeOut = takeOut;
    workflow.on({ pullRequest: {}, push: { branches: branchesOf(this.project) }, workflowDispatch: {} });
    const { runtime } = this.options;
    workflow.addJob('test', {
      ...machineOf(github),
      permissions: { contents: 'read' as JobPermission },
      tools: { python: { version: pythonOf(runtime) } },
      steps: [
        checkout(github),
        {
          name: 'Install Airflow',
          // In one go, so that a requirement that does not go with this Airflow fails here. pip takes minutes for it.
          run: `python -m pip install uv\nuv pip install --system ${airflowOf(runtime)} -r requirements.txt pytest`,
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

/** Airflow as a requirement, in the shell's spelling. */
function airflowOf({ airflowMajor, airflowMinor, airflowVersion }: AstroRuntime): string {
  // Airflow before 2.7 allows a pendulum with which it does not start [ran: 2.3 to 2.6].
  const more = airflowMajor === 2 && airflowMinor < 7 ? ' "pendulum<3"' : '';
  return `"apache-airflow==${airflowVersion}.*"${more}`;
}

/** The newest Python, up to 3.12, that the last release of each minor of Airflow 2 names in its classifiers on PyPI. */
const AIRFLOW_2_PYTHONS: ReadonlyArray<[sinceMinor: number, python: string]> = [[9, '3.12'], [6, '3.11'], [3, '3.10'], [0, '3.9']];

/** A version of Python that the Airflow of a runtime runs on: that of its tag, if that names one; all of Airflow 3 runs on 3.12. */
function pythonOf({ tag, airflowMajor, airflowMinor }: AstroRuntime): string {
  const named = /-python-(3\.\d+)/.exec(tag)?.[1];
  return named ?? (airflowMajor === 3 ? '3.12' : AIRFLOW_2_PYTHONS.find(([since]) => airflowMinor >= since)![1]);
}
