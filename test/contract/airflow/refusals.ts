import { kwargs } from './causes';
import type { Asked } from './setting';
import { LONG, ODD, valueOf } from './stored';

/** Something that the package refuses to declare, and what a real system makes of it. */
export interface Refusal {
  /** What is refused, in words that follow "refused: ". */
  readonly what: string;
  /** The declaration, as JavaScript: `astro` has the names of the package, `local(options)` makes a LocalAirflow. */
  readonly declared: string;
  /** What the package says of it. */
  readonly says: RegExp;
  /** The variables of the container that would come of it; null takes one out. */
  readonly environment: Readonly<Record<string, string | null>>;
  /** What is looked up then. By default the variable `source`. */
  readonly asked?: Asked;
  /** What the log has then. Not given where it has nothing. */
  readonly log?: RegExp;
  /** What is found all the same, which misleads. By default nothing. */
  readonly found?: unknown;
}

/** A profile of the developer's that nothing leads to the stand-in: AWS itself is asked, which is not to be reached. */
export const ASKS_AWS = 'asks-aws';

/** Names in brackets of ~/.aws/config that are profiles of the developer's with a key and the way to the stand-in. */
export const ODD_PROFILES = ['o\'neil', 'a\\b', ' dev', 'two  blanks'];

const NOT_THIS_PROFILE = /EndpointConnectionError: Could not connect to the endpoint URL: "https:\/\/secretsmanager\.us-west-2\.amazonaws\.com/;

/** All that rest on Airflow, its provider or botocore. */
export const BACKEND_REFUSALS: readonly Refusal[] = [
  {
    what: 'a region with a blank, which botocore refuses',
    declared: 'astro.AwsSecretsBackend.secretsManager({ region: \'us west 2\' })',
    says: /"us west 2" is not an AWS region/,
    environment: kwargs({ region_name: 'us west 2' }),
    log: /InvalidRegionError: Provided region_name 'us west 2' doesn't match a supported format/,
  },
  {
    what: 'a region that does not exist, of which botocore says only that it cannot connect',
    declared: 'astro.AwsCredentials.mounted({ region: \'us-west2\' })',
    says: /"us-west2" is not an AWS region/,
    environment: { ...kwargs({ region_name: undefined }), AWS_DEFAULT_REGION: 'us-west2', AWS_PROFILE: ASKS_AWS },
    log: /EndpointConnectionError: Could not connect to the endpoint URL: "https:\/\/secretsmanager\.us-west2\.amazonaws\.com/,
  },
  {
    what: 'an empty region, which botocore puts into a host name',
    declared: 'astro.AwsCredentials.mounted({ region: \'\' })',
    says: /"" is not an AWS region/,
    environment: { ...kwargs({ region_name: undefined }), AWS_DEFAULT_REGION: '', AWS_PROFILE: ASKS_AWS },
    log: /Invalid endpoint: https:\/\/secretsmanager\.\.amazonaws\.com/,
  },
  {
    what: 'an empty profile of the backend, which botocore takes for a name',
    declared: 'astro.AwsSecretsBackend.secretsManager({ profile: \'\' })',
    says: /"" is not the name of an AWS profile/,
    environment: kwargs({ profile_name: '' }),
    log: /ProfileNotFound: The config profile \(\) could not be found/,
  },
  ...['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].map((name): Refusal => ({
    what: `an empty ${name}, which botocore takes for a name`,
    declared: `local({}).addDotenvKey('${name}', '')`,
    says: /is empty, and botocore fails on an empty profile/,
    environment: { [name]: '' },
    log: /ProfileNotFound: The config profile \(\) could not be found/,
  })),
  ...ODD_PROFILES.map((profile): Refusal => ({
    what: `the profile [${profile}], whose settings botocore does not find in config`,
    declared: `astro.AwsCredentials.mounted({ profile: ${JSON.stringify(profile)} })`,
    says: /is not the name of an AWS profile/,
    environment: { AWS_PROFILE: profile },
    log: NOT_THIS_PROFILE,
  })),
  ...['localhost:4566', 'http://'].map((url): Refusal => ({
    what: `the endpoint ${url}, which botocore refuses`,
    declared: `astro.AwsSecretsBackend.secretsManager({ endpointUrl: '${url}' })`,
    says: /endpointUrl is no URL of a server/,
    environment: kwargs({ endpoint_url: url }),
    log: new RegExp(`ValueError: Invalid endpoint: ${url}`),
  })),
  {
    what: 'the name of a role instead of its ARN, which botocore refuses',
    declared: 'astro.AwsSecretsBackend.secretsManager({ roleArn: \'reader\' })',
    says: /"reader" is no ARN of a role/,
    environment: kwargs({ role_arn: 'reader' }),
    log: /Invalid length for parameter RoleArn/,
  },
  {
    what: 'an empty lookup pattern, with which everything is looked up',
    declared: 'astro.AwsSecretsBackend.secretsManager({ variablesLookupPattern: \'\' })',
    says: /variablesLookupPattern is empty, which the provider takes for no pattern/,
    environment: kwargs({ variables_lookup_pattern: '' }),
    found: valueOf('orders/variables/source'),
  },
  {
    what: 'a lookup pattern with "$" in .env: one reader drops the "$", and keys are looked up that the pattern excludes',
    declared: 'local({ secretsBackend: astro.AwsSecretsBackend.secretsManager({ variablesLookupPattern: \'^(my)$\' }) })',
    says: /it has a "\$", which compose interpolates/,
    environment: kwargs({ variables_lookup_pattern: '^(my)' }),
    asked: ['variable', 'my_var'],
    found: valueOf('orders/variables/my_var'),
  },
  {
    what: 'a pattern for a lookup that is turned off, which has no effect',
    declared: 'astro.AwsSecretsBackend.secretsManager({ variables: false, variablesLookupPattern: \'^source\' })',
    says: /variables: false switches the lookup off, so variablesLookupPattern would have no effect/,
    environment: kwargs({ variables_prefix: null, variables_lookup_pattern: '^source' }),
  },
  {
    what: 'a connection id with "@", of which Airflow keeps the connection without its id',
    declared: `local({ secretsBackend: astro.AwsSecretsBackend.secretsManager(), exampleDag: { connectionId: '${ODD}' } })`,
    says: /"a@b" is no connection id that Airflow takes/,
    environment: {},
    asked: ['connection', ODD],
    found: { id: null },
  },
  {
    what: 'a connection id of more than 250 characters, likewise',
    declared: `local({ secretsBackend: astro.AwsSecretsBackend.secretsManager(), exampleDag: { connectionId: '${LONG}' } })`,
    says: /is no connection id that Airflow takes.* at most 250 characters/,
    environment: {},
    asked: ['connection', LONG],
    found: { id: null },
  },
];

/** What is allowed with a warning: a role. */
export const ROLE = {
  /** The developer's own identity may not assume it. */
  denied: /AccessDenied\) when calling the AssumeRole operation/,
  /** Somebody's may: the profile of that name. */
  profile: 'assumer',
} as const;
