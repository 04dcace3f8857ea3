import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { main } from '../../../src/cli/main';
import { synth } from '../../support/projects';
import { read, tempDir, write } from '../../support/util';

/** Runs the command line in this process. */
function run(...args: string[]): { code?: number; out: string; err: string } {
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    const code = main(args);
    return { code, out: out.mock.calls.flat().join(''), err: err.mock.calls.flat().join('') };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

function astroProject(): string {
  const outdir = tempDir();
  write(outdir, { '.env': 'MINE=1\n', '.dockerignore': '.env\n' });
  return synth({ runtimeVersion: '3.1-12' }, (local) => local.addDotenvKey('A', '1'), outdir);
}

describe('projen-astro-airflow', () => {
  test('clean DIR cleans a directory, says what it did, and exits 0', () => {
    const outdir = astroProject();
    expect(run('clean', outdir)).toEqual({ code: 0, out: '.env: block taken out\n.dockerignore: block taken out\n', err: '' });
    expect(read(outdir, '.env')).toBe('MINE=1\n');
  });

  test.each(['--help', '-h'])('%s prints how it is used, and exits 0', (flag) => {
    expect(run(flag)).toEqual({ code: 0, out: expect.stringMatching(/^Usage: projen-astro-airflow drift \[DIR\]/), err: '' });
    expect(run('clean', flag).code).toBe(0);
  });

  test.each([
    [[], /^Usage: projen-astro-airflow/],
    [['tidy'], /^projen-astro-airflow: there is no command "tidy"\.\nUsage/],
    [['clean', 'a', 'b'], /^Usage/],
    [['clean', '--force'], /^projen-astro-airflow: Unknown option '--force'\. See projen-astro-airflow --help\.\n$/],
    [['clean', '--help=yes'], /^projen-astro-airflow: Option '-h, --help' does not take an argument\. See projen-astro-airflow --help\.\n$/],
    [['drift', '--format', 'xml'], /^projen-astro-airflow: --format xml is none of text, json, github\. Choose one of them\.\n$/],
    [['drift', 'a', 'b'], /^projen-astro-airflow: drift takes one directory, and got a b\. See projen-astro-airflow --help\.\n$/],
    [['clean', '/nowhere'], /^projen-astro-airflow: \/nowhere is no directory\. .*\n$/],
  ])('%j does nothing, says why on stderr, and exits 2', (args, message) => {
    expect(run(...args)).toEqual({ code: 2, out: '', err: expect.stringMatching(message) });
  });

  test.each([[['--format', 'json', '--verbose']], [['--format=json', 'a', 'b']]])('drift %j says in JSON what is wrong with its arguments', (args) => {
    const { code, out, err } = run('drift', ...args);
    expect([code, err, JSON.parse(out)]).toEqual([2, '', { schemaVersion: 1, result: 'error', message: expect.stringContaining('See projen-astro-airflow --help.') }]);
  });
});

describe('the installed command', () => {
  const bin = path.resolve(__dirname, '../../../bin/projen-astro-airflow');
  const spawn = (cwd: string, ...args: string[]) => spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf-8' });

  test('cleans the current directory', () => {
    const outdir = astroProject();
    expect(spawn(outdir, 'clean')).toMatchObject({ status: 0, stdout: '.env: block taken out\n.dockerignore: block taken out\n', stderr: '' });
    expect(read(outdir, '.env')).toBe('MINE=1\n');
  });

  test('exits 2 without a stack where it could not', () => {
    const outdir = astroProject();
    write(outdir, { '.env': '# <<< projen-astro-airflow <<<\n' });
    expect(spawn(outdir, 'clean')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^projen-astro-airflow: \.env: line 1 ends a block that no line starts\. [^\n]*\n$/) });
  });
});
