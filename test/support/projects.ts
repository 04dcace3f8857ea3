import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { LogLevel } from 'projen/lib/logger';
import { Project } from 'projen/lib/project';
import { parse } from 'yaml';
import { linkPackages, namesBelow, read, readable, tempDir } from './util';
import { LocalAirflow, type LocalAirflowOptions } from '../../src';

/** A bare projen project in a directory, by default a fresh one. */
export function bareProject(outdir: string = tempDir()): Project {
  return new Project({ name: 'orders', outdir });
}

/** The user id of nobody on Linux, for tests that run as root. */
const NOBODY = '65534';

/**
 * Synthesizes a bare project with one LocalAirflow.
 *
 * @param declare what to declare on the LocalAirflow besides the options
 * @returns the project's directory
 */
export function synth(options: LocalAirflowOptions, declare: (local: LocalAirflow) => void = () => undefined, outdir: string = tempDir()): string {
  const project = bareProject(outdir);
  declare(new LocalAirflow(project, options));
  project.synth();
  return outdir;
}

/** What a synth prints for the user, as one text. */
export function printedBy(run: (project: Project) => void, outdir: string = tempDir()): string {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    const project = new Project({ name: 'orders', outdir, logging: { level: LogLevel.WARN } });
    run(project);
    project.synth();
    return printed.mock.calls.flat().join('\n');
  } finally {
    printed.mockRestore();
  }
}

/** The services of the override, as a reader of YAML 1.2 such as compose sees them. */
export function services(outdir: string, directory: string = '.'): Record<string, any> {
  return parse(read(outdir, path.posix.join(directory, 'docker-compose.override.yml'))).services;
}

/** The error that something throws; undefined if it throws none. */
export function errorOf(run: () => unknown): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/**
 * Everything below a directory: mode and content of each file, mode of each directory, target of each link. Two states
 * of a tree are compared by it.
 *
 * @param times whether the time of the last change counts too
 */
export function treeState(directory: string, times: boolean = true): Record<string, string> {
  return Object.fromEntries(
    ['', ...namesBelow(directory)].map((name) => {
      const file = path.join(directory, name);
      const stats = fs.lstatSync(file);
      const content = stats.isFile() ? readable(file)?.toString('latin1') ?? 'unreadable' : stats.isSymbolicLink() ? fs.readlinkSync(file) : '';
      return [name.split(path.sep).join('/'), `${stats.mode.toString(8)} ${times ? stats.mtimeMs : ''} ${content}`];
    }),
  );
}

let become: string[] | null | undefined;

/**
 * How a child process becomes a user to whom the modes of files mean something: the start of its command, or undefined
 * where that cannot be.
 */
export function ordinaryUser(): string[] | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    return process.platform === 'win32' ? undefined : [];
  }
  if (become === undefined) {
    const nobody = ['setpriv', '--reuid', NOBODY, '--regid', NOBODY, '--clear-groups'];
    const script = `require('fs').readFileSync(${JSON.stringify(path.resolve(__dirname, '../../lib/index.js'))})`;
    become = spawnSync(nobody[0], [...nobody.slice(1), process.execPath, '-e', script]).status === 0 ? nobody : null;
  }
  return become ?? undefined;
}

/**
 * Runs a script in a process of its own, as an ordinary user where that can be.
 *
 * @param directory what the script works on; it and what is beside it become that user's
 * @param limits a shell command before it, such as `ulimit -f 64`
 * @returns what it prints
 */
export function byUser(directory: string, script: string, limits: string = 'true'): string {
  const user = ordinaryUser() ?? [];
  if (user.length > 0) {
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, path.dirname(directory)]);
  }
  const command = [...user, 'sh', '-c', `${limits}; exec "$@"`, 'sh', process.execPath, '--import', 'tsx', '--eval', script];
  const { stdout } = spawnSync(command[0], command.slice(1), { encoding: 'utf-8', env: { ...process.env, NODE_OPTIONS: '' } });
  // What was made read-only could not be deleted after the tests.
  fs.chmodSync(directory, 0o755);
  return stdout;
}

/**
 * Runs an rc file as a user does: in its own process, with the compiled package, and if possible not as root.
 *
 * @param script the body of the rc file, after the imports of projen and of this package as `projen` and `airflow`
 * @param wrap a shell script that ends with `exec "$@"`, to run the process under some limit
 */
export function runRc(directory: string, script: string, env: Record<string, string> = {}, wrap?: string): { status: number | null; stderr: string; stdout: string } {
  if (!fs.existsSync(path.join(directory, 'node_modules'))) {
    linkPackages(directory);
  }
  fs.writeFileSync(path.join(directory, '.projenrc.js'), `const projen = require('projen');\nconst airflow = require('projen-astro-airflow');\n${script}\n`);
  const user = ordinaryUser() ?? [];
  if (user.length > 0) {
    execFileSync('chown', ['-Rh', `${NOBODY}:${NOBODY}`, directory]);
  }
  const command = [...user, ...(wrap === undefined ? [] : ['sh', '-c', wrap, 'sh']), process.execPath, '.projenrc.js'];
  const { status, stderr, stdout } = spawnSync(command[0], command.slice(1), {
    cwd: directory,
    encoding: 'utf-8',
    env: { ...process.env, NODE_ENV: '', NODE_OPTIONS: '', HOME: directory, PROJEN_DISABLE_POST: 'true', ...env },
  });
  return { status, stderr, stdout };
}

/** A test that depends on the machine. If something is missing, the name of the test says so. */
export function testIf(available: boolean, needed: string): (name: string, run: (() => void) | (() => Promise<void>)) => void {
  return (name, run) => (available ? test(name, run) : test.skip(`${name} (skipped: ${needed} is missing)`, run));
}
