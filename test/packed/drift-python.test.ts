import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BIN, check, edit, environment, statuses, synthesize, type Checked } from '../support/drift/command';
import { testIf } from '../support/projects';
import { read, tempDir, write } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
const VENV = path.join(ROOT, '.cache', 'drift-python');
const PROGRAMS = path.join(VENV, 'bin');
const PYTHON = path.join(PROGRAMS, 'python');

const hasPython = process.platform !== 'win32' && ['venv', 'pip', 'ensurepip'].every((module) => spawnSync('python3', ['-c', `import ${module}`]).status === 0);
const testPython = testIf(hasPython, 'Python 3 with venv and pip');

const ENV = {
  PATH: [PROGRAMS, process.env.PATH].join(path.delimiter),
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  // The command of a Python package unpacks projen each time that it is not told to keep it.
  JSII_RUNTIME_PACKAGE_CACHE: 'enabled',
  JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(ROOT, '.cache', 'jsii'),
};

const RC = `from projen import Project
from projen.python import Projenrc
from projen_astro_airflow import AwsCredentials, AwsSecretsBackend, LocalAirflow

project = Project(name='orders')
Projenrc(project)
LocalAirflow(project, runtime_version='3.1-12', credentials=[AwsCredentials.mounted(profile='dev')],
    secrets_backend=AwsSecretsBackend.secrets_manager(region='us-west-2'))
project.synth()
`;

beforeAll(() => {
  if (hasPython) {
    install();
  }
}, 300_000);

/** Makes the Python package as jsii generates it, and installs it with projen into an environment that is kept. */
function install(): void {
  const generated = tempDir();
  const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { cwd: ROOT, env: environment(ENV), stdio: 'pipe' });
  const pip = (...args: string[]): void => run(PYTHON, '-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...args);
  run(process.execPath, require.resolve('jsii-pacmak/bin/jsii-pacmak'), '--code-only', '--target', 'python', '--outdir', generated);
  const [ready, wanted] = [path.join(VENV, 'ready'), read(path.join(__dirname, '../support/drift'), 'python-requirements.txt')];
  if (!fs.existsSync(ready) || fs.readFileSync(ready, 'utf-8') !== wanted) {
    run('python3', '-m', 'venv', '--clear', VENV);
    pip('--requirement', path.join(__dirname, '../support/drift/python-requirements.txt'));
    fs.writeFileSync(ready, wanted);
  }
  pip('--no-build-isolation', '--no-deps', '--force-reinstall', path.join(generated, 'python'));
}

function synthesized(): string {
  const directory = tempDir();
  write(directory, { '.projenrc.py': RC });
  synthesize(directory, [PYTHON, '.projenrc.py'], ENV);
  return directory;
}

/** How the check is called in a project in Python: by Node, and by the program that comes with the Python package. */
const COMMANDS: Record<string, readonly string[]> = { 'Node\'s command': [process.execPath, BIN], 'the Python package\'s command': [path.join(PROGRAMS, 'projen-astro-airflow')] };

function checked(directory: string, command: string): Checked & { report: any } {
  const result = check(directory, { args: ['--format', 'json'], env: ENV, command: COMMANDS[command] });
  return { ...result, report: JSON.parse(result.stdout) };
}

describe.each(Object.keys(COMMANDS))('by %s', (command) => {
  testPython('a project in Python is in sync after a synth, then an edit is found, then an error of its rc file', () => {
    const directory = synthesized();
    expect(checked(directory, command)).toMatchObject({ status: 0, stderr: '', report: { result: 'in-sync', rcFile: '.projenrc.py' } });

    edit(directory, 'docker-compose.override.yml', (text) => text.replace('read_only: true', 'read_only: false'));
    const edited = checked(directory, command);
    expect([edited.status, statuses(edited.report)]).toEqual([1, { 'docker-compose.override.yml': 'edited' }]);

    edit(directory, '.projenrc.py', (text) => text.replace('project.synth()', "raise ValueError('on purpose')"));
    const failed = checked(directory, command);
    expect([failed.status, failed.report.message]).toEqual([2, '.projenrc.py failed with exit code 1, so nothing could be compared. Fix that error, then run again.']);
    expect(failed.stderr.match(/ValueError: on purpose/g)).toHaveLength(1);
  });
});

describe('an rc file in Python', () => {
  const results = (change: (text: string) => string): Checked & { report: any; directory: string } => {
    const directory = synthesized();
    edit(directory, '.projenrc.py', change);
    return { ...checked(directory, 'Node\'s command'), directory };
  };

  testPython('that is refused by a component ends the check with 2 and what the component says', () => {
    const { status, report, stderr } = results((text) => text.replace("'us-west-2'", "'nowhere'"));
    expect([status, report.result]).toEqual([2, 'error']);
    expect(stderr).toContain('RuntimeError: ');
  });

  testPython('that never synthesizes ends the check with 2', () => {
    const { status, report } = results((text) => text.replace('project.synth()', ''));
    expect([status, report.message]).toEqual([2, expect.stringContaining('ended without a call of synth()')]);
  });

  testPython('whose declaration changed makes its file stale', () => {
    const { status, report } = results((text) => text.replace("profile='dev'", "profile='test'"));
    expect([status, statuses(report)]).toEqual([1, { 'docker-compose.override.yml': 'stale' }]);
  });

  testPython('that prints leaves the standard output to the report', () => {
    const { status, stderr } = results((text) => `print('hello')\n${text}`);
    expect([status, stderr]).toEqual([0, 'hello\n']);
  });

  testPython('that writes by itself is reported and writes nothing', () => {
    const { status, report, directory } = results((text) => `open('own.txt', 'w').write('x')\nimport os; os.chmod('own.txt', 0o755)\n${text}`);
    expect([status, statuses(report), fs.existsSync(path.join(directory, 'own.txt'))]).toEqual([1, { 'own.txt': 'missing' }, false]);
  });
});
