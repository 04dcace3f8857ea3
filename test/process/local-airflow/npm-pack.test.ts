import { execSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow } from '../../../src';
import { HOSTS } from '../../support/hosts';
import { astroTree, tempDir, write } from '../../support/util';

const OPTIONS = { credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} };

/** What we write, and what developers keep beside it. */
const OURS = ['docker-compose.override.yml', '.env', '.env.example', '.gitignore', '.dockerignore', 'requirements.txt', 'dags/example_secrets_dag.py'];
const PERSONAL = {
  '.env': 'MY_TOKEN=abc\n',
  '.projen-astro-airflow.12.0.tmp': 'MY_TOKEN=abc\n',
  'airflow_settings.yaml': 'airflow:\n',
  'airflow.db': '',
  'airflow.cfg': '',
  'webserver_config.py': '',
  '.astro/standalone/airflow.db': '',
  '.astro/worktrees/x/.env': '',
  '.astro/me.local.yaml': '',
  '.venv/bin/python': '',
  'dags/__pycache__/x.pyc': '',
};

/** The files that npm would publish. */
function packed(outdir: string): string[] {
  const json = execSync('npm pack --dry-run --json --ignore-scripts --offline', { cwd: outdir, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [{ files }] = JSON.parse(json) as [{ files: Array<{ path: string }> }];
  return files.map((file) => file.path);
}

function astroProject(outdir: string, directory: string): void {
  const airflow = path.join(outdir, directory);
  astroTree(airflow);
  write(airflow, PERSONAL);
  // The host project has a .gitignore of its own at the top.
  fs.rmSync(path.join(outdir, '.gitignore'), { force: true });
}

/** Names of files as they are in the package. */
function below(directory: string, names: readonly string[]): string[] {
  return names.map((name) => path.posix.join(directory, name));
}

describe.each(['NodeProject', 'TypeScriptProject'])('the package of a %s', (kind) => {
  test.each(['.', 'airflow', 'deploy/airflow'])('with the Astro project at %s has none of our files or a developer\'s, and has the team\'s own DAGs', (directory) => {
    const outdir = tempDir();
    astroProject(outdir, directory);
    const project = HOSTS[kind](outdir);
    new LocalAirflow(project, { ...OPTIONS, directory });
    project.synth();
    const files = packed(outdir);
    const unwanted = below(directory, [...OURS, ...Object.keys(PERSONAL)]);
    expect(files.filter((name) => unwanted.includes(name))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(below(directory, ['dags/exampledag.py'])));
  });

  test('has nothing of a developer\'s from the Astro project of a project below it', () => {
    const outdir = tempDir();
    astroProject(outdir, 'sub/airflow');
    const project = HOSTS[kind](outdir);
    new LocalAirflow(new Project({ name: 'sub', parent: project, outdir: 'sub' }), { ...OPTIONS, directory: 'airflow' });
    project.synth();
    const unwanted = below('sub/airflow', Object.keys(PERSONAL));
    expect(packed(outdir).filter((name) => unwanted.includes(name))).toEqual([]);
  });
});
