import * as path from 'node:path';
import { GitHubProject } from 'projen/lib/github';
import { NodePackageManager, NodeProject } from 'projen/lib/javascript';
import type { Project } from 'projen/lib/project';
import { AstroProject, DriftCheck } from '../../../src';
import { WORKFLOW } from '../../support/drift/drift-check-projects';
import { HOSTS } from '../../support/hosts';
import { testIf } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';
import { actionlint, zizmor, type Linter } from '../../support/workflow-linters';

const MANAGERS = [NodePackageManager.NPM, NodePackageManager.PNPM, NodePackageManager.YARN_CLASSIC, NodePackageManager.YARN_BERRY, NodePackageManager.BUN];

/** The workflows of all kinds of project. */
function workflows(): string[] {
  const projects: Project[] = [
    ...MANAGERS.map((packageManager) => new NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager, workflowNodeVersion: 'lts/*', outdir: tempDir() })),
    ...Object.keys(HOSTS).filter((kind) => kind.startsWith('Python')).map((kind) => HOSTS[kind](tempDir())),
    bareWithLockFile(),
    ...MANAGERS.map((packageManager) => new AstroProject({ name: 'orders', outdir: tempDir(), packageOptions: { packageManager } })),
    new AstroProject({ name: 'orders', outdir: tempDir(), projenrcPython: true }),
  ];
  return projects.map((project) => {
    new DriftCheck(project, { schedule: '0 6 * * MON', strict: true });
    project.synth();
    return path.join(project.outdir, WORKFLOW);
  });
}

function bareWithLockFile(): Project {
  const outdir = tempDir();
  write(outdir, { 'package-lock.json': '{}' });
  return new GitHubProject({ name: 'orders', outdir });
}

/** A workflow that is spoilt in one place. */
function spoilt(change: (text: string) => string): string {
  const file = workflows()[0];
  const text = read(path.dirname(file), path.basename(file));
  const outdir = tempDir();
  write(outdir, { [WORKFLOW]: change(text) });
  expect(read(outdir, WORKFLOW)).not.toBe(text);
  return path.join(outdir, WORKFLOW);
}

const linters: Array<[string, Linter, (text: string) => string, string]> = [
  ['actionlint', actionlint, (text) => text.replace('pull_request:', 'pull_requests:'), 'unknown Webhook event "pull_requests"'],
  ['zizmor', zizmor, (text) => text.replace('persist-credentials: false', 'fetch-depth: 1'), 'artipacked'],
];

describe.each(linters)('%s', (_, linter, spoil, complaint) => {
  if (linter.available) {
    beforeAll(() => linter.install(), 300_000);
  }

  testIf(linter.available, linter.needs)('finds nothing to complain of in the workflow of any kind of project', () => {
    expect(linter.lint(workflows())).toBe('');
  });

  testIf(linter.available, linter.needs)('would find a workflow that is spoilt', () => {
    expect(linter.lint([spoilt(spoil)])).toContain(complaint);
  });
});
