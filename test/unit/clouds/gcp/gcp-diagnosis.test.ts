import * as fs from 'node:fs';
import * as path from 'node:path';
import { GcpCredentials, GcpSecretsBackend } from '../../../../src';
import { GCP_DIAGNOSIS } from '../../../../src/clouds/gcp/gcp-diagnosis';
import { causesIn } from '../../../../src/doctor/causes';
import { backends } from '../../../../src/doctor/collect/backend';
import { readOverride } from '../../../../src/doctor/collect/override';
import type { Surroundings } from '../../../../src/doctor/collect/surroundings';
import { ways } from '../../../../src/doctor/collect/ways';
import { dotenvEntries } from '../../../../src/text/dotenv-text';
import { synth } from '../../../support/projects';
import { read, tempDir, write } from '../../../support/util';

const FILE = '.config/gcloud/application_default_credentials.json';
const { trial, mounted } = GCP_DIAGNOSIS;

/** What Airflow printed with Google's provider 22.8, without the lines of a traceback that show code. */
test.each<[string, string, string[]]>([
  ['no project', 'ValueError: Project ID could not be determined. Please provide \'project_id\' in backend configuration or ensure your credentials include a default project.', ['gcp-project-absent']],
  ['a file that may not be read', 'PermissionError: [Errno 13] Permission denied: \'/usr/local/airflow/gcloud/application_default_credentials.json\'', ['gcp-file-unreadable']],
  ['an unknown argument', 'TypeError: LoggingMixin.__init__() got an unexpected keyword argument \'conections_prefix\'', ['gcp-kwarg']],
  ['a prefix with a slash', 'airflow.sdk.exceptions.AirflowException: `connections_prefix`, `variables_prefix` and `sep` should follows that pattern ^[a-zA-Z0-9-_]*$', ['gcp-name-pattern']],
  ['no file', 'Unable to load credentials for GCP Secret Manager. Make sure\ngoogle.auth.exceptions.DefaultCredentialsError: File /usr/local/airflow/elsewhere.json was not found.\nAttributeError: \'CloudSecretManagerBackend\' object has no attribute \'credentials\'', ['gcp-file-absent']],
  ['an ended sign-in', 'google.api_core.exceptions.RetryError: Timeout of 60.0s exceeded, last exception: 503 Getting metadata from plugin failed with error: (\'invalid_grant: Token has been expired or revoked.\', {})', ['gcp-sign-in-ended']],
  ['a session that Google ends', 'google.auth.exceptions.ReauthFailError: Reauthentication failed. invalid_grant: Bad Request, {"error_subtype": "invalid_rapt"}', ['gcp-sign-in-ended']],
  ['no right', 'Google Cloud API Call Error (PermissionDenied): No access for Secret ID orders-variables-source.\n                Did you add \'secretmanager.versions.access\' permission?\nVariable source does not exist.', ['gcp-denied']],
  ['a closed service account', 'google.auth.exceptions.RefreshError: (\'Unable to acquire impersonated credentials\', \'{"error": {"code": 403, "status": "PERMISSION_DENIED"}}\')', ['gcp-impersonation-denied']],
  ['no network', 'google.api_core.exceptions.RetryError: Timeout of 60.0s exceeded, last exception: 503 failed to connect to all addresses; last error: FAILED_PRECONDITION', ['gcp-unreachable']],
  ['a name that is not valid', 'Google Cloud API Call Error (InvalidArgument): Invalid secret ID orders/variables-source.', ['gcp-name-invalid']],
])('a log with %s is named', (_, log, expected) => {
  expect(causesIn(log).map(({ id }) => id)).toEqual(expected);
});

test.each([
  ['PermissionError EACCES', 'unreadable'],
  ['DefaultCredentialsError ', 'noCredentials'],
  ['RefreshError ', 'signInEnded'],
  ['TransportError ', 'noNetwork'],
  ['ModuleNotFoundError ', 'noClient'],
  ['ValueError ', undefined],
])('in a container %s means %s', (error, cause) => {
  expect(trial.causes.find(({ pattern }) => pattern.test(error))?.cause).toBe(cause);
});

test.each([
  [{ source: `~/${FILE}`, target: '/opt/x.json' }, true],
  [{ source: 'C:\\Users\\a\\AppData\\Roaming\\gcloud\\application_default_credentials.json', target: '/x' }, true],
  [{ source: '~/adc.json', target: '/usr/local/airflow/gcloud/application_default_credentials.json' }, true],
  [{ source: '~/.config/gcloud', target: '/home/astro/.config/gcloud' }, false],
  [{ source: '~/.aws', target: '/home/astro/.aws' }, false],
])('the mount %j is of these credentials: %s', (mount, expected) => {
  expect(mounted.isMounted(mount)).toBe(expected);
});

describe('of a project with Google\'s credentials', () => {
  const facts = async (env: NodeJS.ProcessEnv = {}, mode = 0o600) => {
    const directory = synth({ runtimeVersion: '3.3-8', credentials: [GcpCredentials.mounted({ projectId: 'orders-dev' })], secretsBackend: GcpSecretsBackend.secretManager() });
    const home = tempDir();
    write(home, { [FILE]: '{}' });
    fs.chmodSync(path.join(home, FILE), mode);
    const override = readOverride(directory);
    const dotenv = dotenvEntries(read(directory, '.env'));
    if ('unknown' in override || override.value === undefined) {
      throw new Error('no override');
    }
    const unknown = { unknown: 'it is not asked' };
    const sources = { override: override.value, dotenv, watched: () => Promise.resolve(unknown), kindOf: () => Promise.resolve(unknown) };
    const surroundings = { directory, env, home } as Surroundings;
    return { ways: await ways(sources, surroundings), backends: backends(directory, { environment: override.value.environment, dotenv, env }, undefined) };
  };

  test('the doctor finds the file with its permissions, and nothing of profiles, regions and keys', async () => {
    const { ways: found } = await facts();
    expect(found).toEqual({ value: [expect.objectContaining({ cloud: 'gcp', kind: 'mounted', mount: expect.objectContaining({ source: `~/${FILE}`, found: 'file', wanted: 'file', configure: 'gcloud auth application-default login', entries: [expect.objectContaining({ name: `~/${FILE}`, wanted: ['r'] })] }) })] });
    expect(JSON.stringify(found)).not.toMatch(/profile|region|session\(\)/);
  });

  test('it finds the place that the shell names', async () => {
    const { ways: found } = await facts({ CLOUDSDK_CONFIG: '/nowhere' });
    expect(found).toMatchObject({ value: [{ mount: { source: '/nowhere/application_default_credentials.json', found: 'absent' } }] });
  });

  test('it knows the backend with its arguments', async () => {
    const { backends: found } = await facts();
    expect(found).toEqual([expect.objectContaining({ isKnown: true, kwargs: 'json', troubles: [], off: 0, kinds: 3 })]);
  });
});
