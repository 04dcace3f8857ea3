import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { readPage, type Block } from '../../pages';
import { read, write } from '../../util';
import { EXPORT, lines, projenNew } from '../commands';
import { entry, type Entry, type Proof } from '../proof';
import { Terminal } from '../terminal';

const PAGE = 'docs/monorepos.md';
const FOLDERS = ['.', 'airflow/etl', 'airflow/ml'];
const RECORDED = path.resolve(__dirname, '../../doctor/recorded/airflow3-green.txt');

const block = (heading: string, language: string): Block => readPage(PAGE).blocks.find((one) => one.heading === heading && one.language === language)!;

/** An empty repository with the rc file of the page. */
function repository(heading: string, files: Readonly<Record<string, string>> = {}): Terminal {
  const terminal = new Terminal().answers('astro', `case "$*" in 'dev run dags test '*) cat '${RECORDED}';; version) echo 'Astro CLI Version: 1.46.0';; esac`);
  write(terminal.home, { '.aws/config': '[profile dev]\nregion = us-west-2\n' });
  write(terminal.directory, { '.projenrc.ts': block(heading, 'ts').code, ...files });
  return terminal;
}

/** The same, after the page's first commands. */
function synthesized(): Terminal {
  const terminal = repository('Subprojects');
  terminal.runs(block('Subprojects', 'sh').code);
  return terminal;
}

const jobs = ({ directory }: Terminal): string[] => Object.keys((parse(read(directory, '.github/workflows/dags.yml')) as { jobs: object }).jobs);
const edit = ({ directory }: Terminal, file: string): void => {
  fs.chmodSync(path.join(directory, file), 0o644);
  fs.appendFileSync(path.join(directory, file), 'x-mine: 1\n');
};

/** What the page says of the declaration: one check and one workflow, keys for all, and what happens to a project that comes or goes. */
const oneTree: Proof = ({ code }) => {
  const terminal = synthesized();
  const counts = FOLDERS.map((folder) => /^(\d+) files in sync\.$/m.exec(terminal.runs(`cd ${folder} && npx projen drift`).output)?.[1]);
  expect(Number(counts[0])).toBeGreaterThan(25);
  expect(counts).toEqual(FOLDERS.map(() => counts[0]));
  expect(jobs(terminal)).toEqual(['test-airflow-etl', 'test-airflow-ml']);
  // The root is nobody's package, and has no workflow but ours.
  expect(JSON.parse(read(terminal.directory, 'package.json'))).toMatchObject({ private: true, license: 'UNLICENSED' });
  expect([...fs.readdirSync(path.join(terminal.directory, '.github/workflows')), ...['LICENSE', '.mergify.yml'].filter((name) => fs.existsSync(path.join(terminal.directory, name)))].sort()).toEqual(['dags.yml', 'drift.yml']);
  expect(['package.json', '.projenrc.ts', '.github'].filter((name) => fs.existsSync(path.join(terminal.directory, 'airflow/etl', name)))).toEqual([]);

  // Keys that one project gets are those of the other.
  terminal.runs('cd airflow/etl && npx projen login');
  expect(terminal.runs('cd airflow/ml && npx projen login --status').output).toMatch(/dev.*\d\d:\d\d/);

  // A file of another project stops a start, and --sync updates it.
  edit(terminal, 'airflow/ml/docker-compose.override.yml');
  expect(terminal.run('cd airflow/etl && npx projen start')).toMatchObject({ status: 1, output: expect.stringContaining('airflow/ml/docker-compose.override.yml') });
  expect(terminal.runs('cd airflow/etl && npx projen start --sync').calls).toContain('astro dev start');
  expect(read(terminal.directory, 'airflow/ml/docker-compose.override.yml')).not.toContain('x-mine');

  // One that is moved in keeps its files, and one that is no longer declared leaves them.
  write(terminal.directory, { 'airflow/old/Dockerfile': 'FROM quay.io/astronomer/astro-runtime:13.7.0\n', 'airflow/old/.gitignore': '*.parquet\n', 'airflow/old/dags/mine.py': '' });
  const withOld = (more: string): string => code.replace('root.synth();', `const old = new AstroProject({ parent: root, name: 'old', outdir: 'airflow/old', credentials });\n${more}root.synth();`);
  write(terminal.directory, { '.projenrc.ts': withOld('') });
  expect(terminal.run('npx projen')).toMatchObject({ status: 1, output: expect.stringContaining("addPatterns('*.parquet')") });
  write(terminal.directory, { '.projenrc.ts': withOld("old.gitignore.addPatterns('*.parquet');\n") });
  terminal.runs('npx projen');
  expect([read(terminal.directory, 'airflow/old/Dockerfile'), fs.readdirSync(path.join(terminal.directory, 'airflow/old/dags'))]).toEqual(['FROM quay.io/astronomer/astro-runtime:13.7.0\n', ['mine.py']]);
  write(terminal.directory, { '.projenrc.ts': code });
  terminal.runs('npx projen');
  expect(fs.existsSync(path.join(terminal.directory, 'airflow/old/docker-compose.override.yml'))).toBe(true);

  expect(terminal.run('npx projen-astro-airflow doctor')).toMatchObject({ status: 2, output: expect.stringContaining('Name one: npx projen-astro-airflow doctor airflow/etl') });
};

const DOCKERFILE = 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\n';
const folderEach = (): Terminal => {
  const terminal = repository('Several Astro projects in one repository', { 'etl/Dockerfile': DOCKERFILE, 'ml/Dockerfile': 'FROM quay.io/astronomer/astro-runtime:13.7.0\n', 'ml/tests/dags/test_dags.py': '' });
  terminal.runs(block('Subprojects', 'sh').code);
  return terminal;
};

/** A project in each of two folders, as the page makes one. */
function rcEach(): Terminal {
  const terminal = new Terminal();
  terminal.runs('git init --quiet');
  const [make, enter, create] = block('One rc file per project', 'sh').code.trimEnd().split('\n');
  for (const name of ['etl', 'ml']) {
    terminal.runs([make, enter, create].join('\n').replace(/\betl\b/g, name));
  }
  return terminal;
}

export const monorepos: readonly Entry[] = [
  entry('Subprojects', 'ts', oneTree),
  entry('Subprojects', 'sh',
    lines({
      'npm install --save-dev projen-astro-airflow projen constructs tsx': { writes: ['package.json'] },
      'npx tsx .projenrc.ts': { writes: ['airflow/etl/docker-compose.override.yml', 'airflow/ml/docker-compose.override.yml', '.github/workflows/drift.yml'] },
      'npx projen': {},
      'npx projen drift': { prints: /^\d+ files in sync\.$/m },
    }, () => repository('Subprojects')),
    ({ code }) => {
      const { calls, output } = synthesized().runs(code);
      expect(calls).toEqual(expect.arrayContaining([EXPORT.replace('default', 'dev'), 'astro dev start']));
      expect(output).toMatch(/^ok +the variable my_var came from the secret etl\/variables\/my_var$/m);
    }),
  entry('Several Astro projects in one repository', 'ts', () => {
    const terminal = folderEach();
    expect(read(terminal.directory, 'ml/docker-compose.override.yml')).toMatch(/webserver:[^]*LOG_LEVEL: debug/);
    expect(read(terminal.directory, 'etl/docker-compose.override.yml')).toMatch(/api-server:/);
    expect(jobs(terminal)).toEqual(['test-ml']);
    expect(fs.existsSync(path.join(terminal.directory, '.github/workflows/pull-request-lint.yml'))).toBe(false);
  }),
  entry('Several Astro projects in one repository', 'sh', lines({
    'npx projen etl:start': { calls: [EXPORT.replace('default', 'dev'), 'astro dev start'] },
    'npx projen ml:login': { prints: /^AWS: keys of dev until [\d: -]+$/m },
    'npx projen drift': { prints: /^\d+ files in sync\.$/m },
  }, folderEach)),
  entry('One rc file per project', 'sh',
    ({ code }) => {
      const terminal = new Terminal();
      terminal.runs('git init --quiet');
      const { output } = terminal.runs(code);
      expect(output).toMatch(projenNew.prints!);
      expect(projenNew.writes!.filter((name) => !fs.existsSync(path.join(terminal.directory, 'airflow/etl', name)))).toEqual(['.git/HEAD']);
      expect(fs.existsSync(path.join(terminal.directory, 'airflow/etl/.github'))).toBe(false);
    },
    ({ code }) => {
      const terminal = rcEach();
      expect(terminal.runs(code).output.match(/^\d+ files in sync\.$/gm)).toHaveLength(2);
      edit(terminal, 'airflow/etl/docker-compose.override.yml');
      const { status, output } = terminal.run(code, { GITHUB_ACTIONS: 'true' });
      expect([status, output]).toEqual([1, expect.stringMatching(/^::error file=airflow\/etl\/docker-compose\.override\.yml,[^]*files in sync\.$/m)]);
    }),
];
