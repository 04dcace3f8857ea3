import * as fs from 'node:fs';
import * as path from 'node:path';
import { edit } from './setting';
import { OVERRIDE_FILE } from '../base';

/** What is wrong in an otherwise working project, and how it is made so. */
export interface Cause {
  /** What is wrong, as one would say it. */
  readonly cause: string;
  /** Lines of `.env` that are others. */
  readonly dotenv?: Readonly<Record<string, string>>;
  /** Lines of `.env` and variables of the override that are removed. */
  readonly without?: readonly string[];
  /** The environment of the shell of `astro dev start`. */
  readonly shell?: Readonly<Record<string, string>>;
  /** What of `~/.aws` belongs to another user, who alone may read it: `config`, `credentials`, or `.` for the folder. */
  readonly unreadable?: readonly string[];
  /** What of `~/.aws` has a line that no client reads. */
  readonly broken?: 'config' | 'credentials';
  /** Whose key the profile has. */
  readonly key?: 'stranger' | 'unknown';
  /** Whether the container has no network. */
  readonly offline?: boolean;
  /** Whether the Amazon provider is not installed. */
  readonly withoutProvider?: boolean;
  /**
   * What the log has. Not given where it has nothing: the backend is asked, has no such secret, and says nothing.
   */
  readonly log?: RegExp;
  /** The ids of the causes that the package names for that log: the first ones. */
  readonly named?: readonly string[];
  /** Whether Airflow does not even begin; otherwise it ends with `NOT_FOUND`. */
  readonly fatal?: boolean;
}

/** Makes a cause in a working project and a home. What a container lacks is for who starts it. */
export function makeCause(project: string, home: string, { dotenv = {}, without = [], unreadable = [], broken }: Cause): void {
  for (const [name, value] of Object.entries(dotenv)) {
    edit(project, '.env', (text) => `${text.replace(new RegExp(`^${name}=.*\n`, 'm'), '')}${name}=${value}\n`);
  }
  for (const name of without) {
    edit(project, OVERRIDE_FILE, (text) => text.replaceAll(new RegExp(`^ +${name}: .*\n`, 'gm'), ''));
  }
  for (const name of unreadable) {
    fs.chownSync(path.join(home, '.aws', name), 0, 0);
  }
  if (broken !== undefined) {
    fs.appendFileSync(path.join(home, '.aws', broken), 'a line without a value\n');
  }
}

/** The command that shows a cause. Without `--verbose` it prints nothing of the log. */
export const COMMAND = ['airflow', 'variables', 'get', '--verbose', 'source'] as const;

/** With what that command ends whatever the cause. */
export const NOT_FOUND = /^Variable source does not exist\.?$/m;

/** With what a task ends that looks it up, by Airflow's major version. */
export const NOT_FOUND_IN_TASK: Readonly<Record<number, RegExp>> = {
  2: /KeyError: 'Variable source does not exist'/,
  3: /AirflowRuntimeError: VARIABLE_NOT_FOUND: .*Variable source not found/,
};

/** Kwargs that work: the variable `source` is the secret `orders/variables/source`. */
const KWARGS = { connections_prefix: 'orders/connections', variables_prefix: 'orders/variables', region_name: 'us-west-2' };

/** The key of `.env` with these kwargs, but for some others; undefined takes one out. */
export function kwargs(other: Readonly<Record<string, unknown>>): Record<string, string> {
  return { AIRFLOW__SECRETS__BACKEND_KWARGS: JSON.stringify({ ...KWARGS, ...other }) };
}

/**
 * Why a secret is not found, and what a user sees of it: each reproduced on the newest Airflow 3 and on Airflow 2. The real
 * AWS answers a wrong key or a missing permission with a code (`UnrecognizedClientException`, `AccessDeniedException`)
 * where the stand-in has the HTTP status 403.
 */
export const CAUSES: readonly Cause[] = [
  { cause: 'the prefix is another one', dotenv: kwargs({ variables_prefix: 'order/variables' }), named: ['name-in-aws'] },
  { cause: 'a kwarg is misspelled, so the default prefix is used', dotenv: kwargs({ variables_prefix: undefined, variable_prefix: 'orders/variables' }), named: ['name-in-aws'] },
  { cause: 'the prefix null turns the lookup off', dotenv: kwargs({ variables_prefix: null }), named: ['name-in-aws'] },
  {
    cause: 'the kwargs are no JSON',
    dotenv: { AIRFLOW__SECRETS__BACKEND_KWARGS: '{"variables_prefix": "orders/variables", "region_name": "us-west-2"' },
    log: /Failed to parse \[secrets\] backend_kwargs as JSON, defaulting to no kwargs/,
    named: ['kwargs-unreadable'],
  },
  {
    cause: 'the container user cannot read the file credentials',
    unreadable: ['credentials'],
    log: /NoCredentialsError: Unable to locate credentials/,
    named: ['credentials-unreadable'],
  },
  {
    cause: 'the container user can read neither config nor credentials',
    unreadable: ['config', 'credentials'],
    log: /ProfileNotFound: The config profile \(dev\) could not be found/,
    named: ['profile-absent'],
  },
  {
    cause: 'the container user cannot read the folder .aws',
    unreadable: ['.'],
    log: /ProfileNotFound: The config profile \(dev\) could not be found/,
    named: ['profile-absent'],
  },
  {
    cause: 'there is no such profile',
    shell: { AWS_PROFILE: 'nobody' },
    log: /ProfileNotFound: The config profile \(nobody\) could not be found/,
    named: ['profile-absent', 'profile-chosen'],
  },
  {
    cause: 'a line of config is one that no client reads',
    broken: 'config',
    log: /ConfigParseError: Unable to parse config file: \/home\/astro\/\.aws\/config/,
    named: ['profiles-broken'],
  },
  {
    cause: 'the paths of .env are not those of the mount',
    dotenv: { AWS_CONFIG_FILE: '/usr/local/airflow/.aws/config', AWS_SHARED_CREDENTIALS_FILE: '/usr/local/airflow/.aws/credentials' },
    log: /ProfileNotFound: The config profile \(dev\) could not be found/,
    named: ['profile-absent'],
  },
  {
    cause: 'there is no region, or only AWS_REGION',
    dotenv: { ...kwargs({ region_name: undefined }), AWS_REGION: 'us-west-2' },
    without: ['AWS_DEFAULT_REGION'],
    log: /NoRegionError: You must specify a region/,
    named: ['region-absent'],
  },
  {
    cause: 'there is no network',
    offline: true,
    log: /EndpointConnectionError: Could not connect to the endpoint URL: "https?:\/\//,
    named: ['unreachable'],
  },
  {
    cause: 'the key is right, and reading the secret is not allowed',
    key: 'stranger',
    log: /ClientError: An error occurred \((403|AccessDeniedException)\) when calling the GetSecretValue operation/,
    named: ['denied'],
  },
  {
    cause: 'the key is unknown',
    key: 'unknown',
    log: /ClientError: An error occurred \((403|UnrecognizedClientException)\) when calling the GetSecretValue operation/,
  },
  {
    cause: 'the Amazon provider is not installed',
    withoutProvider: true,
    log: /AirflowConfigException: The object could not be loaded\. Please check "backend" key in "secrets" section/,
    named: ['backend-not-loaded'],
    fatal: true,
  },
  {
    cause: 'the class path is wrong',
    dotenv: { AIRFLOW__SECRETS__BACKEND: 'airflow.providers.amazon.aws.secrets_manager.SecretsManagerBackend' },
    log: /AirflowConfigException: The object could not be loaded\. Please check "backend" key in "secrets" section/,
    named: ['backend-not-loaded'],
    fatal: true,
  },
];
