import { CustomBackend } from './custom-backend';
import { type CloudCredentials, CustomSecretsBackend, GcpSecretsBackend, VaultCredentials, VaultSecretsBackend, type VaultTokenOptions } from '../../../../src';
import { errorOf, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const token = (options?: VaultTokenOptions) => VaultSecretsBackend.token(options);
const named = (options?: VaultTokenOptions) => [token(options).secretNameForVariable('my_var'), token(options).secretNameForConnection('my_conn')];

test('a token is read from the file that a session fills; the paths and the mount point are always written', () => {
  const backend = token();
  expect(backend.kwargs).toEqual({
    connections_path: 'airflow/connections',
    variables_path: 'airflow/variables',
    config_path: 'airflow/config',
    mount_point: 'secret',
    token_path: '/home/astro/.vault/token',
  });
  expect(backend).toMatchObject({ displayName: 'HashiCorp Vault', classPath: 'airflow.providers.hashicorp.secrets.vault.VaultBackend', requirement: 'apache-airflow-providers-hashicorp', warnings: [] });
});

test('each option is the kwarg of its name', () => {
  const options = {
    connectionsPath: 'c',
    variablesPath: '',
    config: false,
    mountPoint: 'team/kv',
    kvEngineVersion: 1,
    url: 'https://vault.example.com:8200',
    namespace: 'admin/data',
    verify: '/usr/local/airflow/include/ca.pem',
    tokenPath: '/run/token',
    extraKwargs: { timeout: 5 },
  };
  expect(token(options).kwargs).toEqual({
    connections_path: 'c',
    variables_path: '',
    config_path: null,
    mount_point: 'team/kv',
    kv_engine_version: 1,
    url: 'https://vault.example.com:8200',
    namespace: 'admin/data',
    verify: '/usr/local/airflow/include/ca.pem',
    token_path: '/run/token',
    timeout: 5,
  });
});

test('of the environment nothing is in the kwargs', () => {
  expect(Object.keys(VaultSecretsBackend.environment().kwargs)).toEqual(['connections_path', 'variables_path', 'config_path', 'mount_point']);
});

test('AppRole has a role id without which Airflow would not start, and no secret', () => {
  expect(VaultSecretsBackend.appRole().kwargs).toMatchObject({ auth_type: 'approle', role_id: 'not-set-in-the-shell' });
  expect(VaultSecretsBackend.appRole({ authMountPoint: 'team/approle' }).kwargs).toMatchObject({ auth_mount_point: 'team/approle' });
  expect(VaultSecretsBackend.appRole().kwargs).not.toHaveProperty('secret_id');
});

test.each<[string, VaultTokenOptions | undefined, ReadonlyArray<string | undefined>]>([
  ['by default', undefined, ['secret/airflow/variables/my_var', 'secret/airflow/connections/my_conn']],
  ['with paths', { variablesPath: 'v', connectionsPath: 'a/b' }, ['secret/v/my_var', 'secret/a/b/my_conn']],
  ['without a path', { variablesPath: '' }, ['secret/my_var', 'secret/airflow/connections/my_conn']],
  ['at another mount', { mountPoint: 'team/kv' }, ['team/kv/airflow/variables/my_var', 'team/kv/airflow/connections/my_conn']],
  ['of version 1, whose names are the same', { kvEngineVersion: 1 }, ['secret/airflow/variables/my_var', 'secret/airflow/connections/my_conn']],
  ['with a lookup switched off', { variables: false }, [undefined, 'secret/airflow/connections/my_conn']],
])('names %s', (_, options, names) => {
  expect(named(options)).toEqual(names);
});

test('without a mount point each key begins with its mount', () => {
  const backend = token({ mountPoint: '', variablesPath: 'pv' });
  expect(backend.kwargs.mount_point).toBeNull();
  expect(backend.secretNameForVariable('kv/my_var')).toBe('kv/pv/my_var');
  expect(() => backend.secretNameForVariable('my_var')).toThrow('The variable key "my_var" names no mount, and mountPoint is empty, so that each key has to begin with one. Write "secret/my_var", or give mountPoint.');
});

test.each([
  ['', /it is empty/],
  ['/my_var', /a slash at its start or its end, or two in a row/],
  ['my_var/', /a slash at its start or its end/],
  ['a//b', /two in a row/],
  ['../my_var', /a part "\." or "\.\.", which is no name/],
  ['a/./b', /a part "\."/],
  ['a\tb', /a character that cannot be printed/],
  ['a ', /it ends with a blank, which the Vault CLI drops/],
  ['x'.repeat(251), /at most 250 characters/],
])('the key %j is refused', (key, message) => {
  expect(() => token().secretNameForVariable(key)).toThrow(/^The variable key ".*" cannot be looked up in Vault: /s);
  expect(() => token().secretNameForVariable(key)).toThrow(message);
});

test.each(['a..b', ' a', 'a b', 'a%2Fb', 'a#b', 'a?b', 'ä€', '*', '+', '.a', "it's", 'a"b', 'a\\b', '{{x}}'])('the key %j is one that a real Vault has', (key) => {
  expect(token().secretNameForVariable(key)).toBe(`secret/airflow/variables/${key}`);
});

test.each<[VaultTokenOptions, RegExp]>([
  [{ variablesPath: '/airflow' }, /^variablesPath "\/airflow" is not a path in Vault: it has a slash at its start or its end, or two in a row\. Write it without slashes around it/],
  [{ connectionsPath: 'airflow/' }, /^connectionsPath "airflow\/" is not a path/],
  [{ configPath: 'a/../b' }, /^configPath/],
  [{ mountPoint: '/secret/' }, /^mountPoint "\/secret\/" is not a path/],
  [{ variables: false, variablesPath: 'v' }, /^variables: false switches the lookup off, so variablesPath would have no effect\. Remove variablesPath, or variables: false\.$/],
  [{ kvEngineVersion: 3 }, /^kvEngineVersion 3 is not a version of the KV secrets engine, and Airflow would not start\. Use 1 or 2\.$/],
  [{ url: 'vault.example.com:8200' }, /^url is not the address of a Vault server, or has a path, a query or a password\. Expected https:\/\/HOST:PORT/],
  [{ url: 'https://me:secret@vault.example.com' }, /^url looks like a password/],
  [{ url: 'https://vault.example.com/v1' }, /^url is not the address/],
  [{ url: '' }, /^url is not the address/],
  [{ namespace: '' }, /^namespace is empty\. Omit it/],
  [{ namespace: ' admin' }, /^namespace " admin" cannot be sent to Vault: it starts with a blank, or has a letter that no HTTP header can have/],
  [{ namespace: 'büro' }, /^namespace "büro" cannot be sent to Vault/],
  [{ namespace: '/admin' }, /^namespace "\/admin" is not a path/],
  [{ verify: 'ca.pem' }, /^verify "ca\.pem" is not an absolute path of a file in the container/],
  [{ verify: 1 }, /^verify is neither a file in the container nor false/],
  [{ tokenPath: '~/.vault-token' }, /^tokenPath "~\/\.vault-token" is not an absolute path of a file in the container/],
  [{ tokenPath: '/home/astro/' }, /^tokenPath/],
])('%j is refused', (options, message) => {
  expect(() => token(options)).toThrow(message);
});

test('an empty place of AppRole is refused', () => {
  expect(() => VaultSecretsBackend.appRole({ authMountPoint: '' })).toThrow('authMountPoint is empty. Omit it if AppRole is at approle/.');
});

test.each<[Record<string, unknown>, RegExp]>([
  [{ mount_point: 'kv' }, /^extraKwargs has mount_point, for which there is an option\. Write mountPoint instead\.$/],
  [{ token: 'x' }, /^extraKwargs has token\. It is a secret, and \.env and the declaration show it to everybody\. Declare VaultCredentials\.session\(\), which brings it into the containers\.$/],
  [{ secret_id: 'x' }, /^extraKwargs has secret_id\. .*Declare VaultCredentials\.appRole\(\)/],
  [{ role_id: 'x' }, /^extraKwargs has role_id\./],
  [{ password: 'x' }, /^extraKwargs has password\. .*Sign in on your machine \(vault login\), and declare VaultCredentials\.session\(\)\.$/],
  [{ auth_type: 'oidc' }, /^extraKwargs has auth_type\. The provider does not have it, and Airflow would not start\. Sign in on your machine \(vault login -method=oidc\), and declare VaultCredentials\.session\(\) and VaultSecretsBackend\.token\(\)\.$/],
  [{ auth_type: 'approle' }, /^extraKwargs has auth_type\. Declare VaultSecretsBackend\.appRole\(\) instead\.$/],
  [{ auth_type: 'kubernetes' }, /a way for servers is new CustomSecretsBackend/],
  [{ token_path: '/x' }, /^extraKwargs has token_path\. Only VaultSecretsBackend\.token\(\) has it/],
  [{ session: {} }, /^extraKwargs has session\./],
])('the further arguments %j are refused, and no value is repeated', (extraKwargs, message) => {
  expect(() => token({ extraKwargs })).toThrow(message);
});

test('a URL of the container itself and an unchecked certificate are warned of', () => {
  const localhost = /^url: http:\/\/(localhost|127\.0\.0\.1|\[::1\]):8200 is the container itself\. Write host\.docker\.internal or the name of a service instead\.$/;
  for (const url of ['http://localhost:8200', 'http://127.0.0.1:8200', 'http://[::1]:8200']) {
    expect(token({ url }).warnings).toEqual([expect.stringMatching(localhost)]);
  }
  expect(token({ url: 'http://host.docker.internal:8200' }).warnings).toEqual([]);
  expect(token({ verify: false }).warnings).toEqual([expect.stringMatching(/^verify: nobody checks the certificate of Vault/)]);
});

test.each<[string, VaultTokenOptions, string, string, string]>([
  ['a variable', {}, 'secret/airflow/variables/my_var', 'vault kv put -mount=secret airflow/variables/my_var value=hello', 'vault kv metadata delete -mount=secret airflow/variables/my_var'],
  ['a connection', {}, 'secret/airflow/connections/my_conn', 'vault kv put -mount=secret airflow/connections/my_conn conn_uri=hello', 'vault kv metadata delete -mount=secret airflow/connections/my_conn'],
  ['version 1', { kvEngineVersion: 1 }, 'secret/airflow/variables/a', 'vault kv put -mount=secret airflow/variables/a value=hello', 'vault kv delete -mount=secret airflow/variables/a'],
  ['a server, a namespace and a mount with a dot, which PowerShell would cut', { url: 'https://vault.example.com', namespace: 'admin', mountPoint: 'kv.dev' }, 'kv.dev/airflow/variables/a',
    "vault kv put '-address=https://vault.example.com' -namespace=admin '-mount=kv.dev' airflow/variables/a value=hello",
    "vault kv metadata delete '-address=https://vault.example.com' -namespace=admin '-mount=kv.dev' airflow/variables/a"],
  ['a server on the developer\'s machine', { url: 'http://host.docker.internal:8200' }, 'secret/airflow/variables/a',
    'vault kv put -address=http://localhost:8200 -mount=secret airflow/variables/a value=hello', 'vault kv metadata delete -address=http://localhost:8200 -mount=secret airflow/variables/a'],
  ['a service of compose, whose name the host does not know', { url: 'http://vault:8200' }, 'secret/airflow/variables/a', 'vault kv put -mount=secret airflow/variables/a value=hello', 'vault kv metadata delete -mount=secret airflow/variables/a'],
  ['no mount point', { mountPoint: '' }, 'kv/airflow/variables/a', 'vault kv put -mount=kv airflow/variables/a value=hello', 'vault kv metadata delete -mount=kv airflow/variables/a'],
  ['a name with a quote', {}, "secret/airflow/variables/it's", 'vault kv put -mount=secret "airflow/variables/it\'s" value=hello', 'vault kv metadata delete -mount=secret "airflow/variables/it\'s"'],
  ['a name with quotes of both kinds', {}, 'secret/airflow/variables/it\'s"', "vault kv put -mount=secret 'airflow/variables/it'\\''s\"' value=hello", "vault kv metadata delete -mount=secret 'airflow/variables/it'\\''s\"'"],
  ['a name with a blank', {}, 'secret/airflow/variables/my var', "vault kv put -mount=secret 'airflow/variables/my var' value=hello", "vault kv metadata delete -mount=secret 'airflow/variables/my var'"],
])('the commands of %s', (_, options, name, create, remove) => {
  expect(token(options).createCommand(name, 'hello')).toBe(create);
  expect(token(options).deleteCommand(name)).toBe(remove);
});

test('where variables and connections are in one path, a URI is a connection; a text that the CLI would read from a file is not', () => {
  const backend = token({ variablesPath: '', connectionsPath: '' });
  expect(backend.createCommand('secret/a', 'hello')).toBe('vault kv put -mount=secret a value=hello');
  expect(backend.createCommand('secret/a', 'postgres://h')).toBe('vault kv put -mount=secret a conn_uri=postgres://h');
  expect(backend.createCommand('secret/a', '@home')).toBe("vault kv put -mount=secret a 'value=\\@home'");
});

describe('the policy', () => {
  test('reads the three paths and nothing else', () => {
    expect(token().policy()).toBe(`# What the secrets backend of Airflow reads.
path "secret/data/airflow/connections/*" {
  capabilities = ["read"]
}
path "secret/data/airflow/variables/*" {
  capabilities = ["read"]
}
path "secret/data/airflow/config/*" {
  capabilities = ["read"]
}
`);
  });

  test('of version 1 has no "data"; each path is in it once, and none that is not looked up', () => {
    const text = token({ kvEngineVersion: 1, mountPoint: 'kv', variablesPath: 'a', connectionsPath: 'a', config: false }).policy();
    expect(text.match(/path .*/g)).toEqual(['path "kv/a/*" {']);
  });

  test('that opens more is warned of', () => {
    const warned = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(token({ variablesPath: '' }).policy()).toContain('path "secret/data/*" {');
    expect(token({ mountPoint: '' }).policy()).toContain('path "+/data/airflow/variables/*" {');
    expect(warned.mock.calls.map(([text]) => text)).toEqual([
      'The policy allows every secret of the mount secret, because no path is declared. Give one.',
      'The policy allows these paths at every mount, because no mount point is declared. Give one.',
    ]);
    warned.mockRestore();
  });

  test('of nothing, or of a path that means something else there, is refused', () => {
    expect(() => token({ variables: false, connections: false, config: false }).policy()).toThrow(/^Every kind of lookup is switched off/);
    expect(() => token({ variablesPath: 'team*' }).policy()).toThrow(/^"team\*" has a character that means something in a policy of Vault/);
  });
});

test('credentials that the backend does not sign in with are refused beside it, and others are not', () => {
  const beside = (secretsBackend: VaultSecretsBackend, ...credentials: any[]) => errorOf(() => synth({ runtimeVersion: '3.3-8', secretsBackend, credentials }))?.message;
  expect(beside(VaultSecretsBackend.environment(), VaultCredentials.session())).toBe('VaultSecretsBackend.environment() does not sign in with what VaultCredentials.session() brings. Declare VaultSecretsBackend.token() beside it.');
  expect(beside(token(), VaultCredentials.fromEnvironment())).toMatch(/Declare VaultSecretsBackend\.environment\(\) beside it\.$/);
  expect(beside(token(), VaultCredentials.appRole())).toMatch(/Declare VaultSecretsBackend\.appRole\(\) beside it\.$/);
  expect(beside(token(), VaultCredentials.session())).toBeUndefined();
  expect(beside(token(), new CustomBackend())).toBeUndefined();
  expect(beside(token())).toBeUndefined();
});

test('AppRole without the credentials that bring its ids is refused', () => {
  const message = (...credentials: CloudCredentials[]) => errorOf(() => synth({ runtimeVersion: '3.3-8', secretsBackend: VaultSecretsBackend.appRole(), credentials }))?.message;
  expect(message()).toBe('VaultSecretsBackend.appRole() gets its ids from VaultCredentials.appRole(). Add it to credentials.');
  expect(message(new CustomBackend())).toMatch(/^VaultSecretsBackend\.appRole\(\) gets its ids/);
  expect(message(VaultCredentials.appRole())).toBeUndefined();
});

test('the ids of an AppRole go to the backend of everything: that of tasks is refused with them, and so is one of another service', () => {
  const message = (options: object) => errorOf(() => synth({ runtimeVersion: '3.3-8', credentials: [VaultCredentials.appRole()], ...options }))?.message;
  const gcp = GcpSecretsBackend.secretManager({ projectId: 'my-project' });
  expect(message({ workersSecretsBackend: VaultSecretsBackend.appRole() })).toBe(
    'workersSecretsBackend: the ids of VaultCredentials.appRole() reach secretsBackend alone. Use VaultSecretsBackend.token() with VaultCredentials.session().');
  expect(message({ secretsBackend: gcp })).toBe(
    'VaultCredentials.appRole() gives its ids to the secretsBackend, which is not one of Vault. Use VaultCredentials.session(), or declare VaultSecretsBackend.appRole() as secretsBackend.');
  expect(message({ secretsBackend: VaultSecretsBackend.appRole(), workersSecretsBackend: gcp })).toBeUndefined();
  expect(message({ secretsBackend: new CustomSecretsBackend({ classPath: token().classPath, kwargs: { auth_type: 'approle', role_id: 'x' } }) })).toBeUndefined();
  expect(message({})).toBeUndefined();
  // What the first message proposes.
  const both = [VaultCredentials.appRole(), VaultCredentials.session()];
  expect(message({ credentials: both, secretsBackend: VaultSecretsBackend.appRole(), workersSecretsBackend: token() })).toBeUndefined();
});

test('the provider is required, and the example DAG has the commands', () => {
  const outdir = synth({ runtimeVersion: '3.3-8', secretsBackend: token(), exampleDag: {} });
  expect(read(outdir, 'requirements.txt')).toContain('\napache-airflow-providers-hashicorp\n');
  expect(read(outdir, 'dags/example_secrets_dag.py')).toContain('    vault kv put -mount=secret airflow/variables/my_var value=hello\n');
});

test('the docstring of the example DAG says in which fields a secret has its content', () => {
  const outdir = synth({ runtimeVersion: '3.3-8', credentials: [VaultCredentials.session()], secretsBackend: token({ url: 'https://vault.example.com:8200' }), exampleDag: {} });
  expect(read(outdir, 'dags/example_secrets_dag.py')).toContain(`It needs these secrets, each with one or more fields:

- secret/airflow/variables/my_var: any text in the field value, for the variable my_var
- secret/airflow/connections/my_conn: a connection URI in the field conn_uri, or fields such as conn_type and host, for the connection my_conn
`);
});
