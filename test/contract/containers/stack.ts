import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Engine } from './engine';
import { AIRFLOW_IMAGE } from './stand-in';
import { BASE, baseFile, CONTAINER_USER, ENV_FILE, OVERRIDE_FILE, type AirflowMajor } from '../base';
import type { Packages } from '../packages';
import { runProgram, type Ran } from '../tools/program';

/** What Docker's API says about a container, of what is asked for here. */
export interface Container {
  readonly Id: string;
  readonly Config: { readonly Env: readonly string[]; readonly Labels: Readonly<Record<string, string>> };
  readonly State: { readonly Status: string; readonly ExitCode: number; readonly Pid: number };
  readonly RestartCount: number;
  readonly HostConfig: { readonly Memory: number; readonly Binds: readonly string[] | null; readonly Mounts?: ReadonlyArray<{ readonly Target: string }> };
  readonly Mounts: ReadonlyArray<{ readonly Type: string; readonly Source: string; readonly Destination: string; readonly RW: boolean }>;
}

/** How a stack is made. */
export interface StackOptions {
  readonly major: AirflowMajor;
  /** A new folder for it. */
  readonly directory: string;
  /** The rc file's lines about the local Airflow. */
  readonly rc: (home: string) => string;
  /** What makes the project, by the tag of its runtime. */
  readonly project?: (tag: string) => string;
  readonly dotenv?: string;
  readonly shell?: Readonly<Record<string, string>>;
  /** What the services run; by default the stand-in. */
  readonly image?: string;
  /** A compose file with what the image is to have besides; it is read at each start. */
  readonly besides?: string;
  /** The major of the base file, where that is to be the wrong one. */
  readonly baseMajor?: AirflowMajor;
}

/** What a developer's `~/.aws` has. */
export const AWS_FILES = { config: '[profile dev]\nregion = us-west-2\n', credentials: '[dev]\n# keys\n' } as const;

/** An Astro project, synthesized, with a developer's home: what `astro dev start` gives to compose. */
export class Stack {
  readonly project: string;
  readonly home: string;
  /** What compose names the stack. */
  private readonly name: string;
  private readonly base: string;
  private shell: Readonly<Record<string, string>> = {};

  constructor(private readonly engine: Engine, private readonly compose: string, packages: Packages, private readonly options: StackOptions) {
    const { major, directory, rc, project, dotenv, baseMajor = major } = options;
    const { image, runtime } = BASE[major];
    this.project = path.join(directory, 'project');
    this.home = path.join(directory, 'home');
    this.name = path.basename(directory);
    this.base = path.join(directory, 'base.yml');
    // A project that makes its own tree has the mounted folders after its first synth.
    const mounted = project === undefined ? ['dags', 'plugins', 'include', 'tests'] : [];
    for (const folder of [...[...mounted, 'data', 'out put'].map((name) => path.join(this.project, name)), path.join(this.home, '.aws', 'sso', 'cache'), path.join(this.home, '.aws', 'login', 'cache')]) {
      fs.mkdirSync(folder, { recursive: true });
    }
    Object.entries(AWS_FILES).forEach(([name, text]) => fs.writeFileSync(path.join(this.home, '.aws', name), text, { mode: 0o600 }));
    fs.writeFileSync(path.join(this.project, 'data', 'config'), '');
    // As Docker Desktop shows a developer's files: nothing but a mount's mode keeps the containers from writing.
    [this.home, ...this.homeFiles().map((name) => path.join(this.home, name)), ...['data', 'data/config', 'out put'].map((name) => path.join(this.project, name))]
      .forEach((file) => fs.chownSync(file, CONTAINER_USER.uid, CONTAINER_USER.uid));
    packages.synthesize(this.project, { image, rc: rc(this.home), project: project?.(runtime), files: project === undefined ? { [ENV_FILE]: dotenv ?? '' } : {} });
    fs.writeFileSync(this.base, baseFile(baseMajor, { project: this.project, image: options.image ?? AIRFLOW_IMAGE }));
  }

  /**
   * Starts the stack in the background.
   *
   * @param seconds what it may take; kept by a program of its own, since this process has others to wait for
   * @param shell further variables of the shell
   */
  async up(seconds = 120, shell: Readonly<Record<string, string>> = {}): Promise<Ran> {
    this.shell = shell;
    return this.run(seconds, 'up', '--detach');
  }

  /** Stops the stack and removes its volumes. */
  async down(): Promise<Ran> {
    return this.run(120, 'down', '--volumes', '--timeout', '5');
  }

  /** The containers by the names of their services. */
  async containers(): Promise<ReadonlyMap<string, Container>> {
    const { stdout } = await this.engine.client('ps', '--all', '--quiet', '--no-trunc', '--filter', `label=com.docker.compose.project=${this.name}`);
    const ids = stdout.split('\n').filter((line) => line !== '');
    const inspected = ids.length === 0 ? [] : JSON.parse((await this.engine.client('inspect', ...ids)).stdout) as Container[];
    return new Map(inspected.map((container) => [container.Config.Labels['com.docker.compose.service'], container]));
  }

  /** Everything below the developer's home. */
  homeFiles(): string[] {
    return (fs.readdirSync(this.home, { recursive: true }) as string[]).sort();
  }

  /**
   * As the Astro CLI has compose load a project: the override as second file, the project's folder as working directory,
   * and variables from the process's environment alone. Plain `docker compose` would take them from `.env`, too; an empty
   * file in its place keeps it from that. `.env` still reaches the containers, as `env_file`.
   */
  private async run(seconds: number, ...args: string[]): Promise<Ran> {
    const { besides, shell } = this.options;
    const files = [this.base, ...besides === undefined ? [] : [besides], path.join(this.project, OVERRIDE_FILE)].flatMap((file) => ['--file', file]);
    const env = { ...this.engine.env, HOME: this.home, ...shell, ...this.shell };
    const project = ['--project-name', this.name, '--project-directory', this.project, '--env-file', '/dev/null', ...files];
    return runProgram('timeout', [String(seconds), this.compose, ...project, ...args], { cwd: this.project, env });
  }
}
