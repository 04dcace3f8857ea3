import { runInNewContext } from 'node:vm';
import { GitHub } from 'projen/lib/github';
import {
  AstroProject, AstroRuntime, AwsCredentials, AwsSecretsBackend, AzureCredentials, AzureSecretsBackend, DriftCheck, GcpCredentials, GcpSecretsBackend,
  LocalAirflow, LocalFilesystemSecretsBackend, VaultCredentials, VaultSecretsBackend, type CloudCredentials, type LocalAirflowOptions, type SecretsBackend,
} from '../../src';
import { documented } from '../support/documentation/assembly';
import { bareProject, treeState } from '../support/projects';
import { tempDir } from '../support/util';

process.env.PROJEN_DISABLE_POST = 'true';

type Options = Readonly<Record<string, any>>;

/** What options do, and another value than the default for each: it must do something else, or the comparison would prove nothing. */
interface Observed {
  readonly observe: (options: Options) => unknown;
  readonly others: Options;
}

const credentials = (made: CloudCredentials): unknown => made.declarations(AstroRuntime.parse('3.3-8'));

/** Arguments that are written only if their option is given: their effect shows in the names of secrets. */
const WRITTEN_IF_GIVEN = ['sep', 'kv_engine_version'];

const backend = (made: SecretsBackend): unknown => ({
  names: [made.secretNameForVariable('my_var'), made.secretNameForConnection('my_conn')],
  commands: [made.createCommand('airflow/variables/my_var', 'hello'), made.deleteCommand('airflow/variables/my_var')],
  kwargs: Object.fromEntries(Object.entries(made.kwargs).filter(([name]) => !WRITTEN_IF_GIVEN.includes(name))),
});

function local(options: LocalAirflowOptions, declare: (made: LocalAirflow) => void = () => undefined): unknown {
  const project = bareProject();
  new GitHub(project, { mergify: false, pullRequestLint: false });
  declare(new LocalAirflow(project, { runtimeVersion: '3.3-8', secretsBackend: new LocalFilesystemSecretsBackend(), ...options }));
  project.synth();
  return treeState(project.outdir, false);
}

function astroProject(options: Options): unknown {
  const project = new AstroProject({ name: 'orders', runtimeVersion: '3.3-8', outdir: tempDir(), ...options });
  project.synth();
  return treeState(project.outdir, false);
}

const azure = (options: Options): unknown => {
  const made = AzureCredentials.session(options);
  const { mounts, hostSessions } = made.declarations(AstroRuntime.parse('3.3-8'));
  // They are in the settings if they are given; the secrets backend asks for them in any case.
  return { mounts, settings: { ...hostSessions![0].settings, resources: made._resources } };
};

const vault = (options: Options): unknown => {
  const ids = { roleIdFile: '~/.approle/role-id', secretIdFile: '~/.approle/secret-id' };
  const { mounts, hostSessions } = VaultCredentials.session({ ...ids, ...options }).declarations(AstroRuntime.parse('3.3-8'));
  // The path is in the settings if it is given; the name of the folder is made of it in any case.
  return { mounts, settings: { ...hostSessions![0].settings, appRolePath: undefined } };
};

const url = 'https://team-secrets.vault.azure.net';
const OBSERVED: Readonly<Record<string, Observed>> = {
  AstroProjectOptions: { observe: astroProject, others: { localSecrets: true, projenrcJs: true } },
  AwsMountedOptions: { observe: (options) => credentials(AwsCredentials.mounted(options)), others: { hostDirectory: '~/aws', pathsInOverride: true, sso: true, target: '/opt/aws' } },
  AwsSecretsManagerOptions: { observe: (options) => backend(AwsSecretsBackend.secretsManager(options)), others: { sep: '-' } },
  AwsSessionOptions: { observe: (options) => credentials(AwsCredentials.session(options)), others: { directory: '~/keys', longLivedKeys: true, profile: 'dev' } },
  AzureKeyVaultOptions: { observe: (options) => backend(AzureSecretsBackend.keyVault({ vaultUrl: url, ...options })), others: { connectionsPrefix: 'c', sep: '', variablesPrefix: 'v' } },
  AzureSessionOptions: { observe: azure, others: { directory: '~/keys', resources: ['https://storage.azure.com'] } },
  CommonLocalAirflowOptions: { observe: local, others: { driftCheck: false, keysInOverride: true } },
  DriftCheckOptions: { observe: (options) => local({}, ({ project }) => new DriftCheck(project, { ...(options.workflow === false ? {} : { setupSteps: [{ run: 'npm ci' }] }), ...options })), others: { strict: true, workflow: false } },
  ExampleDagOptions: { observe: (options) => local({ exampleDag: options }), others: { dagId: 'other', fileName: 'other.py', printConnectionUri: true } },
  GcpMountedOptions: { observe: (options) => credentials(GcpCredentials.mounted(options)), others: { target: '/opt/adc.json' } },
  GcpSecretManagerOptions: { observe: (options) => backend(GcpSecretsBackend.secretManager({ projectId: 'orders-dev', ...options })), others: { connectionsPrefix: 'c', sep: '_', variablesPrefix: 'v' } },
  LocalAirflowOptions: { observe: local, others: { directory: 'airflow' } },
  LocalFilesystemSecretsBackendOptions: {
    observe: (options) => backend(new LocalFilesystemSecretsBackend(options)),
    others: { connections: false, connectionsFile: 'secrets/c.yaml', variables: false, variablesFile: 'secrets/v.yaml' },
  },
  Mount: { observe: (options) => local({}, (made) => made.addMount({ source: './data', target: '/opt/data', ...options })), others: { readOnly: true } },
  SecretsLookupOptions: {
    observe: (options) => [
      AwsSecretsBackend.parameterStore(options),
      AzureSecretsBackend.keyVault({ vaultUrl: url, ...options }),
      GcpSecretsBackend.secretManager(options),
      VaultSecretsBackend.token(options),
    ].map(backend),
    others: { config: false, connections: false, variables: false },
  },
  VaultSecretsBackendOptions: {
    observe: (options) => [backend(VaultSecretsBackend.token(options)), VaultSecretsBackend.token(options).policy()],
    others: { configPath: 'o', connectionsPath: 'c', kvEngineVersion: 1, mountPoint: 'kv', variablesPath: 'v' },
  },
  VaultSessionOptions: { observe: vault, others: { appRolePath: 'team', directory: '~/keys', loginMethod: 'ldap', longLivedTokens: true, program: 'bao' } },
  VaultTokenOptions: { observe: (options) => backend(VaultSecretsBackend.token(options)), others: { tokenPath: '/opt/token' } },
};

/** Defaults of the provider: nothing is written for them here. */
const OF_THE_PROVIDER = ['AwsSecretsBackendOptions.assumeRoleMethod', 'VaultAppRoleOptions.authMountPoint'];

const literals = documented()
  .filter(({ kind, docs, at }) => kind === 'option' && docs.default !== undefined && !docs.default.startsWith('- ') && !OF_THE_PROVIDER.includes(at))
  .map(({ at, docs }) => {
    const [struct, option] = at.split('.');
    return { at, struct, option, text: docs.default! };
  });

test('each option whose docstring gives a value as its default is compared with it', () => {
  expect(literals.map(({ at }) => at)).toEqual(Object.entries(OBSERVED).flatMap(([struct, { others }]) => Object.keys(others).map((option) => `${struct}.${option}`)));
});

test.each(literals)('$at is $text by default', ({ struct, option, text }) => {
  const { observe, others } = OBSERVED[struct];
  // An array of another context is no array here.
  const value = JSON.parse(JSON.stringify(runInNewContext(text)));
  const given = observe({ [option]: value });
  expect(given).toEqual(observe({}));
  expect(given).not.toEqual(observe({ [option]: others[option] }));
});
