import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { read, tempDir, write } from '../util';

const ROOT = path.resolve(__dirname, '../..');
const ENV = { ...process.env, NODE_ENV: '', PROJEN_DISABLE_POST: '1' };
const WRITTEN = ['docker-compose.override.yml', '.env', '.env.example', 'dags/example_secrets_dag.py', '.dockerignore', 'service/requirements.txt'];

const RC = `
const { javascript, python } = require('projen');
const { AwsCredentials, LocalAirflow, SecretsBackend } = require('projen-astro-airflow');
const project = new javascript.NodeProject({ name: 'orders', defaultReleaseBranch: 'main', packageManager: javascript.NodePackageManager.NPM,
  // The one for the lowest version, the other for the newest.
  workflowRunsOn: ['self-hosted'], githubOptions: { workflowRunsOn: ['self-hosted'] },
});
const service = new python.PythonProject({
  name: 'service', parent: project, outdir: 'service', moduleName: 'service', authorName: 'A team', authorEmail: 'team@example.com', version: '0.1.0', venvOptions: { envdir: '.venv' },
});
const secretsBackend = SecretsBackend.awsSecretsManager({ region: 'us-west-2' });
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
  const results: Array<Record<string, string>> = [];

  beforeAll(() => {
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], { cwd: ROOT, stdio: 'pipe', shell: process.platform === 'win32' });
  });

  test.each([[LOWEST.join(' '), LOWEST], [NEWEST.join(' '), NEWEST]])(
    'with %s the packed package synthesizes a project and a subproject',
    (_, peers) => {
      const directory = tempDir();
      write(directory, { 'package.json': '{ "name": "orders", "private": true }', '.projenrc.js': RC });
      const tarball = path.join(packed, fs.readdirSync(packed)[0]);
      execFileSync('npm', ['install', '--no-audit', '--no-fund', tarball, ...peers], { cwd: directory, stdio: 'pipe', shell: process.platform === 'win32' });
      execFileSync(process.execPath, ['.projenrc.js'], { cwd: directory, env: ENV, stdio: 'pipe' });
      results.push(Object.fromEntries(WRITTEN.map((name) => [name, read(directory, name)])));
      expect(results.at(-1)!['docker-compose.override.yml']).toContain('mem_limit: 2g');
      expect(results.at(-1)!['service/requirements.txt']).toContain('apache-airflow-providers-amazon');
      const workflow = read(directory, '.github/workflows/drift.yml');
      expect(workflow).toMatch(/runs-on: self-hosted\n[^]*persist-credentials: false\n[^]*run: npm ci\n[^]*run: npx --no projen-astro-airflow drift\n/);
      expect(read(directory, 'package.json')).toContain('"drift": "');
    },
    300_000,
  );

  test('both write the same files', () => {
    expect(results).toHaveLength(2);
    expect(results[0]).toEqual(results[1]);
  });
});
