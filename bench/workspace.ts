import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { NotMeasured } from './interleave';
import { firstLines, type Step } from './meter';

const ROOT = path.resolve(__dirname, '..');

/** The folder, below the git-ignored cache, in which everything is built and run. */
export class Workspace {
  readonly root = ROOT;
  readonly cache = path.join(ROOT, '.cache', 'bench');
  /** Holds the installed packages, so that each project in it finds them as in a repository with workspaces. */
  readonly work = path.join(this.cache, 'work');
  /** The versions of the npm packages that were installed. */
  readonly versions: Readonly<Record<string, string>> = Object.fromEntries(['projen', 'constructs', 'tsx'].map((name) => [name, installedVersion(name)]));
  /** What measured commands see: nothing of the caller's settings, and no network. */
  readonly env: Readonly<Record<string, string>>;

  private readonly home = path.join(this.cache, 'home');

  constructor() {
    this.env = {
      PATH: [path.dirname(process.execPath), ...(process.env.PATH ?? '').split(path.delimiter).filter((part) => !part.includes('node_modules'))].join(path.delimiter),
      HOME: this.home,
      TMPDIR: os.tmpdir(),
      LANG: 'C.UTF-8',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
      GIT_CONFIG_NOSYSTEM: '1',
    };
  }

  /** Packs the package and installs it beside projen, as a user has them. */
  install(): void {
    removeTree(this.work);
    fs.mkdirSync(this.home, { recursive: true });
    fs.writeFileSync(path.join(this.home, '.gitconfig'), '[user]\n\tname = bench\n\temail = bench@localhost\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n');
    const packed = fs.mkdtempSync(path.join(this.cache, 'packed-'));
    try {
      this.npm(['pack', '--ignore-scripts', '--pack-destination', packed], ROOT);
      this.npmInstall(this.work, [path.join(packed, fs.readdirSync(packed)[0]), ...Object.entries(this.versions).map(([name, version]) => `${name}@${version}`)]);
    } finally {
      removeTree(packed);
    }
  }

  /** Installs npm packages into a folder. */
  npmInstall(directory: string, packages: readonly string[]): void {
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
    this.npm(['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages], directory);
  }

  /** The path of a command that an npm package brings. */
  bin(name: string): string {
    return path.join(this.work, 'node_modules', '.bin', name);
  }

  /** One command to measure. */
  step(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Step {
    return { argv, cwd, env: { ...this.env, ...env } };
  }

  /**
   * Runs a command that prepares something, in the environment of the measured ones.
   *
   * @throws NotMeasured if it fails
   */
  prepare(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): void {
    const { status, error, stderr } = spawnSync(argv[0], argv.slice(1), { cwd, env: { ...this.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf-8', maxBuffer: Infinity });
    if (status !== 0) {
      throw new NotMeasured(`${argv.map((word) => path.basename(word)).join(' ')} failed: ${firstLines(error?.message ?? stderr)}`);
    }
  }

  /** Makes a git repository of a folder, with everything in it committed. */
  commit(directory: string, force: readonly string[] = []): void {
    this.prepare(['git', 'init', '--quiet'], directory);
    this.prepare(['git', 'add', '--all', ...force], directory);
    this.prepare(['git', 'commit', '--quiet', '--message', 'As generated'], directory);
  }

  /** With the user's own settings, which say where packages come from; only the cache stays in the workspace. */
  private npm(args: readonly string[], cwd: string): void {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$)/.test(name)));
    execFileSync('npm', args, { cwd, env: { ...env, npm_config_cache: path.join(this.cache, 'npm') }, stdio: ['ignore', 'pipe', 'pipe'] });
  }
}

/** Removes a folder in which files may be read-only. */
export function removeTree(directory: string): void {
  fs.rmSync(directory, { recursive: true, force: true });
}

function installedVersion(name: string): string {
  return (JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf-8')) as { version: string }).version;
}
