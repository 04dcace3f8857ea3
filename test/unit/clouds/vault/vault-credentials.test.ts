import * as path from 'node:path';
import { parse } from 'yaml';
import { AstroRuntime, VaultCredentials, VaultSecretsBackend, type VaultSessionOptions } from '../../../../src';
import { hostSessions } from '../../../../src/clouds/host-sessions';
import { declaredSessions } from '../../../../src/host/declared-sessions';
import { keysIn, keysOfShell } from '../../../../src/host/keys';
import { placesOf } from '../../../../src/host/places';
import { services, synth } from '../../../support/projects';
import { read } from '../../../support/util';

const RUNTIME = '3.3-8';
const HOME = path.resolve('/home/alice');
const FILES = { roleIdFile: '~/.vault-approle/role-id', secretIdFile: '~/.vault-approle/secret-id' };
const NOT_OF_SHELL = { VAULT_TOKEN: undefined, BAO_TOKEN: undefined, BAO_ADDR: undefined, VAULT_AGENT_ADDR: undefined, BAO_AGENT_ADDR: undefined };
const NOW = Date.parse('2027-01-01T00:00:00Z');

const declared = (options?: VaultSessionOptions) => VaultCredentials.session(options).declarations(AstroRuntime.parse(RUNTIME));
/** The session that the host makes of what a project declares. */
const host = (options?: VaultSessionOptions, env: NodeJS.ProcessEnv = {}) => {
  const outdir = synth({ runtimeVersion: RUNTIME, credentials: [VaultCredentials.session(options)] });
  return hostSessions(declaredSessions(outdir), { home: HOME, env })[0];
};

describe('a session', () => {
  test('is a folder that every Airflow service reads, and the address of the server', () => {
    const outdir = synth({ runtimeVersion: RUNTIME, credentials: [VaultCredentials.session({ address: 'https://vault.example.com:8200' })], secretsBackend: VaultSecretsBackend.token() });
    expect(parse(read(outdir, 'docker-compose.override.yml'))['x-projen-astro-airflow']).toEqual({
      sessions: [{ cloud: 'vault', name: 'vault.example.com_8200', address: 'https://vault.example.com:8200', loginMethod: 'oidc' }],
    });
    for (const service of Object.values<any>(services(outdir))) {
      expect(service).toEqual({
        environment: { VAULT_ADDR: 'https://vault.example.com:8200' },
        volumes: [{ type: 'bind', source: '~/.airflow-credentials/vault/vault.example.com_8200/mount', target: '/home/astro/.vault', read_only: true, bind: { create_host_path: false } }],
      });
    }
  });

  test('mounts the folder that the host fills', () => {
    for (const options of [undefined, { address: 'https://vault.example.com' }, { name: 'team' }, { directory: '~/keys' }, { namespace: 'admin/data' }, FILES]) {
      const [{ source }] = declared(options).mounts!;
      expect(source.replace('~', HOME)).toBe(placesOf(host(options)).mount);
    }
  });

  test.each<[VaultSessionOptions, string]>([
    [{}, 'default'],
    [{ address: 'https://Vault.example.com' }, 'vault.example.com'],
    [{ address: 'http://[::1]:8200' }, '_1_8200'],
    [{ address: 'https://vault.example.com:8200', namespace: 'admin/data' }, 'vault.example.com_8200_admin_data'],
    [{ address: 'http://vault.example.com' }, 'vault.example.com_80'],
    [{ ...FILES }, 'default_approle_7f010325'],
    [{ name: 'team' }, 'team'],
  ])('%j has a folder of its own: %s', (options, name) => {
    expect(host(options).name).toBe(name);
  });

  test('of another AppRole on the same server has another folder', () => {
    const names = [FILES, { ...FILES, appRolePath: 'team/approle' }, { ...FILES, roleIdFile: '~/other/role-id' }].map((options) => host({ address: 'https://vault.example.com', ...options }).name);
    expect(new Set(names).size).toBe(3);
    expect(host(FILES).name).toBe(host({ ...FILES, appRolePath: 'approle' }).name);
  });

  test('asks the CLI for the token of "vault login", not for that of the shell, at the declared server whatever the shell names', () => {
    const { files: [file], settings } = host({ address: 'https://vault.example.com', namespace: 'admin' });
    expect(file).toMatchObject({ name: 'session.json', program: 'vault', args: ['token', 'lookup', '-format=json'], bare: { name: 'token', member: 'id' } });
    expect(file.environment).toEqual({ ...NOT_OF_SHELL, VAULT_ADDR: 'https://vault.example.com', VAULT_NAMESPACE: 'admin' });
    expect(settings).toEqual([path.join(HOME, '.vault-token')]);
    const other = host({ address: 'https://vault.example.com' }, { VAULT_ADDR: 'http://localhost:8200' });
    expect(other.files[0].environment).toEqual({ ...NOT_OF_SHELL, VAULT_ADDR: 'https://vault.example.com' });
    expect(other.about).toBe(host({ address: 'https://vault.example.com' }).about);
    expect(other.note).toBe('VAULT_ADDR of this shell is not used, because the project declares https://vault.example.com');
    expect(host({ address: 'https://vault.example.com:443' }, { VAULT_ADDR: 'https://vault.example.com/' }).note).toBeUndefined();
  });

  test('without a declared server is of that of the shell, as the containers are', () => {
    expect(declared()).toMatchObject({ passThrough: ['VAULT_ADDR'], environment: {} });
    const { files: [file], about } = host({}, { VAULT_ADDR: 'http://localhost:8200' });
    expect(file.environment).toEqual(NOT_OF_SHELL);
    expect(about).not.toBe(host({}, { VAULT_ADDR: 'http://localhost:8201' }).about);
  });

  test('never takes the address that OpenBao alone reads, because the containers do not get it', () => {
    for (const options of [{}, { address: 'https://vault.example.com' }]) {
      const { files: [file], about, note } = host({ ...options, program: 'bao' }, { BAO_ADDR: 'https://other:8200' });
      expect(file.environment).toEqual({ ...NOT_OF_SHELL, ...('address' in options ? { VAULT_ADDR: options.address } : {}) });
      expect(about).toBe(host({ ...options, program: 'bao' }).about);
      expect(note).toBe('address' in options ? 'BAO_ADDR of this shell is not used, because the project declares https://vault.example.com' : undefined);
    }
  });

  test.each([
    ['vault', 'VAULT_ADDR', 'VAULT_TOKEN'],
    ['bao', 'BAO_ADDR', 'BAO_TOKEN'],
  ])('refuses the token of a shell that names another server than the declared one, in the words of %s', (program, address, token) => {
    const env = { [address]: 'https://other:8200', [token]: 's.other' };
    const session = host({ address: 'https://vault.example.com', program }, env);
    expect(keysOfShell(env, session, session.files[0], NOW)).toEqual({
      text: `${address} of this shell is not the server of vault.example.com, which the containers ask: https://vault.example.com. Its token would be sent there. Set ${address} to that server and ${token} to a token of it.`,
    });
  });

  test('says that a token of the shell does not reach the containers', () => {
    expect(host({}, { VAULT_TOKEN: 'x' }).note).toMatch(/^VAULT_TOKEN is set in this shell/);
    expect(host().note).toBeUndefined();
  });

  test('signs in with the declared method, role and place', () => {
    const signIn = (options: VaultSessionOptions) => host(options).causes.find(({ pattern }) => pattern.test('Code: 403. Errors:\n\n* permission denied'))?.signIn;
    expect(signIn({})).toEqual(['vault', 'login', '-no-print', '-method=oidc']);
    expect(signIn({ address: 'https://vault.example.com', loginMethod: 'ldap', loginPath: 'corp/ldap', loginRole: 'dev', program: 'bao' })).toEqual(
      ['bao', 'login', '-no-print', '-address=https://vault.example.com', '-method=ldap', '-path=corp/ldap', 'role=dev']);
    expect(signIn(FILES)).toBeUndefined();
  });

  test('keeps the token and its end of what "vault token lookup" prints', () => {
    const session = host();
    const printed = JSON.stringify({ request_id: 'x', data: { id: 'hvs.t', expire_time: '2027-01-01T01:00:00.123456789Z', policies: ['default'] } });
    expect(keysIn(printed, session, session.files[0], NOW)).toEqual({ text: '{"id":"hvs.t","expire_time":"2027-01-01T01:00:00Z"}\n', end: NOW + 3_600_000, leased: false });
    expect(keysIn('{"data":null}', session, session.files[0], NOW)).toEqual({ text: 'what vault printed has no keys for default (id).' });
  });

  test('refuses a token that never ends, unless it is declared', () => {
    const root = JSON.stringify({ data: { id: 'hvs.root', expire_time: null } });
    const refusing = host();
    expect(keysIn(root, refusing, refusing.files[0], NOW)).toEqual({ text: 'the token of default never ends, so every DAG could read and keep it. Sign in as a user (vault login -method=…), or, for a server without real secrets, allow long-lived tokens in the declaration of the session.' });
    const taking = host({ longLivedTokens: true });
    expect(keysIn(root, taking, taking.files[0], NOW)).toMatchObject({ leased: true });
  });

  test('takes the token of a shell where that is asked for', () => {
    const session = host();
    expect(keysOfShell({ VAULT_TOKEN: 'hvs.ci\n' }, session, session.files[0], NOW)).toMatchObject({ text: '{"id":"hvs.ci","expire_time":"2027-01-01T12:00:00Z"}\n', leased: true });
    expect(keysOfShell({}, session, session.files[0], NOW)).toEqual({ text: 'the shell has no Vault keys: VAULT_TOKEN is not set.' });
  });

  test.each([
    ['bao', { BAO_TOKEN: 's.bao', VAULT_TOKEN: 's.vault' }, 's.bao', 'BAO_TOKEN'],
    ['bao', { BAO_TOKEN: ' ', VAULT_TOKEN: 's.vault' }, 's.vault', 'VAULT_TOKEN'],
    ['bao', { VAULT_TOKEN: 's.vault' }, 's.vault', 'VAULT_TOKEN'],
    ['vault', { BAO_TOKEN: 's.bao', VAULT_TOKEN: 's.vault' }, 's.vault', 'VAULT_TOKEN'],
  ])('%s takes the token of the shell that its own CLI would take, and names its variable: %j', (program, env, token, variable) => {
    const session = host({ program }, env);
    expect(keysOfShell(env, session, session.files[0], NOW)).toMatchObject({ text: expect.stringContaining(`"id":"${token}"`) });
    expect(session.note).toMatch(new RegExp(`^${variable} is set in this shell`));
  });

  test('with the files of an AppRole signs in by them, and knows the end by the seconds', () => {
    const session = host({ ...FILES, appRolePath: 'team/approle' });
    expect(session.files[0].args).toEqual(['write', '-format=json', 'auth/team/approle/login', `role_id=@${HOME}/.vault-approle/role-id`, `secret_id=@${HOME}/.vault-approle/secret-id`]);
    expect(session.settings).toEqual([`${HOME}/.vault-approle/role-id`, `${HOME}/.vault-approle/secret-id`]);
    expect(keysIn(JSON.stringify({ auth: { client_token: 'hvs.r', lease_duration: 60 } }), session, session.files[0], NOW)).toMatchObject({ text: '{"id":"hvs.r","expire_time":"2027-01-01T00:01:00Z"}\n', end: NOW + 60_000 });
    expect(read(synth({ runtimeVersion: RUNTIME, credentials: [VaultCredentials.session(FILES)] }), 'docker-compose.override.yml')).toContain('roleIdFile: ~/.vault-approle/role-id');
  });

  test.each([
    ['Error writing data to auth/approle/login: … Code: 400. Errors:\n\n* invalid role or secret ID', /refuses the ids of the AppRole/],
    ['Failed to parse K=V data: error reading file: open /home/a/role-id: no such file or directory', /a file with an id of the AppRole .* is missing/],
    ['Get "https://vault.example.com/v1/auth/token/lookup-self": dial tcp: lookup vault.example.com: no such host', /^Vault cannot be reached/],
    ['http: server gave HTTP response to HTTPS client', /^the address of Vault has the wrong scheme/],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', /VAULT_CACERT/],
    ['Code: 503. Errors:\n\n* Vault is sealed', /^Vault is sealed/],
  ])('%j is explained', (stderr, text) => {
    expect(host(FILES).causes.find(({ pattern }) => pattern.test(stderr))?.text).toMatch(text);
  });

  test.each<[VaultSessionOptions, RegExp]>([
    [{ address: 'vault.example.com' }, /^address is not the address of a Vault server/],
    [{ namespace: '' }, /^namespace is empty/],
    [{ loginMethod: '-method=oidc' }, /^loginMethod "-method=oidc" is not a name that vault login takes/],
    [{ loginPath: '/okta' }, /^loginPath/],
    [{ loginRole: '' }, /^loginRole/],
    [{ program: 'vlt' }, /^program "vlt" is not one that signs in to Vault\. Use vault, or bao of OpenBao\.$/],
    [{ name: 'a/b' }, /^name "a\/b" cannot be the name of a folder/],
    [{ name: 'a$b' }, /^name "a\$b" has a character that compose fills in/],
    [{ directory: './keys' }, /^directory "\.\/keys" is not a folder for the credentials of all projects/],
    [{ roleIdFile: '~/a' }, /^roleIdFile and secretIdFile belong together/],
    [{ secretIdFile: '~/a' }, /^roleIdFile and secretIdFile belong together/],
    [{ appRolePath: 'a' }, /^appRolePath has no effect without roleIdFile/],
    [{ ...FILES, secretIdFile: 'secret-id' }, /^secretIdFile "secret-id" is not a file of the developer's machine/],
  ])('%j is refused', (options, message) => {
    expect(() => VaultCredentials.session(options)).toThrow(message);
  });

  test('an id in place of its file is refused and not repeated', () => {
    const id = '84896a0c-1347-aa90-a4f6-aca8b7558780';
    const refused = () => VaultCredentials.session({ ...FILES, secretIdFile: id });
    expect(refused).toThrow(/^secretIdFile is an id itself, and declarations are committed\./);
    expect(refused).not.toThrow(id);
  });
});

describe('the environment', () => {
  test('gives the token by its name, empty where there is none, since Airflow would not start without the variable', () => {
    const outdir = synth({ runtimeVersion: RUNTIME, credentials: [VaultCredentials.fromEnvironment()], secretsBackend: VaultSecretsBackend.environment() });
    for (const service of Object.values<any>(services(outdir))) {
      expect(service.environment).toEqual({ VAULT_ADDR: null, VAULT_NAMESPACE: null, VAULT_TOKEN: '${VAULT_TOKEN:-}' });
    }
    expect(read(outdir, '.env')).toMatch(/^VAULT_TOKEN=$/m);
  });

  test('has a default for the server', () => {
    expect(VaultCredentials.fromEnvironment({ address: 'https://vault.example.com' }).declarations(AstroRuntime.parse(RUNTIME))).toMatchObject({ environmentDefaults: { VAULT_ADDR: 'https://vault.example.com' }, passThrough: ['VAULT_NAMESPACE'] });
    expect(() => VaultCredentials.fromEnvironment({ address: 'x' })).toThrow(/^address is not/);
  });
});

describe('AppRole', () => {
  test('gives the ids by the names that Airflow 3.2 reads', () => {
    expect(VaultCredentials.appRole().declarations(AstroRuntime.parse('3.2-1')).passThrough).toEqual(['VAULT_ADDR', 'VAULT_NAMESPACE', 'AIRFLOW__SECRETS__BACKEND_KWARG__ROLE_ID', 'AIRFLOW__SECRETS__BACKEND_KWARG__SECRET_ID']);
    expect(() => VaultCredentials.appRole({ address: 'x' })).toThrow(/^address is not/);
  });

  test.each(['3.1-12', '13.11.0'])('is refused on runtime %s, which ignores them, with the way out', (runtimeVersion) => {
    expect(() => synth({ runtimeVersion, credentials: [VaultCredentials.appRole()] })).toThrow(/^VaultCredentials\.appRole\(\) needs Airflow 3\.2, and runtime .* ignores the ids in the environment\. Declare VaultCredentials\.session\(\) with roleIdFile and secretIdFile, and VaultSecretsBackend\.token\(\)\.$/);
  });
});
