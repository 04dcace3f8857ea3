import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const CACHE = path.resolve(__dirname, '../../../.cache/workflow-linters');
const REQUIREMENTS = path.join(__dirname, 'requirements.txt');

/** A program that says what is wrong with workflows of GitHub Actions. */
export interface Linter {
  /** What of the machine it needs, and whether that is there. */
  readonly needs: string;
  readonly available: boolean;
  /** Fetches it once into the project's own cache. */
  install(): void;
  /** What it says of workflow files; empty if it finds nothing. */
  lint(files: readonly string[]): string;
}

const runs = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

/** Its package on PyPI holds no binary but fetches one while it is installed, so it is built as the Go program that it is. */
export const actionlint: Linter = linter('Go', runs('go', 'version'), 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12', 'actionlint', {
  install: (module, directory) => execFileSync('go', ['install', module], { env: { ...process.env, GOBIN: directory, GOFLAGS: '-modcacherw' }, stdio: 'pipe' }),
  // Whether a machine happens to have the two others must not decide what is found.
  args: ['-no-color', '-shellcheck=', '-pyflakes='],
});

export const zizmor: Linter = zizmorAs('regular');

/** It also reports what is good practice rather than a risk. */
export const pedanticZizmor: Linter = zizmorAs('pedantic');

function zizmorAs(persona: string): Linter {
  return linter('Python with pip', runs('python3', '-m', 'pip', '--version'), fs.readFileSync(REQUIREMENTS, 'utf-8'), 'bin/zizmor', {
    install: (_, directory) => execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', directory, '--requirement', REQUIREMENTS], { stdio: 'pipe' }),
    args: ['--offline', '--quiet', '--color=never', `--persona=${persona}`, '--config', path.join(__dirname, 'zizmor.yml')],
  });
}

function linter(
  needs: string,
  available: boolean,
  version: string,
  program: string,
  { install, args }: { install: (version: string, directory: string) => void; args: string[] },
): Linter {
  const directory = path.join(CACHE, path.basename(program));
  const installed = path.join(directory, 'installed.txt');
  return {
    needs,
    available,
    install: () => {
      if (!fs.existsSync(installed) || fs.readFileSync(installed, 'utf-8') !== version) {
        fs.rmSync(directory, { recursive: true, force: true });
        fs.mkdirSync(directory, { recursive: true });
        install(version, directory);
        fs.writeFileSync(installed, version);
      }
    },
    lint: (files) => {
      const { status, stdout, stderr, error } = spawnSync(path.join(directory, program), [...args, ...files], { encoding: 'utf-8' });
      return status === 0 ? '' : `${status} ${stdout}${stderr}${error?.message ?? ''}`;
    },
  };
}
