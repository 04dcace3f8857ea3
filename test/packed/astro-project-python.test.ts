import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { EDITS, makeEdit, whileEdited, type Edit } from './new-edits';
import { commandsOf, gitState, ownTree, pack, projenNew, PROJEN_VERSION, run, runs, tracked, WITHOUT_NOTICES, type Ran } from './projen-new';
import { buildWheels, hasPipAndVenv } from './wheels';
import { statuses } from '../support/drift/command';
import { testIf } from '../support/projects';
import { linkPackages, read, tempDir, unsigned, write } from '../support/util';

const ROOT = path.resolve(__dirname, '../..');
const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs');
const testPython = testIf(hasPipAndVenv, 'Python 3 with venv and pip');

const EDITS_IN_PYTHON: readonly Edit[] = [...EDITS, ['requirements-dev.txt', (text) => text.replace(/^projen==.*$/m, 'projen==0.1.0')]];

const RC = `from projen_astro_airflow import AstroProject, AwsCredentials, AwsSecretsBackend, ExampleDagOptions

project = AstroProject(
    name="orders",
    runtime_version="13.7.0",
    credentials=[AwsCredentials.session()],
    secrets_backend=AwsSecretsBackend.secrets_manager(),
    example_dag=ExampleDagOptions(),
)

project.synth()
`;

let directory: string;
let clone: string;
let created: Ran;

/** As after `. .projen-venv/bin/activate`, without the notices of jsii on old versions of Node, and with projen unpacked once. */
const ENV = (): Record<string, string> => ({
  PATH: [path.join(clone, '.projen-venv', 'bin'), process.env.PATH].join(path.delimiter),
  ...WITHOUT_NOTICES,
  JSII_RUNTIME_PACKAGE_CACHE: 'enabled',
  JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(ROOT, '.cache', 'jsii'),
});

const drift = (...args: string[]): Ran => run(clone, ['projen-astro-airflow', 'drift', ...args], ENV());

beforeAll(() => {
  if (hasPipAndVenv) {
    const { parent, tarball } = pack();
    [directory, clone] = ['orders', 'clone'].map((name) => path.join(parent, name));
    created = projenNew(directory, tarball, ['--name', 'orders', '--projenrc-python', '--runtime-version', '13.7.0']);
    expect(created).toMatchObject({ status: 0 });
    const { wheels, constraints } = buildWheels(parent, [ROOT]);
    runs(parent, ['git', 'clone', '--quiet', directory, clone]);
    runs(clone, ['python3', '-m', 'venv', '.projen-venv']);
    runs(clone, ['pip', 'install', '--quiet', '-r', 'requirements-dev.txt', '--find-links', wheels, '--constraint', constraints], ENV());
  }
}, 300_000);

testPython('projen new leaves the rc file that a person would write', () => {
  expect(read(directory, '.projenrc.py')).toBe(RC);
});

testPython('projen new leaves one commit of everything but what is personal, and no package of npm', () => {
  expect(gitState(directory)).toEqual({ commits: ['chore: project created with projen'], changes: '' });
  expect(tracked(directory)).toEqual([
    '.astro/config.yaml', '.astro/dag_integrity_exceptions.txt', '.astro/test_dag_integrity_default.py', '.dockerignore', '.env.example', '.gitattributes',
    '.github/workflows/dags.yml', '.github/workflows/drift.yml', '.gitignore', '.projen/deps.json', '.projen/files.json', '.projen/tasks.json', '.projenrc.py', 'Dockerfile', 'README.md',
    'dags/.airflowignore', 'dags/example_secrets_dag.py', 'dags/exampledag.py', 'docker-compose.override.yml', 'packages.txt', 'requirements-dev.txt', 'requirements.txt',
    'tests/dags/test_dag_example.py',
  ]);
  expect(['package.json', 'package-lock.json'].filter((name) => fs.existsSync(path.join(directory, name)))).toEqual([]);
});

testPython('projen new says what is left over', () => {
  expect(created.output).toContain('node_modules is what "projen new" ran with, and can be deleted.');
});

testPython('the files are those for Airflow 2', () => {
  expect(read(directory, 'Dockerfile')).toBe('FROM quay.io/astronomer/astro-runtime:13.7.0\n');
  expect(Object.keys(parse(read(directory, 'docker-compose.override.yml')).services)).toEqual(['scheduler', 'webserver', 'triggerer']);
  expect(read(directory, 'dags/example_secrets_dag.py')).toContain('from airflow.models import Variable');
  expect(fs.statSync(path.join(directory, '.env')).mode & 0o777).toBe(0o600);
});

testPython('what the rc file needs is pinned, and kept out of the image', () => {
  const lines = read(directory, 'requirements-dev.txt').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines).toEqual([`projen==${PROJEN_VERSION}`, expect.stringMatching(/^constructs==10\.\d+\.\d+$/), 'projen-astro-airflow==0.0.0']);
  expect(read(directory, '.dockerignore').split('\n')).toEqual(expect.arrayContaining(['requirements-dev.txt', '.projenrc.*', '.venv', '.projen-venv', '**/.env*']));
});

testPython('the README names the commands that were run here', () => {
  const commands = commandsOf(read(directory, 'README.md'));
  expect(commands.slice(0, 3)).toEqual(['python3 -m venv .projen-venv && . .projen-venv/bin/activate', 'pip install -r requirements-dev.txt', 'projen']);
  expect(commands).toContain('projen drift');
});

testPython('a clone with its packages installed is in step, by the program of the Python package', () => {
  const { status, output } = drift();
  expect([status, output]).toEqual([0, expect.stringMatching(/\d+ files in sync\./)]);
  expect(gitState(clone).changes).toBe('');
});

testPython('a second synth, by the projen of the Python package, changes no byte', () => {
  // git does not keep that this file is nobody else's to read, as the Astro CLI makes it.
  const withoutConfig = ({ '.astro/config.yaml': _, ...tree }: Record<string, string>): Record<string, string> => tree;
  const before = ownTree(directory);
  runs(directory, ['python', '.projenrc.py'], ENV());
  expect(ownTree(directory)).toEqual(before);
  runs(clone, ['projen'], ENV());
  expect(withoutConfig(ownTree(clone))).toEqual(withoutConfig(before));
  expect([gitState(directory).changes, gitState(clone).changes]).toEqual(['', '']);
});

testPython('an edit of each file is reported, and projen fixes all of them', () => {
  const before = ownTree(clone);
  EDITS_IN_PYTHON.forEach((one) => makeEdit(clone, one));
  const { status, stdout } = drift('--format', 'json');
  expect([status, Object.keys(statuses(JSON.parse(stdout))).sort()]).toEqual([1, EDITS_IN_PYTHON.map(([name]) => name).sort()]);
  runs(clone, ['projen'], ENV());
  expect([ownTree(clone), gitState(clone).changes]).toEqual([before, '']);
  expect(run(clone, ['projen', 'drift'], ENV())).toMatchObject({ status: 0 });
  makeEdit(clone, EDITS[0]);
  expect(run(clone, ['projen', 'drift'], ENV())).toMatchObject({ status: 1 });
  runs(clone, ['projen'], ENV());
});

testPython('of a Dockerfile that a bot bumped it says which line of the Python file to change', () => {
  const { stdout } = whileEdited(clone, ['Dockerfile', (text) => text.replace('13.7.0', '13.8.0')], () => drift('--format', 'json'));
  expect(JSON.parse(stdout).files).toMatchObject([{ path: 'Dockerfile', note: expect.stringContaining("set runtime_version to '13.8.0'") }]);
});

const REFUSED_BY_PYTHON: ReadonlyArray<readonly [what: string, right: string, wrong: string, message: string]> = [
  ['a misspelled option', 'AwsCredentials.session()', 'AwsCredentials.session(profil="dev")', "TypeError: AwsCredentials.session() got an unexpected keyword argument 'profil'"],
  ['an option in camelCase', 'AwsCredentials.session()', 'AwsCredentials.session(hostDirectory="~/.aws")', "TypeError: AwsCredentials.session() got an unexpected keyword argument 'hostDirectory'"],
  ['no brackets', '[AwsCredentials.session()]', 'AwsCredentials.session()', 'TypeError: type of argument credentials must be one of'],
  ['a number for a text', '"13.7.0"', '13.7', 'TypeError: type of argument runtime_version must be one of'],
];

for (const [what, right, wrong, message] of REFUSED_BY_PYTHON) {
  testPython(`Python's own signatures refuse ${what} before any file is written`, () => {
    const { status, output } = whileEdited(clone, ['.projenrc.py', (text) => text.replace(right, wrong)], () => run(clone, ['python', '.projenrc.py'], ENV()));
    expect([status, output.trimEnd().split('\n').at(-1)]).toEqual([1, expect.stringContaining(message)]);
    expect(gitState(clone).changes).toBe('');
  });
}

testPython('one of our errors ends the output with the text that TypeScript has, and the check with 2', () => {
  const message = /^The Astro Runtime tag "13" is not known\. .*$/m;
  const broken: Edit = ['.projenrc.py', (text) => text.replace('"13.7.0"', '"13"')];
  const [synthesized, checked] = whileEdited(clone, broken, () => [run(clone, ['python', '.projenrc.py'], ENV()), drift()]);
  const script = tempDir();
  linkPackages(script);
  write(script, { '.projenrc.ts': "import { AstroProject } from 'projen-astro-airflow';\nnew AstroProject({ name: 'orders', runtimeVersion: '13' });\n" });
  const inTypeScript = run(script, [process.execPath, '--import', TSX, '.projenrc.ts']);
  const text = message.exec(inTypeScript.output.replace(/^AstroAirflowError: /m, ''))![0];
  expect([synthesized.status, synthesized.output.trimEnd().split('\n').at(-1)]).toEqual([1, `RuntimeError: ${text}`]);
  expect([checked.status, checked.output]).toEqual([2, expect.stringContaining(`RuntimeError: ${text}\n`)]);
  expect(gitState(clone).changes).toBe('');
});

testPython('one of our errors names options and calls as Python has them', () => {
  const wrong: Edit = ['.projenrc.py', (text) => text.replace('project.synth()', 'project.extend_service("scheduler", {"image": "python:3.12"})\nproject.synth()')];
  const { status, output } = whileEdited(clone, wrong, () => run(clone, ['python', '.projenrc.py'], ENV()));
  expect([status, output]).toEqual([1, expect.stringContaining('Change the Dockerfile, or declare another runtime_version.')]);
});

testPython('the headers name the command that pip installs', () => {
  expect(read(clone, '.gitignore').split('\n')[0]).toMatch(/To modify, edit \.projenrc\.py and run "projen"\.$/);
});

testPython('jsii prints its banner on an old Node once at most, however many of its kernels a command starts', () => {
  const env = { ...ENV(), JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: undefined };
  // What the first kernel prints is what this Node gets at all: none if jsii supports it.
  const banners = (...command: string[]): number => run(clone, command, env).output.split('This software is currently running on node').length - 1;
  const once = banners('python', '-c', 'import projen');
  expect(once).toBeLessThanOrEqual(1);
  expect([banners('projen'), banners('projen', 'drift'), banners('projen-astro-airflow', 'drift')]).toEqual([once, once, once]);
});

describe('the same declaration in Python and in TypeScript', () => {
  const python = `from projen_astro_airflow import AstroProject, AwsCredentials, AwsSecretsBackend, ExampleDagOptions

project = AstroProject(
    name="orders-pipelines",
    runtime_version="3.1-12",
    credentials=[AwsCredentials.mounted(profile="dev", region="us-west-2")],
    secrets_backend=AwsSecretsBackend.secrets_manager(region="us-west-2"),
    example_dag=ExampleDagOptions(variable_key="my_var", connection_id="my_conn"),
)
project.add_environment("LOG_LEVEL", "debug")
project.add_requirement("apache-airflow-providers-slack")

project.synth()
`;
  const script = (more: string): string => `import { AstroProject, AwsCredentials, AwsSecretsBackend } from 'projen-astro-airflow';

const project = new AstroProject({
  name: 'orders-pipelines',
  runtimeVersion: '3.1-12',
  credentials: [AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })],
  secretsBackend: AwsSecretsBackend.secretsManager({ region: 'us-west-2' }),
  exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },${more}
});
project.addEnvironment('LOG_LEVEL', 'debug');
project.addRequirement('apache-airflow-providers-slack');

project.synth();
`;

  /** What an rc file writes, without the rc file itself. */
  const written = (rcFile: string, text: string): Record<string, string> => {
    const outdir = tempDir();
    write(outdir, { [rcFile]: text });
    const command = rcFile.endsWith('.py') ? ['python', rcFile] : [process.execPath, '--import', TSX, rcFile];
    if (!rcFile.endsWith('.py')) {
      linkPackages(outdir);
    }
    runs(outdir, command, { ...ENV(), PROJEN_DISABLE_POST: 'true' });
    return ownTree(outdir, [rcFile]);
  };

  testPython('writes the same bytes everywhere, if it is to be a project in Python', () => {
    // The package that runs in Node beside the tests is not the version of constructs that PyPI has.
    const same = (tree: Record<string, string>): Record<string, string> => ({ ...tree, 'requirements-dev.txt': tree['requirements-dev.txt'].replace(/constructs==\S+/, 'constructs==') });
    expect(same(written('.projenrc.py', python))).toEqual(same(written('.projenrc.ts', script('\n  projenrcPython: true,'))));
  });

  testPython('writes the same bytes but where the language has its own packages and commands', () => {
    const [fromPython, fromScript] = [written('.projenrc.py', python), written('.projenrc.ts', script(''))];
    const ofOne = ['requirements-dev.txt', 'package.json', 'tsconfig.projen.json', '.projen/tsx.mjs'];
    const names = (tree: Record<string, string>): string[] => Object.keys(tree).filter((name) => !ofOne.includes(name)).sort();
    expect(names(fromPython)).toEqual(names(fromScript));
    // A signature is that of the text with its marker, which names the rc file, and with the commands that it names.
    const inScript = (text: string): string => text.replaceAll('.projenrc.py', '.projenrc.ts').replace(/"npx (projen(?:-astro-airflow clean)?)"/g, '"$1"');
    const differing = names(fromPython).filter((name) => unsigned(inScript(fromPython[name])) !== unsigned(inScript(fromScript[name])));
    expect(differing).toEqual([
      '.gitattributes', // package.json, tsconfig.projen.json
      '.github/workflows/drift.yml', // how the packages are installed
      '.gitignore', // package.json, tsconfig.projen.json
      '.projen/deps.json', // the packages of npm
      '.projen/files.json', // requirements-dev.txt, tsconfig.projen.json, .projen/tsx.mjs
      '.projen/tasks.json', // how the rc file is run, and the packages upgraded
      'README.md', // how the packages are installed, and projen is called
    ]);
  });
});
