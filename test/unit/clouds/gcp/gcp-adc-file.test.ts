import { adcProblems } from '../../../../src/clouds/gcp/gcp-adc-file';
import { GCP_DIAGNOSIS } from '../../../../src/clouds/gcp/gcp-diagnosis';

const SECRET = 'GOCSPX-never-printed';
const USER = { type: 'authorized_user', client_id: 'id', client_secret: SECRET, refresh_token: SECRET, quota_project_id: 'orders-dev' };
const KEY = { type: 'service_account', client_email: 'a@orders-dev.iam.gserviceaccount.com', private_key: SECRET, token_uri: 'https://oauth2.googleapis.com/token' };
const WORKLOAD = { type: 'external_account', audience: '//iam.googleapis.com/x', subject_token_type: 'x', token_url: 'https://sts.googleapis.com/v1/token' };
const IMPERSONATED = { type: 'impersonated_service_account', service_account_impersonation_url: 'https://x', source_credentials: USER };

const OF_GCLOUD = '~/.config/gcloud/application_default_credentials.json';
const OWN = '~/keys/sa.json';

const problems = (file: unknown, source: string = OF_GCLOUD): string[] => {
  const found = adcProblems(typeof file === 'string' ? file : JSON.stringify(file), source);
  expect(JSON.stringify(found)).not.toMatch(SECRET);
  return found.map(({ isFailure, text }) => `${isFailure ? 'failure' : 'warning'}: ${text}`);
};

/* What google-auth 2.63 takes and refuses (google.auth.load_credentials_from_file). */
test.each<[string, unknown]>([
  ['a person', USER], ['an impersonated service account', IMPERSONATED], ['a person of a workforce', { type: 'external_account_authorized_user', refresh_token: 'x' }],
  ['a workload that asks an address', { ...WORKLOAD, credential_source: { url: 'http://169.254.169.254/x' } }],
])('the file of %s is right', (_, file) => {
  expect(problems(file)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['garbage', `{"refresh_token": "${SECRET}`, 'failure: is not JSON with members, so every client fails (DefaultCredentialsError)'],
  ['an empty file', '', 'failure: is not JSON with members'],
  ['a file with a BOM', `\uFEFF${JSON.stringify(USER)}`, 'failure: is not JSON with members'],
  ['a list', [USER], 'failure: is not JSON with members'],
  ['null', 'null', 'failure: is not JSON with members'],
  ['an OAuth client', { installed: { client_id: 'id', client_secret: SECRET } }, 'failure: is an OAuth client, and not credentials'],
  ['a type that nobody knows', { type: SECRET }, 'failure: has no type that Google\'s libraries know'],
  ['the name of a method as the type', { type: 'constructor' }, 'failure: has no type that Google\'s libraries know'],
  ['a person without a token', { ...USER, refresh_token: undefined }, 'failure: is of type authorized_user and lacks refresh_token, so it is cut or was edited'],
  ['a person without anything', { type: 'authorized_user' }, 'failure: is of type authorized_user and lacks client_id, client_secret and refresh_token'],
  ['a person without a quota project', { ...USER, quota_project_id: undefined }, 'warning: has no quota project, and some APIs of Google refuse a person without one'],
  ['a service account where a person is expected', KEY, 'warning: is the key of a service account, which does not end and which every DAG can read'],
  ['a service account that is cut', { ...KEY, private_key: null }, 'failure: is of type service_account and lacks private_key'],
  ['a workload without a source', WORKLOAD, 'failure: is of type external_account and lacks credential_source'],
  ['a workload with a file', { ...WORKLOAD, credential_source: { file: '/var/run/token' } }, 'warning: names another file with a token, which the containers have only if it is mounted at the same path'],
  ['a workload with a program', { ...WORKLOAD, credential_source: { executable: { command: 'x' } } }, 'warning: names a program that gives a token, which the containers do not have'],
  ['an impersonation of nobody', { ...IMPERSONATED, service_account_impersonation_url: undefined }, 'failure: is of type impersonated_service_account and lacks service_account_impersonation_url'],
])('%s is named, without a value', (_, file, problem) => {
  expect(problems(file)).toEqual([expect.stringContaining(problem)]);
});

test('the key of a service account is right in a file that the rc file names', () => {
  expect(problems(KEY, OWN)).toEqual([]);
  const { problemsIn } = GCP_DIAGNOSIS.mounted;
  const inFile = (source: string) => problemsIn(JSON.stringify(KEY), { source, target: '/x' }).length;
  expect([inFile(OF_GCLOUD), inFile('C:\\Users\\a\\application_default_credentials.json'), inFile(OWN)]).toEqual([1, 1, 0]);
});

test('what fixes a file that the rc file names puts one there: gcloud writes to its own place alone', () => {
  const fixesOf = (file: unknown, source: string) => adcProblems(typeof file === 'string' ? file : JSON.stringify(file), source).map(({ fix }) => fix);
  const { configure } = GCP_DIAGNOSIS.mounted;
  const [login, copy] = ['gcloud auth application-default login', 'copy a key of a service account to ~/keys/sa.json, or run gcloud auth application-default login and copy its file there'];
  expect([configure({ source: OF_GCLOUD }), configure({ source: OWN })]).toEqual([login, copy]);
  for (const broken of ['broken', { type: 'x' }, { ...USER, refresh_token: undefined }, { ...WORKLOAD, credential_source: { executable: { command: 'x' } } }]) {
    expect([fixesOf(broken, OF_GCLOUD), fixesOf(broken, OWN)]).toEqual([[login], [copy]]);
  }
  const noProject = { ...USER, quota_project_id: undefined };
  expect([fixesOf(noProject, OF_GCLOUD), fixesOf(noProject, OWN)]).toEqual([['gcloud auth application-default set-quota-project PROJECT'], ['set "quota_project_id" in ~/keys/sa.json']]);
});
