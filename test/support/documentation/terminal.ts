import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runInSharedProcess } from './rc-process';
import { NOTES, PROGRAMS } from './stand-ins';
import { environment } from '../drift/command';
import { read, tempDir, write } from '../util';

const ROOT = path.resolve(__dirname, '../../..');

/** What a system brings. Everything else on the PATH is a stand-in, so a block that calls another program fails. */
const OF_THE_SYSTEM = ['sh', 'env', 'cat', 'chmod', 'cp', 'dirname', 'basename', 'grep', 'id', 'ls', 'mkdir', 'printf', 'sleep', 'git', 'ps', 'rm'];

/** What lines came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** Standard and error output. */
  readonly output: string;
  /** The calls of stand-ins, each as one line: the program and its arguments. */
  readonly calls: readonly string[];
}

const made = new Map<string, string>();

/** A shell in a project, with a home of its own and stand-ins for the programs of clouds, Docker, Astro and npm. */
export class Terminal {
  /** A terminal in a fresh copy of the project that an rc file in TypeScript declares. */
  public static in(rc: string): Terminal {
    let project = made.get(rc);
    if (project === undefined) {
      project = tempDir();
      write(project, { '.projenrc.ts': rc, 'package.json': '{ "private": true }' });
      new Terminal(project).runsQuickly('npm install --save-dev projen-astro-airflow projen constructs tsx && npx tsx .projenrc.ts && npm ci');
      made.set(rc, project);
    }
    const directory = fs.realpathSync(tempDir());
    fs.cpSync(project, directory, { recursive: true, verbatimSymlinks: true });
    return new Terminal(directory);
  }

  public readonly home = fs.realpathSync(tempDir());
  public readonly programs = fs.realpathSync(tempDir());
  private readonly log = path.join(tempDir(), 'calls');
  private active: readonly string[] = [];

  public constructor(public readonly directory: string = fs.realpathSync(tempDir())) {
    write(this.home, { '.aws/config': '[default]\nregion = us-west-2\n', '.aws/credentials': '[default]\n', '.gitconfig': '[user]\n  name = A team\n  email = team@example.com\n' });
    write(this.programs, PROGRAMS);
    Object.keys(PROGRAMS).forEach((name) => fs.chmodSync(path.join(this.programs, name), 0o755));
    fs.symlinkSync(process.execPath, path.join(this.programs, 'node'));
    for (const name of OF_THE_SYSTEM) {
      const file = ['/usr/bin', '/bin'].map((folder) => path.join(folder, name)).find((one) => fs.existsSync(one));
      if (file !== undefined) {
        fs.symlinkSync(file, path.join(this.programs, name));
      }
    }
  }

  /** Gives a stand-in something to do: a script of a shell, which sees the arguments. */
  public answers(program: string, script: string): this {
    const file = path.join(this.programs, program);
    if (PROGRAMS[program] === undefined) {
      fs.rmSync(file, { force: true });
      write(this.programs, { [program]: NOTES });
      fs.chmodSync(file, 0o755);
    }
    write(this.programs, { [`${program}.answer`]: script });
    return this;
  }

  /** Puts the project's programs on the PATH, as an active virtual environment does. */
  public activate(): this {
    this.active = [path.join(this.directory, 'node_modules', '.bin')];
    return this;
  }

  /** Runs lines as a person who pastes them into a shell, which ends at the first one that fails. */
  public run(lines: string, env: Readonly<Record<string, string | undefined>> = {}): Ran {
    return this.runProgram('/bin/sh', ['-euc', lines], env);
  }

  private runProgram(program: string, args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Ran {
    const before = this.calls().length;
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: this.directory, encoding: 'utf-8', env: this.env(env), stdio: ['ignore', 'pipe', 'pipe'], timeout: 55_000 });
    return { status, stdout, output: stdout + stderr, calls: this.calls().slice(before) };
  }

  /** Runs a command that runs on, until it has printed something, and then ends it as Ctrl-C does. */
  public stopped(command: string, prints: RegExp): Ran {
    const script = `const { spawn } = require('node:child_process');
const child = spawn('/bin/sh', ['-euc', process.argv[1]], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
let output = '';
const hear = (text) => { output += text; process.stdout.write(text); if (${String(prints)}.test(output)) { process.kill(-child.pid, 'SIGINT'); } };
child.stdout.on('data', hear);
child.stderr.on('data', hear);
child.on('close', (code, signal) => process.exit(signal === 'SIGINT' || code === 130 ? 0 : code ?? 1));`;
    return this.runProgram(process.execPath, ['-e', script, command]);
  }

  /** Runs lines that have to work. */
  public runs(lines: string, env: Readonly<Record<string, string | undefined>> = {}): Ran {
    return this.worked(lines, this.run(lines, env));
  }

  /**
   * Runs commands that have to work and that need no shell, for less than a tenth of the time: npm, and rc files with `npx tsx`. What a synth
   * would run after it, which is npm again, does not.
   *
   * @param lines joined by `&&`
   */
  public runsQuickly(lines: string): Ran {
    const before = this.calls().length;
    const { status, stdout, stderr } = runInSharedProcess({ directory: this.directory, env: this.env({ PROJEN_DISABLE_POST: 'true' }), commands: lines.split(' && ') });
    return this.worked(lines, { status, stdout, output: stdout + stderr, calls: this.calls().slice(before) });
  }

  private worked(lines: string, ran: Ran): Ran {
    if (ran.status !== 0) {
      throw new Error(`${lines}\nended with ${ran.status}:\n${ran.output}\nCalls:\n${ran.calls.join('\n')}`);
    }
    return ran;
  }

  public env(env: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
    const clouds = Object.keys(process.env).filter((name) => /^(AWS|AZURE|GOOGLE|GCP|CLOUDSDK|VAULT|AIRFLOW|npm)_/i.test(name));
    return environment({
      ...Object.fromEntries(clouds.map((name) => [name, undefined])), CI: undefined, HOME: this.home, PATH: [...this.active, this.programs].join(path.delimiter), CALLS: this.log, PACKAGES: ROOT, FORCE_COLOR: '0', ...env,
    });
  }

  private calls(): string[] {
    return fs.existsSync(this.log) ? read(path.dirname(this.log), 'calls').trimEnd().split('\n') : [];
  }
}

/** The commands of a block, without comments and blank lines. */
export function commandsIn(code: string): string[] {
  return code.split('\n').map((line) => line.replace(/(^|\s+)#.*/, '')).filter((line) => line !== '');
}
