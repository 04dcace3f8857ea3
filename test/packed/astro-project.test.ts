import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { EDITS, makeEdit, whileEdited, type Edit } from './new-edits';
import { commandsOf, gitState, ownTree, pack, projenNew, PROJEN_PROGRAM, PROJEN_VERSION, run, runs, tracked, type Ran } from './projen-new';
import { statuses } from '../support/drift/command';
import devInit from '../support/fixtures/astro-dev-init.json';
import { read } from '../support/util';

const NPX = process.platform === 'win32' ? 'npx.cmd' : 'npx';
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const NODE_EDITS: readonly Edit[] = [...EDITS, ['package.json', (text) => text.replace('"private": true', '"private": false')]];

const TYPESCRIPT = `import { AstroProject, AwsCredentials, AwsSecretsBackend } from 'projen-astro-airflow';

const project = new AstroProject({
  name: 'orders',
  runtimeVersion: '3.3-8',
  credentials: [AwsCredentials.session()],
  secretsBackend: AwsSecretsBackend.secretsManager(),
  exampleDag: {},
});

project.synth();
`;

const JAVASCRIPT = TYPESCRIPT
  .replace(/import (.*) from (.*);/, 'const $1 = require($2);')
  .replace('  credentials', '  projenrcJs: true,\n  credentials');

/** What is in git in either language. */
const COMMITTED = [
  '.astro/config.yaml', '.astro/dag_integrity_exceptions.txt', '.astro/test_dag_integrity_default.py', '.dockerignore', '.env.example', '.gitattributes',
  '.github/workflows/dags.yml', '.github/workflows/drift.yml', '.gitignore', '.projen/deps.json', '.projen/files.json', '.projen/tasks.json', 'Dockerfile', 'README.md', 'dags/.airflowignore',
  'dags/example_secrets_dag.py', 'dags/exampledag.py', 'docker-compose.override.yml', 'package-lock.json', 'package.json', 'packages.txt', 'requirements.txt',
  'tests/dags/test_dag_example.py',
];

describe.each([
  { language: 'TypeScript', singly: NODE_EDITS, flags: [], rcFile: '.projenrc.ts', rcText: TYPESCRIPT, more: ['.projen/tsx.mjs', 'tsconfig.projen.json'], runner: ['tsx'] },
  { language: 'JavaScript', singly: NODE_EDITS.slice(-1), flags: ['--projenrc-js'], rcFile: '.projenrc.js', rcText: JAVASCRIPT, more: [], runner: [] },
])('projen new with an rc file in $language', ({ flags, singly, rcFile, rcText, more, runner }) => {
  let directory: string;
  let clone: string;
  let created: Ran;
  let uninstalled: Ran;

  beforeAll(() => {
    const { parent, tarball } = pack();
    [directory, clone] = ['orders', 'clone'].map((name) => path.join(parent, name));
    created = projenNew(directory, tarball, ['--name', 'orders', ...flags]);
    expect(created).toMatchObject({ status: 0 });
    runs(parent, ['git', 'clone', '--quiet', directory, clone]);
    uninstalled = run(clone, [process.execPath, PROJEN_PROGRAM]);
    runs(clone, [NPM, 'ci']);
  }, 300_000);

  const drift = (): { status: number | null; report: any } => {
    const { status, stdout } = run(clone, [process.execPath, 'node_modules/projen-astro-airflow/bin/projen-astro-airflow', 'drift', '--format', 'json']);
    return { status, report: JSON.parse(stdout) };
  };

  test('leaves the rc file that a person would write', () => {
    expect(read(directory, rcFile)).toBe(rcText);
  });

  test('leaves one commit of everything but what is personal', () => {
    expect(gitState(directory)).toEqual({ commits: ['chore: project created with projen'], changes: '' });
    expect(tracked(directory)).toEqual([...COMMITTED, rcFile, ...more].sort());
    const others = Object.keys(ownTree(directory)).filter((name) => fs.statSync(path.join(directory, name)).isFile() && !tracked(directory).includes(name));
    expect(others.sort()).toEqual(['.env', 'airflow_settings.yaml']);
  });

  test('ends with what comes next', () => {
    expect(created.output).toMatch(/\nNext:\n  npx projen start {4}starts Airflow; .*\n(.*\n)+$/);
  });

  test('says in a clone without packages what installs them', () => {
    expect(uninstalled.status).toBe(1);
    expect(uninstalled.output).toMatch(rcFile.endsWith('.ts') ? /The packages of this project are not installed, .* Run "npm ci", then "npx projen"\./ : /Cannot find module 'projen-astro-airflow'/);
  });

  test('prints nothing of this package but errors', () => {
    expect(created.output).not.toMatch(/warn(ing)?:|deprecat|⚠|🚨|AstroAirflowError/i);
  });

  test('makes everything that astro dev init makes', () => {
    const missing = Object.keys(devInit).filter((name) => !fs.existsSync(path.join(directory, name)));
    expect(missing).toEqual([]);
    expect(['include', 'plugins'].map((name) => fs.statSync(path.join(directory, name)).isDirectory())).toEqual([true, true]);
    const lines = (text: string): string[] => text.split('\n').map((line) => line.replace(/^\/astro$/, 'astro'));
    for (const name of ['.gitignore', '.dockerignore'] as const) {
      expect(lines(read(directory, name))).toEqual(expect.arrayContaining(lines(devInit[name])));
    }
    expect(parse(read(directory, '.astro/config.yaml'))).toEqual({ project: { name: 'orders' } });
    expect(read(directory, 'Dockerfile')).toBe('FROM astrocrpublic.azurecr.io/runtime:3.3-8\n');
  });

  test('mounts the keys of the session into each service, and has the backend in .env', () => {
    const services = parse(read(directory, 'docker-compose.override.yml')).services as Record<string, any>;
    expect(Object.keys(services)).toEqual(['scheduler', 'dag-processor', 'api-server', 'triggerer']);
    for (const { volumes } of Object.values(services)) {
      expect(volumes).toEqual([{ type: 'bind', source: '~/.airflow-credentials/aws/${AWS_PROFILE:-default}/mount', target: '/home/astro/.aws', read_only: true, bind: { create_host_path: false } }]);
    }
    const keys = (name: string): string[] => read(directory, name).split('\n').filter((line) => /^\w+=/.test(line));
    expect(keys('.env')).toEqual([
      'AIRFLOW__SECRETS__BACKEND=airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
      'AIRFLOW__SECRETS__BACKEND_KWARGS={"connections_prefix":"airflow/connections","variables_prefix":"airflow/variables"}',
    ]);
    expect(keys('.env.example')).toEqual(keys('.env'));
    if (process.platform !== 'win32') {
      expect(fs.statSync(path.join(directory, '.env')).mode & 0o777).toBe(0o600);
    }
  });

  test('writes the DAG and the requirement for the Airflow of the runtime', () => {
    expect(read(directory, 'dags/example_secrets_dag.py')).toContain('from airflow.sdk import ');
    expect(read(directory, 'dags/exampledag.py')).toContain('from airflow.sdk import ');
    expect(read(directory, 'requirements.txt')).toMatch(/^# >>> projen-astro-airflow >>>\n[^]*\napache-airflow-providers-amazon\n# <<< projen-astro-airflow <<<$/m);
  });

  test('pins and locks what the rc file needs, in a package that cannot be published', () => {
    const manifest = JSON.parse(read(directory, 'package.json'));
    expect(manifest).toMatchObject({ name: 'orders', private: true, devDependencies: { projen: `^${PROJEN_VERSION}` } });
    expect(Object.keys(manifest.devDependencies)).toEqual(['constructs', 'projen', 'projen-astro-airflow', ...runner]);
    expect(Object.values(manifest.devDependencies)).not.toContain('*');
    const { packages } = JSON.parse(read(directory, 'package-lock.json'));
    expect(packages[''].devDependencies).toEqual(manifest.devDependencies);
  });

  test('keeps what is not the image\'s out of the build', () => {
    const lines = read(directory, '.dockerignore').split('\n');
    expect(lines).toEqual(expect.arrayContaining(['**/.env*', '**/node_modules', '.projen', '.projenrc.*', 'package.json', 'package-lock.json', 'docker-compose.override.yml']));
  });

  test('explains itself in the README', () => {
    const commands = commandsOf(read(directory, 'README.md'));
    expect(commands.slice(0, 2)).toEqual(['npm ci', 'npx projen']);
    const { tasks } = JSON.parse(read(directory, '.projen/tasks.json'));
    const named = commands.flatMap((command) => /^npx projen ([\w:-]+)/.exec(command)?.[1] ?? []);
    expect(named).toEqual(['start', 'restart', 'stop', 'login', 'parse', 'pytest', 'drift', 'doctor', 'try']);
    expect(Object.keys(tasks)).toEqual(expect.arrayContaining(named));
    expect(read(directory, 'README.md')).toContain(`edit \`${rcFile}\`, run \`npx projen\``);
  });

  test('makes a project whose second synth changes no byte', () => {
    const before = ownTree(directory);
    runs(directory, [NPX, 'projen']);
    expect(ownTree(directory)).toEqual(before);
    expect(gitState(directory).changes).toBe('');
  });

  test('makes a project that is in step after a clone and npm ci', () => {
    const output = runs(clone, [NPX, 'projen', 'drift']);
    expect(output).toMatch(/\d+ files in sync\./);
    expect(gitState(clone).changes).toBe('');
  });

  describe('and after a first synth of the clone', () => {
    beforeAll(() => void runs(clone, [NPX, 'projen']), 120_000);

    test('the personal files are there, and git sees no change', () => {
      expect(read(clone, '.env')).toBe(read(directory, '.env'));
      expect(gitState(clone).changes).toBe('');
    });

    test.each(singly)('an edit of %s is reported', (name, change) => {
      const { status, report } = whileEdited(clone, [name, change], drift);
      expect([status, Object.keys(statuses(report))]).toEqual([1, [name]]);
    });

    test('npx projen drift names all edits at once, and npx projen fixes them', () => {
      const before = ownTree(clone);
      // Without its task, npx projen could not even look.
      const edits = NODE_EDITS.filter(([name]) => name !== '.projen/tasks.json');
      edits.forEach((one) => makeEdit(clone, one));
      const { status, output } = run(clone, [NPX, 'projen', 'drift']);
      expect(status).toBe(1);
      for (const [name] of edits) {
        expect(output).toMatch(new RegExp(`^\\w+ +${name.replaceAll('.', '\\.')}`, 'm'));
      }
      runs(clone, [NPX, 'projen']);
      expect([ownTree(clone), gitState(clone).changes]).toEqual([before, '']);
      expect(drift().status).toBe(0);
    }, 120_000);
  });
});
