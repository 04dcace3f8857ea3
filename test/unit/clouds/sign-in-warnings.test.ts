import {
  AwsCredentials,
  AwsSecretsBackend,
  AzureCredentials,
  AzureSecretsBackend,
  CloudCredentials,
  GcpCredentials,
  GcpSecretsBackend,
  LocalAirflow,
  VaultCredentials,
  VaultSecretsBackend,
  type CredentialsDeclarations,
  type LocalAirflowOptions,
  type SecretsBackend,
} from '../../../src';
import { printedBy } from '../../support/projects';
import { tempDir, write } from '../../support/util';

class Own extends CloudCredentials {
  public declarations(): CredentialsDeclarations {
    return {};
  }
}

const URL = 'https://vault.example.com:8200';
const AZURE = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team.vault.azure.net' });
const GOOGLE = GcpSecretsBackend.secretManager({ projectId: 'orders-dev' });
const SECRETS_MANAGER = AwsSecretsBackend.secretsManager({ region: 'us-west-2' });
const AWS = AwsCredentials.session({ profile: 'dev', region: 'us-west-2' });

const ROLE = 'arn:aws:iam::111122223333:role/reader';
const READERS = ['scheduler', 'dag-processor', 'api-server', 'triggerer'];
const FROM = 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\n';

function printed(options: LocalAirflowOptions, more: (local: LocalAirflow) => void = () => undefined, dotenv: string = '', dockerfile: string = ''): string {
  const outdir = tempDir();
  write(outdir, { '.env': dotenv, ...(dockerfile === '' ? {} : { Dockerfile: dockerfile }) });
  return printedBy((project) => more(new LocalAirflow(project, { runtimeVersion: '3.3-8', ...options })), outdir);
}

const TOKEN = 'VaultSecretsBackend.token() reads /home/astro/.vault/token, and nothing mounts it. Declare VaultCredentials.session() in credentials.';
const ALONE: ReadonlyArray<readonly [name: string, make: () => SecretsBackend, warning: string, own: () => CloudCredentials]> = [
  ['Vault with the token of a session', () => VaultSecretsBackend.token({ url: URL }), TOKEN, () => VaultCredentials.session({ address: URL })],
  [
    'Vault with the token of the shell', () => VaultSecretsBackend.environment({ url: URL }),
    'VaultSecretsBackend.environment() reads VAULT_TOKEN, and nothing passes it on to the containers, so Airflow does not start. Declare VaultCredentials.fromEnvironment() in credentials.',
    () => VaultCredentials.fromEnvironment(),
  ],
  ['Azure', () => AZURE, 'AzureSecretsBackend.keyVault() has no credentials, so it can read nothing: declare AzureCredentials.session() in credentials.', () => AzureCredentials.session()],
  ['Google', () => GOOGLE, 'GcpSecretsBackend.secretManager() has no credentials, so it can read nothing: declare GcpCredentials.mounted() in credentials.', () => GcpCredentials.mounted()],
];

test.each(ALONE)('a backend that nothing lets sign in is warned of, also beside credentials of another cloud: %s', (_, make, warning, own) => {
  expect(printed({ secretsBackend: make() })).toContain(warning);
  expect(printed({ workersSecretsBackend: make(), credentials: [AWS] })).toContain(warning);
  expect(printed({ secretsBackend: make(), credentials: [AWS, own()] })).toBe('');
  expect(printed({ secretsBackend: make(), credentials: [new Own()] })).toBe('');
});

test.each<[string, SecretsBackend, (local: LocalAirflow) => void, string]>([
  ['a mount of the token\'s folder', VaultSecretsBackend.token({ url: URL }), (local) => local.addMount({ source: '~/.own', target: '/home/astro/.vault' }), ''],
  ['a mount of the token itself', VaultSecretsBackend.token({ url: URL }), (local) => local.extendService('scheduler', { volumes: ['~/.own:/home/astro/.vault/token'] }), ''],
  ['a file elsewhere', VaultSecretsBackend.token({ url: URL, tokenPath: '/usr/local/airflow/include/token' }), () => undefined, ''],
  ['a token that the user keeps in .env', VaultSecretsBackend.environment({ url: URL }), () => undefined, 'VAULT_TOKEN=abc\n'],
  ['an application in .env', AZURE, () => undefined, 'AZURE_CLIENT_ID=abc\n'],
  ['a mount of the Azure CLI\'s folder', AZURE, (local) => local.addMount({ source: '~/.azure', target: '/home/astro/.azure' }), ''],
  ['a key that a variable names', GOOGLE, (local) => local.addDotenvKey('GOOGLE_APPLICATION_CREDENTIALS', '/usr/local/airflow/include/key.json'), ''],
  ['a mount of gcloud\'s folder', GOOGLE, (local) => local.addMount({ source: '~/.config/gcloud', target: '/home/astro/.config/gcloud' }), ''],
  ['a mount of the file of gcloud alone', GOOGLE, (local) => local.addMount({ source: '~/.config/gcloud/application_default_credentials.json', target: '/home/astro/.config/gcloud/application_default_credentials.json' }), ''],
  ['a mount of the Azure CLI\'s folder by an escape hatch', AZURE, (local) => READERS.forEach((name) => local.override.file.addOverride(`services.${name}.volumes`, ['~/.azure:/home/astro/.azure'])), ''],
  ['an application in variables that hold an argument each', AZURE, () => undefined, 'AIRFLOW__SECRETS__BACKEND_KWARG__CLIENT_ID=abc\nAIRFLOW__SECRETS__BACKEND_KWARG__CLIENT_SECRET=abc\n'],
  ['a key that a variable with one argument names', GOOGLE, (local) => local.addEnvironment('AIRFLOW__SECRETS__BACKEND_KWARG__GCP_KEY_PATH', '/usr/local/airflow/include/key.json'), ''],
  ['arguments of the user\'s own', GOOGLE, () => undefined, 'AIRFLOW__SECRETS__BACKEND_KWARGS=\'{"project_id": "orders-dev", "gcp_key_path": "/usr/local/airflow/include/key.json"}\'\n'],
  ['a token in a file of variables', VaultSecretsBackend.environment({ url: URL }), (local) => READERS.forEach((name) => local.extendService(name, { env_file: ['vault.env'] })), ''],
  ['a token in a variable with one argument', VaultSecretsBackend.environment({ url: URL }), () => undefined, 'AIRFLOW__SECRETS__BACKEND_KWARG__TOKEN=abc\n'],
  ['a file with the token in a variable with one argument', VaultSecretsBackend.environment({ url: URL }), () => undefined, 'AIRFLOW__SECRETS__BACKEND_KWARG__TOKEN_PATH=/usr/local/airflow/include/token\n'],
  ['a key that an argument names', GcpSecretsBackend.secretManager({ projectId: 'orders-dev', extraKwargs: { gcp_key_path: '/usr/local/airflow/include/key.json' } }), () => undefined, ''],
])('a backend that signs in by other means is not warned of: %s', (_, secretsBackend, more, dotenv) => {
  expect(printed({ secretsBackend }, more, dotenv)).not.toMatch(/has no credentials|nothing mounts|nothing passes/);
});

test.each<[string, SecretsBackend, string]>([
  ['a token of the image', VaultSecretsBackend.environment({ url: URL }), 'ENV VAULT_TOKEN=root\n'],
  ['a file of the image with the token', VaultSecretsBackend.token({ url: URL }), 'COPY token /home/astro/.vault/token\n'],
  ['a folder of the image with the token', VaultSecretsBackend.token({ url: URL }), 'COPY vault /home/astro/.vault\n'],
])('a backend of Vault that signs in by the image is not warned of: %s', (_, secretsBackend, line) => {
  expect(printed({ secretsBackend }, undefined, '', `${FROM}${line}`)).not.toMatch(/nothing mounts|nothing passes/);
});

test.each<[string, LocalAirflowOptions, string]>([
  ['of another backend', { workersSecretsBackend: AZURE }, 'AIRFLOW__SECRETS__BACKEND_KWARG__CLIENT_SECRET=abc\n'],
  ['that Airflow does not read before 3.2', { runtimeVersion: '3.1-12', secretsBackend: AZURE }, 'AIRFLOW__SECRETS__BACKEND_KWARG__CLIENT_SECRET=abc\n'],
  ['that is no key', { secretsBackend: AZURE }, 'AIRFLOW__SECRETS__BACKEND_KWARG__SEP=-\n'],
])('an argument %s lets no backend sign in', (_, options, dotenv) => {
  expect(printed(options, undefined, dotenv)).toContain('has no credentials');
});

test('the tasks\' backend takes arguments of its own variables', () => {
  expect(printed({ workersSecretsBackend: AZURE }, undefined, 'AIRFLOW__WORKERS__SECRETS_BACKEND_KWARG__CLIENT_SECRET=abc\n')).not.toContain('has no credentials');
});

test('the arguments of a backend in the override bring no token themselves', () => {
  expect(printed({ secretsBackend: VaultSecretsBackend.token({ url: URL }), keysInOverride: true })).toContain(TOKEN);
});

test.each<[string, Record<string, unknown>]>([
  ['assume_role_with_web_identity', { assume_role_with_web_identity_federation: 'file', assume_role_with_web_identity_token_file: '/usr/local/airflow/include/token' }],
  ['assume_role_with_web_identity', { assume_role_with_web_identity_federation: 'file' }],
  ['assume_role_with_web_identity', { assume_role_with_web_identity_federation: 'google', assume_role_with_web_identity_federation_audience: 'aws' }],
  ['assume_role_with_saml', { assume_role_with_saml: { principal_arn: 'arn:aws:iam::111122223333:saml-provider/adfs', saml_response_xpath: '//x', idp_auth_method: 'http_spegno_auth' } }],
])('a role that needs no credentials of AWS is not warned of: %s with %j', (assumeRoleMethod, extraKwargs) => {
  expect(printed({ secretsBackend: AwsSecretsBackend.secretsManager({ roleArn: ROLE, assumeRoleMethod, extraKwargs }) })).not.toContain('has no credentials');
});

test.each<[string, () => SecretsBackend]>([
  ['AwsSecretsBackend.secretsManager', () => SECRETS_MANAGER],
  ['AwsSecretsBackend.parameterStore', () => AwsSecretsBackend.parameterStore()],
])('a backend of AWS that nothing lets sign in is warned of, also beside credentials of another cloud: %s()', (call, make) => {
  const warning = `${call}() has no credentials, so it can read nothing: declare AwsCredentials.session() in credentials.`;
  expect(printed({ secretsBackend: make() })).toContain(warning);
  expect(printed({ workersSecretsBackend: make(), credentials: [AzureCredentials.session()] })).toContain(warning);
  for (const own of [AWS, AwsCredentials.mounted(), AwsCredentials.fromEnvironment(), new Own()]) {
    expect(printed({ secretsBackend: make(), credentials: [own] })).not.toContain('has no credentials');
  }
});

test.each<[string, (local: LocalAirflow) => void, string?, string?]>([
  ['keys in .env', () => undefined, 'AWS_ACCESS_KEY_ID=abc\n'],
  ['a web identity', (local) => local.addEnvironment('AWS_WEB_IDENTITY_TOKEN_FILE', '/usr/local/airflow/include/token')],
  ['the metadata service of the instance, which a setting of it names', (local) => local.addEnvironment('AWS_EC2_METADATA_SERVICE_ENDPOINT', 'http://broker:9911')],
  ['a mount of ~/.aws', (local) => local.addMount({ source: '~/.aws', target: '/home/astro/.aws', readOnly: true })],
  ['mounts of its two files', (local) => ['config', 'credentials'].forEach((name) => local.addMount({ source: `~/.aws/${name}`, target: `/home/astro/.aws/${name}`, readOnly: true }))],
  ['a mount of its folder elsewhere', (local) => local.addMount({ source: '~/.aws', target: '/usr/local/airflow/.aws' })],
  ['a mount of an escape hatch', (local) => READERS.forEach((name) => local.override.file.addOverride(`services.${name}.volumes`, ['~/.aws:/home/astro/.aws:ro']))],
  ['a file of variables of an escape hatch', (local) => READERS.forEach((name) => local.override.file.addOverride(`services.${name}.env_file`, ['aws.env']))],
  ['a mount of the home', (local) => local.addMount({ source: './home', target: '/home/astro' })],
  ['a variable of an escape hatch', (local) => ['scheduler', 'api-server'].forEach((name) => local.override.file.addOverride(`services.${name}.environment.AWS_CONFIG_FILE`, '/tmp/config'))],
  ['a broker at the address of the metadata service', (local) => local.addService('broker', { image: 'broker', networks: { airflow: { ipv4_address: '169.254.170.2' } } })],
  ['a file of variables', (local) => local.extendService('scheduler', { env_file: './aws.env' })],
  ['keys of the image', () => undefined, '', 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\nENV AWS_SHARED_CREDENTIALS_FILE=/keys\n'],
  ['a folder of the image', () => undefined, '', 'FROM astrocrpublic.azurecr.io/runtime:3.3-8\nCOPY aws /home/astro/.aws\n'],
])('a backend of AWS that signs in by other means is not warned of: %s', (_, more, dotenv = '', dockerfile = '') => {
  expect(printed({ secretsBackend: SECRETS_MANAGER }, more, dotenv, dockerfile)).not.toContain('has no credentials');
});

test.each<[string, (local: LocalAirflow) => void, string?, string?]>([
  ['a profile and a region', (local) => (local.addEnvironment('AWS_PROFILE', 'dev'), local.addEnvironment('AWS_DEFAULT_REGION', 'us-west-2'))],
  ['another service', (local) => local.addService('minio', { image: 'minio/minio', command: 'server /data' })],
  ['another mount', (local) => local.addMount({ source: './data', target: '/home/astro/.aws-data' })],
  ['a mount that an escape hatch removes', (local) => (local.addEnvironment('LOG_LEVEL', 'debug'), local.addMount({ source: '~/.aws', target: '/home/astro/.aws' }), READERS.forEach((name) => local.override.file.addDeletionOverride(`services.${name}.volumes`)))],
  ['a comment of the Dockerfile', () => undefined, '', '# ENV AWS_ACCESS_KEY_ID\nFROM astrocrpublic.azurecr.io/runtime:3.3-8\n'],
  ['a comment in .env', () => undefined, '# AWS_ACCESS_KEY_ID=\n'],
])('%s lets no backend of AWS sign in', (_, more, dotenv = '', dockerfile = '') => {
  expect(printed({ secretsBackend: SECRETS_MANAGER }, more, dotenv, dockerfile)).toContain('has no credentials');
});

test('a mount beside the token\'s folder does not bring the token', () => {
  expect(printed({ secretsBackend: VaultSecretsBackend.token({ url: URL }) }, (local) => local.addMount({ source: '~/.own', target: '/home/astro/.vault-own' }))).toContain(TOKEN);
});

test.each([
  ['https://other.example.com:8200', URL],
  ['http://vault.example.com:8200', URL],
  ['https://vault.example.com', URL],
])('a backend of Vault at %s is warned of where the token is of %s', (url, address) => {
  const both: LocalAirflowOptions[] = [
    { credentials: [VaultCredentials.session({ address })], secretsBackend: VaultSecretsBackend.token({ url }) },
    { credentials: [VaultCredentials.fromEnvironment({ address })], secretsBackend: VaultSecretsBackend.environment({ url }) },
    { credentials: [VaultCredentials.appRole({ address })], secretsBackend: VaultSecretsBackend.appRole({ url }) },
  ];
  expect(both.map((options) => printed(options))).toEqual(['session', 'fromEnvironment', 'appRole'].map((name) =>
    expect.stringContaining(`The secrets backend asks ${url}, and VaultCredentials.${name}() brings a token of ${address}, which no other server takes. Give both the same URL.`)));
});

test('a backend with a server of its own is warned of where a session names none: the token is of that of the shell', () => {
  expect(printed({ credentials: [VaultCredentials.session()], secretsBackend: VaultSecretsBackend.token({ url: URL }) })).toContain(
    `The secrets backend asks ${URL}, and VaultCredentials.session() brings a token of the server that VAULT_ADDR of the shell names, which can be another one. Give VaultCredentials.session() the address of that server.`);
  expect(printed({ credentials: [VaultCredentials.session()], secretsBackend: VaultSecretsBackend.token() })).toBe('');
  expect(printed({ credentials: [VaultCredentials.fromEnvironment()], secretsBackend: VaultSecretsBackend.environment({ url: URL }) })).toBe('');
});

test.each([
  [`${URL}/`, URL],
  ['https://VAULT.example.com:443', 'https://vault.example.com'],
  ['http://host.docker.internal:8200', 'http://localhost:8200'],
  ['http://vault:8200', 'http://127.0.0.1:8200'],
])('a backend of Vault at %s can take a token of %s', (url, address) => {
  expect(printed({ credentials: [VaultCredentials.session({ address })], secretsBackend: VaultSecretsBackend.token({ url }) })).toBe('');
});

test.each([
  ['a', 'b', 'The secrets backend reads in the namespace b, and VaultCredentials.session() signs in to a, whose token is good there and below alone. Give both the same namespace.'],
  ['a', 'ab', 'The secrets backend reads in the namespace ab, and VaultCredentials.session() signs in to a,'],
  ['a', undefined, 'The secrets backend reads in the root namespace, and VaultCredentials.session() signs in to a,'],
  ['a', 'a', ''],
  ['a', 'a/b', ''],
  [undefined, 'a', ''],
])('a token of the namespace %s for a backend that reads in %s', (namespace, read, warning) => {
  const text = printed({ credentials: [VaultCredentials.session({ address: URL, namespace })], secretsBackend: VaultSecretsBackend.token({ url: URL, namespace: read }) });
  expect(warning === '' ? text : text.includes(warning)).toBe(warning === '' ? '' : true);
});

test('an address of Vault that is the container itself is warned of, unless the backend asks another one', () => {
  const address = 'http://127.0.0.1:8200';
  for (const [credentials, way, backend] of [
    [VaultCredentials.session({ address }), 'session', 'token'],
    [VaultCredentials.fromEnvironment({ address }), 'fromEnvironment', 'environment'],
    [VaultCredentials.appRole({ address }), 'appRole', 'appRole'],
  ] as const) {
    const message = `The address of VaultCredentials.${way}(), ${address}, is the container itself for the containers. Give VaultSecretsBackend.${backend}() a url with host.docker.internal or the name of a service.`;
    expect(printed({ credentials: [credentials], secretsBackend: VaultSecretsBackend[backend]() })).toContain(message);
    expect(printed({ credentials: [credentials], secretsBackend: VaultSecretsBackend[backend]({ url: 'http://host.docker.internal:8200' }) })).not.toContain('container itself');
  }
});
