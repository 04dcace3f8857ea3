import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lastLine } from './install-once';
import { NotPrepared } from './row';

const ROOT = path.resolve(__dirname, '../..');

/** The tree that `astro dev init` makes, by path; `{image}` stands for the image of the runtime. */
const ASTRO_TREE = JSON.parse(fs.readFileSync(path.join(ROOT, 'test', 'support', 'fixtures', 'astro-dev-init.json'), 'utf-8')) as Record<string, string>;

/** What a synthesized project is made of. */
export interface ProjectSpec {
  /** The image in the `FROM` line, for example `astrocrpublic.azurecr.io/runtime:3.1-12`. */
  readonly image: string;
  /**
   * JavaScript between the construction of `project` and `project.synth()`, with all names of the package in `astro`, and of projen in `projen`:
   * `new astro.LocalAirflow(project, { … })`.
   */
  readonly rc: string;
  /** JavaScript that gives `project`, where that is to make its tree itself: `new astro.AstroProject({ … })`. By default a bare one in a tree of `astro dev init`. */
  readonly project?: string;
  /** The user's files, by path, beside or instead of those that `astro dev init` makes. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The package, packed and installed beside its peers as a user has it. */
export class Packages {
  /** @param modules the folder `node_modules` */
  constructor(readonly modules: string) {}

  /** The folder of a package. */
  folder(name: string): string {
    return path.join(this.modules, name);
  }

  /** The version of an installed package. */
  version(name: string): string {
    return (JSON.parse(fs.readFileSync(path.join(this.folder(name), 'package.json'), 'utf-8')) as { version: string }).version;
  }

  /**
   * Makes an Astro project with an rc file in a new folder and runs it.
   *
   * @throws Error with what the rc file printed, if it fails
   */
  synthesize(directory: string, { image, rc, files, project }: ProjectSpec): void {
    const tree = project !== undefined ? {} : Object.fromEntries(Object.entries(ASTRO_TREE).map(([name, content]) => [name, content.replace('{image}', image)]));
    // By their paths: the work folders lie below this repository, which has a projen of its own.
    const [projen, ours] = ['projen', 'projen-astro-airflow'].map((name) => JSON.stringify(this.folder(name)));
    const text = `const projen = require(${projen});\nconst { Project } = projen;\nconst astro = require(${ours});\nconst project = ${project ?? 'new Project({ name: \'orders\' })'};\n${rc}\nproject.synth();\n`;
    for (const [name, content] of Object.entries({ ...tree, ...files, '.projenrc.js': text })) {
      const file = path.join(directory, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, content);
    }
    this.run(directory, '.projenrc.js');
  }

  /**
   * Runs a program in JavaScript that can require the package and its peers.
   *
   * @param program a path, relative to the directory or absolute
   * @returns what it printed on its standard output
   */
  run(directory: string, program: string, input?: string): string {
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [program], {
      cwd: directory,
      env: this.environment(),
      encoding: 'utf-8',
      input,
      maxBuffer: 2 ** 30,
    });
    if (status !== 0) {
      throw new Error(`${path.basename(program)} failed: ${error?.message ?? stderr}`);
    }
    return stdout;
  }

  /**
   * The environment of a program that can require the package and its peers: one in a row's folder, or anywhere that has no
   * other packages above it, as this repository has.
   */
  environment(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_PATH: this.modules, NODE_ENV: '', PROJEN_DISABLE_POST: '1' };
  }

  /**
   * A copy of this with a mistake: every occurrence of a text in a compiled file of the package is another one.
   *
   * @param directory a new folder for it
   * @throws Error if the file has no such text: a mistake that is none proves nothing
   */
  withMistake(directory: string, file: string, good: string, bad: string): Packages {
    const modules = path.join(directory, 'node_modules');
    fs.mkdirSync(modules, { recursive: true });
    for (const name of fs.readdirSync(this.modules).filter((entry) => entry !== 'projen-astro-airflow' && !entry.startsWith('.'))) {
      fs.symlinkSync(this.folder(name), path.join(modules, name));
    }
    fs.cpSync(this.folder('projen-astro-airflow'), path.join(modules, 'projen-astro-airflow'), { recursive: true });
    const target = path.join(modules, 'projen-astro-airflow', file);
    const text = fs.readFileSync(target, 'utf-8');
    if (!text.includes(good)) {
      throw new Error(`${file} has no text ${JSON.stringify(good)} that could be made a mistake`);
    }
    // As a function, since a "$" in a text that replaces another has a meaning.
    fs.writeFileSync(target, text.replaceAll(good, () => bad));
    return new Packages(modules);
  }
}

/**
 * Packs the package as it is compiled now and installs it with its peers.
 *
 * @param directory emptied; gets `node_modules`
 * @param peers for example `projen@0.103.25`
 * @throws NotPrepared if npm fails
 */
export function installPackages(directory: string, peers: readonly string[], cache: string): Packages {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  const npm = (cwd: string, ...args: string[]): void => void execFileSync('npm', args, {
    cwd, stdio: 'pipe', env: { ...process.env, npm_config_cache: path.join(cache, 'npm') }, shell: process.platform === 'win32',
  });
  try {
    npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', directory);
    const [tarball] = fs.readdirSync(directory);
    fs.writeFileSync(path.join(directory, 'package.json'), '{ "private": true }\n');
    npm(directory, 'install', '--no-audit', '--no-fund', '--prefer-offline', path.join(directory, tarball), ...peers);
  } catch (error) {
    throw new NotPrepared(`The package could not be packed and installed with ${peers.join(' and ')}: ${lastLine(error as Error & { stderr?: Buffer })}`);
  }
  return new Packages(path.join(directory, 'node_modules'));
}
