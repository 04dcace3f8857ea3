import { Component, github, JsonPatch, type cdk } from 'projen';
import { ONE_RUN_PER_PULL_REQUEST } from './workflow-steps';

type Job = github.workflows.Job;
type Steps = Job['steps'];

/** projen's jobs that ask for more permissions than they use: a build that changes files fails, so nothing is pushed. */
const READ_ONLY_JOBS = ['build', 'release'];

/**
 * Fixes what zizmor's pedantic persona finds in workflows that projen writes. It comes last, since projen adds jobs until right
 * before the synthesis.
 */
export class WorkflowSafety extends Component {
  public constructor(project: cdk.JsiiProject) {
    super(project);
  }

  public override preSynthesize(): void {
    for (const workflow of github.GitHub.of(this.project)!.workflows) {
      // A job has only the permissions that it names.
      workflow.file!.patch(JsonPatch.add('/permissions', {}));
      // The release has its own concurrency limit, which never cancels.
      if (workflow.concurrency === undefined) {
        workflow.file!.addOverride('concurrency', ONE_RUN_PER_PULL_REQUEST);
      }
      for (const [id, job] of Object.entries(workflow.jobs)) {
        const { steps, permissions, name } = job as Job;
        workflow.updateJob(id, {
          ...job,
          name: name ?? id,
          permissions: READ_ONLY_JOBS.includes(id) ? { contents: github.workflows.JobPermission.READ } : permissions,
          steps: withoutCredentials(steps),
        });
      }
    }
  }
}

/** The workflow only reads the title of a pull request, so it needs no secrets and no write access. */
export function titleOnly(project: cdk.JsiiProject): void {
  const file = project.github!.tryFindWorkflow('pull-request-lint')!.file!;
  file.patch(
    JsonPatch.remove('/on/pull_request_target'),
    JsonPatch.add('/on/pull_request', { types: ['opened', 'edited', 'reopened', 'synchronize'] }),
    JsonPatch.replace('/jobs/validate/permissions', { 'pull-requests': 'read' }),
    JsonPatch.replace('/jobs/validate/if', "github.event_name == 'pull_request'"),
  );
}

/** A checkout leaves the token in a file, which later steps could read or upload. Some steps exist only from the synthesis on. */
function withoutCredentials(steps: Steps): Steps {
  const careful = (list: Steps) => list.map((step) => (step.uses?.startsWith('actions/checkout@') ? { ...step, with: { ...step.with, 'persist-credentials': false } } : step));
  return (typeof steps === 'function' ? () => careful((steps as () => Steps)()) : careful(steps)) as Steps;
}
