import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FakeCli, type Answer } from './fake-cli';
import { keysFile, SECRET, TOKEN } from './sessions';
import { AstroFixture } from '../cli/astro-projects';
import { BIN } from '../drift/command';
import { namesBelow, read, tempDir } from '../util';

type Env = Readonly<Record<string, string | undefined>>;

/** An rc file that writes an override, and nothing else that takes time. */
export function rcWithOverride(override: object): string {
  return `const { Project } = require('projen/lib/project');
const { YamlFile } = require('projen/lib/yaml');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new YamlFile(project, 'docker-compose.override.yml', { obj: ${JSON.stringify(override)} });
project.synth();
`;
}

/** What a run of the command came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project with sessions, a home, and stand-ins for the Astro CLI and that of AWS. */
export class SessionProject {
  public readonly home = fs.realpathSync(tempDir());
  public readonly astro: AstroFixture;
  public readonly aws: FakeCli;

  public constructor(answer: Answer = { seconds: 3_600 }, sessions: readonly unknown[] = [{ cloud: 'aws', profile: 'dev', region: 'us-west-2' }]) {
    this.astro = new AstroFixture(rcWithOverride({ 'x-projen-astro-airflow': { sessions }, 'services': {} }));
    this.aws = new FakeCli('aws', this.astro.programs).answers(answer);
  }

  public get directory(): string {
    return this.astro.directory;
  }

  /** Runs the command without a terminal. No secret may be in what it prints. */
  public run(args: readonly string[], env: Env = {}): Ran {
    return withoutSecret(spawnSync(process.execPath, [BIN, ...args], { cwd: this.directory, encoding: 'utf-8', env: this.env(env), stdio: ['ignore', 'pipe', 'pipe'], timeout: 50_000 }));
  }

  /** Runs it in a terminal of its own, in which somebody types; everything it prints is in `stdout`. */
  public inTerminal(args: readonly string[], typed: string = '', env: Env = {}): Ran {
    const command = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
    return withoutSecret(spawnSync('/usr/bin/script', ['-qec', command, '/dev/null'], { cwd: this.directory, encoding: 'utf-8', env: { ...this.env(env), SHELL: '/bin/sh' }, input: typed, timeout: 50_000 }));
  }

  /** Starts it, and collects what it prints. */
  public begin(args: readonly string[], env: Env = {}): Running {
    return new Running(spawn(process.execPath, [BIN, ...args], { cwd: this.directory, env: this.env(env), stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  public env(env: Env = {}): NodeJS.ProcessEnv {
    const shell = Object.fromEntries(Object.keys(process.env).filter((name) => name.startsWith('AWS_')).map((name) => [name, undefined]));
    return this.astro.env({ ...shell, HOME: this.home, ...env });
  }

  public keys(profile?: string): any {
    return JSON.parse(fs.readFileSync(keysFile(this.home, profile), 'utf-8'));
  }

  public hasKeys(profile?: string): boolean {
    return fs.existsSync(keysFile(this.home, profile));
  }

  /** The files of a profile with a secret in them, each with its mode. */
  public secrets(profile: string = 'dev'): Record<string, string> {
    const own = path.join(this.home, '.airflow-credentials', 'aws', profile);
    const files = namesBelow(own).filter((name) => fs.statSync(path.join(own, name)).isFile() && read(own, name).includes(SECRET));
    return Object.fromEntries(files.map((name) => [name, (fs.statSync(path.join(own, name)).mode & 0o777).toString(8)]));
  }
}

/** A command that runs. */
export class Running {
  public output = '';
  private readonly ended: Promise<number | null>;

  public constructor(public readonly child: ChildProcess) {
    child.stdout!.on('data', (text) => (this.output += String(text)));
    child.stderr!.on('data', (text) => (this.output += String(text)));
    this.ended = new Promise((resolve) => child.on('close', resolve));
  }

  /** Waits until it has printed something. */
  public async prints(pattern: RegExp): Promise<this> {
    return this.until(() => pattern.test(this.output));
  }

  public async until(isSo: () => boolean, milliseconds: number = 50_000): Promise<this> {
    const start = Date.now();
    while (!isSo()) {
      if (Date.now() - start > milliseconds) {
        throw new Error(`still waiting after: ${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this;
  }

  /** Ends it with a signal, or waits for its end; gives its exit code. */
  public async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal !== undefined) {
      this.child.kill(signal);
    }
    const code = await this.ended;
    withoutSecret({ status: code, stdout: this.output, stderr: '' });
    return code;
  }
}

function withoutSecret({ status, stdout, stderr }: Ran): Ran {
  for (const secret of [SECRET, TOKEN]) {
    expect(stdout + stderr).not.toContain(secret.slice(0, 20));
  }
  return { status, stdout, stderr };
}
