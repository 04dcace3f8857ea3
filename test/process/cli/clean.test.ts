import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Project } from 'projen/lib/project';
import { Projenrc } from 'projen/lib/python/projenrc';
import { ProjenrcTs } from 'projen/lib/typescript/projenrc-ts';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow, LocalFilesystemSecretsBackend } from '../../../src';
import { clean } from '../../../src/cli/clean';
import { inPython } from '../../support/in-python';
import { bareProject, synth, treeState } from '../../support/projects';
import { astroTree, read, readTree, tempDir, write } from '../../support/util';

/** A synthesized Astro project in a folder, with lines of the user's in each file that we share. */
function astroProject(own: Record<string, string> = {}): string {
  const outdir = tempDir();
  const airflow = path.join(outdir, 'airflow');
  astroTree(airflow);
  write(airflow, own);
  synth({ directory: 'airflow', credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager() }, undefined, outdir);
  return airflow;
}

test('takes the block out of each file, and says so', () => {
  const before = tempDir();
  astroTree(before);
  const airflow = astroProject();
  expect(clean(airflow)).toEqual(['.env: block removed', '.gitignore: block removed', '.dockerignore: block removed', 'requirements.txt: block removed']);
  expect(readTree(airflow)).toMatchObject(readTree(before));
});

test.each(['', '\n', 'A=1', 'A=1\r\nB=2', '\uFEFFA=1\n', '# >> not a marker\n\n\n'])('gives back what the user had in .env: %j', (text) => {
  const airflow = astroProject({ '.env': text });
  clean(airflow);
  expect(read(airflow, '.env')).toBe(text);
});

test('keeps what the user has written after the block since', () => {
  const airflow = astroProject({ '.env': 'A=1\n' });
  fs.appendFileSync(path.join(airflow, '.env'), 'B=2\n');
  clean(airflow);
  expect(read(airflow, '.env')).toBe('A=1\nB=2\n');
});

test('touches nothing the second time, nor where there is no block', () => {
  const airflow = astroProject();
  clean(airflow);
  const before = treeState(airflow);
  expect(clean(airflow)).toEqual(['No block of projen-astro-airflow found.']);
  expect(treeState(airflow)).toEqual(before);
  expect(clean(tempDir())).toEqual(['No block of projen-astro-airflow found.']);
});

test('keeps the block of an ignore file that alone ignores .env, says why, and takes it out once the user\'s line does', () => {
  const airflow = astroProject({ '.gitignore': 'mine\n' });
  expect(clean(airflow)).toContain('.gitignore: block kept, because nothing else in the file ignores .env. Add the line .env outside the block, then run again.');
  expect(read(airflow, '.gitignore').split('\n')).toContain('.env');
  write(airflow, { '.gitignore': `.env\n${read(airflow, '.gitignore')}` });
  expect(clean(airflow)).toEqual(['.gitignore: block removed']);
  expect(read(airflow, '.gitignore')).toBe('.env\nmine\n');
});

test('keeps the blocks that alone ignore files of local secrets, and takes them out once the lines that it names are there, or the files are gone', () => {
  for (const isDeleted of [false, true]) {
    const outdir = tempDir();
    const airflow = path.join(outdir, 'airflow');
    astroTree(airflow);
    synth({ directory: 'airflow', secretsBackend: new LocalFilesystemSecretsBackend() }, undefined, outdir);
    const kept = (line: string): string => `block kept, because nothing else in the file ignores secrets/variables.yaml and secrets/connections.yaml. Add the line ${line} outside the block, then run again.`;
    expect(clean(airflow)).toEqual(['.env: block removed', `.gitignore: ${kept('/secrets/')}`, `.dockerignore: ${kept('secrets')}`]);
    if (isDeleted) {
      fs.rmSync(path.join(airflow, 'secrets'), { recursive: true });
    } else {
      fs.appendFileSync(path.join(airflow, '.gitignore'), '/secrets/\n');
      fs.appendFileSync(path.join(airflow, '.dockerignore'), 'secrets\n');
    }
    expect(clean(airflow)).toEqual(['.gitignore: block removed', '.dockerignore: block removed']);
  }
});

test('names the folders of projen that an image build would copy from then on', () => {
  const airflow = astroProject();
  ['node_modules', '.projen'].forEach((folder) => fs.mkdirSync(path.join(airflow, folder)));
  expect(clean(airflow)).toContain('.dockerignore: block removed. The image build would now copy node_modules and .projen: add these lines to the file, or delete what you no longer need.');
});

test('names no folder of projen that a line of the user keeps out of the image', () => {
  const airflow = astroProject();
  ['node_modules', '.projen-venv'].forEach((folder) => fs.mkdirSync(path.join(airflow, folder)));
  write(airflow, { '.dockerignore': `**/node_modules\n.projen*\n${read(airflow, '.dockerignore')}` });
  expect(clean(airflow)).toContain('.dockerignore: block removed');
});

test.each(['.env', 'requirements.txt', '.gitignore', '.dockerignore'])('writes nothing at all if the markers of %s are damaged', (name) => {
  const airflow = astroProject();
  fs.appendFileSync(path.join(airflow, name), '# >>> projen-astro-airflow >>>\n');
  const before = treeState(airflow);
  expect(() => clean(airflow)).toThrow(new RegExp(`^${name.replace('.', '\\.')}: line \\d+ starts a second block`));
  expect(treeState(airflow)).toEqual(before);
});

test('refuses what is not a directory', () => {
  expect(() => clean(path.join(tempDir(), 'nowhere'))).toThrow('nowhere is not a directory. Name the Astro project\'s directory, or run the command in it.');
  expect(() => clean(__filename)).toThrow('is not a directory');
});

test.each<[string, (project: Project) => unknown, string]>([
  ['Python', (project) => new Projenrc(project), 'add_patterns'],
  ['TypeScript', (project) => new ProjenrcTs(project), 'addPatterns'],
])('says how git is to ignore .env as the rc file in %s does, whatever language runs the command', (_, addRcFile, method) => {
  const outdir = tempDir();
  execFileSync('git', ['init', '--quiet'], { cwd: outdir });
  const project = bareProject(outdir);
  addRcFile(project);
  new LocalAirflow(project, { directory: 'airflow', runtimeVersion: '3.1-12' }).addDotenvKey('A', 'a');
  project.synth();
  fs.rmSync(path.join(outdir, 'airflow', '.gitignore'));
  const said = `.env is not ignored by git: add .env to .gitignore (in a projen rc file: project.gitignore.${method}('.env')).`;
  expect(clean(path.join(outdir, 'airflow'))).toContain(said);
  expect(inPython(() => clean(path.join(outdir, 'airflow')))).toContain(said);
});

test('names the files of local secrets that git would add, because their patterns left the .gitignore of projen with the component', () => {
  const outdir = tempDir();
  execFileSync('git', ['init', '--quiet'], { cwd: outdir });
  astroTree(outdir);
  synth({ secretsBackend: new LocalFilesystemSecretsBackend() }, undefined, outdir);
  bareProject(outdir).synth();
  expect(clean(outdir)).toContain(
    ".env, secrets/variables.yaml and secrets/connections.yaml are not ignored by git: add .env and /secrets/ to .gitignore (in a projen rc file: project.gitignore.addPatterns('.env', '/secrets/')).",
  );
});
