import { AwsSecretsBackend, CloudCredentials, LocalFilesystemSecretsBackend, type CredentialsDeclarations, type LocalAirflow, type LocalAirflowOptions } from '../../../src';
import { errorOf, services, synth } from '../../support/projects';

const KWARGS = 'AIRFLOW__SECRETS__BACKEND_KWARGS';
const SERVICES = ['scheduler', 'dag-processor', 'api-server', 'triggerer'];
const MANAGER = AwsSecretsBackend.secretsManager({ region: 'us-west-2' });

class Own extends CloudCredentials {
  public constructor(private readonly declared: CredentialsDeclarations) {
    super();
  }

  public declarations(): CredentialsDeclarations {
    return this.declared;
  }
}

function refusal(options: LocalAirflowOptions, declare?: (local: LocalAirflow) => void): string | undefined {
  const error = errorOf(() => synth({ runtimeVersion: '3.1-12', ...options }, declare));
  expect(error?.name).toBe(error && 'AstroAirflowError');
  return error?.message;
}

const lost = (name: string, backend: string, where: string = ''): string =>
  `docker-compose.override.yml sets ${name}${where} to another value than ${backend} has, and wins, so Airflow would not use what is declared. Remove the variable, or declare its value with ${backend}.`;

test.each<[string, LocalAirflowOptions, (local: LocalAirflow) => void, string]>([
  ['added', {}, (local) => local.addEnvironment(KWARGS, '{}'), lost(KWARGS, 'secretsBackend')],
  ['added for one service', {}, (local) => local.addEnvironment(KWARGS, '{}', { services: ['triggerer'] }), lost(KWARGS, 'secretsBackend', ' for triggerer')],
  ['added to a service', {}, (local) => local.extendService('scheduler', { environment: [`${KWARGS}={}`] }), lost(KWARGS, 'secretsBackend', ' for scheduler')],
  ['the class', {}, (local) => local.addEnvironment('AIRFLOW__SECRETS__BACKEND', 'acme.Backend'), lost('AIRFLOW__SECRETS__BACKEND', 'secretsBackend')],
  ['of credentials', { credentials: [new Own({ environment: { [KWARGS]: '{}' } })] }, () => undefined, lost(KWARGS, 'secretsBackend')],
  ['the shell\'s', { credentials: [new Own({ passThrough: [KWARGS] })] }, () => undefined, lost(KWARGS, 'secretsBackend')],
  ['of an escape hatch', {}, (local) => SERVICES.forEach((name) => local.override.file.addOverride(`services.${name}.environment.${KWARGS}`, '{}')), lost(KWARGS, 'secretsBackend')],
  ['of an escape hatch, beside the declared one', { keysInOverride: true }, (local) => local.override.file.addOverride(`services.scheduler.environment.${KWARGS}`, '{}'), lost(KWARGS, 'secretsBackend', ' for scheduler')],
  [
    'of the tasks', { secretsBackend: undefined, workersSecretsBackend: MANAGER },
    (local) => local.addEnvironment('AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS', '{}'), lost('AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS', 'workersSecretsBackend'),
  ],
])('a value of the override that a declared backend would lose to is refused: %s', (_, options, declare, message) => {
  expect(refusal({ secretsBackend: MANAGER, ...options }, declare)).toBe(message);
});

test.each<[string, CredentialsDeclarations]>([
  ['a value', { environment: { [KWARGS]: '{}' } }],
  ['a default', { environmentDefaults: { [KWARGS]: 'none' } }],
  ['the shell\'s', { passThrough: [KWARGS] }],
])('with the keys in the override, credentials that set one of them are refused: %s', (_, declared) => {
  expect(refusal({ keysInOverride: true, secretsBackend: MANAGER, credentials: [new Own(declared)] })).toBe(`${KWARGS} is declared twice with different values, by Own and by secretsBackend. Remove one, or give them different services.`);
});

test.each<[string, LocalAirflowOptions, (local: LocalAirflow) => void]>([
  ['the same value', {}, (local) => local.addEnvironment(KWARGS, JSON.stringify(MANAGER.kwargs))],
  ['the keys themselves', { keysInOverride: true, secretsBackend: AwsSecretsBackend.secretsManager({ variablesLookupPattern: '^a$' }) }, () => undefined],
  ['those of local files, which differ on the host', { secretsBackend: new LocalFilesystemSecretsBackend() }, () => undefined],
  ['an argument in a variable of its own', {}, (local) => local.addEnvironment('AIRFLOW__SECRETS__BACKEND_KWARG__SEP', '-')],
  ['a backend of the tasks that is not declared', {}, (local) => local.addEnvironment('AIRFLOW__WORKERS__SECRETS_BACKEND', 'acme.Backend')],
  ['a service of the user\'s own', {}, (local) => local.addService('other', { image: 'x', environment: { [KWARGS]: '{}' } })],
])('%s in the override is taken', (_, options, declare) => {
  expect(refusal({ secretsBackend: MANAGER, ...options }, declare)).toBeUndefined();
});

test('without a declared backend the override can have one', () => {
  const outdir = synth({ runtimeVersion: '3.1-12' }, (local) => local.addEnvironment(KWARGS, '{}'));
  expect(services(outdir).scheduler.environment[KWARGS]).toBe('{}');
});

test('with the keys in the override, what credentials declare for the containers alone wins over their keys of .env', () => {
  const own = new Own({ environmentDefaults: { A: 'dev' }, passThrough: ['B'], passThroughOrEmpty: ['C'], environment: { D: 'of the containers' }, dotenvKeys: { A: 'dev', B: '1', C: '', D: 'of the host', E: 'x' } });
  expect(services(synth({ runtimeVersion: '3.1-12', keysInOverride: true, credentials: [own] })).scheduler.environment).toEqual({ A: '${A:-dev}', B: null, C: '${C:-}', D: 'of the containers', E: 'x' });
});

test('with the keys in the override, two credentials with another value for a key are refused', () => {
  expect(refusal({ keysInOverride: true, credentials: [new Own({ dotenvKeys: { A: '1' } }), new Own({ passThroughOrEmpty: ['A'] })] })).toBe('A is declared twice with different values, both by Own. Remove one, or give them different services.');
});
