import type { Construct, IConstruct } from 'constructs';
import { Component } from 'projen/lib/component';
import type { JobPermission, JobStep } from 'projen/lib/github/workflows-model';
import { Project } from 'projen/lib/project';
import { COMMAND, installationOf, NPX } from './installation';
import { addWorkflow, anyGithubOf, branchesOf, checkout, githubOf, isWorkflowTaken, machineOf, workflowFile } from './workflows';
import { checkCall } from '../arguments/check-call';
import { awaitSynth, synthBegins } from '../ownership/awaited-synth';
import { ownCommandOf } from '../ownership/project-commands';
import { apiName } from '../text/api-name';
import { isCron } from '../text/cron';
import { AstroAirflowError } from '../text/error';
import { listed } from '../text/lists';
import { sample } from '../text/sample';
import { SecretGuard } from '../text/secret-guard';

/**
 * Options of `DriftCheck`.
 */
export interface DriftCheckOptions {
  /**
   * Run the check in a GitHub Actions workflow, in a project with projen's GitHub component.
   *
   * @default true
   */
  readonly workflow?: boolean;

  /**
   * Branch whose pushes the workflow checks: a name or pattern, for example `main` or `release/*`. Pull requests to any branch are always checked.
   *
   * @default - the release branches of the project; without releases `main` and `master`
   */
  readonly branch?: string;

  /**
   * Additional schedule of the workflow: a cron expression in UTC, for example `0 6 * * MON`. A scheduled run finds drift that no push causes, such
   * as a new version of a package that the lock file does not pin.
   *
   * @default - no schedule
   */
  readonly schedule?: string;

  /**
   * Count notes as drift, in the task and in the workflow: absent samples and personal files, and lines of the user that override a declaration. A
   * fresh clone has no `.env`, so a strict workflow fails if the project declares keys in `.env`.
   *
   * @default false
   */
  readonly strict?: boolean;

  /**
   * Steps of the workflow between the checkout and the check. They must install what the rc file needs.
   *
   * @default - the install command of a Node or Python project, with a frozen lock file; in other projects `npm ci` if there is a `package-lock.json`
   */
  readonly setupSteps?: JobStep[];
}

const ID = 'projen-astro-airflow drift-check';
const WORKFLOW = 'drift';

/** Of git's names, and GitHub's patterns beside them. */
const BRANCH = /^(?![-/])(?!.*(\.\.|\/\/|@\{|[/.]$|\.lock$))[^\s~^:\\\u0000-\u001F\u007F]+$/;

/** The declaration of a check without a workflow. */
const withoutWorkflow = (): string => sample('new DriftCheck(project, { workflow: false })', 'DriftCheck(project, workflow=False)');

/**
 * A check that the generated files match the rc file: the task `drift` and, in a project with projen's GitHub component, the workflow
 * `.github/workflows/drift.yml`.
 *
 * The check covers all projects of the tree and writes nothing. It belongs to the root project, whichever project it is given, and works in any
 * projen project. A `LocalAirflow` adds one if there is none.
 *
 * If the rc file has its own task `drift`, the task is called `airflow:drift`; if it has its own workflow `drift`, no workflow is added. An ejected
 * project has neither.
 *
 * @example
 * new DriftCheck(project, { schedule: '0 6 * * MON' });
 */
export class DriftCheck extends Component {
  /**
   * Returns the `DriftCheck` of a project's tree.
   *
   * @param scope a project, or a construct in it
   * @returns undefined if there is none
   */
  public static of(scope: IConstruct): DriftCheck | undefined {
    checkCall('DriftCheck.of', arguments);
    return Project.of(scope).root.node.tryFindChild(ID) as DriftCheck | undefined;
  }

  /**
   * The check as a step of a workflow job, to run before `npx projen build`: the build synthesizes first, so a check after it finds no drift. The
   * packages must already be installed where `npx` finds them. With Yarn Plug'n'Play write a step that runs `yarn projen-astro-airflow drift`.
   *
   * @example
   * const options = { buildWorkflowOptions: { preBuildSteps: [DriftCheck.preBuildStep()] } };
   */
  public static preBuildStep(): JobStep {
    return { name: 'Check for drift', run: `${NPX} ${COMMAND}` };
  }

  /**
   * Adds one to the root project if there is none. One that is constructed later takes its place.
   *
   * @internal
   */
  public static _ensure(scope: IConstruct): void {
    if (DriftCheck.of(scope) === undefined) {
      new DriftCheck(Project.of(scope).root).isDefault = true;
    }
  }

  private isDefault = false;
  private readonly made: Array<() => void> = [];

  /**
   * @param scope a project, or a construct in it
   * @param options settings of the task and the workflow
   * @throws if the rc file constructs a second `DriftCheck`, `schedule` or `branch` is not valid for GitHub Actions, or they or `setupSteps` are given
   * without a workflow
   */
  public constructor(scope: Construct, private readonly options: DriftCheckOptions = {}) {
    checkCall('DriftCheck', arguments, new.target === DriftCheck ? undefined : new.target.name);
    const { root } = Project.of(scope);
    const other = DriftCheck.of(root);
    if (other?.isDefault === false) {
      throw new AstroAirflowError(`The project ${root.name} has a DriftCheck already. Remove one of the two from the rc file; one serves the whole tree of projects.`);
    }
    if (options.schedule !== undefined && !isCron(options.schedule)) {
      throw new AstroAirflowError(`schedule "${options.schedule}" is not a cron expression of GitHub Actions. Write five fields (minute, hour, day, month, weekday), for example "0 6 * * MON".`);
    }
    checkBranch(options.branch);
    checkHasEffect(options);
    new SecretGuard('Write a secret of the repository: ${{ secrets.NAME }}').checkMembers(options.setupSteps, apiName('setupSteps'), 'the workflow');
    root.node.tryRemoveChild(ID);
    super(root, ID);
    awaitSynth(root);
  }

  /** Adds the task and the workflow, after everything that the rc file declares. */
  public preSynthesize(): void {
    synthBegins(this.project);
    // What an earlier synth of the same process made goes first.
    this.made.splice(0).forEach((takeOut) => takeOut());
    if (!this.project.ejected) {
      this.addTask();
      this.addWorkflow();
    }
  }

  private addTask(): void {
    const name = ['drift', 'airflow:drift'].find((free) => this.project.tasks.tryFind(free) === undefined);
    if (name !== 'drift') {
      this.project.logger.warn(
        name === undefined
          ? `The tasks drift and airflow:drift are the project's own, so there is none for the drift check. Run it with "${ownCommandOf(this.project)} drift".`
          : `The task drift is the project's own, so the one of the drift check is ${name}.`,
      );
    }
    if (name !== undefined) {
      this.project.addTask(name, { description: 'Lists the files that no longer match the rc file', exec: this.command(''), receiveArgs: true });
      this.made.push(() => this.project.removeTask(name));
    }
  }

  private addWorkflow(): void {
    const github = githubOf(this.project);
    if (anyGithubOf(this.project) === undefined && !this.isDefault && this.options.workflow !== false) {
      // Without its check of the titles of pull requests, which projen adds by default.
      const component = sample('new GitHub(project, { pullRequestLint: false })', 'GitHub(project, pull_request_lint=False)');
      this.project.logger.warn(
        `The drift check writes no workflow, because the project has no GitHub component of projen. Add ${component}; or run the check in a workflow of your own, and write ${withoutWorkflow()}.`,
      );
    }
    if (github === undefined || this.options.workflow === false) {
      return;
    }
    if (isWorkflowTaken(github, WORKFLOW)) {
      this.project.logger.warn(
        `${workflowFile(WORKFLOW)} is the project's own, so the drift check writes none. Rename it; or add ${apiName('DriftCheck.preBuildStep')}() to it, and ${withoutWorkflow()} to the rc file.`,
      );
      return;
    }
    const installation = installationOf(this.project);
    const steps = this.options.setupSteps ?? installation.steps;
    if (steps === undefined) {
      this.project.logger.warn(
        `The drift check writes no workflow, because there is no package-lock.json to install from. Commit one; or give the steps with ${sample('new DriftCheck(project, { setupSteps: […] }), or { workflow: false }', 'DriftCheck(project, setup_steps=[…]), or workflow=False')}.`,
      );
      return;
    }
    const { workflow, takeOut } = addWorkflow(github, WORKFLOW);
    this.made.push(takeOut);
    workflow.on({
      pullRequest: {},
      push: { branches: this.options.branch === undefined ? branchesOf(this.project) : [this.options.branch] },
      ...(this.options.schedule !== undefined && { schedule: [{ cron: this.options.schedule }] }),
      workflowDispatch: {},
    });
    workflow.addJob('drift', {
      ...machineOf(github),
      permissions: { contents: 'read' as JobPermission },
      tools: this.options.setupSteps === undefined ? installation.tools : undefined,
      steps: [checkout(github), ...steps, { ...DriftCheck.preBuildStep(), run: this.command(installation.runner) }],
    });
  }

  private command(runner: string): string {
    return [runner, COMMAND, this.options.strict === true ? '--strict' : ''].filter((word) => word !== '').join(' ');
  }
}

function checkBranch(branch: string | undefined): void {
  const why = branch === undefined ? undefined
    : !BRANCH.test(branch) ? 'is not a name or pattern of a branch'
      : branch.startsWith('!') ? 'only excludes, and GitHub Actions then runs for no branch'
        : branch.startsWith('refs/') ? 'is a full reference, and GitHub Actions compares names' : undefined;
  if (why !== undefined) {
    throw new AstroAirflowError(`branch "${branch}" ${why}. Write one as in GitHub Actions, for example main or release/*.`);
  }
}

function checkHasEffect(options: DriftCheckOptions): void {
  const given = (['branch', 'schedule', 'setupSteps'] as const).filter((name) => options[name] !== undefined).map(apiName);
  if (options.workflow === false && given.length > 0) {
    throw new AstroAirflowError(`${listed(given)} would have no effect with ${sample('workflow: false', 'workflow=False')}. Remove the one or the other.`);
  }
}
