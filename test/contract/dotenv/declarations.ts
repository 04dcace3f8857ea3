import * as fc from 'fast-check';

/** What somebody declares in the rc file that reaches `.env`. */
export interface Declaration {
  readonly runtimeVersion: string;
  readonly options: {
    readonly credentials?: { readonly target?: string; readonly profile?: string; readonly region?: string; readonly pathsInOverride?: boolean };
    readonly secretsBackend?: { readonly service: keyof typeof BACKENDS; readonly options: BackendOptions };
  };
  /** What is added with `addDotenvKey()`. */
  readonly keys: ReadonlyArray<readonly [string, string]>;
}

interface BackendOptions {
  readonly connectionsPrefix?: string;
  readonly variablesPrefix?: string;
  readonly configPrefix?: string;
  readonly connections?: boolean;
  readonly variables?: boolean;
  readonly config?: boolean;
  readonly connectionsLookupPattern?: string;
  readonly variablesLookupPattern?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly roleArn?: string;
  readonly sep?: string;
}

const KWARGS = 'AIRFLOW__SECRETS__BACKEND_KWARGS';

/** The classes of the Amazon provider, and what it looks up by default. */
const BACKENDS = {
  secretsManager: { classPath: 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend', slash: '' },
  parameterStore: { classPath: 'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend', slash: '/' },
} as const;

/** What every reader is to read, told from the declaration alone. */
export function expectedKeys({ options: { credentials, secretsBackend }, keys }: Declaration): Record<string, string> {
  const target = credentials?.target ?? '/home/astro/.aws';
  return {
    ...(credentials !== undefined && credentials.pathsInOverride !== true && { AWS_CONFIG_FILE: `${target}/config`, AWS_SHARED_CREDENTIALS_FILE: `${target}/credentials` }),
    ...(secretsBackend !== undefined && { AIRFLOW__SECRETS__BACKEND: BACKENDS[secretsBackend.service].classPath, [KWARGS]: JSON.stringify(expectedKwargs(secretsBackend)) }),
    ...Object.fromEntries(keys),
  };
}

function expectedKwargs({ service, options }: NonNullable<Declaration['options']['secretsBackend']>): Record<string, string | null> {
  const { slash } = BACKENDS[service];
  const kwargs: Record<string, string | null | undefined> = {
    connections_prefix: options.connections === false ? null : options.connectionsPrefix ?? `${slash}airflow/connections`,
    connections_lookup_pattern: options.connectionsLookupPattern,
    variables_prefix: options.variables === false ? null : options.variablesPrefix ?? `${slash}airflow/variables`,
    variables_lookup_pattern: options.variablesLookupPattern,
    config_prefix: options.config === false ? null : options.configPrefix,
    sep: options.sep,
    region_name: options.region,
    profile_name: options.profile,
    endpoint_url: options.endpointUrl,
    role_arn: options.roleArn,
  };
  return Object.fromEntries(Object.entries(kwargs).filter((entry): entry is [string, string | null] => entry[1] !== undefined));
}

/** Whether a reader has the value that is expected; of JSON for the backend the order and the blanks tell nothing. */
export function isSameValue(key: string, read: string | null | undefined, expected: string): boolean {
  return read === expected || (key === KWARGS && canonical(read) === canonical(expected));
}

function canonical(json: string | null | undefined): string | undefined {
  try {
    return JSON.stringify(Object.entries(JSON.parse(json ?? '') as object).sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch {
    return undefined;
  }
}

/** Keys that users have in `.env` and that may be declared too, so that they meet. */
export const SHARED_KEYS = ['AWS_PROFILE', 'AWS_CONFIG_FILE', 'AIRFLOW__SECRETS__BACKEND', 'MY_FLAG', 'LOG_LEVEL', 'A', '_x1'];

/** Characters that mean something to one reader or another. */
const SYNTAX = fc.string({ unit: fc.constantFrom('a', 'Z', '0', ' ', '\t', '"', '\'', '`', '\\', '#', '$', '=', ':', '{', '}', '%', '!', '\n', '\r', '\0', '\x1b', '\x0b', '\x1f', '\u0085', '\u00a0', '\u2028', '\u3000', '\uFEFF', 'é'), maxLength: 8 });

/** Values of which the package may take or refuse each. */
export const HOSTILE_VALUES: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: SYNTAX },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 4 }) },
);

const ODD_WORDS = ['', 'a b', 'a, b; c', 'it\'s', 'say "x"', '50%', 'ünï-😀', 'a=b', '=', ':', '{}', '[]', '!x', '*', '&x', '~', '@x', '- x', '? x', '%41', '\\', '\\n', 'C:\\Users\\alice', 'a"', 'a\'', 'a\'b"c\'', 'a#b', 'x=#y', 'export X=1', 'null', 'a\tb', '<<<', 'a >>> projen-astro-airflow >>>'];

/** What users want to hand to their DAGs, much of it odd, some of it refused. */
const VALUES = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('dev', 'on', 'False', '1', 'debug', '/usr/local/airflow/include', 'us-west-2') },
  { weight: 3, arbitrary: fc.constantFrom(...ODD_WORDS) },
  { weight: 3, arbitrary: fc.json() },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 20 }).map((text) => `x${text}x`) },
  { weight: 2, arbitrary: SYNTAX.map((text) => `x${text.replace(/[\n\r\0\x1b\x0b\x1f\u0085\u2028$]|\s#/g, '-')}x`) },
  { weight: 2, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('x', 'ab ', '"', '😀'), fc.integer({ min: 500, max: 5_000 })).map(([text, times]) => `x${text.repeat(times)}x`) },
  { weight: 1, arbitrary: HOSTILE_VALUES },
);

const KEYS = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SHARED_KEYS.filter((key) => !/^(AWS_CONFIG|AIRFLOW__)/.test(key))) },
  { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{4,20}$/) },
  { weight: 1, arbitrary: fc.constantFrom('AIRFLOW__LOGGING__LEVEL', 'export', 'PATH_', 'exportX', 'AIRFLOW_VAR_MY_VAR', 'null', 'ENV_') },
);

const PREFIXES = {
  '': fc.oneof(fc.constantFrom('airflow/connections', 'a', ''), fc.stringMatching(/^[A-Za-z0-9._+=@-]{1,8}(\/[A-Za-z0-9._+=@-]{1,8}){0,3}$/)),
  '/': fc.oneof(fc.constantFrom('/airflow/connections', '/team/dev'), fc.stringMatching(/^(\/t[A-Za-z0-9._-]{1,8}){1,3}$/)),
};
const PATTERNS = fc.oneof(fc.constantFrom('^my_', '.*', '\\w+_\\d+', '(?!tmp).*', '"quoted"', 'it\'s', 'a|b', '[^#]+', 'ends$'), fc.stringMatching(/^my_([a-z.|^]|\\[dDwWsS.*+?()|\\]|[a-z][*+?]|\([a-z|]{1,3}\)[*+?]?){0,6}$/));
const REGIONS = fc.constantFrom('us-west-2', 'eu-central-1', 'cn-north-1', 'us-gov-east-1', 'ap-southeast-2');
const PROFILES = fc.oneof(fc.constantFrom('dev', 'team dev', 'dev@example.com', 'a:b', 'ünï'), fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/));

const backendOptions = (slash: keyof typeof PREFIXES): fc.Arbitrary<BackendOptions> => {
  const prefix = PREFIXES[slash];
  return fc.record({
    connectionsPrefix: prefix,
    variablesPrefix: prefix,
    configPrefix: prefix,
    connectionsLookupPattern: PATTERNS,
    variablesLookupPattern: PATTERNS,
    region: REGIONS,
    profile: PROFILES,
    endpointUrl: fc.constantFrom('http://localstack:4566', 'https://vpce-1.secretsmanager.us-west-2.vpce.amazonaws.com/'),
    roleArn: fc.constantFrom('arn:aws:iam::111122223333:role/reader', 'arn:aws-cn:iam::111122223333:role/a/b+c=d,e.f@g-h_'),
    ...(slash === '' && { sep: fc.constantFrom('/', '-', '_') }),
  }, { requiredKeys: [] }).chain((options) => fc.subarray(['connections', 'variables', 'config'] as const, { maxLength: 2 }).map((off) => ({
    // A kind that is switched off has neither prefix nor pattern.
    ...Object.fromEntries(Object.entries(options).filter(([name]) => !off.some((kind) => name === `${kind}Prefix` || name === `${kind}LookupPattern`))),
    ...Object.fromEntries(off.map((kind) => [kind, false])),
  })));
};

const OFTEN_NOT = { freq: 2 };

/** Declarations as users make them, some of which the package refuses. */
export const DECLARATIONS: fc.Arbitrary<Declaration> = fc.record({
  runtimeVersion: fc.constantFrom('3.1-12', '13.7.0'),
  options: fc.record({
    credentials: fc.option(
      fc.record({ target: fc.constantFrom('/home/astro/.aws', '/usr/local/airflow/.aws', '/opt/it\'s/aws'), profile: PROFILES, region: REGIONS, pathsInOverride: fc.boolean() }, { requiredKeys: [] }),
      { ...OFTEN_NOT, nil: undefined },
    ),
    secretsBackend: fc.option(
      fc.oneof(
        fc.record({ service: fc.constant('secretsManager' as const), options: backendOptions('') }),
        fc.record({ service: fc.constant('parameterStore' as const), options: backendOptions('/') }),
      ),
      { ...OFTEN_NOT, nil: undefined },
    ),
  }),
  keys: fc.uniqueArray(fc.tuple(KEYS, VALUES), { minLength: 1, maxLength: 3, selector: ([key]) => key }),
});

/** One declaration of every kind. */
export const BY_HAND: Readonly<Record<string, Declaration>> = {
  'keys of one\'s own': { runtimeVersion: '3.1-12', options: {}, keys: [['MY_FLAG', 'on'], ['A', '1'], ['EMPTY', '']] },
  'values with quotes, backslashes, "=" and "#"': { runtimeVersion: '13.7.0', options: {}, keys: [['MY_FLAG', 'it\'s "on"'], ['A', 'C:\\dir'], ['URL', 'https://u@h/?a=b#c'], ['TEXT', '5" x \'y']] },
  'a value of 65,000 bytes': { runtimeVersion: '3.1-12', options: {}, keys: [['A', 'xü-ab "c"'.repeat(6_500)]] },
  'AWS Secrets Manager, all as by default': { runtimeVersion: '3.1-12', options: { credentials: {}, secretsBackend: { service: 'secretsManager', options: {} } }, keys: [] },
  'AWS Secrets Manager with every option': {
    runtimeVersion: '3.1-12',
    options: {
      credentials: { target: '/opt/aws', profile: 'dev', region: 'us-west-2' },
      secretsBackend: {
        service: 'secretsManager',
        options: { connectionsPrefix: 'team/connections', connectionsLookupPattern: '^"my_\\w+"|it\'s', variables: false, configPrefix: 'team/config', sep: '-', region: 'us-west-2', profile: 'team dev', endpointUrl: 'http://localstack:4566', roleArn: 'arn:aws:iam::111122223333:role/reader' },
      },
    },
    keys: [['MY_FLAG', 'on']],
  },
  'AWS Parameter Store': {
    runtimeVersion: '13.7.0',
    options: { credentials: { pathsInOverride: true }, secretsBackend: { service: 'parameterStore', options: { variablesPrefix: '/team/variables', connections: false, config: false } } },
    keys: [['A', '1']],
  },
};
