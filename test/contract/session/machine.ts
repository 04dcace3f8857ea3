import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { printed } from '../airflow/setting';
import type { RowRun } from '../row';
import { runProgram, type Ran } from '../tools/program';

/** What is done with the sessions of a project. */
export interface Request {
  readonly action?: 'export' | 'prepare' | 'remove';
  /** An Astro project's folder: its override says which sessions there are. */
  readonly project?: string;
  /** A session as an override has it, instead. */
  readonly declared?: { readonly cloud: 'aws'; readonly profile: string; readonly profiles?: readonly string[]; readonly longLivedKeys?: boolean };
  readonly when?: 'always' | 'start' | 'watch';
  /** Whether the user may be asked. */
  readonly terminal?: boolean;
  readonly fromEnvironment?: boolean;
  /** Milliseconds for the CLI. */
  readonly limit?: number;
}

/** What an export came to, as `Exported` of src/host/export.ts has it. */
export interface Result {
  readonly kind: 'keys' | 'offline' | 'failed' | 'stopped';
  readonly fresh?: boolean;
  readonly failure?: { readonly text: string; readonly signIn?: readonly string[]; readonly isNetwork?: boolean };
}

/** What came of a session. */
export interface Came {
  readonly name: string;
  readonly result: Result;
  /** When its keys end; 0 if there are none. */
  readonly end: number;
  readonly milliseconds: number;
}

/** What is in a `session.json`. */
export interface SessionJson {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken?: string;
  readonly Expiration: string;
}

/** How a developer's machine is set up. */
export interface MachineOptions {
  readonly home: string;
  /** A folder with the AWS CLI. */
  readonly cli?: string;
  /** What its `/etc/hosts` is. */
  readonly hosts?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A command that runs the other one: its words come before it. */
  readonly within?: readonly string[];
}

/** Gives a command an /etc/hosts of its own. */
const WITH_HOSTS = 'mount --bind "$1" /etc/hosts; shift; exec "$@"';

/** A developer's machine, on which the commands of the package run. */
export class Machine {
  constructor(private readonly run: RowRun, private readonly options: MachineOptions) {}

  get home(): string {
    return this.options.home;
  }

  /** Does something with all sessions of a project. */
  async all(request: Request): Promise<{ readonly came: readonly Came[]; readonly said: readonly string[]; readonly output: string }> {
    const { done, output } = await this.command({ action: 'export', when: 'always', ...request });
    const { came, said } = done as { came: Came[]; said: string[] };
    return { came, said, output };
  }

  /**
   * Watches for so many seconds, or until there is a file `stop` in the home. The file `said` there has what it says, at once.
   *
   * @returns when it asked for keys, in milliseconds of the wall clock, and what it said
   */
  async watch(request: Request, seconds: number): Promise<{ readonly asked: readonly number[]; readonly said: readonly string[] }> {
    return (await this.command({ ...request, action: 'watch', seconds })).done as { asked: number[]; said: string[] };
  }

  /** Does something with the only session of a project. */
  async one(request: Request): Promise<Came> {
    const { came } = await this.all(request);
    assert.equal(came.length, 1);
    return came[0];
  }

  /** An export that has to give keys. */
  async keys(request: Request): Promise<Came & { readonly json: SessionJson }> {
    const came = await this.one(request);
    assert.equal(came.result.kind, 'keys', JSON.stringify(came));
    return { ...came, json: this.json(came.name) };
  }

  /** An export that has to fail, and why it says it does. */
  async failure(request: Request): Promise<NonNullable<Result['failure']>> {
    const { result } = await this.one(request);
    assert.equal(result.kind, 'failed', JSON.stringify(result));
    return result.failure!;
  }

  /** What the folder of a profile has for the containers. */
  json(profile: string): SessionJson {
    return JSON.parse(fs.readFileSync(path.join(this.folder(profile), 'mount', 'session.json'), 'utf-8')) as SessionJson;
  }

  /** The folder of a profile. */
  folder(profile: string): string {
    return path.join(this.home, '.airflow-credentials', 'aws', profile);
  }

  /** Runs the program of the package itself, in a project's folder. */
  async program(project: string, ...args: string[]): Promise<Ran> {
    const bin = path.join(this.run.packages.folder('projen-astro-airflow'), 'bin', 'projen-astro-airflow');
    return this.node([bin, ...args], project);
  }

  private async command(request: object): Promise<{ readonly done: object; readonly output: string }> {
    const library = path.join(this.run.packages.folder('projen-astro-airflow'), 'lib');
    const ran = await this.node([path.join(__dirname, 'export.js'), JSON.stringify({ library, home: this.home, ...request })], this.run.work);
    const done = printed(ran.stdout.replaceAll('\r', ''), 'DONE', ran.output) as { refused?: string };
    assert.equal(done.refused, undefined, `it was refused: ${done.refused}`);
    return { done, output: ran.output };
  }

  private node(args: readonly string[], cwd: string): Promise<Ran> {
    const { home, cli, hosts, env, within = [] } = this.options;
    const words = [...within, process.execPath, ...args];
    const [program, ...others] = hosts === undefined ? words : ['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', WITH_HOSTS, 'sh', hosts, ...words];
    const folders = [...cli === undefined ? [] : [cli], '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
    return runProgram(program, others, { cwd, timeout: 120, env: { PATH: folders.join(':'), HOME: home, LANG: 'C.UTF-8', ...env } });
  }

  /** The same machine, with something else. */
  with(options: Partial<MachineOptions>): Machine {
    return new Machine(this.run, { ...this.options, ...options });
  }
}
