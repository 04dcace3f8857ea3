import { Project } from 'projen/lib/project';
import { AstroProject, AwsCredentials, AwsSecretsBackend, type AstroProjectOptions } from '../../../src';
import { read, tempDir } from '../util';

// A post-synthesis step would install what the rc file needs.
process.env.PROJEN_DISABLE_POST = 'true';

/** Options with which every file is written. */
export const FULL: Partial<AstroProjectOptions> = {
  runtimeVersion: '3.1-12',
  credentials: [AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })],
  secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
  exampleDag: {},
};

/** Constructs a project, by default in a fresh directory. */
export function astroProject(options: Partial<AstroProjectOptions> = {}): AstroProject {
  return new AstroProject({ name: 'orders', ...(options.parent === undefined && { outdir: tempDir() }), ...options });
}

/** Synthesizes a project, and gives its directory. */
export function synth(options: Partial<AstroProjectOptions> = {}, declare: (project: AstroProject) => void = () => undefined): string {
  const project = astroProject(options);
  declare(project);
  project.synth();
  return project.outdir;
}

/** A bare project that others lie below. */
export function parentProject(): Project {
  return new Project({ name: 'host', outdir: tempDir() });
}

/** The tasks that projen knows of a project. */
export function tasks(outdir: string): Record<string, { steps?: unknown[] }> {
  return (JSON.parse(read(outdir, '.projen/tasks.json')) as { tasks: Record<string, { steps?: unknown[] }> }).tasks;
}
