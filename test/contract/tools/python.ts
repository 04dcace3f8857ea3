import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce } from '../install-once';
import { Skipped, type RowRun } from '../row';

const REQUIREMENTS = path.resolve(__dirname, '../requirements');

/** Makes, fills and compiles environments; pip takes ten times as long. */
const UV = 'uv==0.13.9';

/** An environment of Python with the packages of a requirements file. */
export interface PythonEnvironment {
  /** Its folder, in the cache. */
  readonly directory: string;
  readonly python: string;
  /** The version of an installed package. */
  readonly version: (name: string) => string;
}

/**
 * Installs what `requirements/NAME.txt` pins, which is compiled from `requirements/NAME.in`; with `--latest` the newest
 * that the latter allows.
 *
 * @throws Skipped if there is no Python 3 with venv and pip
 * @throws NotPrepared if the install fails
 */
export function pythonEnvironment({ cache, latest, work, progress }: RowRun, name: string): PythonEnvironment {
  const uv = installUv(cache);
  const pinned = path.join(REQUIREMENTS, `${name}.txt`);
  const wanted = latest ? compile(uv, cache, path.join(REQUIREMENTS, `${name}.in`), path.join(work, `${name}.txt`)) : pinned;
  const directory = path.join(cache, 'python', latest ? `${name}-latest` : name);
  const python = path.join(directory, 'bin', 'python');
  const text = fs.readFileSync(wanted, 'utf-8');
  installOnce(directory, text, () => {
    progress(`installing ${text.match(/^[\w.-]+==/gm)?.length ?? 0} Python packages`);
    run(uv, cache, 'venv', '--quiet', '--clear', '--python', 'python3', directory);
    run(uv, cache, 'pip', 'sync', '--quiet', '--compile-bytecode', '--python', python, wanted);
  });
  return {
    directory,
    python,
    version: (of) => new RegExp(`^${of}==(\\S+)`, 'm').exec(text)?.[1] ?? 'none',
  };
}

/**
 * Installs one distribution into a folder of its own, without what it depends on.
 *
 * @returns the folder
 */
export function pythonDistribution({ cache }: RowRun, name: string, version: string): string {
  const uv = installUv(cache);
  const directory = path.join(cache, 'python', `${name}-${version}`);
  installOnce(directory, version, () => run(uv, cache, 'pip', 'install', '--quiet', '--no-deps', '--target', directory, '--python', 'python3', `${name}==${version}`));
  return directory;
}

/** Resolves a requirements file anew, with the newest of everything that it allows. */
export function compile(uv: string, cache: string, input: string, output: string): string {
  run(uv, cache, 'pip', 'compile', '--quiet', '--upgrade', '--no-header', '--no-annotate', '--python-version', '3.11', '--output-file', output, input);
  return output;
}

/** The path of uv. */
export function installUv(cache: string): string {
  if (!['venv', 'ensurepip'].every((module) => spawnSync('python3', ['-c', `import ${module}`]).status === 0)) {
    throw new Skipped('there is no Python 3 with venv and pip');
  }
  const directory = path.join(cache, 'uv');
  installOnce(directory, UV, () => {
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'pipe' });
    execFileSync(path.join(directory, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', UV], { stdio: 'pipe' });
  });
  return path.join(directory, 'bin', 'uv');
}

function run(uv: string, cache: string, ...args: string[]): void {
  execFileSync(uv, args, { stdio: 'pipe', env: { ...process.env, UV_CACHE_DIR: path.join(cache, 'uv-cache'), UV_PYTHON_DOWNLOADS: 'never', UV_LINK_MODE: 'hardlink' } });
}
