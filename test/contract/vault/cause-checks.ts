import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { valueOf, type VaultCheck, type VaultSetting } from './content';
import { homeWithToken, MOUNT, withSession } from './place';
import { COMMAND } from '../airflow/causes';
import { edit } from '../airflow/setting';

/** What is wrong in an otherwise working project, and how it is made so. */
interface Wrong {
  readonly cause: string;
  /** Kwargs that are others; undefined removes one. */
  readonly kwargs?: (setting: VaultSetting) => Readonly<Record<string, unknown>>;
  readonly shell?: (setting: VaultSetting) => Promise<Readonly<Record<string, string>>>;
  readonly token?: (setting: VaultSetting) => string;
  /** What is wrong with the file of the token. */
  readonly file?: 'absent' | 'unreadable';
  readonly key?: string;
  /** What is in the log; undefined where nothing is. */
  readonly log?: RegExp;
  /** The row of the table of causes that the log has; undefined where it is silent. */
  readonly id?: string;
  /** Whether Airflow does not even begin. */
  readonly fatal?: boolean;
}

const WRONGS: readonly Wrong[] = [
  { cause: 'the token has ended', token: ({ vault }) => ended(vault), log: /VaultError: Vault Authentication Error!/, id: 'vault-refused' },
  { cause: 'the token\'s policy does not allow the path', token: ({ vault }) => vault.token('nothing'), log: /VaultError: Vault Authentication Error!/, id: 'vault-refused' },
  { cause: 'the file of the token is empty', token: () => '', log: /VaultError: Vault Authentication Error!/, id: 'vault-refused' },
  { cause: 'there is no file of a token', file: 'absent', log: /FileNotFoundError: .*'\/home\/astro\/\.vault\/token'/, id: 'vault-token-absent' },
  { cause: 'the container user cannot read the file of the token', file: 'unreadable', log: /PermissionError: \[Errno 13\] .*'\/home\/astro\/\.vault\/token'/, id: 'vault-token-unreadable' },
  { cause: 'no token is given, by file or environment', kwargs: () => ({ token_path: undefined }), log: /VaultError: The 'token' authentication type requires 'token' or 'token_path'/, id: 'vault-no-token', fatal: true },
  { cause: 'auth_type is oidc', kwargs: () => ({ auth_type: 'oidc' }), log: /VaultError: The auth_type is not supported: oidc/, id: 'vault-auth-type', fatal: true },
  { cause: 'kv_engine_version is 3', kwargs: () => ({ kv_engine_version: 3 }), log: /VaultError: The version is not supported: 3/, id: 'vault-kv-version', fatal: true },
  { cause: 'AppRole has no role id', kwargs: () => ({ auth_type: 'approle' }), log: /VaultError: The 'approle' authentication type requires 'role_id'/, id: 'vault-role-id', fatal: true },
  { cause: 'AppRole has other ids', kwargs: () => ({ auth_type: 'approle', role_id: 'x', secret_id: 'y' }), log: /InvalidRequest: .*invalid role or secret ID/, id: 'vault-approle' },
  { cause: 'a kwarg is misspelled, and goes to hvac', kwargs: () => ({ variable_path: 'airflow/variables' }), log: /TypeError: Adapter\.__init__\(\) got an unexpected keyword argument 'variable_path'|TypeError: .*__init__\(\) got an unexpected keyword argument/, id: 'vault-kwarg' },
  { cause: 'nothing listens at the address, which is the container itself', shell: nowhere, log: /Max retries exceeded with url: \/v1\/.*Connection refused/, id: 'vault-localhost' },
  { cause: 'the name of the server does not exist', shell: () => Promise.resolve({ VAULT_ADDR: 'http://vault.invalid:8200' }), log: /Max retries exceeded with url: \/v1\//, id: 'vault-unreachable' },
  { cause: 'the address has https:// for a server without TLS', shell: ({ vault }) => Promise.resolve({ VAULT_ADDR: vault.address.replace('http:', 'https:') }), log: /SSLError/, id: 'vault-scheme' },
  { cause: 'the address has no scheme', shell: () => Promise.resolve({ VAULT_ADDR: 'vault.example.com' }), log: /MissingSchema: Invalid URL/, id: 'vault-url' },
  { cause: 'the secret has no field "value"', key: 'without_value', log: /does not have required key "value"/, id: 'vault-field' },
  { cause: 'there is no such secret', key: 'absent' },
  { cause: 'the engine is of version 1, and is read as version 2', kwargs: () => ({ mount_point: 'kv' }), token: ({ vault }) => vault.token('everything') },
  { cause: 'the engine is of version 2, and is read as version 1', kwargs: () => ({ kv_engine_version: 1 }), token: ({ vault }) => vault.token('everything') },
  { cause: 'the mount does not exist', kwargs: () => ({ mount_point: 'other' }), token: ({ vault }) => vault.token('everything') },
  { cause: 'the namespace is not given', kwargs: () => ({ mount_point: 'data' }), token: ({ vault }) => vault.token('everything') },
];

/** What is in the log where anything is wrong but that there is no such secret. */
const COMPLAINT = /\[(error|critical) *\]|(ERROR|CRITICAL) -|Traceback/;

export const VAULT_CAUSE_CHECKS: readonly VaultCheck[] = [
  {
    name: 'cause: there is none, and the variable is printed',
    async prove(setting) {
      const { status, output } = await get(setting, { cause: 'none' });
      assert.equal(status, 0, output);
      assert.ok(output.includes(valueOf('secret/airflow/variables/my_var')), output);
    },
  },
  ...WRONGS.map((wrong): VaultCheck => ({
    name: `cause: ${wrong.cause}`,
    async prove(setting) {
      const { status, output } = await get(setting, wrong);
      assert.notEqual(status, 0, output);
      assert.ok(!output.includes(valueOf('')), `the variable was found: ${output}`);
      if (wrong.log === undefined) {
        assert.doesNotMatch(output, COMPLAINT);
      } else {
        assert.match(output, wrong.log);
      }
      assert.equal(/Variable \S+ does not exist/.test(output), wrong.fatal !== true, output);
      const ids = causesIn(setting, output);
      if (wrong.id === undefined) {
        assert.ok(ids.includes('name-in-vault'), ids.join());
      } else {
        assert.deepEqual(ids, [wrong.id], output);
      }
    },
  })),
];

function ended(vault: VaultSetting['vault']): string {
  const token = vault.token();
  vault.revoke(token);
  return token;
}

/** An address of this machine at which nothing listens. */
async function nowhere(): Promise<Readonly<Record<string, string>>> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { VAULT_ADDR: `http://127.0.0.1:${port}` };
}

/** Runs `airflow variables get` in a working project in which one thing is wrong. */
async function get(setting: VaultSetting, { kwargs, shell, token, file, key = 'my_var' }: Wrong) {
  const { project, shell: right } = withSession(setting);
  const home = homeWithToken(setting, token?.(setting) ?? setting.vault.token());
  const at = path.join(home, MOUNT, 'token');
  if (file === 'absent') {
    fs.rmSync(at);
  } else if (file === 'unreadable') {
    fs.chownSync(at, 0, 0);
    fs.chmodSync(at, 0o600);
  }
  if (kwargs !== undefined) {
    edit(project, '.env', (text) => text.replace(/^(AIRFLOW__SECRETS__BACKEND_KWARGS)=(.*)$/m, (_, name: string, json: string) => `${name}=${JSON.stringify({ ...JSON.parse(json) as object, ...kwargs(setting) })}`));
  }
  return setting.airflow.run({ project, home, shell: { ...right, ...await shell?.(setting) } }, [...COMMAND.slice(0, -1), key]);
}

/** The rows of the table of causes that the doctor finds in a log. */
function causesIn({ run }: VaultSetting, log: string): string[] {
  const directory = fs.mkdtempSync(path.join(run.work, 'causes-'));
  const program = path.join(directory, 'causes.js');
  fs.writeFileSync(program, `
    const { causesIn } = require('projen-astro-airflow/lib/doctor/causes');
    process.stdout.write(JSON.stringify(causesIn(require('node:fs').readFileSync(0, 'utf-8')).map(({ id }) => id)));
  `);
  return JSON.parse(run.packages.run(directory, program, log)) as string[];
}
