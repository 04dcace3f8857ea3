import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { read, readTree, tempDir } from '../support/util';

const DEMO = path.resolve(__dirname, '../../scripts/demo.mjs');
const ENV = { ...process.env, NODE_ENV: '', FORCE_COLOR: '0' };

describe('a project that projen new makes of the packed package, through the real npx projen', () => {
  const directory = path.join(tempDir(), 'orders');
  let output = '';

  const ours = () => Object.fromEntries(Object.entries(readTree(directory)).filter(([name]) => !name.startsWith('node_modules/')));

  beforeAll(() => {
    output = execFileSync(process.execPath, [DEMO, '--dir', directory], { encoding: 'utf-8', env: ENV });
  }, 300_000);

  test('writes the files and shows each of them', () => {
    for (const name of ['.projenrc.ts', 'Dockerfile', 'docker-compose.override.yml', '.env', '.env.example', 'dags/example_secrets_dag.py', 'requirements.txt']) {
      expect(output).toContain(`── ${name}\n${read(directory, name).trimEnd()}\n`);
    }
    expect(read(directory, '.env')).toContain('\nAIRFLOW__SECRETS__BACKEND=airflow.providers.amazon.');
    expect(read(directory, 'requirements.txt')).toContain('\napache-airflow-providers-amazon\n');
  });

  test('ends with the drift check: in sync, drift after an edit to each kind of file, and in sync again', () => {
    const [, fresh, edited, updated] = output.split(/^── .*: npx projen-astro-airflow drift/m);
    expect(fresh).toBe(' (exit code 0)\n17 files in sync.\n\n');
    expect(edited.split('\n')[0]).toBe(' (exit code 1)');
    expect(edited.match(/^modified +\S+/gm)?.map((line) => line.split(/ +/)[1].replace(/:$/, ''))).toEqual([
      '.dockerignore', '.env', '.env.example', '.gitignore', 'Dockerfile', 'dags/example_secrets_dag.py', 'docker-compose.override.yml', 'requirements.txt',
    ]);
    expect(edited).toMatch(/^8 of 17 files have drifted\. Run `npx projen` .*`\.projenrc\.ts`\.$/m);
    expect(updated).toMatch(/^ \(exit code 0\)\n17 files in sync\.\n/);
  });

  test('lists a tree that a second synth leaves as it is', () => {
    const [, tree] = output.split('── The tree');
    const names = tree.split('\n\n')[0].split('\n').slice(1);
    expect(names.filter((line) => !line.startsWith('  '))).toEqual([]);
    expect(names.map((line) => line.trim()).sort()).toEqual(Object.keys(ours()).filter((name) => !name.startsWith('.git/')).sort());
  });

  test('changes no byte on another npx projen', () => {
    const before = ours();
    execFileSync('npx', ['projen'], { cwd: directory, env: ENV, shell: process.platform === 'win32' });
    expect(ours()).toEqual(before);
  });

  test('prints a mistake in the rc file as two lines and ends with exit code 1, and writes nothing', () => {
    const before = ours();
    const rc = path.join(directory, '.projenrc.ts');
    const good = fs.readFileSync(rc, 'utf-8');
    fs.writeFileSync(rc, good.replace(/runtimeVersion: '.*'/, "runtimeVersion: '3.1_12'"));
    try {
      execFileSync('npx', ['projen'], { cwd: directory, env: ENV, encoding: 'utf-8', stdio: 'pipe', shell: process.platform === 'win32' });
      throw new Error('npx projen should have failed');
    } catch (error) {
      const { status, stderr } = error as { status?: number; stderr?: string };
      expect(status).toBe(1);
      expect(stderr).toContain('AstroAirflowError: The Astro Runtime tag "3.1_12" is not known. Expected X.Y-Z for Airflow 3');
      expect(stderr?.match(/^\s+at .*/gm)).toHaveLength(1);
      expect(stderr).toMatch(/^\s+at .*\.projenrc\.ts:\d+:\d+/m);
    }
    fs.writeFileSync(rc, good);
    expect(ours()).toEqual(before);
  });

  test('refuses a directory that is not empty', () => {
    expect(() => execFileSync(process.execPath, [DEMO, '--dir', directory], { encoding: 'utf-8', stdio: 'pipe', env: ENV })).toThrow('is not empty');
  });
});
