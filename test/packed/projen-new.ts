import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { environment } from '../support/drift/command';
import { treeState } from '../support/projects';
import { read, tempDir } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
const PROJEN = path.join(ROOT, 'node_modules', 'projen');
const SHELL = process.platform === 'win32';

/** The projen that the new project gets: "projen new" takes the newest one unless a flag names another. */
export const PROJEN_VERSION = (JSON.parse(read(PROJEN, 'package.json')) as { version: string }).version;

/** projen's program, as `npx projen` finds it where none is installed. */
export const PROJEN_PROGRAM = path.join(PROJEN, 'bin', 'projen');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** Standard and error output. */
  readonly output: string;
}

/** The environment of a developer's shell: no CI, in which projen installs frozen, and a name for git's commits. */
export function shell(env: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const person = { NAME: 'A team', EMAIL: 'team@example.com' };
  const identity = Object.entries(person).flatMap(([key, value]) => ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]));
  return environment({
    CI: undefined,
    FORCE_COLOR: '0',
    GIT_CONFIG_GLOBAL: path.join(ROOT, 'no-such-file'),
    GIT_CONFIG_NOSYSTEM: '1',
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
    ...Object.fromEntries(identity),
    ...env,
  });
}

/** Runs a command to its end. */
export function run(directory: string, command: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: directory, encoding: 'utf-8', env: shell(env), shell: SHELL, maxBuffer: 2 ** 26 });
  return { status, stdout, output: stdout + stderr };
}

/** Runs a command that has to work. */
export function runs(directory: string, command: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): string {
  const { status, output } = run(directory, command, env);
  expect({ command, status, output }).toMatchObject({ status: 0 });
  return output;
}

/** Without the notices of jsii on old versions of Node. */
export const WITHOUT_NOTICES = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

/** Packs a package into a directory. */
export function packInto(destination: string, directory: string): void {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', destination], { cwd: directory, stdio: 'pipe', shell: SHELL });
}

/**
 * Packs this package into a fresh directory. Projects beside the tarball find it after a clone too, since `package.json` names it by
 * its path from there.
 */
export function pack(): { readonly parent: string; readonly tarball: string } {
  const parent = tempDir();
  packInto(parent, ROOT);
  return { parent, tarball: path.join(parent, fs.readdirSync(parent).find((name) => name.endsWith('.tgz'))!) };
}

/** Runs `projen new` with the packed package. */
export function projenNew(directory: string, tarball: string, flags: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Ran {
  fs.mkdirSync(directory, { recursive: true });
  return run(directory, [process.execPath, PROJEN_PROGRAM, 'new', '--from', tarball, '--projen-version', PROJEN_VERSION, ...flags], env);
}

/** The files that git has. */
export function tracked(directory: string): string[] {
  return runs(directory, ['git', 'ls-files', '-z']).split('\0').filter((name) => name !== '').sort();
}

/** What git has to say of a tree: the subjects of its commits, and what is not committed. */
export function gitState(directory: string): { readonly commits: string[]; readonly changes: string } {
  return { commits: runs(directory, ['git', 'log', '--format=%s']).trim().split('\n'), changes: runs(directory, ['git', 'status', '--porcelain']) };
}

/** Mode and content of everything but what the tools keep for themselves. */
export function ownTree(directory: string, without: readonly string[] = []): Record<string, string> {
  const left = ['.git', 'node_modules', '.venv', '.projen-venv', ...without];
  return Object.fromEntries(Object.entries(treeState(directory, false)).filter(([name]) => name !== '' && !left.includes(name.split('/')[0])));
}

/** The scripts in the blocks of a README, without their comments. */
export function commandsOf(readme: string): string[] {
  return [...readme.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block]) => block.split('\n')).map((line) => line.replace(/ +#.*/, '')).filter((line) => line !== '');
}
