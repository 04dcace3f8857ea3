import * as fs from 'node:fs';
import * as path from 'node:path';
import { GitHub } from 'projen/lib/github';
import { Project } from 'projen/lib/project';
import { parse } from 'yaml';
import type { LocalAirflowOptions } from '../../../src';
import { read, tempDir, write } from '../util';

export const WORKFLOW = '.github/workflows/drift.yml';
export const COMMAND = 'projen-astro-airflow drift';
export const AIRFLOW: LocalAirflowOptions = { runtimeVersion: '3.1-12' };

/** A bare project with projen's GitHub component and, unless told otherwise, a lock file of npm. */
export function withGitHub(outdir: string = tempDir(), files: Record<string, string> = { 'package-lock.json': '{}' }): Project {
  write(outdir, files);
  const project = new Project({ name: 'orders', outdir });
  new GitHub(project);
  return project;
}

/** Synthesizes, and gives back what was warned of. */
export function synth(project: Project): string[] {
  const warned = jest.spyOn(project.logger, 'warn').mockImplementation(() => undefined);
  try {
    project.synth();
    return warned.mock.calls.map((words) => words.join(' '));
  } finally {
    warned.mockRestore();
  }
}

export const has = (project: Project, name: string) => fs.existsSync(path.join(project.outdir, name));
export const tasks = (project: Project) => (JSON.parse(read(project.outdir, '.projen/tasks.json')) as { tasks: Record<string, any> }).tasks;
export const scripts = (project: Project) => (JSON.parse(read(project.outdir, 'package.json')) as { scripts: Record<string, string> }).scripts;
export const workflow = (project: Project) => parse(read(project.outdir, WORKFLOW)) as { on: any; jobs: { drift: any } };
export const runs = (project: Project) => (workflow(project).jobs.drift.steps as Array<{ run?: string }>).flatMap((step) => step.run?.split('\n') ?? []);
export const uses = (project: Project) => (workflow(project).jobs.drift.steps as Array<{ uses?: string }>).flatMap((step) => step.uses?.replace(/@.*/, '') ?? []);
