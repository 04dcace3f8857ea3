import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { read, readTree, tempDir } from '../util';

const DEMO = path.resolve(__dirname, '../../scripts/demo.mjs');
const ENV = { ...process.env, NODE_ENV: '', FORCE_COLOR: '0' };

describe('the packed package in a tree of the Astro CLI, through the real npx projen', () => {
  const directory = path.join(tempDir(), 'orders');
  let output = '';

  const ours = () => Object.fromEntries(Object.entries(readTree(directory)).filter(([name]) => !name.startsWith('node_modules/')));

  beforeAll(() => {
    output = execFileSync(process.execPath, [DEMO, '--dir', directory], { encoding: 'utf-8', env: ENV });
  }, 300_000);

  test('writes the files and shows each of them', () => {
    for (const name of ['docker-compose.override.yml', '.env', '.env.example', 'dags/example_secrets_dag.py', 'requirements.txt']) {
      expect(output).toContain(`── ${name}\n${read(directory, name).trimEnd()}\n`);
    }
    expect(read(directory, '.env')).toContain('\nAWS_CONFIG_FILE=/home/astro/.aws/config\n');
    expect(read(directory, 'requirements.txt')).toContain('\napache-airflow-providers-amazon\n');
  });

  test('ends with the drift check: in sync, drift after an edit to each kind of file, and in sync again', () => {
    const [, fresh, edited, mended] = output.split(/^── .*: npx projen-astro-airflow drift/m);
    expect(fresh).toBe(' (exit code 0)\n12 files in sync.\n\n');
    expect(edited.split('\n')[0]).toBe(' (exit code 1)');
    expect(edited.match(/^modified +\S+/gm)?.map((line) => line.split(/ +/)[1])).toEqual([
      '.dockerignore', '.env', '.env.example', '.gitignore', 'dags/example_secrets_dag.py', 'docker-compose.override.yml', 'requirements.txt',
    ]);
    expect(edited).toMatch(/^7 of 12 files out of step\. Run `npx projen` .*`\.projenrc\.ts` instead\.$/m);
    expect(mended).toMatch(/^ \(exit code 0\)\n12 files in sync\.\n/);
  });

  test('leaves the files of the user that it has no part in as they were', () => {
    const made = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../fixtures/astro-dev-init.json'), 'utf-8')) as Record<string, string>;
    const shared = ['.env', '.gitignore', '.dockerignore', 'requirements.txt', 'Dockerfile'];
    for (const [name, content] of Object.entries(made).filter(([file]) => !shared.includes(file))) {
      expect([name, read(directory, name)]).toEqual([name, content]);
    }
    for (const name of ['.dockerignore', 'requirements.txt']) {
      expect(read(directory, name).startsWith(made[name])).toBe(true);
    }
    for (const line of made['.gitignore'].split('\n').filter((pattern) => pattern !== '' && pattern !== 'astro')) {
      expect(read(directory, '.gitignore').split('\n')).toContain(line);
    }
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
    fs.writeFileSync(rc, good.replaceAll("'us-west-2'", "'us-west'"));
    try {
      execFileSync('npx', ['projen'], { cwd: directory, env: ENV, encoding: 'utf-8', stdio: 'pipe', shell: process.platform === 'win32' });
      throw new Error('npx projen should have failed');
    } catch (error) {
      const { status, stderr } = error as { status?: number; stderr?: string };
      expect(status).toBe(1);
      expect(stderr).toContain('AstroAirflowError: region "us-west" is no AWS region. Give its code, for example us-west-2.');
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
