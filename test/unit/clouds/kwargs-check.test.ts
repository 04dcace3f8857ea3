import * as fs from 'node:fs';
import { AzureSecretsBackend, GcpSecretsBackend, LocalAirflow, SecretsBackend, type LocalAirflowOptions } from '../../../src';
import { checkExtraKwargs, knownDistribution, knownKwargs, kwargTroubles, type InstalledRelease } from '../../../src/clouds/kwargs-check';
import { PROVIDER_KWARGS } from '../../../src/clouds/provider-kwargs';
import { bareProject, errorOf, printedBy, synth } from '../../support/projects';
import { tempDir, write } from '../../support/util';

const GOOGLE = 'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend';
const AZURE = 'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend';
const VAULT = 'airflow.providers.hashicorp.secrets.vault.VaultBackend';
const LOCAL = 'airflow.secrets.local_filesystem.LocalFilesystemBackend';
const AWS = 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend';
const AKEYLESS = 'airflow.providers.akeyless.secrets.akeyless.AkeylessBackend';
const YANDEX = 'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend';

/** The doctor's and the component's words, without the newest release, which each update of the data changes. */
function troubles(classPath: string, kwargs: readonly string[], installed: InstalledRelease = {}): string[] {
  const { newest } = PROVIDER_KWARGS[classPath];
  return kwargTroubles(classPath, kwargs, installed).map(({ text }) => text.replace(newest, 'NEWEST'));
}

describe('the data', () => {
  test.each<[string, string, string[]]>([
    [GOOGLE, 'apache-airflow-providers-google', ['connections_prefix', 'variables_prefix', 'config_prefix', 'gcp_keyfile_dict', 'gcp_key_path', 'gcp_scopes', 'project_id', 'sep', 'impersonation_chain', 'gcp_credential_config_file']],
    [AZURE, 'apache-airflow-providers-microsoft-azure', ['connections_prefix', 'variables_prefix', 'config_prefix', 'vault_url', 'sep', 'tenant_id', 'client_id', 'client_secret', 'managed_identity_client_id', 'workload_identity_tenant_id']],
    [VAULT, 'apache-airflow-providers-hashicorp', ['connections_path', 'variables_path', 'config_path', 'url', 'auth_type', 'auth_mount_point', 'mount_point', 'kv_engine_version', 'token', 'token_path', 'role_id', 'secret_id', 'jwt_token_path']],
    [AKEYLESS, 'apache-airflow-providers-akeyless', ['connections_path', 'variables_path', 'config_path', 'sep', 'api_url', 'access_id', 'access_key', 'access_type', 'token_ttl']],
    [YANDEX, 'apache-airflow-providers-yandex', ['yc_oauth_token', 'yc_sa_key_json', 'yc_sa_key_json_path', 'yc_connection_id', 'folder_id', 'connections_prefix', 'variables_prefix', 'config_prefix', 'sep', 'endpoint']],
    [LOCAL, 'apache-airflow', ['variables_file_path', 'connections_file_path']],
  ])('has what %s takes, and its distribution', (classPath, distribution, kwargs) => {
    expect(knownDistribution(classPath)).toBe(distribution);
    expect(knownKwargs(classPath)).toEqual(expect.arrayContaining(kwargs));
  });

  test('says nothing of a class that it does not have', () => {
    expect([knownDistribution('acme.secrets.Backend'), knownKwargs('constructor'), kwargTroubles('toString', ['x'], {})]).toEqual([undefined, undefined, []]);
  });

  test('is loaded with a backend alone', () => {
    jest.isolateModules(() => {
      const loaded = jest.fn(() => ({ PROVIDER_KWARGS: {}, LAST_BY_AIRFLOW: {} }));
      jest.doMock('../../../src/clouds/provider-kwargs', loaded);
      const { AwsSecretsBackend, LocalAirflow: Component } = jest.requireActual<typeof import('../../../src')>('../../../src');
      new Component(bareProject(), { runtimeVersion: '3.1-12' }).project.synth();
      AwsSecretsBackend.secretsManager();
      expect(loaded).not.toHaveBeenCalled();
    });
    jest.dontMock('../../../src/clouds/provider-kwargs');
  });
});

describe('extraKwargs', () => {
  const names = { optionOf: { connections_prefix: 'connectionsPrefix', project_id: 'projectId' }, refused: { gcp_keyfile_dict: 'It is a secret. Use GcpCredentials.mounted() instead.' } };

  test.each<[string, string, Record<string, unknown>, RegExp]>([
    ['one that has an option', GOOGLE, { project_id: 'p' }, /^extraKwargs has project_id, for which there is an option\. Write projectId instead\.$/],
    ['a secret', GOOGLE, { gcp_keyfile_dict: {} }, /^extraKwargs has gcp_keyfile_dict\. It is a secret\. Use GcpCredentials\.mounted\(\) instead\.$/],
    ['a misspelled option', GOOGLE, { conections_prefix: 'c' }, /^extraKwargs has conections_prefix, which no release of apache-airflow-providers-google up to [\d.]+ has: Airflow would not start\. Did you mean connectionsPrefix\?$/],
    ['a misspelled argument', GOOGLE, { gcp_scope: [] }, /: Airflow would not start\. Did you mean gcp_scopes\?$/],
    ['a name that is near none', LOCAL, { region: 'x' }, /^extraKwargs has region, which no release of apache-airflow up to [\d.]+ has: Airflow would not start\. Remove it, or use one of variables_file_path, connections_file_path.*\.$/],
    ['a name of all objects', GOOGLE, { constructor: 'x' }, /^extraKwargs has constructor, which no release/],
    ['what hvac does not take', VAULT, { vault_namespace: 'x' }, /: each lookup would fail\. /],
    ['what the Azure SDK does not read', AZURE, { retries: 1 }, /: it would go to the Azure SDK, which ignores it\. /],
    ['what AWS ignores', AWS, { regoin: 'x' }, /: it would be ignored\. /],
    ['a function', GOOGLE, { gcp_scopes: () => [] }, /^gcp_scopes in extraKwargs cannot be written as JSON\. Give it texts, numbers, true, false, null, lists and mappings of them\.$/],
    ['nothing', GOOGLE, { gcp_scopes: undefined }, /cannot be written as JSON/],
    ['not a number', VAULT, { timeout: NaN }, /cannot be written as JSON/],
  ])('refuse %s', (_, classPath, kwargs, message) => {
    const error = errorOf(() => checkExtraKwargs(classPath, kwargs, names));
    expect([error?.name, error?.message]).toEqual(['AstroAirflowError', expect.stringMatching(message)]);
  });

  test('take what the class reads, what it passes on to something that reads it, and any name for a class that is not known', () => {
    checkExtraKwargs(GOOGLE, { gcp_scopes: 'a,b', impersonation_chain: ['x'] }, names);
    checkExtraKwargs(VAULT, { namespace: 'team', verify: false }, { optionOf: {} });
    checkExtraKwargs(AZURE, { verify_challenge_resource: false, retry_total: 1 }, { optionOf: {} });
    checkExtraKwargs('acme.Backend', { anything: null }, { optionOf: {} });
    checkExtraKwargs(GOOGLE, undefined, names);
  });
});

describe('the arguments of a class in the release that is installed', () => {
  const AIRFLOW_2_8 = { tag: '10.3.0', airflowVersion: '2.8' };
  const AIRFLOW_2_4 = { tag: '6.0.0', airflowVersion: '2.4' };

  test('are right in the newest known', () => {
    expect(troubles(GOOGLE, ['project_id', 'sep', 'impersonation_chain'])).toEqual([]);
    expect(troubles(AWS, ['profile_name', 'region_name', 'connections_lookup_pattern'])).toEqual([]);
  });

  test.each<[string, string, InstalledRelease, string]>([
    [GOOGLE, 'conections_prefix', {}, 'The argument conections_prefix of CloudSecretManagerBackend is not in apache-airflow-providers-google NEWEST, the newest known, nor in an older one: Airflow would not start. Did you mean connections_prefix?'],
    [GOOGLE, 'zzz', { requirement: 'apache-airflow-providers-google>=9' }, 'The argument zzz of CloudSecretManagerBackend is not in apache-airflow-providers-google NEWEST, the newest known, nor in an older one: Airflow would not start. Remove it.'],
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google==10.10.0' }, 'The argument impersonation_chain of CloudSecretManagerBackend is in apache-airflow-providers-google from 10.13.0 on; requirements.txt asks for "apache-airflow-providers-google==10.10.0": Airflow would not start. Require apache-airflow-providers-google>=10.13.0, or remove the argument.'],
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google[x]<10.13,>=9  # why' }, 'The argument impersonation_chain of CloudSecretManagerBackend is in apache-airflow-providers-google from 10.13.0 on; requirements.txt asks for "apache-airflow-providers-google[x]<10.13,>=9": Airflow would not start. Require apache-airflow-providers-google>=10.13.0, or remove the argument.'],
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google', runtime: AIRFLOW_2_4 }, 'The argument impersonation_chain of CloudSecretManagerBackend is in apache-airflow-providers-google from 10.13.0 on; 10.9.0 is the newest that works on Airflow 2.4 (runtime 6.0.0): Airflow would not start. Remove it, or use a newer runtime.'],
    [AWS, 'full_url_mode', {}, 'The argument full_url_mode of SecretsManagerBackend is in apache-airflow-providers-amazon up to 6.2.0 only; NEWEST is the newest known: it would be ignored. Remove it.'],
    [AWS, 'full_url_mode', { requirement: 'apache-airflow-providers-amazon==8.0.0' }, 'The argument full_url_mode of SecretsManagerBackend is in apache-airflow-providers-amazon up to 6.2.0 only; requirements.txt asks for "apache-airflow-providers-amazon==8.0.0": it would be ignored. Remove it.'],
  ])('%s: %s in %j', (classPath, kwarg, installed, text) => {
    expect(troubles(classPath, [kwarg], installed)).toEqual([text]);
  });

  test.each<[string, string, InstalledRelease]>([
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google==10.13.0' }],
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google>=9', runtime: AIRFLOW_2_8 }],
    // Who pins a release has seen to it that it works.
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google==12.0.0', runtime: AIRFLOW_2_4 }],
    [GOOGLE, 'impersonation_chain', { requirement: 'apache-airflow-providers-google @ https://example.com/a.whl' }],
    [AWS, 'full_url_mode', { requirement: 'apache-airflow-providers-amazon==6.2.0' }],
    [AWS, 'full_url_mode', { requirement: 'apache-airflow-providers-amazon<6' }],
    [AWS, 'profile_name', { requirement: 'apache-airflow-providers-amazon==8.0.0' }],
  ])('%s has %s in %j', (classPath, kwarg, installed) => {
    expect(kwargTroubles(classPath, [kwarg], installed)).toEqual([]);
  });

  test('cannot be told in a release that is newer than all that are known', () => {
    const [{ text, isCertain }] = kwargTroubles(GOOGLE, ['later'], { requirement: 'apache-airflow-providers-google>=99.1' });
    expect([isCertain, text.replace(/ [\d.]+,/, ' NEWEST,')]).toEqual([false, 'The argument later of CloudSecretManagerBackend is not in apache-airflow-providers-google NEWEST, the newest known, and requirements.txt asks for a newer one. If that does not have it either, Airflow would not start.']);
  });
});

describe('a LocalAirflow', () => {
  function backend(classPath: string, kwargs: object, requirement?: string): SecretsBackend {
    return new (class Own extends SecretsBackend {
      public readonly displayName = 'Own';
      public readonly classPath = classPath;
      public readonly kwargs: any = kwargs;
      public readonly requirement: any = requirement;
      public readonly warnings = [];
      public secretNameForVariable = (key: string) => key;
      public secretNameForConnection = (id: string) => id;
    })();
  }

  function refusal(options: LocalAirflowOptions, requirements?: string): string | undefined {
    const outdir = tempDir();
    if (requirements !== undefined) {
      write(outdir, { 'requirements.txt': requirements });
    }
    const message = errorOf(() => synth(options, undefined, outdir))?.message;
    // Nothing is written where it is refused.
    expect(message !== undefined && fs.existsSync(`${outdir}/.env`)).toBe(false);
    return message;
  }

  const google = (kwargs: object, requirement = 'apache-airflow-providers-google') => ({ runtimeVersion: '3.1-12', secretsBackend: backend(GOOGLE, kwargs, requirement) });

  test('refuses a wrong argument of a class that is known, also in a backend that a user wrote', () => {
    expect(refusal(google({ project_id: 'p', conections_prefix: 'c' }))).toMatch(/^The argument conections_prefix of CloudSecretManagerBackend is not in .* Did you mean connections_prefix\?$/);
    expect(refusal(google({ project_id: 'p' }))).toBeUndefined();
  });

  test('names all wrong arguments at once', () => {
    expect(refusal(google({ x1: 1, x2: 2 }))).toMatch(/^There are 2 problems, and nothing was written:\n- The argument x1 .*\n- The argument x2 /);
  });

  test('takes the release of the user\'s own line in requirements.txt', () => {
    const options = google({ project_id: 'p', impersonation_chain: 'x' });
    expect(refusal(options, 'pandas\napache_airflow.providers-google==10.10.0\n')).toMatch(/requirements\.txt asks for "apache_airflow\.providers-google==10\.10\.0"/);
    expect(refusal(options, 'apache-airflow-providers-google==10.13.1\n')).toBeUndefined();
  });

  test('names the option that becomes the argument', () => {
    const secretsBackend = GcpSecretsBackend.secretManager({ projectId: 'orders-dev', impersonationChain: ['reader@orders-dev.iam.gserviceaccount.com'] });
    expect(refusal({ runtimeVersion: '3.1-12', secretsBackend }, 'apache-airflow-providers-google==10.10.0\n')).toMatch(/^impersonationChain: The argument impersonation_chain of CloudSecretManagerBackend is in /);
    expect([secretsBackend._optionOf('sep'), secretsBackend._optionOf('gcp_key_path')]).toEqual(['sep', undefined]);
    const keyVault = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net' });
    expect(['vault_url', 'connections_prefix', 'managed_identity_client_id'].map((kwarg) => keyVault._optionOf(kwarg))).toEqual(['vaultUrl', 'connectionsPrefix', undefined]);
  });

  test('takes the release that the backend itself asks for', () => {
    expect(refusal(google({ project_id: 'p', impersonation_chain: 'x' }, 'apache-airflow-providers-google<10.13'))).toMatch(/asks for "apache-airflow-providers-google<10\.13"/);
  });

  test('takes the release that the runtime implies', () => {
    const secretsBackend = backend(GOOGLE, { project_id: 'p', impersonation_chain: 'x' }, 'apache-airflow-providers-google');
    expect(refusal({ runtimeVersion: '6.0.0', secretsBackend })).toMatch(/10\.9\.0 is the newest that works on Airflow 2\.4 \(runtime 6\.0\.0\)/);
    expect(refusal({ runtimeVersion: '10.3.0', secretsBackend })).toBeUndefined();
  });

  test('takes the Airflow of the runtime for a class of Airflow itself', () => {
    const secretsBackend = backend(LOCAL, { variables_file_path: '/v.json', configs_file_path: '/c.json' });
    expect(refusal({ runtimeVersion: '13.7.0', secretsBackend })).toMatch(/^The argument configs_file_path of LocalFilesystemBackend is in apache-airflow from 3\.\d on; runtime 13\.7\.0 has Airflow 2\.11: Airflow would not start\. Remove it, or use a newer runtime\.$/);
    expect(refusal({ runtimeVersion: '3.3-1', secretsBackend })).toBeUndefined();
  });

  test('warns of what it cannot know', () => {
    expect(printedBy((project) => new LocalAirflow(project, google({ project_id: 'p', later: 1 }, 'apache-airflow-providers-google>=99')))).toMatch(/The argument later of CloudSecretManagerBackend is not in .* asks for a newer one/);
  });

  test('says nothing of the arguments of a class that it does not know', () => {
    expect(refusal({ runtimeVersion: '3.1-12', secretsBackend: backend('acme.Backend', { anything: 1 }) })).toBeUndefined();
  });
});
