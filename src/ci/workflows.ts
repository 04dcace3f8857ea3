import fs from 'node:fs';
import path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import type { GitHub } from 'projen/lib/github/github';
import type { GithubWorkflow } from 'projen/lib/github/workflows';
import type { Job, JobStep } from 'projen/lib/github/workflows-model';
import type { NodeProject } from 'projen/lib/javascript/node-project';
import type { Project } from 'projen/lib/project';
import { filesOfProjen } from '../ownership/projen-files';
import { renderedText } from '../ownership/rendered-text';
import { includingLines } from '../text/ignore-match';

/** projen's GitHub component of a project, where it writes workflows. */
export function githubOf(project: Project): GitHub | undefined {
  const github = anyGithubOf(project);
  return github?.workflowsEnabled === true ? github : undefined;
}

/** The same where it writes no workflows, too. */
export function anyGithubOf(project: Project): GitHub | undefined {
  // Recognized by what it can do: loading the class would cost a project without it 50 ms.
  return project.components.find((component): component is GitHub => typeof (component as Partial<GitHub>).tryFindWorkflow === 'function');
}

/** The path of a workflow's file. */
export function workflowFile(name: string): string {
  return `.github/workflows/${name}.yml`;
}

/** Whether another component, or something on the disk that projen did not write, has a workflow's name or path. */
export function isWorkflowTaken(github: GitHub, name: string): boolean {
  const { project } = github;
  const ours = workflowFile(name);
  if (github.tryFindWorkflow(name) !== undefined || project.tryFindFile(ours) !== undefined) {
    return true;
  }
  const file = path.join(project.outdir, ours);
  if (!fs.existsSync(file) || filesOfProjen(project.outdir).includes(ours)) {
    return false;
  }
  return !fs.statSync(file).isFile() || !fs.readFileSync(file, 'utf-8').includes(PROJEN_MARKER);
}

/** Adds a workflow while a synth starts, and what takes it out again before another synth of the same process. */
export function addWorkflow(github: GitHub, name: string): { workflow: GithubWorkflow; takeOut: () => void } {
  const workflow = github.addWorkflow(name);
  const { project } = github;
  // The project's own lines can ignore the folder, and this file comes after the check of all others.
  project.gitignore.addPatterns(...includingLines(renderedText(project.gitignore).split('\n'), [workflowFile(name)]));
  return {
    workflow,
    takeOut: () => {
      project.tryRemoveFile(workflowFile(name));
      project.node.tryRemoveChild(workflow.node.id);
    },
  };
}

/** The checkout as projen pins it. */
export function checkout(github: GitHub): JobStep {
  // Loaded here because a project without GitHub does not need it.
  const { WorkflowSteps } = require('projen/lib/github/workflow-steps') as typeof import('projen/lib/github/workflow-steps');
  const step = WorkflowSteps.checkout({ with: { lfs: github.downloadLfs, submodules: github.checkoutSubmodules } });
  // The job pushes nothing, so what it runs must not find the token.
  return { ...step, with: { ...step.with, 'persist-credentials': false } };
}

/** The machines that the project's other workflows run on. */
export function machineOf(github: GitHub): Pick<Job, 'runsOn' | 'runsOnGroup'> {
  // The older of the projens that we run with have no such setting of the whole project, but one of the build.
  const { runsOn = ['ubuntu-latest'], runsOnGroup } = ((github as Partial<GitHub>).runsOnConfig?.() ?? github.tryFindWorkflow('build')?.getJob('build') ?? {}) as Partial<Job>;
  return runsOnGroup === undefined ? { runsOn } : { runsOnGroup };
}

/** The branches that are worth a check after a push. projen itself takes `main` for a project that names none. */
export function branchesOf(project: Project): string[] {
  return (project as Partial<NodeProject>).release?.branches ?? ['main', 'master'];
}
