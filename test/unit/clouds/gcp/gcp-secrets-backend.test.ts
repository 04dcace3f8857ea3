import * as fc from 'fast-check';
import { AwsCredentials, GcpCredentials, GcpSecretsBackend, type GcpSecretManagerOptions } from '../../../../src';
import { LocalAirflow } from '../../../../src';
import { errorOf, printedBy, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const ROBOT = 'reader@orders-dev.iam.gserviceaccount.com';
const kwargs = (options?: GcpSecretManagerOptions) => GcpSecretsBackend.secretManager(options).kwargs;

test('by default both prefixes are written, and the provider\'s own defaults are kept', () => {
  const { displayName, classPath, requirement, warnings } = GcpSecretsBackend.secretManager();
  expect([displayName, classPath, requirement, warnings]).toEqual([
    'Google Cloud Secret Manager', 'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend', 'apache-airflow-providers-google', [],
  ]);
  expect(JSON.stringify(kwargs())).toBe('{"connections_prefix":"airflow-connections","variables_prefix":"airflow-variables"}');
});

test('every option becomes its argument, in a fixed order', () => {
  expect(JSON.stringify(kwargs({
    extraKwargs: { gcp_scopes: 'https://www.googleapis.com/auth/cloud-platform' }, impersonationChain: [ROBOT], sep: '_', config: false, projectId: 'orders-dev', variablesPrefix: 'v', connectionsPrefix: 'c',
  }))).toBe(`{"connections_prefix":"c","variables_prefix":"v","config_prefix":null,"sep":"_","project_id":"orders-dev","impersonation_chain":"${ROBOT}","gcp_scopes":"https://www.googleapis.com/auth/cloud-platform"}`);
  expect(kwargs({ configPrefix: 'settings' }).config_prefix).toBe('settings');
  expect(kwargs({ connections: false, variables: false })).toEqual({ connections_prefix: null, variables_prefix: null });
  expect(kwargs({ projectId: 'orders-dev', impersonationChain: ['first@orders-dev.iam.gserviceaccount.com', ROBOT] }).impersonation_chain).toEqual(['first@orders-dev.iam.gserviceaccount.com', ROBOT]);
});

test('a name is prefix, separator and key, and nothing is replaced', () => {
  const backend = GcpSecretsBackend.secretManager({ variablesPrefix: 'orders', sep: '--' });
  expect(backend.secretNameForVariable('my_var')).toBe('orders--my_var');
  expect(backend.secretNameForConnection('my_conn')).toBe('airflow-connections--my_conn');
  expect(GcpSecretsBackend.secretManager({ connections: false }).secretNameForConnection('my_conn')).toBeUndefined();
});

test('an empty prefix keeps the separator, with a warning that names the secret', () => {
  const backend = GcpSecretsBackend.secretManager({ variablesPrefix: '' });
  expect(backend.secretNameForVariable('my_var')).toBe('-my_var');
  expect(backend.warnings).toEqual(["variablesPrefix is empty, and Google's provider keeps the separator: the variable key my_key is the secret -my_key. Give it a prefix, or sep ''."]);
  expect(GcpSecretsBackend.secretManager({ variablesPrefix: '', sep: '' }).warnings).toEqual([
    'variablesPrefix and sep are empty, so every name of a secret in the project is also a variable key. Give it a prefix.',
  ]);
  expect(GcpSecretsBackend.secretManager({ variablesPrefix: 'v-', sep: '' }).warnings).toEqual([]);
});

test.each<[string, GcpSecretManagerOptions, RegExp]>([
  ['a prefix with a slash, as AWS has it', { connectionsPrefix: 'airflow/connections' }, /connectionsPrefix "airflow\/connections" cannot be part of a name in Google Cloud Secret Manager: a name has letters, digits, "-" and "_" only/],
  ['such a prefix that the provider does not check', { variablesPrefix: 'airflow/variables' }, /variablesPrefix "airflow\/variables" cannot/],
  ['a prefix with a dot', { configPrefix: 'a.b' }, /configPrefix "a.b" cannot/],
  ['a prefix with a line break at its end', { variablesPrefix: 'a\n' }, /cannot be part of a name/],
  ['a prefix that is too long', { variablesPrefix: 'x'.repeat(255) }, /more than 255 characters/],
  ['a separator with a slash', { sep: '/' }, /sep "\/" cannot be part of a name/],
  ['a prefix of what is switched off', { variables: false, variablesPrefix: 'v' }, /variables: false switches the lookup off/],
  ['a project by its name', { projectId: 'My Project' }, /projectId "My Project" is not the id/],
  ['a chain without a project', { impersonationChain: [ROBOT] }, /impersonationChain needs projectId: without it, Google's provider looks in the project of the service account, whatever GOOGLE_CLOUD_PROJECT says\. Add projectId\./],
  ['an empty chain', { impersonationChain: [] }, /impersonationChain is empty/],
  ['a person to impersonate', { impersonationChain: ['alice@example.com'] }, /"alice@example.com", which is not a service account. Write its email address/],
  ['a service account by its path', { impersonationChain: ['projects/p/serviceAccounts/x'] }, /not a service account/],
  ['a key as a prefix', { variablesPrefix: ['AIza', 'SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY'].join('') }, /variablesPrefix looks like a Google API key/],
])('%s is refused', (_, options, message) => {
  const error = errorOf(() => GcpSecretsBackend.secretManager(options));
  expect(error?.name).toBe('AstroAirflowError');
  expect(error?.message).toMatch(message);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['an argument with an option', { project_id: 'orders-dev' }, /extraKwargs has project_id, for which there is an option. Write projectId instead/],
  ['the key of a service account', { gcp_keyfile_dict: { private_key: 'x' } }, /gcp_keyfile_dict. It is the key of a service account.*impersonationChain reads as a service account without a key/],
  ['a misspelled argument', { gcp_key_pth: '/x' }, /gcp_key_pth.*Airflow would not start.*gcp_key_path/],
  ['an argument of AWS', { region_name: 'us-west-2' }, /region_name/],
])('%s in extraKwargs is refused', (_, extraKwargs, message) => {
  expect(errorOf(() => GcpSecretsBackend.secretManager({ extraKwargs }))?.message).toMatch(message);
});

test.each(['a.b', 'a/b', 'a b', 'ä', 'a:b', ''])('the key %j is refused: the service has no such name', (key) => {
  expect(() => GcpSecretsBackend.secretManager().secretNameForVariable(key)).toThrow(/cannot be looked up in Google Cloud Secret Manager/);
});

test('a name of 255 characters is the longest', () => {
  const backend = GcpSecretsBackend.secretManager({ variablesPrefix: 'v' });
  expect(backend.secretNameForVariable('x'.repeat(250))).toHaveLength(252);
  expect(() => GcpSecretsBackend.secretManager().secretNameForVariable('x'.repeat(240))).toThrow(/more than 255 characters/);
});

test('every name that is given is one that the service takes, whatever the options', () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9_-]{0,20}$/);
  fc.assert(fc.property(part, part, fc.stringMatching(/^[\w.-]{1,60}$/), (variablesPrefix, sep, key) => {
    const backend = GcpSecretsBackend.secretManager({ variablesPrefix, sep });
    if (key.includes('.')) {
      expect(() => backend.secretNameForVariable(key)).toThrow();
    } else {
      expect(backend.secretNameForVariable(key)).toBe(`${variablesPrefix}${sep}${key}`);
    }
  }));
});

describe('a project', () => {
  const declare = (options: ConstructorParameters<typeof LocalAirflow>[1]) => () => synth({ runtimeVersion: '3.1-12', ...options });

  test('is needed: without one Airflow does not start', () => {
    for (const credentials of [[], [GcpCredentials.mounted()], [AwsCredentials.mounted()]]) {
      expect(declare({ credentials, secretsBackend: GcpSecretsBackend.secretManager() })).toThrow(
        /GcpSecretsBackend.secretManager\(\) has no project, and without one Airflow does not start.*Give projectId: 'my-project' to it or to GcpCredentials.mounted\(\)/,
      );
    }
  });

  test('is that of a key which the image has', () => {
    const outdir = declare({ credentials: [], secretsBackend: GcpSecretsBackend.secretManager({ extraKwargs: { gcp_key_path: '/usr/local/airflow/keys/reader.json' } }) })();
    expect(read(outdir, '.env')).toContain('"gcp_key_path":"/usr/local/airflow/keys/reader.json"');
  });

  test('can be that of the credentials, and the commands name it', () => {
    const outdir = declare({ credentials: [GcpCredentials.mounted({ projectId: 'orders-dev' })], secretsBackend: GcpSecretsBackend.secretManager(), exampleDag: {} })();
    expect(read(outdir, '.env')).toContain('AIRFLOW__SECRETS__BACKEND_KWARGS={"connections_prefix":"airflow-connections","variables_prefix":"airflow-variables"}\n');
    expect(read(outdir, 'dags/example_secrets_dag.py')).toContain('gcloud secrets create airflow-variables-my_var --project=orders-dev --data-file=-  # bash, zsh');
  });

  test('of the backend wins: the secrets can be in another project than the data', () => {
    const secretsBackend = GcpSecretsBackend.secretManager({ projectId: 'orders-secrets' });
    const outdir = declare({ credentials: [GcpCredentials.mounted({ projectId: 'orders-dev' })], secretsBackend, exampleDag: {} })();
    expect(read(outdir, '.env')).toContain('"project_id":"orders-secrets"');
    expect(read(outdir, 'dags/example_secrets_dag.py')).toContain('--project=orders-secrets');
  });
});

test('the example DAG has a command for each shell, none of which stores a line break, and one that deletes', () => {
  const outdir = synth({ runtimeVersion: '3.1-12', secretsBackend: GcpSecretsBackend.secretManager({ projectId: 'orders-dev' }), exampleDag: {} });
  const lines = read(outdir, 'dags/example_secrets_dag.py').split('\n').filter((line) => line.includes('gcloud'));
  expect(lines).toEqual([
    '    printf %s hello | gcloud secrets create airflow-variables-my_var --project=orders-dev --data-file=-  # bash, zsh',
    '    Set-Content -NoNewline secret.txt hello; gcloud secrets create airflow-variables-my_var --project=orders-dev --data-file=secret.txt; Remove-Item secret.txt  # PowerShell',
    '    printf %s postgres://me:secret@db:5432/orders | gcloud secrets create airflow-connections-my_conn --project=orders-dev --data-file=-  # bash, zsh',
    '    Set-Content -NoNewline secret.txt postgres://me:secret@db:5432/orders; gcloud secrets create airflow-connections-my_conn --project=orders-dev --data-file=secret.txt; Remove-Item secret.txt  # PowerShell',
    '    gcloud secrets delete airflow-variables-my_var --project=orders-dev --quiet',
    '    gcloud secrets delete airflow-connections-my_conn --project=orders-dev --quiet',
  ]);
  expect(read(outdir, 'requirements.txt')).toContain('apache-airflow-providers-google\n');
});

test('a name with a hyphen at its start is no option of gcloud', () => {
  const backend = GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: '' });
  expect(backend.createCommand('-my_var', 'it\'s')?.split('\n')).toEqual([
    "printf %s 'it'\\''s' | gcloud secrets create projects/orders-dev/secrets/-my_var --data-file=-  # bash, zsh",
    "Set-Content -NoNewline secret.txt 'it''s'; gcloud secrets create projects/orders-dev/secrets/-my_var --data-file=secret.txt; Remove-Item secret.txt  # PowerShell",
  ]);
  expect(backend.deleteCommand('-my_var')).toBe('gcloud secrets delete projects/orders-dev/secrets/-my_var --quiet');
});

describe('the condition of the role binding', () => {
  const condition = (options: GcpSecretManagerOptions, projectNumber = '123456789012') => GcpSecretsBackend.secretManager(options).iamCondition({ projectNumber });

  test('opens the secrets below the prefixes, and no others', () => {
    expect(condition({ variablesPrefix: 'orders', config: false })).toEqual({
      title: 'read-airflow-secrets',
      description: 'Variables and connections of Airflow',
      expression: 'resource.name.startsWith("projects/123456789012/secrets/airflow-connections-") || resource.name.startsWith("projects/123456789012/secrets/orders-")',
    });
  });

  test('has the same start once', () => {
    expect(condition({ variablesPrefix: 'a', connectionsPrefix: 'a', config: false }).expression).toBe('resource.name.startsWith("projects/123456789012/secrets/a-")');
  });

  test('warns where it opens everything, and is refused where there is nothing to open', () => {
    const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    condition({ variablesPrefix: '', sep: '' });
    expect(emit.mock.calls.flat()).toEqual([expect.stringContaining('allows every secret of the project'), 'projen-astro-airflow']);
    emit.mockRestore();
    expect(() => condition({ connections: false, variables: false, config: false })).toThrow(/nothing to allow/);
    expect(() => condition({}, 'orders-dev')).toThrow(/projectNumber "orders-dev" is not the number of a project/);
  });
});

test('the warnings are printed at a synth', () => {
  const printed = printedBy((project) => void new LocalAirflow(project, { runtimeVersion: '3.1-12', secretsBackend: GcpSecretsBackend.secretManager({ projectId: 'orders-dev', variablesPrefix: '' }) }));
  expect(printed).toContain('is the secret -my_key');
});
