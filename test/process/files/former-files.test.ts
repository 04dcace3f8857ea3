import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { AstroProject, AwsCredentials, AwsSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend, type LocalFilesystemSecretsBackendOptions, type SecretsBackend } from '../../../src';
import { localStartingPoint } from '../../../src/clouds/local/local-starting-point';
import { inPython } from '../../support/in-python';
import { newProject } from '../../support/new-project';
import { bareProject, printedBy, treeState } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

const RUNTIME = '3.3-8';
const AWAY = AwsSecretsBackend.secretsManager({ region: 'us-west-2' });
/** With these the backend can read, so that nothing but the files is warned of. */
const credentialsOf = (backend: SecretsBackend): AwsCredentials[] => backend === AWAY ? [AwsCredentials.session()] : [];
const local = (options?: LocalFilesystemSecretsBackendOptions): SecretsBackend => new LocalFilesystemSecretsBackend(options);
const BOTH = ['secrets/connections.yaml', 'secrets/variables.yaml'];

/** The files that git would add. */
function untracked(outdir: string): string[] {
  if (!fs.existsSync(`${outdir}/.git`)) {
    execFileSync('git', ['init', '-q'], { cwd: outdir });
  }
  return execFileSync('git', ['ls-files', '--others', '--exclude-standard'], { cwd: outdir, encoding: 'utf-8' }).split('\n').filter((name) => name.includes('secrets/'));
}

function astro(outdir: string, secretsBackend: SecretsBackend, declare: (project: AstroProject) => void = () => undefined): string {
  const project = new AstroProject({ name: 'orders', outdir, runtimeVersion: RUNTIME, secretsBackend, credentials: credentialsOf(secretsBackend) });
  const warn = jest.spyOn(project.logger, 'warn').mockImplementation(() => undefined);
  declare(project);
  project.synth();
  return warn.mock.calls.flat().join('\n');
}

const bare = (outdir: string, secretsBackend: SecretsBackend, directory?: string): string =>
  printedBy((project) => new LocalAirflow(project, { runtimeVersion: RUNTIME, secretsBackend, credentials: credentialsOf(secretsBackend), directory }), outdir);

const dockerLines = (outdir: string): string[] => read(outdir, '.dockerignore').split('\n').filter((line) => line.includes('secrets'));

describe.each([['an AstroProject', astro], ['a bare project', bare]])('in %s', (_, synth) => {
  test('a backend that takes the place of local files leaves them ignored, and the synth says so', () => {
    const outdir = tempDir();
    expect(synth(outdir, local())).toBe('');
    const before = dockerLines(outdir);
    const message = synth(outdir, AWAY);
    expect(untracked(outdir)).toEqual([]);
    expect(fs.existsSync(`${outdir}/secrets/variables.yaml`)).toBe(true);
    expect(dockerLines(outdir)).toEqual(before);
    expect(before).toContain('secrets/variables.yaml*');
    expect(message).toContain('secrets/variables.yaml and secrets/connections.yaml are no longer declared and may have secrets, so git and the image still ignore them. Delete them, or declare what ignores them: ');
  });

  test('a renamed file leaves the old one ignored', () => {
    const outdir = tempDir();
    synth(outdir, local());
    expect(synth(outdir, local({ variablesFile: 'secrets/values.yaml' }))).toContain('secrets/variables.yaml is no longer declared');
    expect(untracked(outdir)).toEqual(['secrets/connections.example.yaml', 'secrets/values.example.yaml']);
  });

  test('every further synth writes the same, with the files and without, as on another machine', () => {
    const outdir = tempDir();
    synth(outdir, local());
    synth(outdir, AWAY);
    const texts = (): string[] => ['.gitignore', '.dockerignore'].map((name) => read(outdir, name));
    const before = texts();
    expect(synth(outdir, AWAY)).toContain('no longer declared');
    expect(texts()).toEqual(before);
    BOTH.forEach((name) => fs.rmSync(`${outdir}/${name}`));
    expect(synth(outdir, AWAY)).toBe('');
    expect(texts()).toEqual(before);
  });
});

test('what the message names for an AstroProject replaces the lines, and ends the message', () => {
  const outdir = tempDir();
  astro(outdir, local());
  const message = astro(outdir, AWAY);
  expect(message).toContain('project.gitignore.addPatterns(\'/secrets/\') and project.addPackageIgnore(\'/secrets\').');
  const declared = astro(outdir, AWAY, (project) => {
    project.gitignore.addPatterns('/secrets/');
    project.addPackageIgnore('/secrets');
  });
  expect(declared).toBe('');
  expect(untracked(outdir)).toEqual([]);
  expect(dockerLines(outdir)).toEqual(['secrets']);
  expect(read(outdir, '.gitignore')).not.toContain('variables.yaml');
});

test('in Python the message has the names of Python', () => {
  const outdir = tempDir();
  astro(outdir, local());
  expect(inPython(() => astro(outdir, AWAY))).toContain('project.gitignore.add_patterns(\'/secrets/\') and project.add_package_ignore(\'/secrets\').');
});

test('in a folder the message names the ignore files of the folder', () => {
  const outdir = tempDir();
  bare(outdir, local(), 'airflow');
  expect(bare(outdir, AWAY, 'airflow')).toContain('airflow/secrets/variables.yaml and airflow/secrets/connections.yaml are no longer declared');
  expect(bare(outdir, AWAY, 'airflow')).toContain('declare what ignores them: /secrets/ in airflow/.gitignore and secrets in airflow/.dockerignore.');
  expect(untracked(outdir)).toEqual([]);
});

describe('a line of the user that ignores the folder', () => {
  test.each(['secrets/', '/secrets/', '/secrets', 'secrets', 'secrets/*', '**/secrets/', '*.yaml', '/secrets/**'])('%s of a .gitignore before "projen new" leaves the examples in git, and the files out of it', (line) => {
    const outdir = tempDir();
    write(outdir, { '.gitignore': `${line}\n` });
    newProject(outdir, { localSecrets: true, runtimeVersion: RUNTIME }).synth();
    write(outdir, { 'secrets/mine.yaml': '' });
    expect(untracked(outdir)).toEqual(['secrets/connections.example.yaml', 'secrets/variables.example.yaml']);
    const before = read(outdir, '.gitignore');
    astro(outdir, local(), (project) => project.gitignore.addPatterns(line));
    expect(untracked(outdir)).toEqual(['secrets/connections.example.yaml', 'secrets/variables.example.yaml']);
    expect(before.split('\n').some((one) => one === line)).toBe(true);
  });

  test('in the .gitignore of a folder, or of the project above it, does the same', () => {
    for (const [own, above] of [['secrets/\n', ''], ['', 'secrets/']]) {
      const outdir = tempDir();
      write(outdir, { 'airflow/.gitignore': own });
      const project = bareProject(outdir);
      project.gitignore.addPatterns(...(above === '' ? [] : [above]));
      new LocalAirflow(project, { runtimeVersion: RUNTIME, secretsBackend: local(), directory: 'airflow' });
      project.synth();
      expect(untracked(outdir)).toEqual(['airflow/secrets/connections.example.yaml', 'airflow/secrets/variables.example.yaml']);
    }
  });

  test('counts for a folder whose name has a meaning of its own in patterns', () => {
    const outdir = tempDir();
    const project = bareProject(outdir);
    project.gitignore.addPatterns('air*');
    new LocalAirflow(project, { runtimeVersion: RUNTIME, secretsBackend: local(), directory: 'air[1]' });
    project.synth();
    expect(untracked(outdir)).toEqual(['air[1]/secrets/connections.example.yaml', 'air[1]/secrets/variables.example.yaml']);
  });

  test('is the last word in a project that commits nothing that is generated', () => {
    const outdir = tempDir();
    const project = new AstroProject({ name: 'orders', outdir, runtimeVersion: RUNTIME, secretsBackend: local(), commitGenerated: false });
    project.gitignore.addPatterns('secrets/');
    project.synth();
    expect(untracked(outdir)).toEqual([]);
  });
});

test('patterns of the user in one ignore file are not put into the other one', () => {
  const outdir = tempDir();
  write(outdir, { '.dockerignore': 'include/data.json*\ninclude/.data.json*\n' });
  bare(outdir, AWAY);
  expect(read(outdir, '.gitignore')).not.toContain('include/');
});

test('without local files nothing is added', () => {
  const outdir = tempDir();
  bare(outdir, AWAY);
  const before = treeState(outdir, false);
  expect(bare(outdir, AWAY)).toBe('');
  expect(treeState(outdir, false)).toEqual(before);
  expect(read(outdir, '.gitignore')).not.toContain('secrets/');
});

test('the last words of "projen new" say which files were kept, and what they lack', () => {
  const outdir = tempDir();
  expect(localStartingPoint(outdir).example).toBe('dags/example_secrets_dag.py runs immediately: secrets/variables.yaml and secrets/connections.yaml contain its example values.');
  write(outdir, { 'secrets/variables.yaml': 'mine: \'1\'\n' });
  expect(localStartingPoint(outdir).example).toBe('secrets/variables.yaml was there and is kept. dags/example_secrets_dag.py needs the entries of secrets/variables.example.yaml: add them.');
  write(outdir, { 'secrets/connections.yaml': '' });
  expect(localStartingPoint(outdir).example).toBe('secrets/variables.yaml and secrets/connections.yaml were there and are kept. dags/example_secrets_dag.py needs the entries of secrets/variables.example.yaml and secrets/connections.example.yaml: add them.');
});
