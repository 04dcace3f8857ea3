import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Row, RowRun } from '../row';
import { assertSynthesizedAlike, COMMITTED_EXAMPLES, copyExample } from './examples';
import { mustRun, runProgram } from '../tools/program';
import { installUv, pythonEnvironment } from '../tools/python';

const ROOT = path.resolve(__dirname, '../../..');
const RC_FILES = path.join(__dirname, 'rc');

/** The examples, written once more in Python. */
export const PYTHON_ROW: Row = {
  name: 'projen-python',
  title: 'the examples from rc files in Python, with projen from PyPI',
  async run(run) {
    const { directory: venv, python, version } = pythonEnvironment(run, 'projen');
    for (const name of ['projen', 'constructs', 'jsii']) {
      run.version(name, version(name));
    }
    run.progress('building the Python package');
    await installPythonPackage(run, python);
    const env = environment(run, venv);
    for (const example of COMMITTED_EXAMPLES) {
      await run.check(`the example ${example.name} from a .projenrc.py has the files of its ${example.rc}, and is in sync`, async () => {
        const directory = path.join(run.work, example.name);
        copyExample(example, directory);
        for (const name of ['package.json', 'tsconfig.projen.json', '.projen', '.gitattributes']) {
          fs.rmSync(path.join(directory, name), { recursive: true, force: true });
        }
        fs.copyFileSync(path.join(RC_FILES, `${example.name}.py`), path.join(directory, '.projenrc.py'));
        await mustRun(python, ['.projenrc.py'], { cwd: directory, env });
        assertSynthesizedAlike(example, directory);
        const drift = await runProgram(path.join(venv, 'bin', 'projen-astro-airflow'), ['drift'], { cwd: directory, env });
        assert.deepEqual([drift.status, /^\d+ files in sync\.$/m.test(drift.stdout)], [0, true], drift.output);
      });
    }
  },
};

/** Makes the package for Python as jsii generates it, from what is compiled here. */
async function installPythonPackage(run: RowRun, python: string): Promise<void> {
  const generated = path.join(run.work, 'python-package');
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0], UV_CACHE_DIR: path.join(run.cache, 'uv-cache') };
  await mustRun(process.execPath, [require.resolve('jsii-pacmak/bin/jsii-pacmak'), '--code-only', '--target', 'python', '--outdir', generated], { cwd: ROOT, env });
  await mustRun(installUv(run.cache), ['pip', 'install', '--quiet', '--python', python, '--no-build-isolation', '--no-deps', '--reinstall', path.join(generated, 'python')], { env });
}

function environment({ cache }: RowRun, venv: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: '',
    PROJEN_DISABLE_POST: '1',
    PATH: [path.join(venv, 'bin'), process.env.PATH].join(path.delimiter),
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    JSII_RUNTIME_PACKAGE_CACHE: 'enabled',
    JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(cache, 'jsii'),
  };
}
