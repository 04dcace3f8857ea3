import { AIRFLOW_IMAGE } from './stand-in';

/** A mount that every Airflow service, or some, are to have. */
export interface ExpectedMount {
  /** Below the developer's home if it begins with `~`, else below the Astro project. */
  readonly source: string;
  readonly target: string;
  readonly writable: boolean;
  /** By default all Airflow services. */
  readonly services?: readonly string[];
}

/** A declaration, and what a reader of the README expects of it; written manually, so that it is not our code's own word. */
export interface Strategy {
  readonly name: string;
  /** The rc file's lines about it. */
  readonly rc: (home: string) => string;
  /** What makes the project, by the tag of its runtime; undefined: a bare one, in a tree of `astro dev init`. */
  readonly project?: (tag: string) => string;
  /** Lines that the developer has in `.env`. */
  readonly dotenv?: string;
  /** What is set in the shell that starts the stack. */
  readonly shell?: Readonly<Record<string, string>>;
  /** Where the containers see the credentials. */
  readonly aws: string;
  /** Whether token caches are to be writable. */
  readonly sso?: boolean;
  /** Whether the mount of the credentials is to be labelled for SELinux. */
  readonly labelled?: boolean;
  /** What every Airflow service has beside the base file's own environment. JSON is compared by what it says. */
  readonly environment: Readonly<Record<string, string | object>>;
  /** What the scheduler has beside that. */
  readonly schedulerEnvironment?: Readonly<Record<string, string>>;
  readonly mounts: readonly ExpectedMount[];
  /** Services of the team's own. */
  readonly ownServices?: readonly string[];
  /** Bytes of memory that the scheduler may take. */
  readonly schedulerMemory?: number;
}

const SECRETS_MANAGER = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';
const PARAMETER_STORE = 'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend';

const BACKEND = 'secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: "us-west-2", connectionsPrefix: "orders/connections", variablesPrefix: "orders/variables" }),';
const BACKEND_KEYS = {
  AIRFLOW__SECRETS__BACKEND: SECRETS_MANAGER,
  AIRFLOW__SECRETS__BACKEND_KWARGS: { connections_prefix: 'orders/connections', variables_prefix: 'orders/variables', region_name: 'us-west-2' },
};

const AWS = '/home/astro/.aws';
const PATHS = { AWS_CONFIG_FILE: `${AWS}/config`, AWS_SHARED_CREDENTIALS_FILE: `${AWS}/credentials` };
const MOUNT: ExpectedMount = { source: '~/.aws', target: AWS, writable: false };

export const STRATEGIES: readonly Strategy[] = [
  {
    name: 'a new Astro project',
    rc: () => '',
    // As "projen new" writes it, but for the prefixes, which would be the backend's own defaults.
    project: (tag) => `new astro.AstroProject({ name: 'orders', runtimeVersion: '${tag}', projenrcJs: true, credentials: [astro.AwsCredentials.mounted()], ${BACKEND} exampleDag: {} })`,
    aws: AWS,
    environment: { ...PATHS, ...BACKEND_KEYS, AWS_EC2_METADATA_DISABLED: 'true' },
    mounts: [MOUNT],
  },
  {
    name: 'mounted',
    rc: () => `new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()], ${BACKEND} exampleDag: {} });`,
    dotenv: '# The developer\'s own.\nTEAM=orders\n',
    aws: AWS,
    environment: { ...PATHS, ...BACKEND_KEYS, AWS_EC2_METADATA_DISABLED: 'true', TEAM: 'orders' },
    mounts: [MOUNT],
  },
  {
    name: 'a label for SELinux by an escape hatch',
    rc: () => `const local = new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()], ${BACKEND} });
local.runtime.services.forEach((service) => local.override.file.addOverride(\`services.\${service}.volumes.0.bind\`, { create_host_path: true, selinux: 'z' }));`,
    aws: AWS,
    labelled: true,
    environment: { ...PATHS, ...BACKEND_KEYS, AWS_EC2_METADATA_DISABLED: 'true' },
    mounts: [MOUNT],
  },
  {
    name: 'single sign-on',
    rc: () => `new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2', sso: true })], ${BACKEND} });`,
    aws: AWS,
    sso: true,
    environment: { ...PATHS, ...BACKEND_KEYS, AWS_EC2_METADATA_DISABLED: 'true', AWS_PROFILE: 'dev', AWS_DEFAULT_REGION: 'us-west-2' },
    mounts: [
      MOUNT,
      { source: '~/.aws/sso/cache', target: `${AWS}/sso/cache`, writable: true },
      { source: '~/.aws/login/cache', target: `${AWS}/login/cache`, writable: true },
    ],
  },
  {
    name: 'credentials of a user\'s own, with what they take from the shell',
    rc: () => `class Own extends astro.CloudCredentials {
  declarations() {
    return { passThrough: ['TEAM', 'NOT_SET'], personalMounts: [{ before: '~/', variable: 'FOLDER', defaultValue: '.nothing', target: '/opt/aws' }] };
  }
}
new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted(), new Own()], ${BACKEND} });`,
    shell: { TEAM: 'a $b', FOLDER: '.aws' },
    aws: AWS,
    environment: { ...PATHS, ...BACKEND_KEYS, AWS_EC2_METADATA_DISABLED: 'true', TEAM: 'a $b' },
    mounts: [MOUNT, { source: '~/.aws', target: '/opt/aws', writable: false }],
  },
  {
    name: 'paths in the override, at another target',
    rc: () => `new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2', target: '/usr/local/airflow/.aws', pathsInOverride: true })], ${BACKEND} });`,
    // The shell beats the declared default, which beats .env.
    shell: { AWS_PROFILE: 'mine' },
    dotenv: 'AWS_PROFILE=without-effect\nAWS_DEFAULT_REGION=without-effect\n',
    aws: '/usr/local/airflow/.aws',
    environment: {
      ...BACKEND_KEYS,
      AWS_CONFIG_FILE: '/usr/local/airflow/.aws/config',
      AWS_SHARED_CREDENTIALS_FILE: '/usr/local/airflow/.aws/credentials',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PROFILE: 'mine',
      AWS_DEFAULT_REGION: 'us-west-2',
    },
    mounts: [{ source: '~/.aws', target: '/usr/local/airflow/.aws', writable: false }],
  },
  {
    name: 'keys in the override, from an absolute path',
    rc: (home) => `new astro.LocalAirflow(project, {
  credentials: [astro.AwsCredentials.mounted({ hostDirectory: ${JSON.stringify(`${home}/.aws`)} })],
  secretsBackend: astro.AwsSecretsBackend.parameterStore({ region: 'eu-central-1', connections: false, variablesPrefix: '/orders/variables', variablesLookupPattern: '^(source|target)_.+$' }),
  keysInOverride: true,
});`,
    aws: AWS,
    environment: {
      ...PATHS,
      AWS_EC2_METADATA_DISABLED: 'true',
      AIRFLOW__SECRETS__BACKEND: PARAMETER_STORE,
      AIRFLOW__SECRETS__BACKEND_KWARGS: { connections_prefix: null, variables_prefix: '/orders/variables', variables_lookup_pattern: '^(source|target)_.+$', region_name: 'eu-central-1' },
    },
    mounts: [MOUNT],
  },
  {
    name: 'mounts, variables and services of the team\'s own',
    rc: () => `const local = new astro.LocalAirflow(project, { credentials: [astro.AwsCredentials.mounted()], ${BACKEND} });
local.addMount({ source: './data', target: '/usr/local/airflow/data', readOnly: true });
local.addMount({ source: './out put', target: '/usr/local/airflow/out put', services: ['scheduler'] });
local.addEnvironment('GREETING', 'a $5 "quoted" \${HOME} #1 \\\\ text');
local.addEnvironment('ONLY_HERE', 'yes', { services: ['scheduler'] });
local.addDotenvKey('MY_FLAG', 'on and off');
local.addService('minio', { image: '${AIRFLOW_IMAGE}', command: ['airflow', 'minio'], networks: ['airflow'] });
local.override.file.addOverride('services.scheduler.mem_limit', '512m');`,
    aws: AWS,
    environment: { ...PATHS, ...BACKEND_KEYS, AWS_EC2_METADATA_DISABLED: 'true', GREETING: 'a $5 "quoted" ${HOME} #1 \\ text', MY_FLAG: 'on and off' },
    schedulerEnvironment: { ONLY_HERE: 'yes' },
    mounts: [
      MOUNT,
      { source: 'data', target: '/usr/local/airflow/data', writable: false },
      { source: 'out put', target: '/usr/local/airflow/out put', writable: true, services: ['scheduler'] },
    ],
    ownServices: ['minio'],
    schedulerMemory: 512 * 1024 * 1024,
  },
];
