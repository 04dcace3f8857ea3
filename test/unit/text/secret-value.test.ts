import { secretName } from '../../../src/text/secret-name';
import { isSecretVariable, secretInValue } from '../../../src/text/secret-value';

// Put together here, so that nothing in this file looks like a secret itself.
const ACCESS_KEY = `AKIA${'IOSFODNN7EXAMPLE'}`;
const SECRET_KEY = `wJalrXUtnFEMI/${'K7MDENG/bPxRfiCYEXAMPLEKEY'}`;
const GITHUB = `ghp_${'a1B2c3D4e5'.repeat(4)}`;

test.each([
  ['an access key', ACCESS_KEY, 'an AWS access key id'],
  ['a temporary access key', `ASIA${'IOSFODNN7EXAMPLE'}`, 'an AWS access key id'],
  ['an access key in a connection URI', `aws://${ACCESS_KEY}:x@/`, 'an AWS access key id'],
  ['a secret key', SECRET_KEY, 'an AWS secret access key'],
  ['a secret key with its name', `AWS_SECRET_ACCESS_KEY=${SECRET_KEY}`, 'an AWS secret access key'],
  ['a secret key in JSON', `{"aws_secret_access_key": "${SECRET_KEY}"}`, 'an AWS secret access key'],
  ['a private key', `-----BEGIN RSA ${'PRIVATE KEY'}-----\nabc`, 'a private key'],
  ['a key without a kind', `-----BEGIN ${'PRIVATE KEY'}-----`, 'a private key'],
  ['a service account key', '{"type":"service_account","private_key" : "x"}', 'a private key'],
  ['a GitHub token', GITHUB, 'a GitHub token'],
  ['a GitHub token in a URL', `https://${GITHUB}@github.com/x/y`, 'a GitHub token'],
  ['a fine-grained GitHub token', `github_pat_${'11ABCDEFG0_abcdefghijk'.repeat(2)}`, 'a GitHub token'],
  ['a Slack token', `xoxb-${'123456789012-abcdefghij'}`, 'a Slack token'],
  ['a JSON web token', `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJ${'zdWIiOiIxMjM0NTY3ODkwIn0'}.abc`, 'a JSON web token'],
])('%s is seen', (_, value, kind) => {
  expect(secretInValue(value)).toBe(kind);
});

test.each([
  '',
  'dev',
  'us-west-2',
  'true',
  '/home/astro/.aws/config',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '123e4567-e89b-12d3-a456-426614174000',
  'arn:aws:iam::111122223333:role/DataPlatform/ReadAirflowSecrets',
  'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
  'airflow/variables/DataPlatform2/prodtest',
  'a'.repeat(40),
  '1234567890'.repeat(4),
  'AKIA is the start of a key',
  'SAKIAIOSFODNN7EXAMPLEX',
  'XAKIAIOSFODNN7EXAMPLE',
  'eyJhbGciOiJIUzI1NiJ9',
  'xoxo-kisses',
  'https://user@host/path',
  'astrocrpublic.azurecr.io/runtime:3.1-12',
  `{"connections_prefix":"airflow/connections","variables_prefix":"${'x'.repeat(40)}"}`,
])('%s is no secret', (value) => {
  expect(secretInValue(value)).toBeUndefined();
});

test.each([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'aws_secret_access_key',
  'MINIO_SECRET_KEY',
  'AZURE_CLIENT_SECRET',
  'GITHUB_TOKEN',
  'TOKEN',
  'OPENAI_API_KEY',
  'SNOWFLAKE_PRIVATE_KEY',
  'GCP_KEYFILE_DICT',
  'GOOGLE_SERVICE_ACCOUNT_KEY',
])('%s is the name of a secret', (name) => {
  expect(secretName(name)).toBeDefined();
});

test.each([
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AIRFLOW__SECRETS__BACKEND',
  'AIRFLOW__SECRETS__BACKEND_KWARGS',
  'TOKENIZERS_PARALLELISM',
  'MAX_TOKENS',
  'TOKEN_URL',
  'SORT_KEY',
  'PRIMARY_KEY',
  'USE_SECRETS',
  'KEYFILE_PATH',
])('%s is not', (name) => {
  expect(secretName(name)).toBeUndefined();
});

// What is found in texts of a form that hides it, each a case that was once missed.
test.each([
  ['ODBC', 'DRIVER={ODBC Driver 18};SERVER=h;UID=sa;PWD=Secret123', 'a value of "PWD"'],
  ['ODBC in a URI', 'mssql+pyodbc:///?odbc_connect=UID%3Dsa%3BPWD%3DSecret123', 'a value of "PWD"'],
  ['Oracle', 'jdbc:oracle:thin:scott/Tig3r@h:1521:x', 'a password in a URI'],
  ['a token in a URI', `https://${'a1b2c3d4e5'.repeat(4)}@h/simple`, 'a token in a URI'],
  ['a default of compose', 'postgres://u:Secret123@h/d', 'a password in a URI'],
  ['SQL', "CREATE USER u IDENTIFIED BY 'Secret123'", 'a password'],
  ['XML', '<password>Secret123</password>', 'a password'],
  ['no blank', 'user:me,password:Secret123', 'a value of "password"'],
  ['redis', 'redis-server --requirepass Secret123', 'a value of "requirepass"'],
  ['a bot in a URL', `https://api.telegram.org/bot123456789:AA${'aB3dE6gH9jK2mN5pQ8sT1uV4wX7yZ0aBc'}/sendMessage`, 'a Telegram token'],
])('a secret in %s is seen', (_, value, kind) => {
  expect(secretInValue(value)).toBe(kind);
});

// What was once taken for one.
test.each([
  's3://sk-orders-pipelines-prod-eu-central-1-logs',
  'rnd_reports_monthly_aggregate',
  'hf_cache_directory_for_models_shared',
  'npm_config_registry_mirror_for_the_whole_company',
  'xai-explainability-results-by-model-v2',
  'tk-us-east-1-orders-daily-topic',
  'postgresql://{user}:{password}@{host}/{db}',
  'smtp://user:%s@host',
  'SELECT 1 FROM users WHERE password = :pw AND api_key=?',
  'Pass the token: see docs',
  'LOG_LEVELS=token=DEBUG',
  '{"token":"token_id","api_key":"string"}',
  'https://user@host/path',
])('%s is taken', (value) => {
  expect(secretInValue(value)).toBeUndefined();
});

test.each([
  ['DB_PASSWORD', '$ecret123'.replace('$', '$$$$'), true],
  ['DB_PASSWORD', '<Secret123>', true],
  ['DB_PASSWORD', '{{Secret123', true],
  ['DB_PASSWORD', 'your_Secret123', true],
  ['DB_PASSWORD', '<your password>', false],
  ['DB_PASSWORD', '${DB_PASSWORD:?set it}', false],
  ['DB_PASSWORD', '{{ var.value.password }}', false],
  ['DB_PASSWORD', '/run/secrets/db', false],
  ['PWD', '/home/astro', false],
  ['PWD', 'Secret123', true],
  ['API_TOKEN', `/${'f6818c1c'.repeat(7)}`, true],
  ['API_TOKEN', 'arnSecret123', true],
  ['DB_SECRET', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db', false],
  ['DB_SECRET', 'prod/orders/db', false],
  ['AWS_ACCESS_KEY_ID', 'test', false],
  ['AZURE_STORAGE_CONNECTION_STRING', 'UseDevelopmentStorage=true', false],
  ['TEAMS_WEBHOOK_URL', 'http://mock:8080', false],
  ['MAX_TOKEN', '4096', false],
  ['SSH_HOST_KEY', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5', false],
])('a variable %s of the value %s is a secret: %s', (name, value, is) => {
  expect(isSecretVariable(name, value)).toBe(is);
});
