import * as fs from 'node:fs';
import * as path from 'node:path';
import { LocalAirflow, LocalFilesystemSecretsBackend, type LocalFilesystemSecretsBackendOptions } from '../../../../src';
import { inPython } from '../../../support/in-python';
import { bareProject, errorOf, printedBy, services, synth } from '../../../support/projects';
import { read, tempDir, write } from '../../../support/util';

const RUNTIME = '3.3-8';
const local = (options: LocalFilesystemSecretsBackendOptions = {}, directory?: string, outdir?: string): string =>
  synth({ runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend(options), exampleDag: {}, directory }, () => undefined, outdir);
const modeOf = (directory: string, name: string): number => fs.statSync(path.join(directory, name)).mode & 0o777;
const refusal = (options: object): string | undefined => errorOf(() => new LocalFilesystemSecretsBackend(options))?.message;

test('the containers read the files below AIRFLOW_HOME, and an Airflow outside of them below the project', () => {
  const backend = new LocalFilesystemSecretsBackend({ connectionsFile: 'config/conns.json', configsFile: 'config/options.env' });
  expect(backend.classPath).toBe('airflow.secrets.local_filesystem.LocalFilesystemBackend');
  expect(backend.kwargs).toEqual({
    variables_file_path: '/usr/local/airflow/secrets/variables.yaml',
    connections_file_path: '/usr/local/airflow/config/conns.json',
    configs_file_path: '/usr/local/airflow/config/options.env',
  });
  expect([backend.requirement, backend.warnings, backend.displayName]).toEqual([undefined, [], 'local files']);
  expect(read(local(), '.env')).toContain('\nAIRFLOW__SECRETS__BACKEND_KWARGS={"variables_file_path":"secrets/variables.yaml","connections_file_path":"secrets/connections.yaml"}\n');
  expect(services(local()).scheduler.environment.AIRFLOW__SECRETS__BACKEND_KWARGS).toBe('{"variables_file_path":"/usr/local/airflow/secrets/variables.yaml","connections_file_path":"/usr/local/airflow/secrets/connections.yaml"}');
});

test('with keysInOverride the paths of the containers are the only ones', () => {
  const directory = synth({ runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend(), keysInOverride: true });
  expect(fs.existsSync(path.join(directory, '.env'))).toBe(false);
  expect(services(directory).scheduler.environment).toEqual({
    AIRFLOW__SECRETS__BACKEND: 'airflow.secrets.local_filesystem.LocalFilesystemBackend',
    AIRFLOW__SECRETS__BACKEND_KWARGS: '{"variables_file_path":"/usr/local/airflow/secrets/variables.yaml","connections_file_path":"/usr/local/airflow/secrets/connections.yaml"}',
  });
});

test.each<[string, LocalFilesystemSecretsBackendOptions, string[]]>([
  ['one folder', {}, ['./secrets']],
  ['a folder each', { variablesFile: 'a/v.yaml', connectionsFile: 'b/c.yaml' }, ['./a', './b']],
  ['a folder in the other one', { variablesFile: 'a/b/v.yaml', connectionsFile: 'a/c.yaml' }, ['./a']],
  ['a folder with the beginning of the other one', { variablesFile: 'a/v.yaml', connectionsFile: 'ab/c.yaml' }, ['./a', './ab']],
  ['a folder below one of the Astro CLI', { variablesFile: 'include/secrets/v.yaml', connectionsFile: 'include/secrets/c.yaml' }, ['./include/secrets']],
])('%s is mounted, read-only, for every service', (_, options, sources) => {
  const found = Object.values(services(local(options, undefined, tempDir())) as Record<string, { volumes: object[] }>);
  expect(found).toHaveLength(4);
  found.forEach(({ volumes }) => expect(volumes).toEqual(sources.map((source) => ({ type: 'bind', source, target: `/usr/local/airflow/${source.slice(2)}`, read_only: true, bind: { create_host_path: false } }))));
});

describe('the files', () => {
  test('are made once with an example, and are the developer\'s from then on', () => {
    const directory = local();
    expect(read(directory, 'secrets/variables.yaml')).toBe(`# Variables for Airflow on this machine: each key with its text in quotes.
# This file is yours, and git ignores it. Airflow reads it at each lookup, so an edit takes effect immediately.
my_var: 'hello'
`);
    expect(read(directory, 'secrets/connections.yaml')).toContain('\nmy_conn: \'postgres://me:secret@db:5432/orders\'\n');
    write(directory, { 'secrets/variables.yaml': 'mine: \'kept\'\n' });
    fs.chmodSync(path.join(directory, 'secrets/variables.yaml'), 0o600);
    local({}, undefined, directory);
    expect([read(directory, 'secrets/variables.yaml'), modeOf(directory, 'secrets/variables.yaml')]).toEqual(['mine: \'kept\'\n', 0o600]);
  });

  test('can be read by another user, such as that of the containers, whatever the umask; a folder that was there is left as it is', () => {
    const before = process.umask(0o077);
    try {
      const directory = local({ connectionsFile: 'own/deep/connections.yaml' });
      expect(['secrets', 'secrets/variables.yaml', 'own', 'own/deep', 'own/deep/connections.yaml'].map((name) => modeOf(directory, name))).toEqual([0o755, 0o644, 0o755, 0o755, 0o644]);
      expect(modeOf(directory, '.env')).toBe(0o600);
      const other = tempDir();
      fs.mkdirSync(path.join(other, 'secrets'), { mode: 0o700 });
      local({}, undefined, other);
      expect(modeOf(other, 'secrets')).toBe(0o700);
    } finally {
      process.umask(before);
    }
  });

  test('have the keys of the example DAG, in quotes where YAML would read something else', () => {
    const directory = synth({ runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend(), exampleDag: { variableKey: 'yes', connectionId: 'it\\#1' } });
    expect(read(directory, 'secrets/variables.yaml')).toContain('\n\'yes\': \'hello\'\n');
    expect(read(directory, 'secrets/connections.yaml')).toContain('\n\'it\\#1\': \'postgres:');
  });

  test('in JSON have no comment, which JSON does not know, and in .env no quotes, which Airflow takes for a part of the value', () => {
    const directory = local({ variablesFile: 'secrets/v.json', connectionsFile: 'secrets/c.env' });
    expect(read(directory, 'secrets/v.json')).toBe('{\n  "my_var": "hello"\n}\n');
    expect(read(directory, 'secrets/v.example.json')).toBe('{\n  "my_var": "hello"\n}\n');
    expect(read(directory, 'dags/example_secrets_dag.py')).toContain('\n    "my_var": "hello"\n');
    expect(read(directory, 'secrets/c.env').split('\n').filter((line) => !line.startsWith('#'))).toEqual(['my_conn=postgres://me:secret@db:5432/orders', '']);
  });

  test('are ignored by git and the image with the copies of editors, and the examples beside them are not', () => {
    const directory = local({ variablesFile: 'secrets/v.yaml' });
    const lines = (name: string): string[] => read(directory, name).split('\n');
    expect(lines('.gitignore')).toEqual(expect.arrayContaining(['/secrets/v.yaml*', '/secrets/.v.yaml*', '/secrets/connections.yaml*', '/secrets/.connections.yaml*', '!/secrets/v.example.yaml']));
    expect(lines('.dockerignore')).toEqual(expect.arrayContaining(['secrets/v.yaml*', 'secrets/.v.yaml*', 'secrets/connections.yaml*', 'secrets/.connections.yaml*']));
  });

  test('of an Astro project in a folder are there', () => {
    const outdir = tempDir();
    const directory = local({}, 'airflow', outdir);
    expect(fs.readdirSync(path.join(directory, 'airflow/secrets')).sort()).toEqual(['connections.example.yaml', 'connections.yaml', 'variables.example.yaml', 'variables.yaml']);
    expect(services(outdir, 'airflow').scheduler.volumes[0].source).toBe('./secrets');
  });

  test.each(['secrets/variables.example.yaml', 'secrets/v.example.json'])('an example that the user wrote, %s, is not overwritten', (name) => {
    const outdir = tempDir();
    write(outdir, { [name]: 'mine: 1\n' });
    const file = name.replace('.example', '');
    expect(errorOf(() => local({ variablesFile: file }, undefined, outdir))?.message).toContain(`${name} is not projen's, and would be overwritten. Rename it, or delete it.`);
    expect(read(outdir, name)).toBe('mine: 1\n');
    expect(fs.existsSync(path.join(outdir, file))).toBe(false);
  });

  test('a directory in the place of one stops the synth', () => {
    const outdir = tempDir();
    fs.mkdirSync(path.join(outdir, 'secrets/variables.yaml'), { recursive: true });
    expect(errorOf(() => local({}, undefined, outdir))?.message).toContain('secrets/variables.yaml is a directory, a file is expected.');
  });
});

test('the docstring of the example DAG has the lines of the files, and no command', () => {
  const dag = read(local({ connectionsFile: 'secrets/connections.env' }), 'dags/example_secrets_dag.py');
  expect(/"""([^]*?)"""/.exec(dag)?.[1]).toBe(`Reads a Variable and a Connection through the secrets backend, local files.

It needs secrets/variables.yaml and secrets/connections.env, which each developer has and git ignores.
A new file has the example values. In a file that you already have, add the line:

secrets/variables.yaml:

    my_var: 'hello'

secrets/connections.env:

    my_conn=postgres://me:secret@db:5432/orders

Trigger the DAG in the Airflow UI and read the log of its tasks. An edit takes effect at the next lookup.
`);
});

test('the override says for try in which file each secret is', () => {
  expect(read(local(), 'docker-compose.override.yml')).toMatch(/kind: variable\n +key: my_var\n +name: my_var\n +file: secrets\/variables\.yaml\n/);
});

test('neither warns', () => {
  expect(printedBy((project) => new LocalAirflow(project, { runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend(), exampleDag: {} }))).toBe('');
});

test.each<[string, object, string]>([
  ['an empty path', { variablesFile: '' }, 'variablesFile "" is not a file below the Astro project.'],
  ['an absolute path', { variablesFile: '/etc/v.yaml' }, 'variablesFile "/etc/v.yaml" is not a file below the Astro project.'],
  ['a path above the project', { connectionsFile: '../v.yaml' }, 'connectionsFile "../v.yaml" is not a file below the Astro project.'],
  ['one that leaves it on the way', { connectionsFile: 'a/../../v.yaml' }, 'is not a file below the Astro project.'],
  ['the home', { variablesFile: '~/v.yaml' }, 'is not a file below the Astro project.'],
  ['a drive of Windows', { variablesFile: 'C:/v.yaml' }, 'is not a file below the Astro project.'],
  ['a backslash', { variablesFile: 'secrets\\v.yaml' }, 'Write it relative to the project\'s directory with "/", for example secrets/variables.yaml.'],
  ['a blank', { variablesFile: 'secrets/my vars.yaml' }, 'has a character with a meaning of its own in ignore files or shells.'],
  ['a star', { variablesFile: 'secrets/*.yaml' }, 'has a character with a meaning of its own'],
  ['an option of a program', { variablesFile: 'secrets/-v.yaml' }, 'no "-" at the start of a name'],
  ['another suffix', { variablesFile: 'secrets/v.toml' }, 'does not end in .yaml, .yml, .json or .env after a name, so Airflow does not read it'],
  ['a folder', { variablesFile: 'secrets/' }, 'does not end in .yaml, .yml, .json or .env'],
  ['a name that is a suffix alone, which Airflow 3 does not read', { variablesFile: 'secrets/.env' }, 'does not end in .yaml, .yml, .json or .env after a name'],
  ['the project\'s own folder', { variablesFile: 'variables.yaml' }, 'is in the project\'s directory itself'],
  ['the folder of the DAGs', { variablesFile: 'dags/secrets/v.yaml' }, 'is in dags, and "astro deploy --dags" would upload it.'],
  ['a folder that the Astro CLI mounts', { variablesFile: 'include/v.yaml' }, 'is in include, which the Astro CLI mounts itself.'],
  ['the folder of git', { variablesFile: '.git/v.yaml' }, 'variablesFile ".git/v.yaml" is in the folder of git, which the containers would then read. Put it into a folder of its own, for example secrets/v.yaml.'],
  ['a folder of packages, at any depth and in any spelling', { connectionsFile: 'web/Node_Modules/secrets/c.yaml' }, 'is in node_modules, which each installation can delete.'],
  ['the folder of projen', { variablesFile: './.projen/v.json' }, 'is in the folder of projen, which writes it anew.'],
  ['the folder of the Astro CLI', { variablesFile: '.astro/v.env' }, 'is in the folder of the Astro CLI\'s own settings.'],
  ['a cache', { variablesFile: 'include/__pycache__/v.yaml' }, 'is in a cache of Python'],
  ['the folder of the logs', { configsFile: 'logs/a/options.env' }, 'is in logs, where Airflow writes its own'],
  ['the folder above, on a detour', { variablesFile: 'secrets/../../v.yaml' }, 'is not a file below the Astro project.'],
  ['the folder of the DAGs, in another spelling', { variablesFile: './x/../DAGS/v.yaml' }, 'is in dags, and "astro deploy --dags" would upload it.'],
  ['one file for both', { variablesFile: 'secrets/a.yaml', connectionsFile: './secrets/A.yaml' }, 'variablesFile and connectionsFile are the same file, secrets/a.yaml.'],
  ['the name of an example', { variablesFile: 'secrets/v.example.yaml' }, 'has the name of the committed example beside such a file. Remove ".example".'],
  ['a name whose pattern hides another example', { variablesFile: 's/a.yaml', connectionsFile: 's/a.yaml.yaml' }, 'is the beginning of s/a.yaml.example.yaml, the example of connectionsFile'],
  ['no file at all', { variables: false, connections: false }, 'variables and connections are both false, so the secrets backend looks nothing up.'],
  ['a file that nobody reads', { variables: false, variablesFile: 'secrets/v.yaml' }, 'variablesFile is given, and variables is false'],
  ['a token in a path', { variablesFile: `secrets/glpat-${'aB3dE6gH9jK2mN5pQ8sT'}.yaml` }, 'variablesFile looks like '],
])('%s is refused', (_, options, message) => {
  expect(refusal(options)).toContain(message);
  expect(refusal(options)).not.toContain('aB3dE6gH9jK2mN5pQ8sT');
});

test('a refusal names the options as Python does', () => {
  expect(inPython(() => refusal({ variablesFile: 'v.yaml' }))).toContain('variables_file "v.yaml" is in the project\'s directory itself');
});

test.each([['13.11.0', true], ['3.1-12', true], ['3.2-1', false], [RUNTIME, false]])('configuration in a file with the runtime %s: refused %s', (runtimeVersion, isRefused) => {
  const message = errorOf(() => synth({ runtimeVersion, secretsBackend: new LocalFilesystemSecretsBackend({ configsFile: 'secrets/config.yaml' }) }))?.message;
  expect(message === undefined).toBe(!isRefused);
  expect(message ?? 'configsFile: 3.2').toMatch(/configsFile: .*3\.2/);
});

describe('a key', () => {
  const env = new LocalFilesystemSecretsBackend({ variablesFile: 'secrets/v.env', connectionsFile: 'secrets/c.env' });

  test('is its own name in the file', () => {
    const backend = new LocalFilesystemSecretsBackend();
    expect([backend.secretNameForVariable('a=b'), backend.secretNameForConnection('c#1')]).toEqual(['a=b', 'c#1']);
    expect([env.secretNameForVariable('my var'), env.secretNameForConnection('c#1')]).toEqual(['my var', 'c#1']);
  });

  test('of a kind that is off has none', () => {
    expect(new LocalFilesystemSecretsBackend({ variables: false }).secretNameForVariable('a')).toBeUndefined();
    expect(new LocalFilesystemSecretsBackend({ connections: false }).secretNameForConnection('a')).toBeUndefined();
  });

  test.each(['', 'a=b', '#a', '  # a', 'a\nb', 'a\u2028b', 'x'.repeat(251)])('%j is refused in .env', (key) => {
    expect(errorOf(() => env.secretNameForVariable(key))?.message).toMatch(/^The variable key ".*" cannot be looked up in secrets\/v\.env: /s);
    expect(errorOf(() => env.secretNameForConnection(key))?.message).toMatch(/^The connection id /);
  });

  test('that looks like a token is not repeated', () => {
    expect(errorOf(() => env.secretNameForVariable(`glpat-${'aB3dE6gH9jK2mN5pQ8sT'}`))?.message).toMatch(/^The variable key looks like a GitLab token/);
  });
});

test('a project of another type beside it keeps the files out of its package', () => {
  const project = bareProject();
  const ignored = jest.spyOn(project, 'addPackageIgnore');
  new LocalAirflow(project, { runtimeVersion: RUNTIME, secretsBackend: new LocalFilesystemSecretsBackend() });
  project.synth();
  expect(ignored.mock.calls.flat()).toEqual(expect.arrayContaining(['/secrets/variables.yaml*', '/secrets/variables.example.yaml', '/secrets/connections.yaml*']));
});
