import { Component } from 'projen/lib/component';
import type { Job, JobPermission } from 'projen/lib/github/workflows-model';
import type { Project } from 'projen/lib/project';
import { addWorkflow, branchesOf, checkout, githubOf, isWorkflowTaken, machineOf, workflowFile } from './workflows';
import type { AstroRuntime } from '../runtime/astro-runtime';
import { apiName } from '../text/api-name';
import { posixRelative } from '../text/posix-path';

/** An Astro project whose DAGs may be tested. */
export interface DagFolder {
  /** Its directory, absolute. */
  readonly directory: string;
  /** The DAGs are tested with its Airflow, on its Python. */
  readonly runtime: AstroRuntime;
  /** Whether the rc file asks for the tests. */
  readonly isDeclared: boolean;
  /** Whether the workflow tests them; asked when a synth starts. */
  isTested(): boolean;
}

const ID = 'projen-astro-airflow dag-workflow';
const WORKFLOW = 'dags';

/** As a module, so that tests import from "include" as in the image. A team may have no tests: then what "astro dev parse" runs. */
const PYTEST = `mkdir -p tests
status=0
python -m pytest tests || status=$?
# 5: pytest found no tests.
if [ "$status" -ne 5 ]; then
  exit "$status"
fi
if [ ! -f .astro/test_dag_integrity_default.py ]; then
  echo "::error::There is no test in tests/, and no .astro/test_dag_integrity_default.py. Add a test, or that file with: astro dev init"
  exit 1
fi
python -m pytest .astro/test_dag_integrity_default.py`;

/**
 * The workflow `.github/workflows/dags.yml` of a tree of projects, where the root has projen's GitHub component: the tests of the DAGs of
 * each Astro project in a job of its own, on a plain Airflow of the runtime's minor version, without an image and without secrets.
 * GitHub reads workflows at the top of a repository only, so it is one, and the root project's.
 *
 * It is made when the synth starts, so that a workflow `dags` of the user's own stays the only one. An ejected project has
 * none.
 */
export class DagWorkflow extends Component {
  /** The one of a tree of projects. */
  public static of({ root }: Project): DagWorkflow {
    return (root.node.tryFindChild(ID) as DagWorkflow | undefined) ?? new DagWorkflow(root);
  }

  private readonly folders: DagFolder[] = [];
  private takeOut?: () => void;

  private constructor(root: Project) {
    super(root, ID);
  }

  public add(folder: DagFolder): void {
    this.folders.push(folder);
  }

  public preSynthesize(): void {
    // What an earlier synth of the same process made goes first.
    this.takeOut?.();
    this.takeOut = undefined;
    const github = githubOf(this.project);
    const tested = this.folders.filter((folder) => folder.isTested());
    if (this.project.ejected || tested.length === 0) {
      return;
    }
    if (github === undefined) {
      if (tested.some(({ isDeclared }) => isDeclared)) {
        this.project.logger.warn(`${apiName('dagWorkflow')} has no effect: the project ${this.project.name} does not have projen's GitHub component. Add that, or remove ${apiName('dagWorkflow')}.`);
      }
      return;
    }
    if (isWorkflowTaken(github, WORKFLOW)) {
      this.project.logger.warn(`${workflowFile(WORKFLOW)} is the project's own, so none is written for the tests of the DAGs. Rename it to have both.`);
      return;
    }
    const { workflow, takeOut } = addWorkflow(github, WORKFLOW);
    this.takeOut = takeOut;
    workflow.on({ pullRequest: {}, push: { branches: branchesOf(this.project) }, workflowDispatch: {} });
    const jobs = new Map<string, Job>();
    const inOrder = tested
      .map(({ directory, runtime }) => ({ directory: posixRelative(this.project.outdir, directory), runtime }))
      .sort((a, b) => (a.directory < b.directory ? -1 : 1));
    for (const { directory, runtime } of inOrder) {
      jobs.set(freeId(idOf(directory), jobs), { ...machineOf(github), ...testJob(directory, runtime), steps: [checkout(github), ...testSteps(directory, runtime)] });
    }
    workflow.addJobs(Object.fromEntries(jobs));
  }
}

/** A name that GitHub takes for a job: `test` at the top, `test-airflow-orders` for `airflow/orders`. */
function idOf(directory: string): string {
  return isTop(directory) ? 'test' : `test-${directory.replace(/[^\w-]/g, '-')}`;
}

/** `a/b` and `a-b` would share one. */
function freeId(id: string, taken: ReadonlyMap<string, unknown>, count: number = 1): string {
  const candidate = count === 1 ? id : `${id}-${count}`;
  return taken.has(candidate) ? freeId(id, taken, count + 1) : candidate;
}

function isTop(directory: string): boolean {
  return directory === '';
}

function testJob(directory: string, runtime: AstroRuntime): Pick<Job, 'permissions' | 'tools' | 'defaults'> {
  return {
    permissions: { contents: 'read' as JobPermission },
    tools: { python: { version: pythonOf(runtime) } },
    ...(!isTop(directory) && { defaults: { run: { workingDirectory: directory } } }),
  };
}

function testSteps(directory: string, runtime: AstroRuntime): Job['steps'] {
  return [
    {
      name: 'Install Airflow',
      // A project that requires nothing may have no such file. In one go, so that a requirement that does not go with this Airflow fails here. pip takes minutes for it.
      run: `touch requirements.txt\npython -m pip install uv\nuv pip install --system ${airflowOf(runtime)} -r requirements.txt pytest`,
    },
    {
      name: 'Test the DAGs',
      run: PYTEST,
      env: {
        AIRFLOW_HOME: '${{ runner.temp }}/airflow',
        AIRFLOW__CORE__DAGS_FOLDER: `\${{ github.workspace }}/${isTop(directory) ? '' : `${directory}/`}dags`,
        AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
      },
    },
  ];
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
