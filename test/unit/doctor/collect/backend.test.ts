import { VaultSecretsBackend } from '../../../../src';
import { backends, tasksBackendSettings } from '../../../../src/doctor/collect/backend';
import { AstroRuntime } from '../../../../src/runtime/astro-runtime';
import { tempDir, write } from '../../../support/util';

const MANAGER = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';
const GOOGLE = 'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend';
const AZURE = 'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend';
const VAULT = 'airflow.providers.hashicorp.secrets.vault.VaultBackend';
const LOCAL = 'airflow.secrets.local_filesystem.LocalFilesystemBackend';
const AKEYLESS = 'airflow.providers.akeyless.secrets.akeyless.AkeylessBackend';
const YANDEX = 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend';

const [ROLE_ID, SECRET_ID] = ['ROLE_ID', 'SECRET_ID'].map((name) => `AIRFLOW__SECRETS__BACKEND_KWARG__${name}`);

interface Setting {
  readonly classPath?: string;
  readonly kwargs?: object;
  /** Further lines of `.env`. */
  readonly dotenv?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly requirements?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly runtime?: string;
}

function found({ classPath, kwargs, dotenv = {}, environment = {}, env = {}, requirements = '', files = {}, runtime = '3.1-12' }: Setting) {
  const directory = tempDir();
  write(directory, { 'requirements.txt': requirements, ...files });
  const lines = { ...(classPath === undefined ? {} : { AIRFLOW__SECRETS__BACKEND: classPath, AIRFLOW__SECRETS__BACKEND_KWARGS: JSON.stringify(kwargs ?? {}) }), ...dotenv };
  return backends(directory, { environment: new Map(Object.entries(environment)), dotenv: new Map(Object.entries(lines)), env }, AstroRuntime.parse(runtime));
}

/** As VaultSecretsBackend.appRole() and VaultCredentials.appRole() declare it. */
const APP_ROLE: Setting = { classPath: VAULT, kwargs: { ...VaultSecretsBackend.appRole({ url: 'http://v' }).kwargs }, environment: { [ROLE_ID]: null, [SECRET_ID]: null }, runtime: '3.2-1' };

/** What an unknown argument does, as the constructors of the classes take it. */
test.each<[string, object, string, RegExp]>([
  [MANAGER, {}, 'ignored', /^The argument typo of SecretsManagerBackend is not in apache-airflow-providers-amazon [\d.]+, the newest known, nor in an older one: it would be ignored\. Remove it\.$/],
  [GOOGLE, { project_id: 'p' }, 'import', /Airflow would not start/],
  [AZURE, { vault_url: 'https://v.vault.azure.net' }, 'ignored', /it would go to the Azure SDK, which ignores it/],
  [VAULT, { url: 'https://vault.example.com', token_path: '/t' }, 'lookup', /each lookup would fail/],
  [LOCAL, {}, 'import', /Airflow would not start/],
  [AKEYLESS, {}, 'ignored', /it would be ignored/],
  [YANDEX, {}, 'import', /Airflow would not start/],
])('%s has its own way with an argument that it does not have', (classPath, kwargs, effect, text) => {
  const [{ isKnown, unknownKwarg, troubles, problem }] = found({ classPath, kwargs: { ...kwargs, typo: 'x' } });
  expect([isKnown, unknownKwarg, problem]).toEqual([true, effect, undefined]);
  expect(troubles).toEqual([{ text: expect.stringMatching(text) as string, isCertain: true }]);
});

test('an argument that is newer than what is installed is named with the release that has it', () => {
  const [{ troubles }] = found({ classPath: GOOGLE, kwargs: { project_id: 'p', impersonation_chain: 'x' }, requirements: 'apache-airflow-providers-google==10.10.0\n' });
  expect(troubles).toEqual([{ isCertain: true, text: expect.stringContaining('from 10.13.0 on; requirements.txt asks for "apache-airflow-providers-google==10.10.0": Airflow would not start. Require apache-airflow-providers-google>=10.13.0') as string }]);
  expect(found({ classPath: LOCAL, kwargs: { configs_file_path: 'x' }, runtime: '3.1-12' })[0].troubles).toHaveLength(1);
  expect(found({ classPath: LOCAL, kwargs: { configs_file_path: 'x' }, runtime: '3.2-1' })[0].troubles).toEqual([]);
});

test('a class that is not known has no verdict', () => {
  expect(found({ classPath: 'team.Backend', kwargs: { anything: 1 } })).toMatchObject([{ isKnown: false, troubles: [] }]);
});

test.each<[string, Setting, [string, 'import' | 'lookup', boolean] | undefined]>([
  ['Google without a project', { classPath: GOOGLE }, ['no project', 'import', false]],
  ['Google with one in the arguments', { classPath: GOOGLE, kwargs: { project_id: 'p' } }, undefined],
  ['Google with one in .env', { classPath: GOOGLE, dotenv: { GOOGLE_CLOUD_PROJECT: '"p"' } }, undefined],
  ['Google with an empty one in .env', { classPath: GOOGLE, dotenv: { GOOGLE_CLOUD_PROJECT: '""' } }, ['no project', 'import', false]],
  ['Google with one of the shell', { classPath: GOOGLE, environment: { GOOGLE_CLOUD_PROJECT: null }, env: { GOOGLE_CLOUD_PROJECT: 'p' } }, undefined],
  ['Google where the shell has none', { classPath: GOOGLE, environment: { GOOGLE_CLOUD_PROJECT: null } }, ['no project', 'import', false]],
  ['Google with the key of a service account', { classPath: GOOGLE, kwargs: { gcp_key_path: '/k.json' } }, undefined],
  ['Google with a prefix of folders', { classPath: GOOGLE, kwargs: { project_id: 'p', connections_prefix: 'a/b' } }, ['connections_prefix', 'import', true]],
  ['Google with no connections at all', { classPath: GOOGLE, kwargs: { project_id: 'p', connections_prefix: null, sep: '/' } }, undefined],
  ['Vault without a token', { classPath: VAULT, kwargs: { url: 'http://v' } }, ['token or token_path or VAULT_TOKEN', 'import', true]],
  ['Vault with one in the environment', { classPath: VAULT, dotenv: { VAULT_TOKEN: 'x', VAULT_ADDR: 'http://v' } }, undefined],
  ['Vault with one that the shell does not have', { classPath: VAULT, kwargs: { url: 'http://v' }, environment: { VAULT_TOKEN: '${VAULT_TOKEN:-}' } }, undefined],
  ['Vault without an address', { classPath: VAULT, kwargs: { token_path: '/t' } }, ['VAULT_ADDR', 'lookup', true]],
  ['Vault with an address that is the container itself', { classPath: VAULT, kwargs: { token_path: '/t', url: 'http://127.0.0.1:8200' } }, ['url names localhost', 'lookup', false]],
  ['Vault with such an address in the shell', { classPath: VAULT, kwargs: { token_path: '/t' }, environment: { VAULT_ADDR: null }, env: { VAULT_ADDR: 'http://localhost:8200' } }, ['VAULT_ADDR names localhost', 'lookup', false]],
  ['Vault with oidc', { classPath: VAULT, kwargs: { auth_type: 'oidc', url: 'http://v' } }, ['auth_type', 'import', true]],
  ['Vault with an AppRole without its id', { classPath: VAULT, kwargs: { auth_type: 'approle', url: 'http://v' } }, ['role_id', 'import', true]],
  ['Vault with the ids of an AppRole in the shell', { ...APP_ROLE, env: { [ROLE_ID]: 'x', [SECRET_ID]: 'y' } }, undefined],
  ['Vault with an AppRole whose ids the shell does not have', APP_ROLE, [`${ROLE_ID} is not set in this shell`, 'lookup', true]],
  ['Vault with half of what jwt needs', { classPath: VAULT, kwargs: { auth_type: 'jwt', jwt_role: 'r', url: 'http://v' } }, ['jwt_token or jwt_token_path', 'import', true]],
  ['Vault with an engine of version 3', { classPath: VAULT, kwargs: { token_path: '/t', url: 'http://v', kv_engine_version: 3 } }, ['kv_engine_version', 'import', true]],
  ['Azure without a vault', { classPath: AZURE }, ['vault_url is absent', 'lookup', true]],
  ['Azure with a name in place of an address', { classPath: AZURE, kwargs: { vault_url: 'my-vault' } }, ['https://', 'lookup', true]],
  ['Azure with a separator that no name has', { classPath: AZURE, kwargs: { vault_url: 'https://v', sep: '_' } }, ['sep', 'lookup', true]],
])('%s is judged by the names of arguments and variables', (_, setting, expected) => {
  const [{ problem }] = found(setting);
  expect(problem === undefined ? undefined : [problem.at, problem.isCertain]).toEqual(expected?.slice(1));
  expect(problem?.text ?? '').toContain(expected?.[0] ?? '');
});

describe('the backend of tasks', () => {
  const OWN = { AIRFLOW__WORKERS__SECRETS_BACKEND: VAULT, AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS: '{"typo": 1, "token_path": "/t", "url": "http://v"}' };

  test('is looked at beside the other one, with its own provider', () => {
    const both = found({ classPath: MANAGER, dotenv: OWN, requirements: 'apache-airflow-providers-amazon>=9.4\n' });
    expect(both.map(({ isOfTasks, classPath, isRead, provider }) => [isOfTasks, classPath, isRead, provider?.name])).toEqual([
      [false, MANAGER, true, 'apache-airflow-providers-amazon'],
      [true, VAULT, true, 'apache-airflow-providers-hashicorp'],
    ]);
    expect(both[1].troubles).toHaveLength(1);
  });

  test('is not read by Airflow 2', () => {
    expect(found({ classPath: MANAGER, dotenv: OWN, runtime: '13.0.0' }).map(({ isRead }) => isRead)).toEqual([true, false]);
  });

  test('that cannot be made stops tasks, and not Airflow', () => {
    const own = { AIRFLOW__WORKERS__SECRETS_BACKEND: LOCAL, AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS: '{"typo": 1}' };
    expect(found({ dotenv: own })[0].troubles[0].text).toContain(': no task would start.');
  });

  test('is the one whose secrets the example reads, unless there is none', () => {
    const runtimeOf = (tag?: string) => (tag === undefined ? undefined : AstroRuntime.parse(tag));
    const of = (lines: Record<string, string>, tag?: string) => tasksBackendSettings(new Map(), new Map(Object.entries(lines)), runtimeOf(tag)).classPath;
    const both = { AIRFLOW__SECRETS__BACKEND: MANAGER, ...OWN };
    expect([of(both), of(both, '3.1-12'), of(both, '13.0.0')]).toEqual([VAULT, VAULT, MANAGER]);
    expect([of({ ...both, AIRFLOW__WORKERS__SECRETS_BACKEND: '' }), of({})]).toEqual([MANAGER, undefined]);
  });
});

test('a variable with one argument counts from Airflow 3.2 on, and wins', () => {
  const dotenv = { AIRFLOW__SECRETS__BACKEND_KWARG__TYPO: 'x', AIRFLOW__SECRETS__BACKEND_KWARG__PROJECT_ID: 'p' };
  expect(found({ classPath: GOOGLE, dotenv, runtime: '3.2-1' })[0]).toMatchObject({ troubles: [{ isCertain: true }] });
  expect(found({ classPath: GOOGLE, dotenv, runtime: '3.2-1' })[0]).not.toHaveProperty('problem');
  expect(found({ classPath: GOOGLE, dotenv, runtime: '3.1-12' })[0]).toMatchObject({ troubles: [], problem: { at: 'import' } });
});

test('arguments that are no JSON are damaged, whatever else there is', () => {
  const AIRFLOW__SECRETS__BACKEND_KWARGS = '[1]';
  expect(found({ classPath: VAULT, dotenv: { AIRFLOW__SECRETS__BACKEND_KWARGS } })[0]).toMatchObject({ kwargs: 'damaged', troubles: [] });
});

const BY_AWS = { cloud: 'aws', cloudName: 'AWS', call: 'AwsCredentials.session' };

test.each<[string, Setting, Readonly<Record<string, string>>, object | undefined]>([
  ['nothing', { classPath: MANAGER }, {}, BY_AWS],
  ['a profile alone', { classPath: MANAGER, environment: { AWS_PROFILE: 'dev' } }, {}, BY_AWS],
  ['a key of .env', { classPath: MANAGER, dotenv: { AWS_ACCESS_KEY_ID: 'abc' } }, {}, undefined],
  ['an empty key of .env', { classPath: MANAGER, dotenv: { AWS_ACCESS_KEY_ID: '' } }, {}, BY_AWS],
  ['a metadata service that is switched off', { classPath: MANAGER, environment: { AWS_EC2_METADATA_DISABLED: 'true' } }, {}, BY_AWS],
  ['a variable of the override', { classPath: MANAGER, environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: null } }, {}, undefined],
  ['a mount', { classPath: MANAGER }, { 'docker-compose.override.yml': 'services:\n  scheduler:\n    volumes:\n      - ./home:/home/astro\n' }, undefined],
  ['a mount of something else', { classPath: MANAGER }, { 'docker-compose.override.yml': 'services:\n  scheduler:\n    volumes:\n      - ./home:/home/astro2\n' }, BY_AWS],
  ['a broker', { classPath: MANAGER }, { 'docker-compose.override.yml': 'services:\n  broker:\n    image: broker\n    networks:\n      airflow:\n        ipv4_address: 169.254.170.2\n' }, undefined],
  ['the image', { classPath: MANAGER }, { Dockerfile: 'FROM runtime:3.1-12\nENV AWS_SHARED_CREDENTIALS_FILE=/keys\n' }, undefined],
  ['an argument', { classPath: GOOGLE, kwargs: { gcp_key_path: '/key.json' } }, {}, undefined],
  ['an argument that is null', { classPath: GOOGLE, kwargs: { gcp_key_path: null } }, {}, { cloud: 'gcp', cloudName: 'Google Cloud', call: 'GcpCredentials.mounted' }],
  ['a key as an argument, of Google', { classPath: GOOGLE, kwargs: { gcp_keyfile_dict: { type: 'service_account' } } }, {}, undefined],
  ['a key as an argument, of AWS', { classPath: MANAGER, kwargs: { aws_access_key_id: 'AKIA', aws_secret_access_key: 's' } }, {}, undefined],
  ['a key as an argument, of Azure', { classPath: AZURE, kwargs: { tenant_id: 't', client_id: 'c', client_secret: 's' } }, {}, undefined],
  ['nothing, for Google', { classPath: GOOGLE }, {}, { cloud: 'gcp', cloudName: 'Google Cloud', call: 'GcpCredentials.mounted' }],
  ['nothing, for Azure', { classPath: AZURE }, {}, { cloud: 'azure', cloudName: 'Azure', call: 'AzureCredentials.session' }],
  ['nothing, for files', { classPath: LOCAL }, {}, undefined],
])('what a backend can sign in with: %s', (_, setting, files, expected) => {
  expect(found({ ...setting, files })[0].signsInBy).toEqual(expected);
});
