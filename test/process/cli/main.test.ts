import { spawnSync } from 'node:child_process';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from '../../support/cli/in-process';
import { synth } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

/** Not that of whoever runs this: clean looks for keys there. */
const HOME = tempDir();
beforeAll(() => jest.spyOn(os, 'homedir').mockReturnValue(HOME));
afterAll(() => jest.restoreAllMocks());

function astroProject(): string {
  const outdir = tempDir();
  write(outdir, { '.env': 'MINE=1\n', '.dockerignore': '.env\n.projen\n' });
  return synth({ runtimeVersion: '3.1-12' }, (local) => local.addDotenvKey('A', '1'), outdir);
}

describe('projen-astro-airflow', () => {
  test('clean DIR cleans a directory and says what it did', () => {
    const outdir = astroProject();
    expect(run('clean', outdir)).toMatchObject({ out: '.env: block removed\n.dockerignore: block removed\n', err: '' });
    expect(read(outdir, '.env')).toBe('MINE=1\n');
  });
});

describe('the installed command', () => {
  const bin = path.resolve(__dirname, '../../../bin/projen-astro-airflow');
  const spawn = (cwd: string, ...args: string[]) => spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf-8', env: { ...process.env, HOME, USERPROFILE: HOME } });

  test('cleans the current directory', () => {
    const outdir = astroProject();
    expect(spawn(outdir, 'clean')).toMatchObject({ status: 0, stdout: '.env: block removed\n.dockerignore: block removed\n', stderr: '' });
    expect(read(outdir, '.env')).toBe('MINE=1\n');
  });

  test('exits 2 without a stack where it could not', () => {
    const outdir = astroProject();
    write(outdir, { '.env': '# <<< projen-astro-airflow <<<\n' });
    expect(spawn(outdir, 'clean')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: \.env: line 1 ends a block that no line starts\. [^\n]*\n$/) });
  });
});
