import { AwsCredentials, AwsSecretsBackend, LocalAirflow, type AwsSecretsBackendOptions, type AwsSecretsManagerOptions } from '../../../../src';
import { bareProject, errorOf, printedBy, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const ROLE = 'arn:aws:iam::111122223333:role/airflow/reader';
const MANAGER = { connections_prefix: 'airflow/connections', variables_prefix: 'airflow/variables' };
const STORE = { connections_prefix: '/airflow/connections', variables_prefix: '/airflow/variables' };

test.each([
  [AwsSecretsBackend.secretsManager(), 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend', MANAGER],
  [AwsSecretsBackend.parameterStore(), 'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend', STORE],
])('$displayName names its class, its provider and the two prefixes', (backend, classPath, kwargs) => {
  expect([backend.classPath, backend.requirement, backend.kwargs, backend.warnings]).toEqual([classPath, 'apache-airflow-providers-amazon', kwargs, []]);
});

test.each<[string, AwsSecretsBackendOptions, object]>([
  ['prefixes', { connectionsPrefix: 'c', variablesPrefix: 'v', configPrefix: 'x' }, { connections_prefix: 'c', variables_prefix: 'v', config_prefix: 'x' }],
  ['no prefixes', { connectionsPrefix: '', variablesPrefix: '', configPrefix: '' }, { connections_prefix: '', variables_prefix: '', config_prefix: '' }],
  ['no connections', { connections: false }, { ...MANAGER, connections_prefix: null }],
  ['no variables', { variables: false }, { ...MANAGER, variables_prefix: null }],
  ['no config', { config: false }, { ...MANAGER, config_prefix: null }],
  ['every lookup switched on', { connections: true, variables: true, config: true }, MANAGER],
  ['patterns', { connectionsLookupPattern: '^db_', variablesLookupPattern: '.*', configLookupPattern: 'sql' },
    { ...MANAGER, connections_lookup_pattern: '^db_', variables_lookup_pattern: '.*', config_lookup_pattern: 'sql' }],
  ['region', { region: 'us-west-2' }, { ...MANAGER, region_name: 'us-west-2' }],
  ['profile', { profile: 'dev' }, { ...MANAGER, profile_name: 'dev' }],
  ['endpoint', { endpointUrl: 'http://moto:5000' }, { ...MANAGER, endpoint_url: 'http://moto:5000' }],
  ['CA bundle', { verify: '/ca.pem' }, { ...MANAGER, verify: '/ca.pem' }],
  ['checks of certificates', { verify: true }, { ...MANAGER, verify: true }],
  ['way to a role', { roleArn: ROLE, assumeRoleMethod: 'assume_role', assumeRoleKwargs: { ExternalId: 'team-7', RoleSessionName: 'orders', DurationSeconds: 900 } },
    { ...MANAGER, role_arn: ROLE, assume_role_method: 'assume_role', assume_role_kwargs: { ExternalId: 'team-7', RoleSessionName: 'orders', DurationSeconds: 900 } }],
  ['role', { roleArn: 'arn:aws:iam::111122223333:role/airflow/reader' }, { ...MANAGER, role_arn: 'arn:aws:iam::111122223333:role/airflow/reader' }],
])('the option "%s" becomes the provider\'s own arguments', (_, options, kwargs) => {
  expect(AwsSecretsBackend.secretsManager(options).kwargs).toEqual(kwargs);
});

test('Secrets Manager has a separator, which is written where it is given', () => {
  expect(AwsSecretsBackend.secretsManager({ sep: '-' }).kwargs).toEqual({ ...MANAGER, sep: '-' });
});

test('further arguments follow those of the options, as they were given', () => {
  const extraKwargs = { use_ssl: true, config_kwargs: { connect_timeout: 2, retries: { mode: 'standard' } } };
  expect(AwsSecretsBackend.secretsManager({ extraConnWords: { user: ['db_user'] }, region: 'us-west-2', extraKwargs }).kwargs).toEqual(
    { ...MANAGER, extra_conn_words: { user: ['db_user'] }, region_name: 'us-west-2', ...extraKwargs },
  );
  expect(AwsSecretsBackend.parameterStore({ extraKwargs }).kwargs).toEqual({ ...STORE, ...extraKwargs });
});

test('a secret in a further argument is refused where it would be written', () => {
  const secretsBackend = AwsSecretsBackend.secretsManager({ extraKwargs: { config_kwargs: { proxies_config: { proxy_client_secret: 'kWc4nTq8zP1rX0bYv5uJ7sLm2aHd9eGf3iOoQtNj' } } } });
  expect(errorOf(() => new LocalAirflow(bareProject(), { runtimeVersion: '3.1-12', secretsBackend }))?.message).toMatch(/^The value of .*AIRFLOW__SECRETS__BACKEND_KWARGS looks like/);
});

test('.env carries the arguments as compact JSON, null for a lookup that is switched off', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend: AwsSecretsBackend.parameterStore({ connections: false, region: 'cn-north-1' }) });
  expect(read(outdir, '.env')).toContain('\nAIRFLOW__SECRETS__BACKEND_KWARGS={"connections_prefix":null,"variables_prefix":"/airflow/variables","region_name":"cn-north-1"}\n');
});

test('no role is assumed by default, and one that is asked for is warned of', () => {
  const warned = (options: AwsSecretsBackendOptions) =>
    printedBy((project) => new LocalAirflow(project, { runtimeVersion: '3.1-12', credentials: [AwsCredentials.session()], secretsBackend: AwsSecretsBackend.secretsManager(options) }));
  expect(JSON.stringify(AwsSecretsBackend.secretsManager().kwargs)).not.toContain('role_arn');
  expect(warned({})).toBe('');
  expect(warned({ roleArn: 'arn:aws:iam::111122223333:role/reader' })).toMatch(/roleArn: the secrets backend assumes arn:aws:iam::111122223333:role\/reader .*leave it out for local use/);
});

test('certificates that are not checked are warned of', () => {
  expect(AwsSecretsBackend.secretsManager({ verify: false }).warnings).toEqual(['verify: the certificate of AWS is not checked, so anybody in between can read the secrets. Write the path of a CA bundle instead.']);
  expect(AwsSecretsBackend.secretsManager({ verify: '/ca.pem' }).warnings).toEqual([]);
});

test.each(['http://localhost:4566', 'http://127.0.0.1:4566/', 'https://[::1]:1/', 'http://0.0.0.0', 'http://[::]:1'])('the endpoint %s, which is the container itself, is warned of', (endpointUrl) => {
  expect(AwsSecretsBackend.secretsManager({ endpointUrl }).warnings).toEqual([expect.stringContaining('is the container itself. Write host.docker.internal')]);
});

test.each<[string, AwsSecretsManagerOptions, RegExp]>([
  ['a prefix with a blank', { variablesPrefix: 'my variables' }, /variablesPrefix "my variables" cannot be the start of a name in AWS Secrets Manager/],
  ['a prefix that is too long', { variablesPrefix: 'a'.repeat(513) }, /1 to 512/],
  ['a prefix for a lookup that is switched off', { variables: false, variablesPrefix: 'v' }, /variables: false switches the lookup off/],
  ['a pattern for a lookup that is switched off', { connections: false, connectionsLookupPattern: 'v' }, /connections: false switches the lookup off/],
  ['an empty pattern', { configLookupPattern: '' }, /configLookupPattern is empty.*config: false/],
  ['a region that is none', { region: 'us-west' }, /region "us-west" is not an AWS region/],
  ['a profile that is none', { profile: ' dev' }, /profile " dev" is not the name of an AWS profile/],
  ['an endpoint with a port that there is not', { endpointUrl: 'http://host:99999' }, /endpointUrl is no URL of a server/],
  ['an endpoint without a scheme', { endpointUrl: 'moto:5000' }, /endpointUrl is no URL of a server/],
  ['an endpoint with a password', { endpointUrl: 'http://u:hunter2@moto:5000' }, /^endpointUrl is no URL of a server, or has a password in it\. Expected http:\/\/HOST:PORT[^@]*$/],
  ['a user for a role', { roleArn: 'arn:aws:iam::111122223333:user/x' }, /roleArn ".*" is no ARN of a role/],
  ['the way to a role that is not declared', { assumeRoleKwargs: { ExternalId: 'team-7' } }, /^assumeRoleKwargs has no effect without roleArn: the provider ignores it\./],
  ['a method for a role that is not declared', { assumeRoleMethod: 'assume_role' }, /^assumeRoleMethod has no effect without roleArn/],
  ['a method that is none', { roleArn: ROLE, assumeRoleMethod: 'saml' }, /^assumeRoleMethod "saml" is not one that the provider knows\. Use assume_role, assume_role_with_saml and /],
  ['a misspelled parameter of STS', { roleArn: ROLE, assumeRoleKwargs: { ExternalID: 'team-7' } }, /^assumeRoleKwargs has ExternalID, which assume_role does not take: each lookup would fail\. Did you mean ExternalId\?$/],
  ['a parameter of another method', { roleArn: ROLE, assumeRoleMethod: 'assume_role_with_saml', assumeRoleKwargs: { ExternalId: 'team-7' } }, /^assumeRoleKwargs has ExternalId, which assume_role_with_saml does not take/],
  ['a role twice', { roleArn: ROLE, assumeRoleKwargs: { RoleArn: ROLE } }, /^assumeRoleKwargs has RoleArn, for which there is an option\. Write roleArn instead\.$/],
  ['a session name with a blank', { roleArn: ROLE, assumeRoleKwargs: { RoleSessionName: 'my orders' } }, /^RoleSessionName in assumeRoleKwargs is not one that AWS takes\. Use 2 to 64/],
  ['an external id of one character', { roleArn: ROLE, assumeRoleKwargs: { ExternalId: 'x' } }, /^ExternalId in assumeRoleKwargs is not one that AWS takes\. Use 2 to 1224/],
  ['an external id that is a number', { roleArn: ROLE, assumeRoleKwargs: { ExternalId: 77 } }, /^ExternalId in assumeRoleKwargs is not one that AWS takes/],
  ['tags that are no JSON', { roleArn: ROLE, assumeRoleKwargs: { Tags: [undefined] } }, /^Tags in assumeRoleKwargs cannot be written as JSON/],
  ['a relative path of a CA bundle', { verify: 'ca.pem' }, /^verify is not a path in the containers\. /],
  ['an empty path of a CA bundle', { verify: '' }, /^verify is not a path in the containers\. /],
  ['a number for a CA bundle', { verify: 1 }, /^verify is not a path in the containers\. /],
  ['the name of a role', { roleArn: 'reader' }, /roleArn "reader" is no ARN of a role/],
  ['an argument that has an option', { extraKwargs: { region_name: 'us-west-2' } }, /^extraKwargs has region_name, for which there is an option\. Write region instead\.$/],
  ['an argument that is misspelled', { extraKwargs: { config_kwarg: {} } }, /^extraKwargs has config_kwarg, which no release of apache-airflow-providers-amazon up to [\d.]+ has: it would be ignored\. Did you mean config_kwargs\?$/],
  ['an argument that nobody knows', { extraKwargs: { cache_seconds: 5 } }, /^extraKwargs has cache_seconds, which no release of .* has: it would be ignored\. Remove it, or use one of api_version, /],
  ['an option that is misspelled there', { extraKwargs: { endpoint_uri: 'x' } }, /Did you mean endpointUrl\?$/],
  ['a key', { extraKwargs: { aws_secret_access_key: 'x' } }, /^extraKwargs has aws_secret_access_key\. Declarations are committed, and a key does not belong there: declare how the containers get credentials/],
  ['an argument that is no JSON', { extraKwargs: { use_ssl: () => true } }, /^use_ssl in extraKwargs cannot be written as JSON\./],
  ['a part that no connection has', { extraConnWords: { username: ['x'] } }, /^extraConnWords has username, which is no part of a connection/],
  ['a part without words', { extraConnWords: { user: [] } }, /^extraConnWords has no word for user\./],
  ['a separator with a blank', { sep: ' ' }, /sep " " has a character/],
  ['a prefix that is an access key', { variablesPrefix: `AKIA${'A'.repeat(16)}` }, /variablesPrefix looks like an AWS access key id/],
])('%s is refused', (_, options, message) => {
  const error = errorOf(() => AwsSecretsBackend.secretsManager(options));
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
  expect(error?.message).toMatch(/\. .*[.?]$/);
});

test.each<[string, AwsSecretsBackendOptions, RegExp]>([
  ['a prefix with a character of Secrets Manager', { variablesPrefix: '/a+b' }, /variablesPrefix "\/a\+b" cannot be the start of a name in AWS Systems Manager Parameter Store/],
  ['a prefix of AWS\'s own', { variablesPrefix: '/aws/airflow' }, /must not start with "aws" or "ssm"/],
  ['a prefix of SSM\'s own, without its slash', { connectionsPrefix: 'ssm-airflow' }, /must not start with "aws" or "ssm"/],
  ['a prefix with too many levels', { variablesPrefix: '/a'.repeat(15) }, /at most 15 levels/],
  ['an argument of Secrets Manager', { extraKwargs: { extra_conn_words: {} } }, /^extraKwargs has extra_conn_words, which no release /],
  ['a prefix with an empty level', { variablesPrefix: '/a//b' }, /between single slashes/],
])('Parameter Store refuses %s', (_, options, message) => {
  expect(() => AwsSecretsBackend.parameterStore(options)).toThrow(message);
});
