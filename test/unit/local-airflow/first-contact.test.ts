import * as fs from 'node:fs';
import * as path from 'node:path';
import { DependencyType } from 'projen/lib/dependencies';
import type { Project } from 'projen/lib/project';
import { AwsCredentials, AwsSecretsBackend, LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { HOSTS } from '../../support/hosts';
import { bareProject, errorOf, services, testIf, treeState } from '../../support/projects';
import { astroTree, read, readTree, tempDir, write } from '../../support/util';

const OPTIONS: LocalAirflowOptions = { credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} };

describe('a tree of astro dev init', () => {
  const kept = (directory: string) => {
    const outdir = tempDir();
    astroTree(path.join(outdir, directory));
    write(path.join(outdir, directory), { '.env': '# mine\nMY_TOKEN=abc', 'requirements.txt': 'pandas==2.0.0\r\n' });
    const before = readTree(outdir);
    const project = bareProject(outdir);
    new LocalAirflow(project, { ...OPTIONS, directory });
    project.synth();
    const after = readTree(outdir);
    return { changed: Object.keys(before).filter((name) => after[name] !== before[name]), before, after };
  };

  test('at the top loses nothing: a block is added to three files, and projen writes .gitignore with every pattern in it', () => {
    const { changed, before, after } = kept('.');
    expect(changed).toEqual(['.dockerignore', '.env', '.gitignore', 'requirements.txt']);
    ['.dockerignore', '.env', 'requirements.txt'].forEach((name) => expect(after[name].startsWith(before[name])).toBe(true));
    const patterns = after['.gitignore'].split('\n').map((line) => line.replace(/^\//, ''));
    expect(patterns).toEqual(expect.arrayContaining(before['.gitignore'].split('\n').filter((line) => line !== '')));
  });

  test('in a folder loses nothing: a block is added to four files', () => {
    const { changed, before, after } = kept('airflow');
    expect(changed).toEqual(['airflow/.dockerignore', 'airflow/.env', 'airflow/.gitignore', 'airflow/requirements.txt']);
    changed.forEach((name) => expect(after[name].startsWith(before[name])).toBe(true));
  });
});

/** What is in the way, the error's text, and how its way out is gone: in the declarations, or on the disk. */
interface Obstacle {
  readonly files: Record<string, string>;
  readonly message: RegExp;
  readonly options?: LocalAirflowOptions;
  readonly wayOn?: (directory: string) => void;
  readonly declareInstead?: (project: Project, local: LocalAirflow) => void;
}

const rename = (from: string, to: string) => (directory: string) => fs.renameSync(path.join(directory, from), path.join(directory, to));

const OBSTACLES: Record<string, Obstacle> = {
  'an override': {
    files: { 'docker-compose.override.yml': 'services:\n  scheduler:\n    mem_limit: 2g\n  minio:\n    image: minio/minio\n' },
    message: /docker-compose\.override\.yml is not projen's, and would be overwritten\. Rename it, run again, and hand its content to addMount\(\), addEnvironment\(\), extendService\(\), addService\(\), addVolume\(\) and addNetwork\(\); or delete it\./,
    wayOn: rename('docker-compose.override.yml', 'old-override.yml'),
    declareInstead: (_, local) => local.addService('minio', { image: 'minio/minio' }),
  },
  'a DAG of the same name': {
    files: { 'dags/example_secrets_dag.py': '# mine\n' },
    message: /dags\/example_secrets_dag\.py is not projen's, and would be overwritten\. Rename it or delete it; if its dag_id is example_secrets_dag, change that as well, or Airflow sees two DAGs in one\. Or choose another name and id with exampleDag: \{ fileName: …, dagId: … \} in the rc file\./,
    options: { exampleDag: { fileName: 'check_secrets.py' } },
  },
  'a .env.example': {
    files: { '.env.example': 'MINE=\n' },
    message: /\.env\.example is not projen's, and would be overwritten\. Rename it \(for example to \.env\.template\), or delete it\./,
    wayOn: rename('.env.example', '.env.template'),
  },
  'own lines in .gitignore': {
    files: { '.gitignore': '# ours\n*.parquet\n.env\n\\#odd\'name\n' },
    message: /\.gitignore is not projen's, and 3 lines of it would be lost\. Keep them with gitIgnoreOptions: \{ filterCommentLines: false, ignorePatterns: \['# ours', '\*\.parquet'\] \} among the options of the project, or delete them from the file first\. projen writes "\/" for "\\": in the file, spell \\#odd'name without it/,
    wayOn: (directory) => fs.writeFileSync(path.join(directory, '.gitignore'), '*.parquet\n.env\n'),
    declareInstead: (project) => project.gitignore.addPatterns('*.parquet'),
  },
  'own lines in .gitattributes': {
    files: { '.gitattributes': '*.parquet filter=lfs\n' },
    message: /\.gitattributes is not projen's, and a line of it would be lost\. Declare what it says with project\.gitattributes\.addAttributes\(PATTERN, ATTRIBUTE\)(, where project is "orders")?, or delete it/,
    declareInstead: (project) => project.gitattributes.addAttributes('*.parquet', 'filter=lfs'),
  },
  'own lines in requirements.txt of a pip project': {
    files: { 'requirements.txt': '# Astro\npandas==2.0.0\n' },
    message: /requirements\.txt is not projen's, and 2 lines of it would be lost\. Declare them as dependencies of the project \(deps: .*\), or delete them from the file, first: # Astro; pandas==2\.0\.0\./,
    wayOn: (directory) => fs.writeFileSync(path.join(directory, 'requirements.txt'), 'pandas==2.0.0\n'),
    declareInstead: (project) => project.deps.addDependency('pandas@2.0.0', DependencyType.RUNTIME),
  },
  'a directory where a file is to be': {
    files: { '.env.example/mine.txt': 'x' },
    message: /\.env\.example cannot be written: EISDIR: illegal operation on a directory\. Move away what is there, then run again\./,
    wayOn: rename('.env.example', 'mine'),
  },
};

describe.each(Object.entries(OBSTACLES))('%s', (name, obstacle) => {
  const kind = name.includes('pip') ? 'PythonProject with pip' : 'Project';

  /** Three projects in one, the last of which has the obstacle. */
  function threeProjects(outdir: string): Array<[Project, LocalAirflow]> {
    const root = HOSTS[kind](outdir);
    return ['first', 'second', 'third'].map((folder) => {
      const project = HOSTS[kind](folder, root);
      return [project, new LocalAirflow(project, { ...OPTIONS, ...(folder === 'third' ? obstacle.options : {}) })];
    });
  }

  function tree(): string {
    const outdir = tempDir();
    ['first', 'second', 'third'].forEach((folder) => {
      astroTree(path.join(outdir, folder));
      fs.rmSync(path.join(outdir, folder, 'requirements.txt'));
    });
    write(path.join(outdir, 'third'), obstacle.files);
    return outdir;
  }

  test('in the last of three projects stops the synth before any of them is written', () => {
    const outdir = tree();
    const before = treeState(outdir);
    const root = HOSTS[kind](outdir);
    ['first', 'second', 'third'].forEach((folder) => new LocalAirflow(HOSTS[kind](folder, root), OPTIONS));
    const error = errorOf(() => root.synth());
    expect(error?.name).toBe('AstroAirflowError');
    expect(error?.message).toMatch(/^third\//);
    expect(error?.message).toMatch(obstacle.message);
    expect(treeState(outdir)).toEqual(before);
  });

  test('is no obstacle once the way that the error names is gone, and its content is still there', () => {
    const outdir = tree();
    obstacle.wayOn?.(path.join(outdir, 'third'));
    const projects = threeProjects(outdir);
    obstacle.declareInstead?.(...projects[2]);
    projects[0][0].root.synth();
    expect(Object.keys(services(outdir, 'third'))).toContain('scheduler');
    const texts = Object.values(readTree(outdir)).join('\n');
    Object.values(obstacle.files).forEach((text) => text.split('\n').filter((line) => /^[A-Z*x]|pandas/.test(line)).forEach((line) => expect(texts).toContain(line)));
  });
});

describe('of a user\'s own override, the credentials are named that declare the same', () => {
  const said = (override: string): string | undefined => {
    const outdir = tempDir();
    write(outdir, { 'docker-compose.override.yml': override });
    return errorOf(() => {
      const project = bareProject(outdir);
      new LocalAirflow(project, { runtimeVersion: '3.1-12' });
      project.synth();
    })?.message.replace(/^.*; or delete it\.\s?/, '');
  };

  test.each<[string, string, string]>([
    [
      'the AWS folder and a profile', 'services:\n  scheduler:\n    volumes: ["~/.aws:/home/astro/.aws:ro"]\n    environment: { AWS_PROFILE: dev, AWS_DEFAULT_REGION: us-west-2, A: b }\n',
      'Of that, the mount of ~/.aws, AWS_PROFILE and AWS_DEFAULT_REGION are what AwsCredentials.session() or AwsCredentials.mounted() in credentials declares.',
    ],
    [
      'keys', 'services:\n  scheduler: { environment: [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY=abc] }\n  triggerer: { environment: [AWS_ACCESS_KEY_ID] }\n',
      'Of that, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are what AwsCredentials.session() or AwsCredentials.fromEnvironment() in credentials declares.',
    ],
    [
      'the file of gcloud', 'services:\n  scheduler: { volumes: ["~/.config/gcloud/application_default_credentials.json:/adc.json:ro"], environment: { GOOGLE_APPLICATION_CREDENTIALS: /adc.json } }\n',
      'Of that, the mount of ~/.config/gcloud/application_default_credentials.json and GOOGLE_APPLICATION_CREDENTIALS are what GcpCredentials.mounted() in credentials declares.',
    ],
    ['the folder of az', 'services:\n  scheduler: { volumes: ["~/.azure:/home/astro/.azure"] }\n', 'Of that, the mount of ~/.azure is what AzureCredentials.session() in credentials declares.'],
    ['a token of Vault', 'services:\n  scheduler: { environment: { VAULT_TOKEN: "${VAULT_TOKEN}" } }\n', 'Of that, VAULT_TOKEN is what VaultCredentials.session() or VaultCredentials.fromEnvironment() in credentials declares.'],
  ])('%s', (_, override, sentence) => {
    expect(said(override)).toBe(sentence);
  });

  test.each(['services:\n  scheduler: { environment: { AWS_DEFAULT_REGION: us-west-2 } }\n', 'services: {}\n', 'services: [}\n', '- x\n', 'services:\n  scheduler: { volumes: x }\n'])('none of %j', (override) => {
    expect(said(override)).toBe('');
  });
});

testIf(process.platform !== 'win32', 'the system\'s word on it')('a file in the place of a directory is an error in our words, before anything is written', () => {
  for (const [directory, file] of [['airflow', 'airflow'], ['.', 'dags']]) {
    const outdir = tempDir();
    write(outdir, { [file]: 'mine\n' });
    const project = bareProject(outdir);
    const error = errorOf(() => {
      new LocalAirflow(project, { ...OPTIONS, runtimeVersion: '3.1-12', directory });
      project.synth();
    });
    expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringMatching(/ cannot be reached: ENOTDIR: not a directory\. Move away what is in its way/)]);
    expect(readTree(outdir)).toEqual({ [file]: 'mine\n' });
  }
});

test('one of our files that the user removes from the tree is left to the user', () => {
  const outdir = tempDir();
  astroTree(outdir);
  write(outdir, { '.env.example': 'MINE=\n', '.gitignore': 'mine\n' });
  const project = bareProject(outdir);
  new LocalAirflow(project, OPTIONS);
  ['.env.example', '.gitignore'].forEach((file) => project.tryRemoveFile(file));
  project.synth();
  expect(read(outdir, '.env.example')).toBe('MINE=\n');
  expect(read(outdir, '.gitignore')).toMatch(/^mine\n# >>>[^]*\n\.env\n/);
});

describe('a file that is projen\'s', () => {
  test('by its marker is written over', () => {
    const outdir = tempDir();
    astroTree(outdir);
    write(outdir, { 'docker-compose.override.yml': '# ~~ Generated by projen. To modify, edit .projenrc.js and run "npx projen".\nservices: {}\n' });
    const project = bareProject(outdir);
    new LocalAirflow(project, OPTIONS);
    project.synth();
    expect(Object.keys(services(outdir))).toHaveLength(4);
  });

  test('by projen\'s list of files is written over, even if its marker was edited away', () => {
    const outdir = tempDir();
    astroTree(outdir);
    write(outdir, { '.env.example': 'MINE=\n', '.projen/files.json': '{ "files": [".env.example"] }' });
    const project = bareProject(outdir);
    new LocalAirflow(project, OPTIONS);
    project.synth();
    expect(read(outdir, '.env.example')).toContain('AIRFLOW__SECRETS__BACKEND=');
  });

  test.each(['{', '[]', '{ "files": 1 }'])('is not known from a list of files that says %s', (list) => {
    const outdir = tempDir();
    astroTree(outdir);
    write(outdir, { '.env.example': 'MINE=\n', '.projen/files.json': list });
    const project = bareProject(outdir);
    new LocalAirflow(project, OPTIONS);
    expect(() => project.synth()).toThrow('.env.example is not projen\'s');
  });
});

test('lines of one\'s own in .gitignore and in .gitattributes are reported at once', () => {
  const outdir = tempDir();
  write(outdir, { '.gitignore': '*.parquet\n', '.gitattributes': '*.csv diff=csv\n' });
  const project = bareProject(outdir);
  new LocalAirflow(project, { ...OPTIONS, runtimeVersion: '3.1-12' });
  expect(errorOf(() => project.synth())?.message).toMatch(/^There are 2 problems, and nothing was written:\n- \.gitignore is not projen's, .*\n- \.gitattributes is not projen's, /);
});
