import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce, installOnceBeside } from '../install-once';
import { Skipped, type RowRun } from '../row';
import { mustRun } from './program';

/**
 * Builds one of our Go programs, or a main package of another module, from a folder with a `go.mod` and a `go.sum` that pin it.
 *
 * @param source the folder
 * @param target what is built, as `go build` takes it; by default the folder's own program
 * @returns the path of the program
 * @throws Skipped if there is no Go
 * @throws NotPrepared if it cannot be built
 */
export function goProgram(run: RowRun, source: string, target = '.'): string {
  const build = new GoBuild(run, source, target);
  installOnce(build.directory, build.wanted, () => build.begin().forEach((args) => void execFileSync('go', args, { cwd: build.module, stdio: 'pipe', env: goEnvironment(run.cache) })));
  return build.program;
}

/** The same beside whatever else is run, for a program that takes minutes. */
export async function goProgramBeside(run: RowRun, source: string, target = '.'): Promise<string> {
  const build = new GoBuild(run, source, target);
  await installOnceBeside(build.directory, build.wanted, async () => {
    for (const args of build.begin()) {
      await mustRun('go', args, { cwd: build.module, env: goEnvironment(run.cache), timeout: 1800 });
    }
  });
  return build.program;
}

/** What there is to do to build a program. */
class GoBuild {
  readonly directory: string;
  readonly program: string;
  /** The folder in which it is built. */
  readonly module: string;
  /** What the program depends on. */
  readonly wanted: string;
  private readonly files: readonly string[];

  constructor(private readonly run: RowRun, private readonly source: string, private readonly target: string) {
    const found = spawnSync('go', ['version'], { encoding: 'utf-8' });
    if (found.status !== 0) {
      throw new Skipped('there is no Go');
    }
    this.directory = path.join(run.cache, 'go', `${path.basename(source)}${run.latest ? '-latest' : ''}`);
    this.program = path.join(this.directory, 'program');
    this.module = path.join(this.directory, 'module');
    this.files = fs.readdirSync(source).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file));
    // The newest changes from day to day, so it is asked for each time.
    const day = run.latest ? new Date().toISOString().slice(0, 10) : '';
    this.wanted = [found.stdout, target, day, ...this.files.map((file) => fs.readFileSync(path.join(source, file), 'utf-8'))].join('\n');
  }

  /** Copies the source. Gives the arguments of the commands that are to follow. */
  begin(): string[][] {
    this.run.progress(`building ${path.basename(this.directory)}`);
    fs.mkdirSync(this.module);
    this.files.forEach((file) => fs.copyFileSync(path.join(this.source, file), path.join(this.module, file)));
    return [...this.run.latest ? [['get', '-u', './...'], ['mod', 'tidy']] : [], ['build', '-o', this.program, this.target]];
  }
}

/** The version of a module that a program was built with. */
export function goModuleVersion(program: string, module: string): string {
  const built = execFileSync('go', ['version', '-m', program], { encoding: 'utf-8' });
  return built.split('\n').map((line) => line.trim().split('\t')).find(([kind, name]) => (kind === 'dep' || kind === 'mod') && name === module)?.[2] ?? 'none';
}

function goEnvironment(cache: string): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOMODCACHE: path.join(cache, 'go-modules'), GOCACHE: path.join(cache, 'go-build'), CGO_ENABLED: '0' };
}
