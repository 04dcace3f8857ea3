import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Construct } from 'constructs';
import { Component } from 'projen/lib/component';
import { GitHub } from 'projen/lib/github';
import { Gitpod } from 'projen/lib/gitpod';
import { NodePackage, NodePackageManager, NodeProject } from 'projen/lib/javascript';
import { JsonFile } from 'projen/lib/json';
import { LogLevel } from 'projen/lib/logger';
import { Project } from 'projen/lib/project';
import { ProjenrcFile } from 'projen/lib/projenrc';
import { TextFile } from 'projen/lib/textfile';
import { VsCode } from 'projen/lib/vscode';
import { parse } from 'yaml';
import { AstroProject, AwsCredentials, DriftCheck, LocalAirflow, type AstroProjectOptions } from '../../../src';
import { astroProject, FULL, parentProject, synth, tasks } from '../../support/astro-project/projects';
import { buildContext } from '../../support/docker-context';
import { errorOf, printedBy, services, treeState } from '../../support/projects';
import { read, readTree, tempDir, write } from '../../support/util';

describe('projen\'s own ways', () => {
  test('find the project, its parts and its files', () => {
    const project = astroProject(FULL);
    expect(Project.of(project.local)).toBe(project);
    expect(LocalAirflow.of(project)).toBe(project.local);
    expect(NodePackage.of(project)).toBe(project.nodePackage);
    expect(GitHub.of(project)).toBe(project.github);
    expect(ProjenrcFile.of(project)?.filePath).toBe('.projenrc.ts');
    expect(DriftCheck.of(project)).toBeDefined();
    expect(project.node.tryFindChild(project.local.node.id)).toBe(project.local);
    expect(project.tryFindFile('.dockerignore')).toBe(project.dockerignore);
    expect(project.tryFindObjectFile('docker-compose.override.yml')).toBe(project.local.override.file);
  });

  test('add files, tasks, editors and patterns', () => {
    const declare = (project: AstroProject): void => {
      new TextFile(project, 'docs/notes.txt', { lines: ['notes'] });
      new JsonFile(project, 'config.json', { obj: { a: 1 } });
      new VsCode(project).extensions.addRecommendations('ms-python.python');
      new Gitpod(project).addPorts('8080');
      project.addTask('lint', { exec: 'ruff check dags' });
      project.gitignore.addPatterns('*.parquet', '# ours');
      project.dockerignore.addPatterns('docs');
      project.gitattributes.addAttributes('*.parquet', 'filter=lfs');
    };
    const outdir = synth(FULL, declare);
    expect(Object.keys(readTree(outdir))).toEqual(expect.arrayContaining(['docs/notes.txt', 'config.json', '.vscode/extensions.json', '.gitpod.yml']));
    expect(tasks(outdir).lint.steps).toEqual([{ exec: 'ruff check dags' }]);
    expect(read(outdir, '.gitignore').split('\n')).toEqual(expect.arrayContaining(['*.parquet', '# ours']));
    expect(read(outdir, '.dockerignore').split('\n')).toContain('docs');
    expect(read(outdir, '.gitattributes')).toContain('*.parquet filter=lfs');
    const before = treeState(outdir, false);
    synth({ ...FULL, outdir }, declare);
    expect(treeState(outdir, false)).toEqual(before);
  });

  test('change the rendered override, and take a file out', () => {
    const outdir = synth(FULL, (project) => {
      project.local.override.file.addOverride('services.scheduler.mem_limit', '2g');
      project.tryRemoveFile('.env.example');
      project.tryRemoveFile('tsconfig.projen.json');
      project.tryRemoveFile('.gitattributes');
    });
    expect(services(outdir).scheduler.mem_limit).toBe('2g');
    expect(Object.keys(readTree(outdir)).filter((name) => ['.env.example', 'tsconfig.projen.json', '.gitattributes'].includes(name))).toEqual([]);
  });

  test('mark generated files for GitHub, our own among them', () => {
    const outdir = synth(FULL, (project) => project.annotateGenerated('/API.md'));
    const lines = read(outdir, '.gitattributes').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['/API.md linguist-generated', '/docker-compose.override.yml linguist-generated', '/dags/example_secrets_dag.py linguist-generated', '/package-lock.json linguist-generated']));
  });
});

describe('addPackageIgnore', () => {
  test('keeps files out of the image, by git\'s rules for a pattern', () => {
    const outdir = synth(FULL, (project) => ['/docs', '*.md', '!/include/KEEP.md', 'scratch/'].forEach((pattern) => project.addPackageIgnore(pattern)));
    write(outdir, Object.fromEntries(['docs/a.txt', 'include/docs/a.txt', 'include/README.md', 'include/KEEP.md', 'include/scratch/x.sql', 'include/a.sql'].map((name) => [name, ''])));
    expect(buildContext(outdir).filter((name) => /^(docs|include|README)/.test(name))).toEqual(['include/KEEP.md', 'include/a.sql', 'include/docs/a.txt']);
  });

  test('is never asked by us for what the image needs', () => {
    for (const options of [FULL, { ...FULL, projenrcPython: true }, { ...FULL, projenrcJs: true, github: false }]) {
      const outdir = synth(options);
      const context = buildContext(outdir);
      expect(context).toEqual(expect.arrayContaining(['dags/exampledag.py', 'dags/example_secrets_dag.py', 'dags/.airflowignore', 'requirements.txt', 'packages.txt']));
    }
  });
});

describe('the addX methods', () => {
  const declare = (add: Pick<AstroProject, 'addEnvironment' | 'addDotenvKey' | 'addMount' | 'addService' | 'addRequirement'>) => {
    add.addEnvironment('LOG_LEVEL', 'debug');
    add.addEnvironment('ONLY', '$1', { services: ['scheduler'] });
    add.addDotenvKey('MY_FLAG', 'on');
    add.addMount({ source: './data', target: '/usr/local/airflow/data', readOnly: true });
    add.addService('minio', { image: 'minio/minio' });
    add.addRequirement('apache-airflow-providers-slack==9.0.0');
  };

  test('do what those of its LocalAirflow do', () => {
    const [byProject, byLocal] = [synth(FULL, declare), synth(FULL, (project) => declare(project.local))];
    expect(readTree(byProject)).toEqual(readTree(byLocal));
    expect(services(byProject).scheduler.environment).toMatchObject({ LOG_LEVEL: 'debug', ONLY: '$$1' });
    expect(services(byProject)).toHaveProperty('minio.image', 'minio/minio');
    expect(read(byProject, '.env')).toContain('\nMY_FLAG=on\n');
    expect(read(byProject, 'requirements.txt')).toContain('\napache-airflow-providers-slack==9.0.0\n');
  });

  test.each<[string, (project: AstroProject) => void]>([
    ['addEnvironment', (project) => project.addEnvironment('A', '1', { services: ['webserver'] })],
    ['addDotenvKey', (project) => project.addDotenvKey('A B', '1')],
    ['addMount', (project) => project.addMount({ source: '', target: '/x' })],
    ['addService', (project) => project.addService('scheduler', {})],
    ['addRequirement', (project) => project.addRequirement('not a requirement')],
  ])('%s throws our error for bad input', (_, add) => {
    expect(errorOf(() => add(astroProject(FULL)))?.name).toBe('AstroAirflowError');
  });
});

test('a subclass adds its own components, and has all that the base has', () => {
  class Owners extends Component {
    public constructor(scope: Construct) {
      super(scope, 'owners');
      new TextFile(this.project, 'CODEOWNERS', { lines: ['* @data'] });
    }
  }
  class TeamProject extends AstroProject {
    public readonly owners: Owners;
    public constructor(options: AstroProjectOptions) {
      super({ ...options, dagWorkflow: false });
      this.owners = new Owners(this);
      this.addRequirement('pandas');
    }
  }
  const project = new TeamProject({ name: 'orders', outdir: tempDir(), ...FULL });
  project.synth();
  expect(read(project.outdir, 'CODEOWNERS')).toContain('* @data');
  expect(read(project.outdir, 'requirements.txt')).toContain('\npandas\n');
  expect(Project.of(project.owners)).toBe(project);
});

describe('below another project', () => {
  test('it has its own tree, and no package.json, rc file or .github', () => {
    const parent = new NodeProject({ name: 'host', outdir: tempDir(), defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM });
    const alone = (build: () => void): Record<string, string> => {
      build();
      parent.synth();
      return readTree(parent.outdir);
    };
    const before = alone(() => undefined);
    const project = astroProject({ ...FULL, parent, outdir: 'airflow' });
    const after = alone(() => undefined);
    const names = Object.keys(after).filter((name) => name.startsWith('airflow/')).map((name) => name.slice('airflow/'.length));
    expect(names).toEqual(expect.arrayContaining(['Dockerfile', 'dags/exampledag.py', 'docker-compose.override.yml', '.env', '.dockerignore', '.astro/config.yaml', 'README.md']));
    expect(names.filter((name) => /^(package.*\.json|\.projenrc|\.github|tsconfig|requirements-dev)/.test(name))).toEqual([]);
    expect([project.nodePackage, project.github]).toEqual([undefined, undefined]);
    // The workflows of the tree, and what keeps the folder's secrets out of the parent's package, are all that changes above it.
    const changed = Object.keys(after).filter((name) => !name.startsWith('airflow/') && after[name] !== before[name]);
    expect(changed.filter((name) => !['.npmignore', '.projen/tasks.json', '.projen/files.json', '.gitignore', '.gitattributes', 'package.json', '.github/workflows/drift.yml', '.github/workflows/dags.yml'].includes(name))).toEqual([]);
    expect(Object.keys(before).filter((name) => after[name] === undefined)).toEqual([]);
  });

  test('its README speaks of the rc file above', () => {
    const parent = new NodeProject({ name: 'host', outdir: tempDir(), defaultReleaseBranch: 'main', packageManager: NodePackageManager.NPM });
    astroProject({ parent, outdir: 'data/airflow' });
    parent.synth();
    expect(read(parent.outdir, 'data/airflow/README.md')).toContain('`../../.projenrc.js` declares the runtime');
  });

  test.each([[AwsCredentials.session(), true], [AwsCredentials.mounted({ profile: 'dev' }), false]])('its README names login exactly where a session is declared (%#)', (credentials, isNamed) => {
    const parent = parentProject();
    astroProject({ parent, outdir: 'airflow', credentials: [credentials] });
    parent.synth();
    expect(read(parent.outdir, 'airflow/README.md').includes('npx projen login ')).toBe(isNamed);
  });

  test('an AstroProject has other AstroProjects: each has its own files, and the image of the upper has nothing of a developer\'s below', () => {
    const root = astroProject(FULL);
    const [a, b] = [astroProject({ name: 'aa', parent: root, outdir: 'a', ...FULL }), astroProject({ name: 'bb', parent: root, outdir: 'b', ...FULL, runtimeVersion: '13.7.0' })];
    a.addDotenvKey('A', '1');
    b.addDotenvKey('A', '2');
    root.synth();
    expect(['.', 'a', 'b'].map((directory) => 'webserver' in services(root.outdir, directory))).toEqual([false, false, true]);
    expect(['a', 'b'].map((directory) => /\nA=(.)\n/.exec(read(root.outdir, `${directory}/.env`))?.[1])).toEqual(['1', '2']);
    expect(Object.keys(readTree(root.outdir)).filter((name) => /package\.json|\.github/.test(name))).toEqual(expect.arrayContaining(['package.json', '.github/workflows/drift.yml']));
    expect(buildContext(root.outdir).filter((name) => /\.env|airflow_settings/.test(name))).toEqual([]);
    const before = treeState(root.outdir, false);
    root.synth();
    expect(treeState(root.outdir, false)).toEqual(before);
  });

  test('it has projen\'s GitHub component if that is asked for', () => {
    const parent = parentProject();
    expect(astroProject({ parent, outdir: 'airflow', github: true }).github).toBeDefined();
  });

  test.each<[string, Partial<AstroProjectOptions>, string]>([
    ['one', { devDeps: ['prettier@^3'] }, 'devDeps has no effect in a subproject. Declare it in the parent project.'],
    ['several', { devDeps: ['prettier@^3'], github: true, projenrcJs: true }, 'devDeps, github and projenrcJs have no effect in a subproject. Declare them in the parent project.'],
    ['none', { github: false, projenrcTs: false, devDeps: undefined }, ''],
  ])('options of the root alone are warned of: %s', (_, options, warning) => {
    const printed = printedBy((parent) => {
      new AstroProject({ ...options, name: 'airflow', parent, outdir: 'airflow', runtimeVersion: '3.1-12', logging: { level: LogLevel.WARN } });
    });
    expect(warning === '' ? printed : printed.includes(warning)).toBe(warning === '' ? '' : true);
  });

  test('two at one directory are refused, and nothing is written', () => {
    const parent = parentProject();
    astroProject({ name: 'one', parent, outdir: 'airflow' });
    expect(() => astroProject({ name: 'two', parent, outdir: './airflow' })).toThrow('The subprojects one and two have the same folder');
    expect(fs.readdirSync(parent.outdir)).toEqual([]);
  });
});

test('a LocalAirflow for its directory is there already, and others find their place beside it', () => {
  const project = astroProject(FULL);
  expect(() => new LocalAirflow(project, FULL)).toThrow('There is already a LocalAirflow for the directory ".". Give each Astro project one LocalAirflow, and its own directory.');
  new LocalAirflow(project, { ...FULL, directory: 'other' });
  project.synth();
  expect(fs.existsSync(path.join(project.outdir, 'other/docker-compose.override.yml'))).toBe(true);
  expect(parse(read(project.outdir, 'docker-compose.override.yml'))).toHaveProperty('services.scheduler');
});
