import { GitHub } from 'projen/lib/github';
import type { Project } from 'projen/lib/project';
import { PythonProject } from 'projen/lib/python';
import { TextFile } from 'projen/lib/textfile';
import { AstroProject, AwsSecretsBackend, DriftCheck, LocalAirflow, type AwsSecretsManagerOptions, type LocalAirflowOptions } from '../../../src';
import { checkNoSecret } from '../../../src/text/secret-check';
import { inPython } from '../../support/in-python';
import { bareProject, errorOf, printedBy } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const RUNTIME = { runtimeVersion: '3.1-12' };
const BACKEND = { ...RUNTIME, secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: {} };

interface Setting {
  readonly options?: LocalAirflowOptions;
  readonly files?: Record<string, string>;
}

/** What stops a synth. */
function refused(declare: (local: LocalAirflow) => void = () => undefined, { options = RUNTIME, files = {} }: Setting = {}): () => unknown {
  return () => {
    const outdir = tempDir();
    write(outdir, files);
    const project = bareProject(outdir);
    declare(new LocalAirflow(project, options));
    project.synth();
  };
}

const backend = (options: AwsSecretsManagerOptions) => () => AwsSecretsBackend.secretsManager(options);
const local = (call: (one: any) => unknown) => () => call(new LocalAirflow(bareProject(), RUNTIME));

function pipProject(venvOptions?: { envdir: string }): Project {
  return new PythonProject({ name: 'orders', moduleName: 'orders', authorName: 'A', authorEmail: 'a@b.c', version: '0.1.0', outdir: tempDir(), venvOptions });
}

const REFUSED: ReadonlyArray<readonly [what: string, run: () => unknown, message: string]> = [
  // Calls and their options.
  ['a missing argument', local((one) => one.addDotenvKey('A')), 'LocalAirflow.add_dotenv_key("A"): value is missing (None).'],
  ['a call with too many', () => (AwsSecretsBackend.secretsManager().secretNameForConnection as any)('a', 'b'), 'AwsSecretsBackend.secret_name_for_connection() takes connection_id alone'],
  ['a wrong type', () => new LocalAirflow(bareProject(), { ...RUNTIME, exampleDag: { dagId: 7 } } as any), 'LocalAirflow: example_dag.dag_id takes a string, and got a number.'],
  ['a key of the user, which stays', () => AwsSecretsBackend.secretsManager({ extraConnWords: { userName: 'a' } } as any), 'extra_conn_words.userName takes a list of strings'],
  ['an option that is missing', local((one) => one.addMount({ source: './a', readOnly: null })), 'LocalAirflow.add_mount(): read_only takes True or False, and got None. Omit it instead.'],
  ['options of another type', local((one) => one.addMount(7)), 'mount takes an object with read_only, services, source and target'],
  ['a misspelled option', () => new LocalAirflow(bareProject(), { ...RUNTIME, runtimeVersoin: 'a' } as any), 'Write runtime_version instead.'],
  ['an option that nobody meant', () => new LocalAirflow(bareProject(), { ...RUNTIME, exampleDag: { x: 1 } } as any), 'It has connection_id, dag_id, file_name, print_connection_uri and variable_key.'],
  ['an instance of another class', () => new LocalAirflow(bareProject(), { ...RUNTIME, secretsBackend: {} } as any), 'secrets_backend takes a SecretsBackend, and got an object. Write AwsSecretsBackend.secrets_manager(), for example.'],
  ['a list of arguments', local((one) => one.addRequirement(['a'])), 'LocalAirflow.add_requirement(): requirements takes a string, and got a list. Give it one string, or write "*" before a list of arguments.'],
  ['no text', () => checkNoSecret(undefined as unknown as string, 'The region'), 'The region is None. Give it a string, in quotes.'],
  // Services.
  ['another command of an Airflow service', refused((one) => one.extendService('scheduler', { command: 'a' })), 'For a program of your own use add_service().'],
  ['another entrypoint of one', refused((one) => one.extendService('scheduler', { entrypoint: 'a' })), 'For a program of your own use add_service().'],
  ['another image of one', refused((one) => one.extendService('scheduler', { image: 'a' })), 'Change the Dockerfile, or declare another runtime_version.'],
  ['a volume that nobody declares', refused((one) => one.addService('db', { image: 'a', volumes: ['my_data:/d'] })), "Declare it with add_volume('my_data')."],
  ['a network that nobody declares', refused((one) => one.addService('db', { image: 'a', networks: ['front'] })), "Declare it with add_network('front')."],
  ['a service that nobody declares', refused((one) => one.addService('db', { image: 'a', depends_on: ['myQueue'] })), "Declare it with add_service('myQueue', …)."],
  ['a secret that nobody declares', refused((one) => one.addService('db', { image: 'a', secrets: ['myToken'] })), "Declare it with override.file.add_override('secrets.myToken', …)."],
  ['a secret variable', refused((one) => one.addEnvironment('API_KEY', 'abc')), "or let it through on purpose with allow_secret=['API_KEY']."],
  ['a value that .env cannot hold', refused((one) => one.addDotenvKey('A', 'a $b')), 'Use keys_in_override=True (or add_environment() for a key of your own)'],
  // Files that are there, or that others declare.
  ['an override of the user', refused(undefined, { files: { 'docker-compose.override.yml': 'services: {}\n' } }), 'hand its content to add_mount(), add_environment(), extend_service(), add_service(), add_volume() and add_network(); or delete it.'],
  ['a DAG of the user', refused(undefined, { options: BACKEND, files: { 'dags/example_secrets_dag.py': '#\n' } }), 'Or choose another name and id with example_dag=ExampleDagOptions(file_name=…, dag_id=…) in the rc file.'],
  [
    'comments in .gitignore', refused(undefined, { files: { '.gitignore': '# ours\n*.parquet\n' } }),
    "Keep them with git_ignore_options=IgnoreFileOptions(filter_comment_lines=False, ignore_patterns=['# ours', '*.parquet']) among the options of the project (from projen import IgnoreFileOptions), or delete",
  ],
  ['a pattern in .gitignore', refused(undefined, { files: { '.gitignore': "it's\n" } }), "Keep it with project.gitignore.add_patterns('it\\'s'), or delete it"],
  ['an attribute of the user', refused(undefined, { files: { '.gitattributes': '*.parquet filter=lfs\n' } }), 'Declare what it says with project.gitattributes.add_attributes(PATTERN, ATTRIBUTE)'],
  ['requirements.txt as another file', () => {
    const project = bareProject();
    new LocalAirflow(project, RUNTIME);
    new TextFile(project, 'requirements.txt');
    project.synth();
  }, 'declare its lines with add_requirement().'],
  ['a requirement that projen cannot write', () => {
    const project = pipProject({ envdir: '.venv' });
    new LocalAirflow(project, RUNTIME).addRequirement('pandas[excel]>=2,<3');
    project.synth();
  }, "Declare it with project.add_dependency('pandas@…') instead."],
  ['a line of requirements.txt in a pip project', () => {
    const project = pipProject({ envdir: '.venv' });
    write(project.outdir, { 'requirements.txt': 'numpy\n' });
    new LocalAirflow(project, RUNTIME);
    project.synth();
  }, "Declare it as dependencies of the project (deps=['NAME@VERSION', …])"],
  ['a virtual environment in .env', () => {
    const project = pipProject();
    new LocalAirflow(project, RUNTIME).addDotenvKey('A', 'a');
    project.synth();
  }, "Set venv_options=VenvOptions(envdir='.projen-venv')"],
  // The secrets backend.
  ['an example DAG without a backend', refused(undefined, { options: { ...RUNTIME, exampleDag: {} } }), 'example_dag reads secrets, and no secrets_backend is declared. Declare one, for example AwsSecretsBackend.secrets_manager(), or remove example_dag.'],
  ['an argument that has an option', backend({ extraKwargs: { endpoint_url: 'a' } }), 'extra_kwargs has endpoint_url, for which there is an option. Write endpoint_url instead.'],
  ['a misspelled argument', backend({ extraKwargs: { extra_con_words: {} } }), 'has: it would be ignored. Did you mean extra_conn_words?'],
  ['an argument that is no JSON', backend({ extraKwargs: { api_version: Infinity } }), 'api_version in extra_kwargs cannot be written as JSON. Give it texts, numbers, True, False, lists and mappings of them.'],
  ['a part that no connection has', backend({ extraConnWords: { userName: ['a'] } }), 'extra_conn_words has userName, which'],
  ['a part without words', backend({ extraConnWords: { user: [] } }), 'extra_conn_words has no word for user.'],
  ['a prefix for what is switched off', backend({ variables: false, variablesPrefix: 'a' }), 'variables=False switches the lookup off'],
  ['an empty pattern', backend({ variablesLookupPattern: '' }), 'or write variables=False to look nothing up.'],
  // The drift check.
  ['a secret in a step', () => new DriftCheck(bareProject(), { setupSteps: [{ run: 'a', env: { API_TOKEN: 'abc' } }] }), 'API_TOKEN of setup_steps is the name of a secret'],
  // An AstroProject.
  ['a package.json of the user', () => {
    const outdir = tempDir();
    write(outdir, { 'package.json': '{ "scripts": { "lint": "ruff" } }' });
    new AstroProject({ name: 'orders', outdir, projenrcTs: true, ...RUNTIME }).synth();
  }, 'Declare it (dev_deps, package_options; scripts are tasks)'],
  ['requirements-dev.txt of the user', () => {
    const outdir = tempDir();
    write(outdir, { 'requirements-dev.txt': 'ruff\n' });
    new AstroProject({ name: 'orders', outdir, ...RUNTIME }).synth();
  }, 'Rename it or delete it, and declare its lines with dev_deps in .projenrc.py.'],
];

test.each(REFUSED)('beside an rc file in Python an error is in Python: %s', (_, run, message) => {
  expect(inPython(() => errorOf(run))?.message).toContain(message);
});

describe('what is left of a dict whose values were None, which jsii drops, is refused beside an rc file in Python', () => {
  const message = (name: string, key: string): string =>
    `The service ${name} in docker-compose.override.yml has an empty mapping as ${key}: a None in a dict does not arrive from Python. Write the names as a list, or omit ${key}.`;
  const declared = (run: (airflow: LocalAirflow) => void): string | undefined => errorOf(() => run(new LocalAirflow(bareProject(), RUNTIME)))?.message;

  test.each<[string, (airflow: LocalAirflow) => void, string]>([
    ['networks of a service', (airflow) => airflow.addService('minio', { image: 'minio/minio', networks: {} }), message('minio', 'networks')],
    ['environment of a service', (airflow) => airflow.addService('minio', { image: 'minio/minio', environment: {} }), message('minio', 'environment')],
    ['environment of an extension', (airflow) => airflow.extendService('scheduler', { environment: {} }), message('scheduler', 'environment')],
    ['networks of an extension', (airflow) => airflow.extendService('postgres', { networks: {} }), message('postgres', 'networks')],
  ])('%s', (_, run, refusal) => {
    expect(inPython(() => declared(run))).toBe(refusal);
    expect(declared(run)).toBeUndefined();
  });

  test('the list in its place is taken', () => {
    const run = (airflow: LocalAirflow): void => {
      airflow.addService('minio', { image: 'x', networks: ['airflow'], environment: ['FROM_SHELL'] });
      airflow.extendService('scheduler', { environment: ['FROM_SHELL'] });
    };
    expect(inPython(() => declared(run))).toBeUndefined();
  });
});

const DECLARED: LocalAirflowOptions = { ...RUNTIME, driftCheck: false };
const WARNED: ReadonlyArray<readonly [what: string, declare: (project: Project) => void, message: string]> = [
  ['an empty volume', (project) => new LocalAirflow(project, DECLARED).override.file.addOverride('volumes.my_data', {}), "add_override() writes nothing for volumes.my_data in docker-compose.override.yml, because projen drops an empty mapping. Put something into it, or declare it with add_volume('my_data')."],
  ['an empty network', (project) => new LocalAirflow(project, DECLARED).override.file.addOverride('networks.front', {}), "Put something into it, or declare it with add_network('front')."],
  ['another empty mapping', (project) => new LocalAirflow(project, DECLARED).override.file.addOverride('services.scheduler', { mem_limit: '2g', labels: {} }), 'because projen drops an empty mapping. Put something into it.'],
  ['a name that lets nothing through', (project) => new LocalAirflow(project, { ...DECLARED, allowSecret: ['A'] }), 'allow_secret names A, and'],
  [
    'the password of a service', (project) => new LocalAirflow(project, DECLARED).addService('db', { image: 'a', environment: { DB_PASSWORD: 'a' } }),
    "Write 'env_file': ['.env'] instead (the service then gets every key of that file), or \"${DB_PASSWORD:?set DB_PASSWORD}\" to take it from the shell; if it may be there, allow_secret=['DB_PASSWORD'].",
  ],
  ['a variables file that is absent', (project) => new LocalAirflow(project, DECLARED).addService('db', { image: 'a', env_file: ['db.env'] }), "or write 'env_file': [{'path': 'db.env', 'required': False}]."],
  ['no GitHub', (project) => new DriftCheck(project), 'Add GitHub(project, pull_request_lint=False); or run the check in a workflow of your own, and write DriftCheck(project, workflow=False).'],
  ['nothing to install from', (project) => [new GitHub(project), new DriftCheck(project)], 'give the steps with DriftCheck(project, setup_steps=[…]), or workflow=False.'],
  ['a workflow of that name', (project) => [new GitHub(project).addWorkflow('drift'), new DriftCheck(project)], 'or add DriftCheck.pre_build_step() to it, and DriftCheck(project, workflow=False) to the rc file.'],
];

test.each(WARNED)('beside an rc file in Python a warning is in Python: %s', (_, declare, message) => {
  expect(inPython(() => printedBy(declare))).toContain(message);
});
