import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runs, WITHOUT_NOTICES } from './projen-new';
import { read } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
/** Where wheels are built: an environment that is kept. */
const BUILDER = path.join(ROOT, '.cache', 'wheel-python');

export const hasPipAndVenv = process.platform !== 'win32' && ['venv', 'pip', 'ensurepip'].every((module) => spawnSync('python3', ['-c', `import ${module}`]).status === 0);

/** The versions that the tests of rc files in Python run with. Those of projen and constructs the new project names itself. */
const PINNED = read(path.join(__dirname, '../support/drift'), 'python-requirements.txt').split('\n').filter((line) => /^\w/.test(line) && !/^(projen|constructs)==/.test(line));

/**
 * Builds the wheels of what jsii-pacmak generates of packages, as a release does.
 *
 * @param parent where they are put
 * @param packages directories that jsii has compiled
 * @returns the directory of the wheels, and the file that fixes what they need
 */
export function buildWheels(parent: string, packages: readonly string[]): { readonly wheels: string; readonly constraints: string } {
  const [generated, wheels, constraints] = ['generated', 'wheels', 'constraints.txt'].map((name) => path.join(parent, name));
  const python = path.join(BUILDER, 'bin', 'python');
  fs.writeFileSync(constraints, `${PINNED.join('\n')}\n`);
  const [ready, wanted] = [path.join(BUILDER, 'ready'), PINNED.join('\n')];
  if (!fs.existsSync(ready) || fs.readFileSync(ready, 'utf-8') !== wanted) {
    runs(ROOT, ['python3', '-m', 'venv', '--clear', BUILDER]);
    runs(ROOT, [python, '-m', 'pip', 'install', '--quiet', 'setuptools', 'wheel', '--constraint', constraints]);
    fs.writeFileSync(ready, wanted);
  }
  packages.forEach((directory, index) => {
    const outdir = path.join(generated, String(index));
    // With the path of the tool: a package of the tests has none of its own.
    const pacmak = [process.execPath, require.resolve('jsii-pacmak/bin/jsii-pacmak'), '--code-only', '--target', 'python', '--outdir', outdir];
    runs(directory, pacmak, WITHOUT_NOTICES);
    runs(ROOT, [python, '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--no-build-isolation', '--wheel-dir', wheels, path.join(outdir, 'python')]);
  });
  return { wheels, constraints };
}
