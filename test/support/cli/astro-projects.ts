import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, environment, projectOf } from '../drift/command';
import { read, tempDir, write } from '../util';

/*
 * CI cannot install the Astro CLI from a package registry, so a stand-in replaces it on the PATH. It notes where and with which
 * arguments it was called, and ends with the exit code that the test sets.
 */
const STAND_IN = `#!/usr/bin/env node
const fs = require('fs');
fs.appendFileSync(process.env.ASTRO_LOG, JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2) }) + '\\n');
const [how, what] = (process.env.ASTRO_END || 'exit:0').split(':');
if (how === 'wait') {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => { console.log(signal); process.exit(42); });
  }
  setTimeout(() => undefined, 60_000);
  console.log('ready');
} else if (how === 'signal') {
  process.kill(process.pid, what);
  setTimeout(() => undefined, 60_000);
} else {
  console.log('from astro');
  process.exit(Number(what));
}
`;

export const RC = `const { Project } = require('projen/lib/project');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');
const { CliTasks } = require('projen-astro-airflow/lib/project/cli-tasks');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new CliTasks(project);
new LocalAirflow(project, {
  runtimeVersion: '3.1-12', credentials: [AwsCredentials.mounted()], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {},
});
project.synth();
`;

/** A call of the stand-in. */
interface Call {
  readonly cwd: string;
  readonly args: readonly string[];
}

/** A project that has been synthesized, and a PATH of its own. */
export class AstroFixture {
  public readonly directory: string;
  /** A folder of programs with nothing but Node and the stand-in. */
  public readonly programs = tempDir();
  /** A home whose credentials every user can read, so that a start has nothing to say of them. */
  public readonly home = tempDir();
  private readonly log = path.join(tempDir(), 'calls');

  public constructor(rc: string = RC, withAstro: boolean = true) {
    this.directory = fs.realpathSync(projectOf(rc));
    write(this.home, { '.aws/config': '', '.aws/credentials': '' });
    [['.aws', 0o755], ['.aws/config', 0o644], ['.aws/credentials', 0o644]].forEach(([name, mode]) => fs.chmodSync(path.join(this.home, String(name)), Number(mode)));
    fs.symlinkSync(process.execPath, path.join(this.programs, 'node'));
    fs.symlinkSync('/bin/sh', path.join(this.programs, 'sh'));
    if (withAstro) {
      addStandIn(this.programs);
    }
  }

  /** What the stand-in was called with, call by call. */
  public calls(): Call[] {
    return fs.existsSync(this.log) ? read(path.dirname(this.log), 'calls').trimEnd().split('\n').map((line) => JSON.parse(line) as Call) : [];
  }

  public env(env: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
    return environment({ HOME: this.home, PATH: this.programs, ASTRO_LOG: this.log, PROJEN_DISABLE_POST: undefined, CI: undefined, ...env });
  }

  /** Runs the command. */
  public run(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}, cwd: string = '.'): { status: number | null; stdout: string; stderr: string } {
    return this.spawn([BIN, ...args], env, cwd);
  }

  /** Runs a task by projen's own command, with the folder of programs that npx would put first. */
  public projen(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const bin = path.join(this.directory, 'node_modules', '.bin');
    fs.mkdirSync(bin, { recursive: true });
    fs.symlinkSync(BIN, path.join(bin, 'projen-astro-airflow'));
    return this.spawn([path.join(this.directory, 'node_modules', 'projen', 'bin', 'projen'), ...args], { PATH: [bin, this.programs].join(path.delimiter) });
  }

  private spawn(args: readonly string[], env: Readonly<Record<string, string | undefined>>, cwd: string = '.') {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: path.join(this.directory, cwd), encoding: 'utf-8', env: this.env(env), stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000,
    });
    return { status, stdout, stderr };
  }
}

/** Puts the stand-in into a folder. */
export function addStandIn(folder: string): void {
  write(folder, { astro: STAND_IN });
  fs.chmodSync(path.join(folder, 'astro'), 0o755);
}
