import { BASE, type AirflowMajor } from '../base';

/** A way of declaring, and manually what has to come of it. */
export interface Strategy {
  /** Its sentence: "… and changes nothing else" follows it. */
  readonly name: string;
  /** JavaScript that declares it. */
  readonly rc: (major: AirflowMajor) => string;
  /** What the merged project has otherwise than the Astro CLI's own file alone, for HOME=/home/alice; as `differences()` names it. */
  readonly expected: (major: AirflowMajor) => Readonly<Record<string, unknown>>;
}

/** What is said of one service. */
interface Said {
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly mounts?: readonly object[];
}

const PATHS = { AWS_CONFIG_FILE: '/home/astro/.aws/config', AWS_SHARED_CREDENTIALS_FILE: '/home/astro/.aws/credentials' };
const GOOGLE_FILE = '/usr/local/airflow/gcloud/application_default_credentials.json';
const NO_METADATA = { AWS_EC2_METADATA_DISABLED: 'true' };
const SECRETS_MANAGER = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';

/** A bind mount as compose has it when it is merged. */
export function bind(source: string, target: string, readOnly = false): object {
  return { type: 'bind', source, target, ...(readOnly ? { read_only: true } : {}), bind: { create_host_path: false } };
}

const readOnlyAws = (source = '/home/alice/.aws'): object => bind(source, '/home/astro/.aws', true);

/** The same for some services, as flat facts. */
function inServices(services: readonly string[], { environment = {}, mounts = [] }: Said): Record<string, unknown> {
  return Object.fromEntries(services.flatMap((name) => [
    ...Object.entries(environment).map(([key, value]) => [`${name}.environment.${key}`, value]),
    ...mounts.map((mount) => [`${name}.volumes.${(mount as { target: string }).target}`, mount]),
  ]));
}

function everywhere(said: Said): Strategy['expected'] {
  return (major) => inServices(BASE[major].airflowServices, said);
}

function mounted(options: object | undefined, more = ''): Strategy['rc'] {
  return () => `new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted(${JSON.stringify(options) ?? ''})]${more} });`;
}

/** The mounted folder of a profile. */
const sessionFolder = (profile: string): string => `/home/alice/.airflow-credentials/aws/${profile}/mount`;

/** Explicit paths of other people's machines: compose hands them to Docker as they stand. */
const HOST_DIRECTORIES: Readonly<Record<string, string>> = {
  'Linux': '/home/bob/.aws',
  'macOS': '/Users/bob/.aws',
  'Windows': 'C:\\Users\\bob\\.aws',
  'Windows in the form of MSYS': '/c/Users/bob/.aws',
};

export const STRATEGIES: readonly Strategy[] = [
  {
    name: 'a LocalAirflow without declarations writes an override that loads',
    rc: () => 'new astro.LocalAirflow(project);',
    expected: () => ({}),
  },
  {
    name: 'a session mounts the folder of each declared profile, and points every reader to it',
    rc: () => "new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.session({ profile: 'dev', region: 'us-west-2', profiles: ['data'] })] });",
    expected: (major) => ({
      // compose ignores it.
      'x-projen-astro-airflow': { sessions: [{ cloud: 'aws', profile: 'dev', region: 'us-west-2', profiles: ['data'] }] },
      ...everywhere({
        environment: { ...PATHS, ...NO_METADATA, AWS_PROFILE: 'default', AWS_DEFAULT_PROFILE: 'default', AWS_DEFAULT_REGION: 'us-west-2', AWS_REGION: 'us-west-2' },
        mounts: [bind(sessionFolder('dev'), '/home/astro/.aws', true), bind(sessionFolder('data'), '/home/astro/.aws-profiles/data', true)],
      })(major),
    }),
  },
  {
    name: 'a session of Azure mounts the folder with the tokens and a program, and the vault is in .env',
    rc: () => "new astro.LocalAirflow(project, { credentials: [astro.AzureCredentials.session()], secretsBackend: astro.AzureSecretsBackend.keyVault({ vaultUrl: 'https://team.vault.azure.net' }) });",
    expected: (major) => ({
      'x-projen-astro-airflow': { sessions: [{ cloud: 'azure' }] },
      ...everywhere({
        environment: {
          AZURE_TOKEN_CREDENTIALS: 'dev',
          AIRFLOW__SECRETS__BACKEND: 'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend',
          AIRFLOW__SECRETS__BACKEND_KWARGS: '{"connections_prefix":"airflow-connections","variables_prefix":"airflow-variables","vault_url":"https://team.vault.azure.net"}',
        },
        mounts: [
          bind('/home/alice/.airflow-credentials/azure/default/mount', '/home/astro/.azure-session', true),
          bind('/home/alice/.airflow-credentials/azure/default/mount/bin/az', '/usr/local/bin/az', true),
        ],
      })(major),
    }),
  },
  {
    name: 'keys of the shell are passed through by their names, and those that it does not have are not set',
    rc: () => 'new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.fromEnvironment()] });',
    expected: everywhere({
      environment: { ...NO_METADATA, AWS_ACCESS_KEY_ID: null, AWS_SECRET_ACCESS_KEY: null, AWS_SESSION_TOKEN: null, AWS_DEFAULT_REGION: null, AWS_REGION: null },
    }),
  },
  {
    name: 'mounted() mounts ~/.aws read-only into every Airflow service, with the paths from .env',
    rc: mounted(undefined),
    expected: everywhere({ environment: { ...PATHS, ...NO_METADATA }, mounts: [readOnlyAws()] }),
  },
  {
    name: 'profile and region are the defaults where the shell sets none',
    rc: mounted({ profile: 'dev', region: 'us-west-2' }),
    expected: everywhere({ environment: { ...PATHS, ...NO_METADATA, AWS_PROFILE: 'dev', AWS_DEFAULT_REGION: 'us-west-2' }, mounts: [readOnlyAws()] }),
  },
  {
    name: 'sso mounts the two token caches writable over the read-only mount',
    rc: mounted({ profile: 'dev', sso: true }),
    expected: everywhere({
      environment: { ...PATHS, ...NO_METADATA, AWS_PROFILE: 'dev' },
      mounts: [readOnlyAws(), ...['sso/cache', 'login/cache'].map((cache) => bind(`/home/alice/.aws/${cache}`, `/home/astro/.aws/${cache}`))],
    }),
  },
  {
    name: 'another target moves the mount and both paths together',
    rc: mounted({ target: '/opt/aws files' }),
    expected: everywhere({
      environment: { AWS_CONFIG_FILE: '/opt/aws files/config', AWS_SHARED_CREDENTIALS_FILE: '/opt/aws files/credentials', ...NO_METADATA },
      mounts: [bind('/home/alice/.aws', '/opt/aws files', true)],
    }),
  },
  {
    name: 'pathsInOverride gives the same paths from the override',
    rc: mounted({ pathsInOverride: true }),
    expected: everywhere({ environment: { ...PATHS, ...NO_METADATA }, mounts: [readOnlyAws()] }),
  },
  {
    name: 'the file with Google\'s credentials is mounted read-only from where gcloud writes it, with the variable that names it and the project of the team',
    rc: () => "new astro.LocalAirflow(project, { credentials: [astro.GcpCredentials.mounted({ projectId: 'orders-dev' })] });",
    expected: everywhere({
      environment: { GOOGLE_APPLICATION_CREDENTIALS: GOOGLE_FILE, GOOGLE_CLOUD_PROJECT: 'orders-dev' },
      mounts: [bind('/home/alice/.config/gcloud/application_default_credentials.json', GOOGLE_FILE, true)],
    }),
  },
  {
    name: 'a secrets backend in .env reaches every Airflow service as compact JSON',
    rc: () => "new astro.LocalAirflow(project, { secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: 'us-west-2', variablesPrefix: 'orders/variables' }) });",
    expected: everywhere({
      environment: {
        AIRFLOW__SECRETS__BACKEND: SECRETS_MANAGER,
        AIRFLOW__SECRETS__BACKEND_KWARGS: '{"connections_prefix":"airflow/connections","variables_prefix":"orders/variables","region_name":"us-west-2"}',
      },
    }),
  },
  {
    name: 'keysInOverride carries the backend too, with a "$" in a pattern as it was declared',
    rc: mounted({}, ", secretsBackend: astro.AwsSecretsBackend.secretsManager({ variablesLookupPattern: '^(orders|${HOME})_.*$' }), keysInOverride: true"),
    expected: everywhere({
      environment: {
        ...PATHS,
        ...NO_METADATA,
        AIRFLOW__SECRETS__BACKEND: SECRETS_MANAGER,
        AIRFLOW__SECRETS__BACKEND_KWARGS: '{"connections_prefix":"airflow/connections","variables_prefix":"airflow/variables","variables_lookup_pattern":"^(orders|${HOME})_.*$"}',
      },
      mounts: [readOnlyAws()],
    }),
  },
  ...Object.entries(HOST_DIRECTORIES).map(([system, hostDirectory]): Strategy => {
    const separator = hostDirectory.includes('\\') ? '\\' : '/';
    return {
      name: `an explicit home of ${system} is mounted as it stands, and below it the token caches`,
      rc: mounted({ hostDirectory, sso: true }),
      expected: everywhere({
        environment: { ...PATHS, ...NO_METADATA },
        mounts: [readOnlyAws(hostDirectory), ...['sso', 'login'].map((cache) => bind([hostDirectory, cache, 'cache'].join(separator), `/home/astro/.aws/${cache}/cache`))],
      }),
    };
  }),
  {
    name: 'addEnvironment() gives a value literally, beats .env and the CLI\'s own file, and keeps to its services',
    rc: () => `
      const local = new astro.LocalAirflow(project);
      local.addDotenvKey('TEAM', 'from .env');
      local.addEnvironment('TEAM', 'pa$$word-like ${'${TEAM}'} $1', { services: ['scheduler'] });
      local.addEnvironment('AIRFLOW__CORE__EXECUTOR', 'SequentialExecutor', { services: ['triggerer'] });`,
    expected: (major) => ({
      ...inServices(BASE[major].airflowServices, { environment: { TEAM: 'from .env' } }),
      'scheduler.environment.TEAM': 'pa$$word-like ${TEAM} $1',
      'triggerer.environment.AIRFLOW__CORE__EXECUTOR': 'SequentialExecutor',
    }),
  },
  {
    name: 'addMount() mounts a folder of the project, with a "$" in its name, and takes the place of a mount of the CLI\'s',
    rc: () => `
      const local = new astro.LocalAirflow(project);
      local.addMount({ source: './da$ta', target: '/usr/local/airflow/da$ta', readOnly: true });
      local.addMount({ source: '../shared/dags', target: '/usr/local/airflow/dags', services: ['triggerer'] });`,
    expected: (major) => ({
      ...inServices(BASE[major].airflowServices, { mounts: [bind('{directory}/da$ta', '/usr/local/airflow/da$ta', true)] }),
      'triggerer.volumes./usr/local/airflow/dags': bind('{parent}/shared/dags', '/usr/local/airflow/dags'),
    }),
  },
  {
    name: 'addService() adds a service to the network of the others, and extendService() changes postgres',
    rc: () => `
      const local = new astro.LocalAirflow(project);
      local.addService('minio', { image: 'minio/minio', command: 'server /data', networks: ['airflow'] });
      local.extendService('postgres', { command: 'postgres -c max_connections=200' });`,
    expected: () => ({
      'minio.service.image': 'minio/minio',
      'minio.service.command': ['server', '/data'],
      'minio.service.entrypoint': null,
      'minio.service.networks': { airflow: null },
      'postgres.service.command': ['postgres', '-c', 'max_connections=200'],
    }),
  },
  {
    name: 'file.addOverride() and file.patch() reach the merged project',
    rc: () => `
      const local = new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()] });
      local.override.file.addOverride('services.scheduler.mem_limit', '2g');
      local.override.file.addDeletionOverride('services.triggerer.volumes');
      local.override.file.patch(projen.JsonPatch.replace('/services/scheduler/volumes/0', '~/.aws:/home/astro/.aws:ro,z'));`,
    expected: (major) => {
      const { 'triggerer.volumes./home/astro/.aws': _, ...expected } = everywhere({ environment: { ...PATHS, ...NO_METADATA }, mounts: [readOnlyAws()] })(major);
      return {
        ...expected,
        'scheduler.service.mem_limit': String(2 * 1024 ** 3),
        'scheduler.volumes./home/astro/.aws': { ...readOnlyAws(), bind: { create_host_path: true, selinux: 'z' } },
      };
    },
  },
];
