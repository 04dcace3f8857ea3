import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { commandsOf, run, runs, WITHOUT_NOTICES, type Ran } from './projen-new';
import { buildWheels, hasPipAndVenv } from './wheels';
import { readPage, readPages, type Block } from '../support/pages';
import { services, testIf } from '../support/projects';
import { astroTree, read, tempDir, write } from '../support/util';

jest.setTimeout(120_000);

const ROOT = path.resolve(__dirname, '../..');
const PAGE = 'docs/python.md';
const testPython = testIf(hasPipAndVenv, 'Python 3 with venv and pip');

const blocks = readPage(PAGE).blocks;
const isWhole = ({ code }: Block): boolean => /^(from|import) /.test(code);
const ofNewProject = blocks.filter(({ heading, language }) => heading === 'A new project' && language === 'sh').map(({ code }) => code);
const commandsIn = (code: string): string[] => commandsOf(`\`\`\`sh\n${code}\`\`\`\n`);
const samples = blocks.filter(({ language }) => language === 'python');
const END = 'project.synth()\n';

/** Those of the pages of clouds, whole rc files each. */
const ofClouds = readPages().filter(({ name }) => name !== PAGE && name !== 'README.md').flatMap((page) => page.blocks).filter(({ language }) => language === 'python');

/** The block of that language below a heading. */
function block(heading: string, language: string = 'python'): string {
  const found = blocks.filter((one) => one.heading === heading && one.language === language);
  expect({ heading, language, found: found.length }).toMatchObject({ found: 1 });
  return found[0].code;
}

/** As the page says: a block that is no whole rc file goes before the `project.synth()` of the first one. */
function rcFile(heading: string): string {
  const code = block(heading);
  return isWhole({ code } as Block) ? code : block('A new project').replace(END, `${code}\n${END}`);
}

let parent: string;
let project: string;
let env: Record<string, string>;

/** Runs lines of the page in a shell, with the virtual environment active. */
const shell = (directory: string, lines: string): string => runs(directory, ['sh', '-ec', lines], env);
const runRc = (directory: string, text: string): Ran => {
  write(directory, { '.projenrc.py': text });
  return run(directory, ['python', '.projenrc.py'], env);
};
const refused = (text: string): { readonly status: number | null; readonly last?: string; readonly files: string[] } => {
  const directory = tempDir();
  const { status, output } = runRc(directory, text);
  return { status, last: output.trimEnd().split('\n').at(-1), files: fs.readdirSync(directory) };
};

/** A directory in which an rc file has run. */
function synthesized(text: string, prepare: (directory: string) => void = () => undefined): string {
  const directory = tempDir();
  prepare(directory);
  const { status, output } = runRc(directory, text);
  expect({ status, output }).toMatchObject({ status: 0 });
  return directory;
}

const lines = (directory: string, name: string): string[] => read(directory, name).split('\n');
const kwargs = (directory: string): unknown => JSON.parse(/^AIRFLOW__SECRETS__BACKEND_KWARGS=(.*)$/m.exec(read(directory, '.env'))![1]);
const mountOf = (directory: string, target: string, service: string = 'scheduler'): unknown => services(directory)[service].volumes.find((one: any) => one.target === target);

beforeAll(() => {
  if (hasPipAndVenv) {
    parent = tempDir();
    project = path.join(parent, 'orders-pipelines');
    const { wheels } = buildWheels(parent, [ROOT]);
    const constraints = path.join(parent, 'constraints.txt');
    write(parent, { 'constraints.txt': `${read(ROOT, 'test/support/drift/python-requirements.txt')}projen-astro-airflow==0.0.0\n` });
    env = {
      ...WITHOUT_NOTICES,
      PROJEN_DISABLE_POST: 'true',
      PIP_FIND_LINKS: wheels,
      PIP_CONSTRAINT: constraints,
      PIP_QUIET: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      // Outside of this repository, as a developer has it: nothing that is installed here is found from there.
      JSII_RUNTIME_PACKAGE_CACHE: 'enabled',
      JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(parent, 'jsii'),
    };
    fs.mkdirSync(project);
    const [install] = commandsIn(block('An Astro project without projen', 'sh'));
    shell(project, `${block('The virtual environment', 'sh')}\n${install}`);
    env.PATH = [path.join(project, '.projen-venv', 'bin'), process.env.PATH].join(path.delimiter);
  }
}, 300_000);

test('every block of Python in the documentation is one that a test here runs', () => {
  const [readme, ...others] = readPages().filter(({ name }) => name !== PAGE).flatMap((page) => page.blocks).filter(({ language }) => language === 'python');
  expect(others.map(({ at }) => at)).toEqual(ofClouds.map(({ at }) => at));
  expect([readme.at, readme.code].join(' ')).toMatch(/^README\.md:\d+ /);
  expect(readme.code).toBe(block('A new project'));
  expect(samples.map(({ heading }) => heading)).toEqual([
    'A new project', 'An Astro project without projen', 'A Python project of projen', 'Add a mount', 'Add a service, a volume and a network', 'Add environment variables and requirements',
    'Keys that your machine renews', 'Mounted credentials and Secrets Manager', 'Single sign-on and Parameter Store', 'Write your own credentials', 'Declare any secrets backend', 'Write your own secrets backend', 'Check for drift in CI', 'Spelling',
  ]);
});

test('the environment has the same name in each shell, and is not the folder of the Astro CLI', () => {
  const made = ['sh', 'powershell', 'bat'].map((language) => block('The virtual environment', language).split('\n'));
  expect(made.map(([make]) => make.replace(/^python3? -m venv /, ''))).toEqual(['.projen-venv', '.projen-venv', '.projen-venv']);
  expect(made.map(([, activate]) => activate)).toEqual(['. .projen-venv/bin/activate', '.projen-venv\\Scripts\\Activate.ps1', '.projen-venv\\Scripts\\activate.bat']);
});

test('the command for a new project is the one of the README, whose flags astro-project-python.test.ts runs', () => {
  expect(read(ROOT, 'README.md')).toContain(`\`${ofNewProject[0].trim()}\` creates`);
});

testPython('a new project, its packages installed by the page\'s commands, is in sync', () => {
  const [, install, daily] = ofNewProject;
  expect(runRc(project, rcFile('A new project'))).toMatchObject({ status: 0 });
  expect(lines(project, 'requirements-dev.txt')).toContain('projen-astro-airflow==0.0.0');
  expect(lines(project, '.gitignore')).toContain('.projen-venv');
  expect(lines(project, '.dockerignore')).toContain('.projen-venv');
  shell(project, install);
  expect(shell(project, block('Check for drift in CI', 'sh'))).toMatch(/^\d+ files in sync\.$/m);
  const [first, ...tasks] = commandsIn(daily).map((line) => line.replace(/^projen ?/, ''));
  expect([first, tasks]).toEqual(['', ['drift', 'start', 'login', 'upgrade']]);
  expect(Object.keys(JSON.parse(read(project, '.projen/tasks.json')).tasks)).toEqual(expect.arrayContaining(tasks));
});

testPython('the page and the README of a new project name the versions that the packages ask for', () => {
  const required = runs(parent, ['python', '-c', 'from importlib.metadata import metadata; print(metadata("projen-astro-airflow")["Requires-Python"])'], env).trim();
  const { engines } = JSON.parse(read(ROOT, 'package.json')) as { engines: { node: string } };
  const [python, node] = [required, engines.node].map((range) => /^>= ?(\d+\.\d+)/.exec(range)![1]);
  expect(read(ROOT, PAGE)).toContain(`You need Python ${python} or newer, Node.js ${node} or newer `);
  expect(read(project, 'README.md')).toContain(`Python ${python} or newer`);
});

testPython('an Astro project without projen keeps its Dockerfile, and projen runs its rc file from then on', () => {
  const directory = synthesized(rcFile('An Astro project without projen'), astroTree);
  expect(read(directory, 'Dockerfile')).toBe('FROM astrocrpublic.azurecr.io/runtime:3.1-12\n');
  expect(mountOf(directory, '/home/astro/.aws')).toMatchObject({ source: '~/.airflow-credentials/aws/${AWS_PROFILE:-default}/mount', read_only: true });
  const commands = commandsIn(block('An Astro project without projen', 'sh'));
  expect(commands).toEqual(['pip install projen-astro-airflow', 'python .projenrc.py', 'projen']);
  shell(directory, commands.slice(1).join('\n'));
});

testPython('a Python project of projen has the component in a subfolder, and the package among its dependencies', () => {
  const directory = synthesized(rcFile('A Python project of projen'), (made) => write(made, { 'airflow/Dockerfile': 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n' }));
  expect(Object.keys(services(directory, 'airflow'))).toContain('dag-processor');
  expect(lines(directory, 'requirements-dev.txt')).toContain('projen-astro-airflow');
  expect(Object.keys(JSON.parse(read(directory, '.projen/tasks.json')).tasks)).toEqual(expect.arrayContaining(['airflow:start', 'airflow:stop']));
  expect(Object.keys(parse(read(directory, '.github/workflows/drift.yml')).jobs)).toEqual(['drift']);
});

testPython('without envdir the virtual environment of a Python project is where the Astro CLI needs a file', () => {
  const rc = rcFile('A Python project of projen').replace(/ +venv_options=.*\n/, '').replace(/ +directory=.*/, '    runtime_version="3.1-12",');
  expect(refused(rc)).toMatchObject({ status: 1, last: expect.stringContaining('.env is the project\'s virtual environment'), files: ['.projenrc.py'] });
});

testPython('a mount is in the override', () => {
  expect(mountOf(synthesized(rcFile('Add a mount')), '/usr/local/airflow/data')).toMatchObject({ source: './data', read_only: true });
});

testPython('a service, its volume and its network are in the override, and Airflow waits for it', () => {
  const override = parse(read(synthesized(rcFile('Add a service, a volume and a network')), 'docker-compose.override.yml'));
  expect(override.services.minio).toMatchObject({ image: 'minio/minio', volumes: ['minio_data:/data'], networks: ['airflow', 'warehouse'] });
  expect(override.services.scheduler).toMatchObject({ depends_on: ['minio'], mem_limit: '4g' });
  expect([override.volumes, override.networks]).toEqual([{ minio_data: null }, { warehouse: { external: true } }]);
});

testPython('an argument of a backend is None where Airflow\'s own keys are written', () => {
  expect(kwargs(synthesized(rcFile('Spelling')))).toEqual({ variables_path: '/orders/variables', config_path: null });
});

testPython('a variable is in the override or in .env, and a requirement in requirements.txt', () => {
  const directory = synthesized(rcFile('Add environment variables and requirements'));
  const { scheduler, triggerer } = services(directory);
  expect([scheduler.environment.LOG_LEVEL, triggerer.environment.LOG_LEVEL]).toEqual(['debug', 'debug']);
  expect([scheduler.environment.AIRFLOW__LOGGING__LOGGING_LEVEL, triggerer.environment.AIRFLOW__LOGGING__LOGGING_LEVEL]).toEqual(['DEBUG', undefined]);
  expect(lines(directory, '.env')).toContain('ORDERS_BUCKET=orders-dev');
  expect(lines(directory, 'requirements.txt')).toContain('apache-airflow-providers-slack==9.0.0');
});

testPython('what the page calls on a project works on a LocalAirflow too', () => {
  const calls = samples.filter((sample) => !isWhole(sample)).map(({ code }) => code.replace(/^project\./gm, 'local.'));
  expect(calls).toHaveLength(3);
  const directory = synthesized(block('An Astro project without projen').replace(END, `${calls.join('\n')}\n${END}`), astroTree);
  expect(mountOf(directory, '/usr/local/airflow/data')).toMatchObject({ source: './data' });
  expect(services(directory).scheduler).toMatchObject({ environment: { LOG_LEVEL: 'debug' }, depends_on: ['minio'] });
});

testPython('mounted credentials have their defaults, and Secrets Manager its arguments', () => {
  const directory = synthesized(rcFile('Mounted credentials and Secrets Manager'));
  expect(services(directory).scheduler.environment).toMatchObject({ AWS_PROFILE: '${AWS_PROFILE:-dev}', AWS_DEFAULT_REGION: '${AWS_DEFAULT_REGION:-us-west-2}' });
  expect(read(directory, '.env')).toContain('.SecretsManagerBackend\n');
  expect(kwargs(directory)).toEqual({ connections_prefix: 'airflow/connections', variables_prefix: 'orders/variables', config_prefix: null, region_name: 'us-west-2' });
});

testPython('keys that the machine renews are a session of the override, with tasks for its commands', () => {
  const directory = synthesized(rcFile('Keys that your machine renews'));
  expect(parse(read(directory, 'docker-compose.override.yml'))['x-projen-astro-airflow']).toEqual({ sessions: [{ cloud: 'aws', profile: 'dev', region: 'us-west-2', profiles: ['data'] }] });
  expect(mountOf(directory, '/home/astro/.aws')).toMatchObject({ source: '~/.airflow-credentials/aws/${AWS_PROFILE:-dev}/mount', read_only: true });
  const { tasks } = JSON.parse(read(directory, '.projen/tasks.json'));
  expect(['start', 'login', 'logout'].map((name) => tasks[name].steps[0].exec)).toEqual(['start', 'login', 'logout'].map((name) => `projen-astro-airflow ${name} "$@"`));
});

testPython('start --sync finds projen and the check where jsii keeps its packages unpacked', () => {
  const directory = synthesized(rcFile('An Astro project without projen'), astroTree);
  const programs = tempDir();
  write(programs, { astro: '#!/bin/sh\necho astro "$@"\n' });
  fs.chmodSync(path.join(programs, 'astro'), 0o755);
  fs.rmSync(path.join(directory, '.env.example'));
  const started = run(directory, ['projen-astro-airflow', 'start', '--sync', '--no-export'], { ...env, HOME: tempDir(), PATH: [programs, env.PATH].join(path.delimiter) });
  expect(started).toMatchObject({ status: 0, stdout: 'astro dev start\n' });
  expect(fs.existsSync(path.join(directory, '.env.example'))).toBe(true);
});

testPython('with single sign-on the token caches are writable, and Parameter Store has the arguments of the provider', () => {
  const directory = synthesized(rcFile('Single sign-on and Parameter Store'));
  expect([mountOf(directory, '/home/astro/.aws'), mountOf(directory, '/home/astro/.aws/sso/cache')]).toMatchObject([{ read_only: true }, { source: '~/.aws/sso/cache' }]);
  expect(mountOf(directory, '/home/astro/.aws/sso/cache')).not.toHaveProperty('read_only');
  expect(read(directory, '.env')).toContain('.SystemsManagerParameterStoreBackend\n');
  expect(kwargs(directory)).toMatchObject({ region_name: 'us-west-2', config_kwargs: { connect_timeout: 2 } });
});

testPython('credentials of a class in Python are in the override and in requirements.txt', () => {
  const directory = synthesized(rcFile('Write your own credentials'));
  expect(mountOf(directory, '/home/astro/.databrickscfg', 'triggerer')).toMatchObject({ source: '~/.databrickscfg', read_only: true });
  expect(services(directory).scheduler.environment).toEqual({ DATABRICKS_CONFIG_FILE: '/home/astro/.databrickscfg' });
  expect(lines(directory, 'requirements.txt')).toContain('databricks-sdk');
});

testPython('a backend of a class in Python is in .env, in requirements.txt and in the example DAG', () => {
  const directory = synthesized(rcFile('Write your own secrets backend'));
  expect(lines(directory, '.env')).toContain('AIRFLOW__SECRETS__BACKEND=airflow.providers.akeyless.secrets.akeyless.AkeylessBackend');
  expect(kwargs(directory)).toEqual({ variables_path: '/orders/variables', connections_path: '/orders/connections', access_id: 'p-abcdef123456' });
  expect(lines(directory, 'requirements.txt')).toContain('apache-airflow-providers-akeyless');
  expect(read(directory, 'dags/example_secrets_dag.py')).toContain('- /orders/variables/my_var: ');
});

describe('the Python of the pages of clouds', () => {
  test.each(ofClouds.filter(isWhole))('is a whole rc file at $at', ({ code }) => {
    expect(code).toMatch(/\n\w+\.synth\(\)\n$/);
  });

  testPython('or a test of a DAG, which sets what Airflow looks up', () => {
    const tests = ofClouds.filter((one) => !isWhole(one)).map(({ code }) => code);
    expect(tests).toHaveLength(1);
    const program = `${tests[0]}
import sys
names = []
class Monkeypatch:
    def setenv(self, name, value):
        names.append(name)
test_reads_its_settings(Monkeypatch())
sys.stdout.write(" ".join(names))
`;
    expect(spawnSync('python3', ['-c', program], { encoding: 'utf-8' })).toMatchObject({ status: 0, stdout: 'AIRFLOW_VAR_MY_VAR AIRFLOW_CONN_MY_CONN' });
  });

  ofClouds.filter(isWhole).forEach(({ at, code }) => testPython(`runs at ${at}, and declares a backend`, () => {
    expect(read(synthesized(code), path.join(/outdir="(.*)"/.exec(code)?.[1] ?? '.', '.env'))).toMatch(/^AIRFLOW__SECRETS__BACKEND=airflow\./m);
  }));
});

testPython('any backend is declared by the path of its class, with its arguments checked', () => {
  const rc = rcFile('Declare any secrets backend');
  const directory = synthesized(rc);
  expect(lines(directory, '.env')).toContain('AIRFLOW__SECRETS__BACKEND=airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend');
  expect(kwargs(directory)).toEqual({ folder_id: 'b1g0000000000000000', yc_sa_key_json_path: '/home/astro/.yandex/key.json' });
  expect(mountOf(directory, '/home/astro/.yandex')).toMatchObject({ source: '~/.yandex', read_only: true });
  expect(read(directory, 'dags/example_secrets_dag.py')).toContain('- the variable my_var: any text');
  expect(refused(rc.replace('"folder_id"', '"folderid"')).last).toMatch(/^RuntimeError: .*The argument folderid of LockboxSecretBackend is not in .* Did you mean folder_id\?/);
});

testPython('a backend whose values are no properties is refused', () => {
  const rc = rcFile('Write your own secrets backend').replace(/ {4}@property\n {4}def (\w+)\(self\).*\n {8}return (.*)\n/g, '    $1 = $2\n');
  expect(rc).toContain('    display_name = "Akeyless"\n');
  expect(refused(rc)).toEqual({ status: 1, last: expect.stringMatching(/^RuntimeError: .*SecretsBackend/), files: ['.projenrc.py'] });
});

testPython('the drift check in CI runs on a schedule', () => {
  const workflow = parse(read(synthesized(rcFile('Check for drift in CI')), '.github/workflows/drift.yml'));
  expect(workflow.on).toMatchObject({ push: { branches: ['main'] }, schedule: [{ cron: '0 6 * * MON' }] });
  expect(workflow.jobs.drift.steps.map(({ uses }: { uses?: string }) => uses?.replace(/@.*/, ''))).toEqual(expect.arrayContaining(['actions/setup-node', 'actions/setup-python']));
});

describe('the spelling of options', () => {
  const withDag = (dag: string): string => block('A new project').replace('ExampleDagOptions()', dag);
  const withMount = (mount: string): string => block('Write your own credentials').replace(/Mount\(source.*?\)/, mount);

  testPython('of an option may be a class or a dict with the same names', () => {
    for (const dag of ['ExampleDagOptions(variable_key="orders_bucket")', '{"variable_key": "orders_bucket"}']) {
      expect(read(synthesized(withDag(dag)), 'dags/example_secrets_dag.py')).toContain('Variable.get("orders_bucket")');
    }
  });

  testPython('is that of keyword arguments for the options of a call', () => {
    const rc = rcFile('Add a mount').replace(/add_mount\((.*)\)/, 'add_mount(Mount($1))').replace('import ', 'import Mount, ');
    expect(refused(rc)).toEqual({ status: 1, last: expect.stringMatching(/^TypeError: .*add_mount\(\) takes 1 positional argument but 2 were given/), files: ['.projenrc.py'] });
  });

  testPython('of a dict in a list is lost in jsii, so the page warns of it', () => {
    const directory = synthesized(withMount('{"source": "~/.vault-token", "target": "/home/astro/.vault-token", "read_only": True}'));
    expect(mountOf(directory, '/home/astro/.vault-token')).not.toHaveProperty('read_only');
    expect(read(ROOT, PAGE)).toContain('jsii drops the keys that it does not\n  know **without an error**');
  });
});

describe('an error', () => {
  const declared = (text: string): string => block('A new project').replace('[AwsCredentials.session()]', text);
  const shown = block('Errors', '').trim().split('\n');

  testPython('of Python\'s own signatures is the one on the page', () => {
    const wrong = ['[AwsCredentials.session(profil="dev")]', 'AwsCredentials.session()'];
    expect(wrong.map((text) => refused(declared(text)))).toEqual(shown.map((last) => ({ status: 1, last, files: ['.projenrc.py'] })));
  });

  testPython('of this package is the last line, and no file has been written', () => {
    expect(refused(declared('[AwsCredentials.session(region="us-west")]'))).toEqual({ status: 1, last: expect.stringMatching(/^RuntimeError: .*"us-west"/), files: ['.projenrc.py'] });
  });

  testPython('of a method of one\'s own is the last line, and no file has been written', () => {
    const rc = rcFile('Write your own credentials').replace(/return CredentialsDeclarations\([^]*?\n {8}\)/, 'raise KeyError("no token")');
    expect(refused(rc)).toEqual({ status: 1, last: expect.stringMatching(/^RuntimeError: .*no token/), files: ['.projenrc.py'] });
  });

  testPython('is not printed for an rc file that never synthesizes', () => {
    const directory = tempDir();
    expect([runRc(directory, block('A new project').replace(END, '')), fs.readdirSync(directory)]).toEqual([{ status: 0, stdout: '', output: '' }, ['.projenrc.py']]);
  });
});
