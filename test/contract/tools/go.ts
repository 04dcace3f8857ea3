import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce } from '../install-once';
import { Skipped, type RowRun } from '../row';

/**
 * Builds a Go program of ours, or a main package of another module, from a folder with a `go.mod` and a `go.sum` that pin it.
 *
 * @param source the folder
 * @param target what is built, as `go build` takes it; by default the folder's own program
 * @returns the path of the program
 * @throws Skipped if there is no Go
 * @throws NotPrepared if it cannot be built
 */
export function goProgram({ cache, latest, progress }: RowRun, source: string, target = '.'): string {
  const found = spawnSync('go', ['version'], { encoding: 'utf-8' });
  if (found.status !== 0) {
    throw new Skipped('there is no Go');
  }
  const name = `${path.basename(source)}${latest ? '-latest' : ''}`;
  const directory = path.join(cache, 'go', name);
  const program = path.join(directory, 'program');
  const go = (cwd: string, ...args: string[]): void => void execFileSync('go', args, { cwd, stdio: 'pipe', env: goEnvironment(cache) });
  const files = fs.readdirSync(source).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file));
  // The newest changes from day to day, so it is asked for each time.
  const day = latest ? new Date().toISOString().slice(0, 10) : '';
  installOnce(directory, [found.stdout, target, day, ...files.map((file) => fs.readFileSync(path.join(source, file), 'utf-8'))].join('\n'), () => {
    progress(`building ${name}`);
    const module = path.join(directory, 'module');
    fs.mkdirSync(module);
    files.forEach((file) => fs.copyFileSync(path.join(source, file), path.join(module, file)));
    if (latest) {
      go(module, 'get', '-u', './...');
      go(module, 'mod', 'tidy');
    }
    go(module, 'build', '-o', program, target);
  });
  return program;
}

/** The version of a module that a program was built with. */
export function goModuleVersion(program: string, module: string): string {
  const built = execFileSync('go', ['version', '-m', program], { encoding: 'utf-8' });
  return built.split('\n').map((line) => line.trim().split('\t')).find(([kind, name]) => kind === 'dep' && name === module)?.[2] ?? 'none';
}

function goEnvironment(cache: string): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOMODCACHE: path.join(cache, 'go-modules'), GOCACHE: path.join(cache, 'go-build'), CGO_ENABLED: '0' };
}
