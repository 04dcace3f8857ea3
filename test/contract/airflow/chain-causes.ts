import * as fs from 'node:fs';
import * as path from 'node:path';
import { kwargs } from './causes';
import type { Ini } from './developer';
import type { Way } from './named';
import type { Refusal } from './refusing-aws';
import { REGION } from './stored';
import { AIRFLOW_HOME } from '../base';

/** What is wrong with credentials in a container, and what botocore says of it. */
export interface ChainCause {
  readonly cause: string;
  /** By default they are mounted. */
  readonly way?: Way;
  /** Settings of the profile `dev`, which then has no keys. */
  readonly profile?: Readonly<Record<string, string>>;
  /** What `credentials` has instead of the keys of `dev`. */
  readonly credentials?: Ini;
  /** With what AWS refuses, or what a broker answers. */
  readonly refusal?: Refusal;
  /** Lines of `.env`, which can name where the answers come from. */
  readonly dotenv?: (endpoint: string) => Readonly<Record<string, string>>;
  /** Makes a file of the project. */
  readonly make?: (project: string) => void;
  readonly log: RegExp;
  /** The causes that the package names first. */
  readonly named: readonly string[];
}

const KEYS = { AWS_ACCESS_KEY_ID: `AKIA${'K'.repeat(16)}`, AWS_SECRET_ACCESS_KEY: 's'.repeat(40) };
/** Nothing listens there. */
const CLOSED = 'http://127.0.0.1:9/';

const from = (url: string): Record<string, string> => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: url });

/** Without declared credentials, and with what the user has written instead. */
const BROKERS = ([
  {
    cause: 'nothing is declared, and nothing is there',
    log: /NoCredentialsError: Unable to locate credentials/,
    named: ['aws-undeclared'],
  },
  {
    cause: 'a broker on the host, which botocore does not ask',
    dotenv: () => from('http://host.docker.internal:9911/keys'),
    log: /ValueError: Unsupported host 'host\.docker\.internal'\.\s+Can only retrieve metadata from a loopback address/,
    named: ['endpoint-host'],
  },
  {
    cause: 'the address of a broker is empty',
    dotenv: () => from(''),
    log: /ValueError: Unsupported host 'None'/,
    named: ['endpoint-host'],
  },
  {
    cause: 'the file with the token of a broker ends with a line break',
    dotenv: (endpoint) => ({ ...from(endpoint), AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${AIRFLOW_HOME}/dags/token` }),
    make: (project) => fs.writeFileSync(path.join(project, 'dags', 'token'), 'a-token\n'),
    log: /ValueError: Auth token value is not a legal header value/,
    named: ['endpoint-token'],
  },
  {
    cause: 'a broker refuses the token',
    refusal: { status: 403, code: 'AccessDenied', message: 'another token' },
    dotenv: from,
    log: /CredentialRetrievalError: Error when retrieving credentials from container-role: .*Received non 200 response 403/,
    named: ['endpoint-refuses'],
  },
  {
    cause: 'no broker answers',
    dotenv: () => from(CLOSED),
    log: /CredentialRetrievalError: Error when retrieving credentials from container-role/,
    named: ['endpoint-refuses'],
  },
] as readonly ChainCause[]).map((cause) => ({ ...cause, way: null }));

/** Answers of AWS itself, which the stand-in for its services does not have. */
const REFUSALS: readonly ChainCause[] = [
  {
    cause: 'AWS does not know the key',
    refusal: { code: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' },
    log: /ClientError: An error occurred \(UnrecognizedClientException\) when calling the GetSecretValue operation/,
    named: ['keys-unknown'],
  },
  {
    cause: 'the clock is wrong',
    refusal: { code: 'InvalidSignatureException', message: 'Signature not yet current: 20271201T100000Z is still later than 20271201T095500Z' },
    log: /ClientError: An error occurred \(InvalidSignatureException\)/,
    named: ['keys-unknown'],
  },
  {
    cause: 'the keys have ended',
    refusal: { code: 'ExpiredTokenException', message: 'The security token included in the request is expired' },
    log: /ClientError: An error occurred \(ExpiredTokenException\) when calling the GetSecretValue operation/,
    named: ['keys-expired'],
  },
  {
    cause: 'the key of the secret may not be used',
    refusal: { code: 'AccessDeniedException', message: 'Access to KMS is not allowed' },
    log: /ClientError: An error occurred \(AccessDeniedException\) .*: Access to KMS is not allowed/,
    named: ['kms-denied'],
  },
  {
    cause: 'AWS refuses to read the secret',
    refusal: { code: 'AccessDeniedException', message: 'User: arn:aws:iam::123456789012:user/alice is not authorized to perform: secretsmanager:GetSecretValue' },
    log: /ClientError: An error occurred \(AccessDeniedException\) when calling the GetSecretValue operation/,
    named: ['denied'],
  },
  {
    cause: 'the role of the backend is one of production',
    refusal: { status: 403, code: 'AccessDenied', message: 'User: arn:aws:iam::123456789012:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::210987654321:role/airflow' },
    dotenv: () => kwargs({ role_arn: 'arn:aws:iam::210987654321:role/airflow' }),
    log: /ClientError: An error occurred \(AccessDenied\) when calling the AssumeRole operation/,
    named: ['role-denied'],
  },
];

/** Profiles and variables of the developer. */
const PROFILES: readonly ChainCause[] = [
  {
    cause: 'one of two keys is empty',
    dotenv: () => ({ ...KEYS, AWS_SECRET_ACCESS_KEY: '' }),
    log: /PartialCredentialsError: Partial credentials found in env/,
    named: ['keys-partial'],
  },
  {
    cause: 'keys with an end, which has passed',
    dotenv: () => ({ ...KEYS, AWS_CREDENTIAL_EXPIRATION: '2026-01-01T00:00:00+00:00' }),
    log: /RuntimeError: Credentials were refreshed, but the refreshed credentials are still expired\./,
    named: ['keys-with-end'],
  },
  {
    cause: 'the end of keys is no time',
    dotenv: () => ({ ...KEYS, AWS_CREDENTIAL_EXPIRATION: 'soon' }),
    log: /ParserError: Unknown string format: soon/,
    named: ['expiration-unreadable'],
  },
  {
    cause: 'the program of a profile is on the host alone',
    profile: { credential_process: '/opt/tools/keys-of dev' },
    log: /FileNotFoundError: \[Errno 2\] No such file or directory: '\/opt\/tools\/keys-of'/,
    named: ['credential-process'],
  },
  {
    cause: 'the program of a profile fails in the container',
    profile: { credential_process: '/bin/sh -c "echo no browser here >&2; exit 1"' },
    log: /CredentialRetrievalError: Error when retrieving credentials from custom-process: no browser here/,
    named: ['credential-process'],
  },
  {
    cause: 'a profile asks for a code',
    profile: { role_arn: 'arn:aws:iam::123456789012:role/dev', source_profile: 'base', mfa_serial: 'arn:aws:iam::123456789012:mfa/alice' },
    credentials: { base: { aws_access_key_id: KEYS.AWS_ACCESS_KEY_ID, aws_secret_access_key: KEYS.AWS_SECRET_ACCESS_KEY } },
    log: /Enter MFA code for arn:aws:iam::123456789012:mfa\/alice/,
    named: ['credential-process'],
  },
  {
    cause: 'a profile of "aws login", and no CRT in the image',
    profile: { login_session: 'arn:aws:iam::123456789012:user/alice' },
    log: /MissingDependencyException: Missing Dependency: Using the login credential provider requires an additional dependency/,
    named: ['crt-missing'],
  },
];

/** Each is made in a container, and the package has to name it by what the real botocore says. */
export const CHAIN_CAUSES: readonly ChainCause[] = [...BROKERS, ...REFUSALS, ...PROFILES];

/** The options of a project without credentials. */
export const UNDECLARED = `{ secretsBackend: astro.AwsSecretsBackend.secretsManager({ region: '${REGION}', connectionsPrefix: 'orders/connections', variablesPrefix: 'orders/variables' }) }`;
