import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce, installOnceBeside } from '../install-once';
import { Skipped, type RowRun } from '../row';
import { mustRun } from './program';

/**
 * Builds a Go program of ours, or a main package of another module, from a folder with a `go.mod` and a `go.sum` that pin it.
 *
 * @param source the folder
 * @param target what is built, as `go build` takes it; by default the folder's own program
 * @returns the path of the program
 * @throws Skipped if there is no Go
 * @throws NotPrepared if it cannot be built
 */
export function goProgram(run: RowRun, source: string, target = '.'): string {
  const { directory, wanted, program, steps } = plan(run, source, target);
  installOnce(directory, wanted, () => steps().forEach(({ cwd, args }) => void execFileSync('go', args, { cwd, stdio: 'pipe', env: goEnvironment(run.cache) })));
  return program;
}

/** The same beside whatever else is run, for a program that takes minutes. */
export async function goProgramBeside(run: RowRun, source: string, target = '.'): Promise<string> {
  const { directory, wanted, program, steps } = plan(run, source, target);
  await installOnceBeside(directory, wanted, async () => {
    for (const { cwd, args } of steps()) {
      await mustRun('go', args, { cwd, env: goEnvironment(run.cache), timeout: 1800 });
    }
  });
  return program;
}

/** What there is to do to build a program; `steps` begins it. */
function plan({ cache, latest, progress }: RowRun, source: string, target: string): { directory: string; wanted: string; program: string; steps: () => Array<{ cwd: string; args: string[] }> } {
  const found = spawnSync('go', ['version'], { encoding: 'utf-8' });
  if (found.status !== 0) {
    throw new Skipped('there is no Go');
  }
  const name = `${path.basename(source)}${latest ? '-latest' : ''}`;
  const directory = path.join(cache, 'go', name);
  const program = path.join(directory, 'program');
  const files = fs.readdirSync(source).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file));
  // The newest changes from day to day, so it is asked for each time.
  const day = latest ? new Date().toISOString().slice(0, 10) : '';
  const wanted = [found.stdout, target, day, ...files.map((file) => fs.readFileSync(path.join(source, file), 'utf-8'))].join('\n');
  const steps = (): Array<{ cwd: string; args: string[] }> => {
    progress(`building ${name}`);
    const cwd = path.join(directory, 'module');
    fs.mkdirSync(cwd);
    files.forEach((file) => fs.copyFileSync(path.join(source, file), path.join(cwd, file)));
    const newest = latest ? [['get', '-u', './...'], ['mod', 'tidy']] : [];
    return [...newest, ['build', '-o', program, target]].map((args) => ({ cwd, args }));
  };
  return { directory, wanted, program, steps };
}

/** The version of a module that a program was built with. */
export function goModuleVersion(program: string, module: string): string {
  const built = execFileSync('go', ['version', '-m', program], { encoding: 'utf-8' });
  return built.split('\n').map((line) => line.trim().split('\t')).find(([kind, name]) => (kind === 'dep' || kind === 'mod') && name === module)?.[2] ?? 'none';
}

function goEnvironment(cache: string): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: '-modcacherw', GOTOOLCHAIN: 'local', GOMODCACHE: path.join(cache, 'go-modules'), GOCACHE: path.join(cache, 'go-build'), CGO_ENABLED: '0' };
}
