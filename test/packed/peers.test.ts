import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { read, readTree, tempDir, write } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
const ENV = { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: '1' };
/** The rc file of an Astro project, in a folder of its own. */
const ASTRO_RC = (library: string, more: string) => `${library}
const project = new AstroProject({
  name: 'orders', runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {}, ${more}
});
project.gitignore.addPatterns('# ours', '*.parquet');
project.addPackageIgnore('/docs');
project.synth();
`;
const ASTRO = {
  'js/.projenrc.js': ASTRO_RC("const { AstroProject, AwsCredentials, AwsSecretsBackend } = require('projen-astro-airflow');", 'projenrcJs: true,'),
  'ts/.projenrc.ts': ASTRO_RC("import { AstroProject, AwsCredentials, AwsSecretsBackend } from 'projen-astro-airflow';", ''),
};
/** Where projen itself writes something else in each version. */
const OF_PROJEN = /\.projen\/|package\.json$|tsconfig|\.github\//;
const WRITTEN = ['docker-compose.override.yml', '.env', '.env.example', 'dags/example_secrets_dag.py', '.dockerignore', 'service/requirements.txt'];

const RC = `
const { javascript, python } = require('projen');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');
const project = new javascript.NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: javascript.NodePackageManager.NPM,
  // The one for the lowest version, the other for the newest.
  workflowRunsOn: ['self-hosted'], githubOptions: { workflowRunsOn: ['self-hosted'] },
});
const service = new python.PythonProject({
  name: 'service', parent: project, outdir: 'service', moduleName: 'service', authorName: 'A team', authorEmail: 'team@example.com', version: '0.1.0', venvOptions: { envdir: '.venv' },
});
const secretsBackend = AwsSecretsBackend.secretsManager({ region: 'us-west-2' });
const local = new LocalAirflow(project, {
  runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted({ profile: 'dev', sso: true })], secretsBackend, exampleDag: {},
});
local.override.file.addOverride('services.scheduler.mem_limit', '2g');
new LocalAirflow(service, { runtimeVersion: '13.7.0', secretsBackend });
project.synth();
`;

/** What the package's own files say it needs: the lowest versions, and the newest that it is developed with. */
const { peerDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf-8')) as { peerDependencies: Record<string, string> };
const LOWEST = [`projen@${/\d+\.\d+\.\d+/.exec(peerDependencies.projen)![0]}`, `constructs@${/\d+\.\d+\.\d+/.exec(peerDependencies.constructs)![0]}`];
const NEWEST = ['projen@0.103.25', 'constructs@10.8.1'];

describe('both ends of the peer range', () => {
  const packed = tempDir();
  const installed = new Map<readonly string[], string>();
  const results: Array<Record<string, string>> = [];
  const astro: Array<Record<string, string>> = [];

  beforeAll(() => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], { cwd: ROOT, stdio: 'pipe', shell: process.platform === 'win32' });
  });

  test.each([[LOWEST.join(' '), LOWEST], [NEWEST.join(' '), NEWEST]])(
    'with %s the packed package synthesizes a project and a subproject',
    (_, peers) => {
      const directory = tempDir();
      installed.set(peers, directory);
      write(directory, { 'package.json': '{ "name": "orders", "private": true }', '.projenrc.js': RC });
      const tarball = path.join(packed, fs.readdirSync(packed)[0]);
      execFileSync('npm', ['install', '--no-audit', '--no-fund', tarball, 'tsx@4', ...peers], { cwd: directory, stdio: 'pipe', shell: process.platform === 'win32' });
      execFileSync(process.execPath, ['.projenrc.js'], { cwd: directory, env: ENV, stdio: 'pipe' });
      results.push(Object.fromEntries(WRITTEN.map((name) => [name, read(directory, name)])));
      write(directory, ASTRO);
      for (const [folder, command] of [['js', ['.projenrc.js']], ['ts', ['--import', 'tsx', '.projenrc.ts']]] as const) {
        const cwd = path.join(directory, folder);
        fs.symlinkSync(path.join(directory, 'node_modules'), path.join(cwd, 'node_modules'), 'junction');
        execFileSync(process.execPath, [...command], { cwd, env: ENV, stdio: 'pipe' });
        fs.rmSync(path.join(cwd, 'node_modules'));
        const tree = Object.entries(readTree(cwd)).map(([name, text]) => [`${folder}/${name}`, text] as const);
        expect(tree.map(([name]) => name)).toEqual(expect.arrayContaining([`${folder}/package.json`, `${folder}/.github/workflows/drift.yml`, `${folder}/dags/example_secrets_dag.py`]));
        // The newest projen alone adds the rc file in JavaScript, which our own pattern takes in.
        astro.push(Object.fromEntries(tree.filter(([name]) => !OF_PROJEN.test(name)).map(([name, text]) => [name, text.replace('\n.projenrc.js\n', '\n')])));
      }
      expect(results.at(-1)!['docker-compose.override.yml']).toContain('mem_limit: 2g');
      expect(results.at(-1)!['service/requirements.txt']).toContain('apache-airflow-providers-amazon');
      const workflow = read(directory, '.github/workflows/drift.yml');
      expect(workflow).toMatch(/runs-on: self-hosted\n[^]*persist-credentials: false\n[^]*run: npm ci\n[^]*run: npx --no projen-astro-airflow drift\n/);
      expect(read(directory, 'package.json')).toContain('"drift": "');
    },
    300_000,
  );

  test('an option of projen is known if the installed projen has it', () => {
    const statuses = [LOWEST, NEWEST].map((peers) => {
      const directory = installed.get(peers)!;
      write(directory, { 'scripts.js': 'const { AstroProject } = require(\'projen-astro-airflow\');\nnew AstroProject({ name: \'orders\', outdir: \'scripts\', packageOptions: { scripts: { hello: \'true\' } } }).synth();\n' });
      const { status, stderr } = spawnSync(process.execPath, ['scripts.js'], { cwd: directory, env: ENV, encoding: 'utf-8' });
      return [status, stderr.includes('AstroProject has no option "packageOptions.scripts".')];
    });
    // Newer versions have no such option any more.
    expect(statuses).toEqual([[0, false], [1, true]]);
  });

  test('both write the same files', () => {
    expect(results).toHaveLength(2);
    expect(results[0]).toEqual(results[1]);
    expect(astro).toHaveLength(4);
    expect([astro[0], astro[1]]).toEqual([astro[2], astro[3]]);
  });
});
