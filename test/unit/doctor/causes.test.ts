import * as fs from 'node:fs';
import * as path from 'node:path';
import { SYMPTOM_SECTIONS } from '../../../src/clouds/cause';
import { DIAGNOSES } from '../../../src/clouds/diagnoses';
import type { WayKind } from '../../../src/clouds/strategy';
import { CAUSES, causesIn } from '../../../src/doctor/causes';

const LOGS = path.resolve(__dirname, '../../support/doctor/recorded');
const recorded = (name: string): string => fs.readFileSync(path.join(LOGS, `${name}.txt`), 'utf-8');
const ids = (log: string): string[] => causesIn(log).map(({ id }) => id);

test.each([
  ['absent', "FileNotFoundError: [Errno 2] No such file or directory: '/usr/local/airflow/secrets/variables.yaml'", 'local-file-absent'],
  ['absent in Airflow 2', 'File /usr/local/airflow/secrets/variables.yaml was not found. Check the configuration of your Secrets backend.', 'local-file-absent'],
  ['closed', "PermissionError: [Errno 13] Permission denied: '/usr/local/airflow/secrets/variables.yaml'", 'local-file-closed'],
])('a local file that is %s is one of the declared ones, and no other file that a task wants', (_, log, cause) => {
  const files = ['secrets/variables.yaml', 'secrets/connections.yaml'];
  const of = (text: string, known?: readonly string[]): string[] => causesIn(text, { files: known }).map(({ id }) => id);
  expect([of(log, files), of(log)]).toEqual([[cause], [cause]]);
  expect(of(`${log.replace('secrets/variables.yaml', 'include/orders.json')}\n${log}`, files)).toEqual([cause]);
  expect(of(log.replace('secrets/variables.yaml', 'include/orders.json'), files)).toEqual([]);
  expect(of(log.replace('secrets/variables.yaml', 'my-secrets/variables.yaml'), files)).toEqual([]);
  expect(of(log, [])).toEqual([]);
});
const SILENT = ['name-in-aws', 'provider-too-old', 'name-in-azure', 'name-in-gcp', 'name-in-vault', 'backend-not-declared'];
const UNREADABLE = ['credentials-unreadable', 'credentials-empty', 'credentials-not-declared', 'override-not-merged', 'shell-keys-absent', 'aws-undeclared'];

/** What "airflow dags test" of a real Airflow printed, without the lines of a traceback that show code. */
describe.each(['airflow2', 'airflow3'])('in a log of %s that was recorded,', (airflow) => {
  test.each<[string, string[]]>([
    ['green', []],
    ['other-prefix', SILENT],
    ['broken-kwargs', ['kwargs-unreadable']],
    ['unreadable-credentials', UNREADABLE],
    ['no-profile', ['profile-absent', 'profile-not-exported', 'profile-chosen', 'profile-beside-shell']],
    ['no-region', ['region-absent']],
    ['no-network', ['unreachable']],
    ['denied', ['denied']],
    ['no-provider', ['backend-not-loaded']],
  ])('%s is named', (name, expected) => {
    expect(ids(recorded(`${airflow}-${name}`))).toEqual(expected);
  });
});

test.each([
  ['airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend', ['name-in-aws', 'provider-too-old', 'backend-not-declared']],
  ['airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend', ['name-in-gcp', 'backend-not-declared']],
  ['acme.secrets.Backend', ['backend-not-declared']],
])('where nothing but "not found" is in a log, the causes of the backend %s are likely, and those of no other', (backend, expected) => {
  expect(causesIn(recorded('airflow3-other-prefix'), { backend }).map(({ id }) => id)).toEqual(expected);
});

const NO_CREDENTIALS = 'botocore.exceptions.NoCredentialsError: Unable to locate credentials';
const NO_PROFILE = 'botocore.exceptions.ProfileNotFound: The config profile (dev) could not be found';
const ENDED = 'RuntimeError: Credentials were refreshed, but the refreshed credentials are still expired.';
const EXPIRED = 'ClientError: An error occurred (ExpiredTokenException) when calling the GetSecretValue operation';
const PROGRAM = 'botocore.exceptions.CredentialRetrievalError: Error when retrieving credentials from custom-process: aws-vault: not found';

test.each<[string, ReadonlyArray<readonly [string, WayKind]>, string, string[]]>([
  ['AWS is a session', [['aws', 'session']], NO_CREDENTIALS, ['credentials-not-declared', 'override-not-merged']],
  ['AWS is mounted', [['aws', 'mounted']], NO_CREDENTIALS, ['credentials-unreadable', 'credentials-empty', 'credentials-not-declared', 'override-not-merged']],
  ['the keys of AWS are those of the shell', [['aws', 'environment']], NO_CREDENTIALS, ['shell-keys-absent']],
  ['only Google is declared', [['gcp', 'mounted']], NO_CREDENTIALS, ['aws-undeclared']],
  ['nothing is declared', [], NO_CREDENTIALS, ['aws-undeclared']],
  ['AWS is a session', [['aws', 'session']], NO_PROFILE, ['profile-not-exported']],
  ['AWS is mounted', [['aws', 'mounted']], NO_PROFILE, ['profile-absent', 'profile-chosen']],
  ['the keys of the shell are passed on, and a profile is named', [['aws', 'environment']], NO_PROFILE, ['profile-beside-shell']],
  ['a session, and keys that have ended', [['aws', 'session']], ENDED, ['keys-ended', 'keys-with-end']],
  ['no credentials, and keys of .env that have ended', [], ENDED, ['keys-with-end']],
  ['keys of the shell that have ended', [['aws', 'environment']], ENDED, ['keys-with-end']],
  ['AWS is a session', [['aws', 'session']], EXPIRED, ['keys-beside-session']],
  ['AWS is mounted', [['aws', 'mounted']], EXPIRED, ['keys-expired']],
  ['AWS is a session', [['aws', 'session']], PROGRAM, []],
  ['AWS is mounted', [['aws', 'mounted']], PROGRAM, ['credential-process']],
  ['Azure is a session', [['azure', 'session']], 'DefaultAzureCredential failed to retrieve a token', []],
  ['nothing is declared', [], 'DefaultAzureCredential failed to retrieve a token', ['azure-no-session']],
  ['Vault is a session, and the log has AWS as well', [['vault', 'session']], 'You must specify a region\nVault Authentication Error!', ['vault-refused', 'region-absent']],
])('where %s (%j), the causes are those of what is declared: %s', (_, ways, log, expected) => {
  expect(causesIn(log, { ways: new Map(ways) }).map(({ id }) => id)).toEqual(expected);
});

test('where no secrets backend is set, "not found" is due to no cloud', () => {
  expect(causesIn(recorded('airflow3-other-prefix'), { ways: new Map([['aws', 'session']]) }).map(({ id }) => id)).toEqual(['backend-not-declared']);
});

test('no cause advises to declare the way with which it happens, or says that it happens with another one', () => {
  for (const { strategies, causes } of DIAGNOSES) {
    for (const [kind, { call }] of Object.entries(strategies)) {
      const name = call.replace(/^\w+\./, '').replace(/\(.*$/, '(');
      for (const { id, cause, fix } of causes.filter(({ section, ways }) => section !== 'export' && ways?.includes(kind as WayKind) !== false)) {
        expect([id, kind, `${cause}; ${fix}`]).not.toEqual([id, kind, expect.stringMatching(new RegExp(`declare \`(?:\\w+\\.)?${name.replace('(', '\\(')}|or \`\\w+\\.${name.replace('(', '\\(')}`))]);
      }
    }
    for (const { id, cause, ways } of causes.filter((one) => /^with `mounted\(\)`/.test(one.cause))) {
      expect([id, cause, ways]).toEqual([id, cause, ['mounted']]);
    }
  }
});

/** How an error of Vault's backend begins. */
const VAULT = 'Unable to retrieve variable from secrets backend (VaultBackend). Checking subsequent secrets backend.\nTraceback (most recent call last):\n  File "/usr/local/lib/python3.12/site-packages/hvac/adapters.py", line 387, in request\n';

/** What clients print, quoted from where it was seen. */
test.each<[string, string, string[]]>([
  ['the keys have ended', 'RuntimeError: Credentials were refreshed, but the refreshed credentials are still expired.', ['keys-ended', 'keys-with-end']],
  ['there are no keys', 'botocore.exceptions.CredentialRetrievalError: Error when retrieving credentials from custom-process: /bin/cat: /home/astro/.aws/session.json: No such file or directory', ['keys-absent']],
  ['the program is elsewhere', 'botocore.exceptions.CredentialRetrievalError: Error when retrieving credentials from custom-process: aws-vault: not found', ['credential-process']],
  ['a broker refuses', 'botocore.exceptions.CredentialRetrievalError: Error when retrieving credentials from container-role: Error retrieving metadata: Received non 200 response 403', ['endpoint-refuses']],
  ['a host is refused', 'ValueError: Unsupported host \'host.docker.internal\'. Can only retrieve metadata from a loopback address or one of these hosts: 169.254.170.2', ['endpoint-host']],
  ['a token has a line break', 'ValueError: Auth token value is not a legal header value', ['endpoint-token']],
  ['a session file is empty', '  in _retrieve_credentials_using\njson.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)', ['keys-damaged']],
  ['another JSON is broken', 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)', []],
  ['the service says that keys have ended', 'ClientError: An error occurred (ExpiredTokenException) when calling the GetSecretValue operation: The security token included in the request is expired', ['keys-expired', 'keys-beside-session']],
  ['the key is unknown', 'ClientError: An error occurred (UnrecognizedClientException) when calling the GetSecretValue operation: The security token included in the request is invalid.', ['keys-unknown']],
  ['a parameter is denied', 'ClientError: An error occurred (AccessDeniedException) when calling the GetParameter operation: User: arn:aws:iam::1:user/x is not authorized to perform: ssm:GetParameter', ['denied']],
  ['the key of KMS is denied', 'ClientError: An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed', ['kms-denied']],
  ['the role is denied', 'ClientError: An error occurred (AccessDenied) when calling the AssumeRole operation: User is not authorized to perform: sts:AssumeRole', ['role-denied']],
  ['one key is absent', 'PartialCredentialsError: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY', ['keys-partial']],
  ['a file of profiles is broken', 'botocore.exceptions.ConfigParseError: Unable to parse config file: /home/astro/.aws/config', ['profiles-broken']],
  ['an expiration is garbage', 'dateutil.parser._parser.ParserError: Unknown string format: soon', ['expiration-unreadable']],
  ['a token cannot be written', 'OSError: [Errno 30] Read-only file system: \'/home/astro/.aws/sso/cache/tmp1.tmp\'', ['token-read-only']],
  ['the folder of tokens is closed', 'PermissionError: [Errno 13] Permission denied: \'/home/astro/.aws/sso/cache/tmp1.tmp\'', ['token-folder-denied']],
  ['a token cannot be read', 'KeyError: \'da39a3ee5e6b4b0d3255bfef95601890afd80709\'', ['token-unreadable']],
  ['a sign-in is over', 'botocore.exceptions.TokenRetrievalError: Error when retrieving token from sso: Token has expired and refresh failed', ['token-ended']],
  ['SELinux is in the way', 'PermissionError: [Errno 13] Permission denied: \'/home/astro/.aws/config\'', ['selinux']],
  ['nothing was exported', 'invalid mount config for type "bind": bind source path does not exist: /home/a/.airflow-credentials/aws/dev/mount', ['session-not-exported']],
  ['there is no cache', 'bind source path does not exist: /home/a/.aws/sso/cache', ['token-cache-absent']],
  ['there is no ~/.aws', 'Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /home/a/.aws\n', ['aws-folder-absent']],
  ['networks overlap', 'failed to create network: Pool overlaps with other one on this address space', ['subnet-taken']],
  ['there is no file of Google', 'bind source path does not exist: /home/a/.config/gcloud/application_default_credentials.json', ['gcp-file-not-there']],
  ['DNS does not know Google', 'google.api_core.exceptions.RetryError: Timeout of 60.0s exceeded, last exception: 503 DNS resolution failed for secretmanager.googleapis.com:443', ['gcp-unreachable']],
  ['a token of Google is not to be had', 'google.auth.exceptions.TransportError: HTTPSConnectionPool(host=\'oauth2.googleapis.com\', port=443): Failed to resolve \'oauth2.googleapis.com\'', ['gcp-unreachable']],
  ['a sign-in at Google has ended', "google.auth.exceptions.RefreshError: ('invalid_grant: Token has been expired or revoked.', {'error': 'invalid_grant'})", ['gcp-sign-in-ended']],
  ['gRPC says so of Google', "503 Getting metadata from plugin failed with error: ('invalid_grant: Bad Request', {'error': 'invalid_grant'})", ['gcp-sign-in-ended']],
  ['a sign-in at Microsoft has ended', 'ClientAuthenticationError: invalid_grant: AADSTS70043: The refresh token has expired', []],
  ['Vault is not reached', `${VAULT}requests.exceptions.ConnectionError: HTTPSConnectionPool(host='vault.example.com', port=8200): Max retries exceeded with url: /v1/secret/data/airflow/variables/a (Caused by …)`, ['vault-unreachable']],
  ['Vault is on the developer\'s machine', `${VAULT}requests.exceptions.ConnectionError: HTTPConnectionPool(host='localhost', port=8200): Max retries exceeded with url: /v1/secret/data/a`, ['vault-localhost']],
  ['the certificate of Vault is not trusted', `${VAULT}requests.exceptions.SSLError: HTTPSConnectionPool(host='v', port=8200): Max retries exceeded with url: /v1/a (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]')))`, ['vault-certificate']],
  ['the address of Vault has no scheme', `${VAULT}requests.exceptions.MissingSchema: Invalid URL 'vault:8200/v1/secret/data/a': No scheme supplied.`, ['vault-url']],
  ['another API is not reached', 'requests.exceptions.ConnectionError: HTTPSConnectionPool(host=\'api.acme.com\', port=443): Max retries exceeded with url: /v1/orders', []],
  ['another API of the container is not reached', 'requests.exceptions.ConnectionError: HTTPConnectionPool(host=\'localhost\', port=80): Max retries exceeded with url: /v1/orders', []],
  ['the certificate of another API is not trusted', 'requests.exceptions.SSLError: HTTPSConnectionPool(host=\'api.acme.com\', port=443): Max retries exceeded with url: /v1/a (Caused by SSLError(1, \'[SSL: CERTIFICATE_VERIFY_FAILED]\'))', []],
  ['the URL of another API is wrong', 'requests.exceptions.MissingSchema: Invalid URL \'api/v1/orders\': No scheme supplied.', []],
  ['there is no token of Vault', 'FileNotFoundError: [Errno 2] No such file or directory: \'/home/astro/.vault/token\'', ['vault-token-absent']],
  ['the token of Vault is closed', 'PermissionError: [Errno 13] Permission denied: \'/home/astro/.vault-token\'', ['vault-token-unreadable']],
  ['another file is absent', 'FileNotFoundError: [Errno 2] No such file or directory: \'include/tokenizer.bin\'', []],
  ['another file is closed', 'PermissionError: [Errno 13] Permission denied: \'include/vault/report.csv\'', []],
  ['colors are no part of it', 'botocore.exceptions.\u001B[31mNoRegionError\u001B[0m: You must specify a region.', ['region-absent']],
  ['an empty log', '', []],
  ['a token that cannot be read', 'PermissionError: [Errno 13] Permission denied: \'/home/astro/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json\'\nKeyError: \'ee0bfd2552fbd840c02cc48b6e823320543c450f\'', ['token-unreadable']],
  ['the program of a profile is not in the container', 'File "/x/botocore/credentials.py", line 1116, in _retrieve_credentials_using\n  p = self._popen(\nFile "/usr/lib/python3.12/subprocess.py", line 1955, in _execute_child\nFileNotFoundError: [Errno 2] No such file or directory: \'aws-vault\'', ['credential-process']],
  ['garbage', '\u0000\uFFFD{{{', []],
])('%s', (_, log, expected) => {
  expect(ids(log)).toEqual(expected);
});

test('every cause has an id of its own, a section that exists, and texts without links and line breaks', () => {
  expect(new Set(CAUSES.map(({ id }) => id)).size).toBe(CAUSES.length);
  for (const { id, section, symptom, when = '', cause, fix, covers = [] } of CAUSES) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(Object.keys(SYMPTOM_SECTIONS)).toContain(section);
    expect(`${symptom}${when}${cause}${fix}`).not.toMatch(/\n|\||\]\(/);
    covers.forEach((other) => expect(CAUSES.map((one) => one.id)).toContain(other));
  }
});

test('causes with the same symptom say what separates them, and only these', () => {
  const unclear = CAUSES.filter(({ section, symptom, when }) => {
    const others = CAUSES.filter((other) => other.section === section && other.symptom === symptom);
    return (others.length > 1) !== (when !== undefined) || others.filter((other) => other.when === when).length > 1;
  });
  expect(unclear.map(({ id }) => id)).toEqual([]);
});

test('a symptom is text that a reader finds without its neighbors', () => {
  expect(CAUSES.filter(({ symptom }) => !/^[`A-Z]/.test(symptom)).map(({ id }) => id)).toEqual([]);
});
