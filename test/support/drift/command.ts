import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import schema from '../../../schema/drift-report.schema.json';
import { ordinaryUser } from '../projects';
import { linkPackages, namesBelow, read, readable, tempDir, write } from '../util';

export const BIN = path.resolve(__dirname, '../../../bin/projen-astro-airflow');

const isReport = new Ajv2020({ strict: true }).compile(schema);

/** An rc file that loads little, for tests that are not about our components. */
export const SMALL_RC = `const { Project } = require('projen/lib/project');
const { TextFile } = require('projen/lib/textfile');
const { Projenrc } = require('projen/lib/javascript/projenrc');
const project = new Project({ name: 'orders' });
new Projenrc(project);
new TextFile(project, 'managed.txt', { lines: ['one', 'two'] });
project.synth();
`;

/** Starts a program, which is nothing that can be tried in memory. */
export const CHILD = "require('node:child_process').spawnSync('true');\n";

/** How a check is run. */
export interface CheckOptions {
  readonly args?: readonly string[];
  /** Further variables; an undefined one is not there. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether as a user to whom the modes of files mean something. */
  readonly asUser?: boolean;
  /** Whether the project stays the property of whoever made it, so that this user has no rights but to read. */
  readonly isOfAnother?: boolean;
  /** A shell script that ends with `exec "$@"`, to run the check under some limit. */
  readonly wrap?: string;
  /** What is run instead of Node's command. */
  readonly command?: readonly string[];
  /** The folder for temporary files, if not a fresh one. */
  readonly temporary?: string;
}

export interface Checked {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a check that a test says nothing of: that of a shell, outside of jest and of GitHub's runner. */
export function environment(env: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const others = ['NODE_ENV', 'NODE_OPTIONS', 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'GITHUB_WORKSPACE'];
  return { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1', ...Object.fromEntries(others.map((name) => [name, undefined])), ...env };
}

/** Runs an rc file for real. */
export function synthesize(directory: string, command: readonly string[] = [process.execPath, '.projenrc.js'], env: CheckOptions['env'] = {}): void {
  const { status, stderr } = spawnSync(command[0], command.slice(1), { cwd: directory, encoding: 'utf-8', env: environment({ PROJEN_DISABLE_POST: 'true', ...env }) });
  expect({ status, stderr }).toMatchObject({ status: 0 });
}

const synthesizedOnce = new Map<string, string>();

/**
 * A fresh project that an rc file has synthesized.
 *
 * @param prepare puts into the directory what is there before the first synth
 */
export function projectOf(rc: string = SMALL_RC, prepare: (directory: string) => void = () => undefined): string {
  let made = synthesizedOnce.get(rc);
  if (made === undefined) {
    made = tempDir();
    prepare(made);
    write(made, { '.projenrc.js': rc });
    linkPackages(made);
    synthesize(made);
    synthesizedOnce.set(rc, made);
  }
  const directory = tempDir();
  fs.cpSync(made, directory, { recursive: true, verbatimSymlinks: true });
  return directory;
}

/** Changes a file, whatever its mode. */
export function edit(directory: string, name: string, change: (text: string) => string): void {
  const file = path.join(directory, name);
  fs.chmodSync(file, 0o644);
  fs.writeFileSync(file, change(read(directory, name)));
}

/** Everything in a tree: mode, owner, times to the last digit, size, and what is in it. */
export function fingerprint(directory: string): string[] {
  return ['', ...namesBelow(directory)].sort().map((name) => {
    const file = path.join(directory, name);
    const stats = fs.lstatSync(file, { bigint: true });
    const content = stats.isFile() && stats.size < 2n ** 30n ? createHash('sha1').update(readable(file) ?? 'unreadable').digest('hex') : stats.isSymbolicLink() ? fs.readlinkSync(file) : '';
    return [name, stats.mode, stats.uid, stats.ino, stats.mtimeNs, stats.ctimeNs, stats.size, content].join(' ');
  });
}

/** Runs the command, and sees to it that the tree is untouched and nothing is left in the folder for temporary files. */
export function check(directory: string, options: CheckOptions = {}): Checked {
  return untouched(directory, options, (command, env) => {
    const { status, signal, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: directory, encoding: 'utf-8', maxBuffer: 2 ** 28, env });
    return { status, signal, stdout, stderr };
  });
}

/** A check whose report is read by a program. */
export function drift(directory: string, { args = [], ...options }: CheckOptions = {}): { status: number | null; report: any; stderr: string } {
  const { status, stdout, stderr } = check(directory, { ...options, args: ['--format', 'json', ...args] });
  return { status, report: reportIn(stdout), stderr };
}

/** What a check gives in each of the formats. */
export interface EveryFormat {
  readonly status: number | null;
  readonly report: any;
  readonly text: Checked;
  /** Standard output and error output of the format for GitHub, as they come. */
  readonly github: string;
}

/**
 * Runs the command in each format. The one for programs has to be one valid document, that for GitHub no workflow command
 * but ours, and all have to agree on the exit code.
 */
export function inEveryFormat(directory: string, options: CheckOptions = {}): EveryFormat {
  const { args = [] } = options;
  const text = check(directory, options);
  const json = check(directory, { ...options, args: [...args, '--format', 'json'] });
  const github = untouched(directory, { ...options, args: [...args, '--format', 'github'] }, (command, env) => {
    const log = path.join(tempDir(), 'log');
    const file = fs.openSync(log, 'a');
    const { status } = spawnSync(command[0], command.slice(1), { cwd: directory, env, stdio: ['ignore', file, file] });
    fs.closeSync(file);
    return { status, log: fs.readFileSync(log, 'utf-8') };
  });
  expect(foreignCommands(github.log)).toEqual([]);
  expect([json.status, github.status]).toEqual([text.status, text.status]);
  return { status: text.status, report: reportIn(json.stdout), text, github: github.log };
}

/** The causes, or else the statuses, of the files of a report. */
export function statuses(report: any): Record<string, string> {
  return Object.fromEntries(report.files.map((file: any) => [file.path, file.cause ?? file.status]));
}

function reportIn(stdout: string): any {
  const report = JSON.parse(stdout) as unknown;
  isReport(report);
  expect(isReport.errors).toBeNull();
  return report;
}

/** The lines that GitHub's runner would read as workflow commands, except those of our reports. */
function foreignCommands(log: string): string[] {
  let token: string | undefined;
  return log.split('\n').filter((line) => {
    if (token !== undefined) {
      token = line === `::${token}::` ? undefined : token;
      return false;
    }
    token = /^::stop-commands::(\S+)$/.exec(line)?.[1];
    return token === undefined && /^\s*::|##\[/.test(line) && !/^::(error|notice) (file=[^:]*,)?title=Drift check(%3A \w+)?::/.test(line);
  });
}

function untouched<T>(directory: string, options: CheckOptions, run: (command: string[], env: NodeJS.ProcessEnv) => T): T {
  const { args = [], env, asUser = false, isOfAnother = false, command = [process.execPath, BIN], wrap, temporary = tempDir() } = options;
  const user = asUser ? ordinaryUser()! : [];
  if (user.length > 0) {
    execFileSync('chown', ['-Rh', '65534:65534', ...(isOfAnother ? [] : [directory]), temporary]);
  }
  const before = fingerprint(directory);
  const result = run(
    [...user, ...(wrap === undefined ? [] : ['sh', '-c', wrap, 'sh']), ...command, 'drift', ...args],
    environment({ TMPDIR: temporary, ...env }),
  );
  expect(fingerprint(directory)).toEqual(before);
  const left = fs.statSync(temporary, { throwIfNoEntry: false })?.isDirectory() === true ? fs.readdirSync(temporary) : [];
  expect(left.filter((name) => name.startsWith('projen-drift-'))).toEqual([]);
  return result;
}
