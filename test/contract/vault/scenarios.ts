import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { connectionOf, PASSWORD, valueOf, type VaultCheck, type VaultSetting } from './content';
import { ROLE, TEAM_ROLE } from './fake-vault';
import { homeWithToken, MOUNT, putToken, withSession } from './place';
import type { Place } from '../airflow/airflow';
import { declare } from '../airflow/declared';
import { assertFound, lookUp, script, testDag } from '../airflow/setting';

/** That what this package writes does its job in a real Airflow. */
export const VAULT_SCENARIOS: readonly VaultCheck[] = [
  {
    name: 'token: the example DAG prints a variable and a connection (a URI), with the token of the session and the policy that policy() gives',
    async prove(setting) {
      const token = setting.vault.token();
      const project = setting.airflow.synthesize(`{ credentials: [astro.VaultCredentials.session()], secretsBackend: astro.VaultSecretsBackend.token({ url: '${setting.vault.address}' }), exampleDag: {} }`);
      const { everything } = await testDag(setting, { project, home: homeWithToken(setting, token) });
      assert.ok(everything.includes(`Variable my_var: ${valueOf('secret/airflow/variables/my_var')}`), everything);
      assert.ok(everything.includes(`host: ${connectionOf('secret/airflow/connections/my_conn').host}`), everything);
      for (const spelling of [PASSWORD, encodeURIComponent(PASSWORD), token]) {
        assert.ok(!everything.includes(spelling), 'a secret is in the log');
      }
      assert.deepEqual(own(setting, token), ['/v1/secret/data/airflow/connections/my_conn', '/v1/secret/data/airflow/variables/my_var']);
    },
  },
  {
    name: 'token: variables, a nested key, connections as a URI and in fields are found by exactly these paths',
    async prove(setting) {
      const { token, ...place } = withSession(setting);
      const { found, log } = await lookUp(setting, place, ['variable', 'my_var'], ['variable', 'team/nested'], ['connection', 'my_conn'], ['connection', 'in_fields'], ['variable', 'absent']);
      assertFound({ found, log }, valueOf('secret/airflow/variables/my_var'), valueOf('secret/airflow/variables/team/nested'), shown('my_conn'), shown('in_fields'), null);
      assert.deepEqual(own(setting, token), ['connections/in_fields', 'connections/my_conn', 'variables/absent', 'variables/my_var', 'variables/team/nested'].map((name) => `/v1/secret/data/airflow/${name}`));
    },
  },
  ...([
    ['of version 1', "mountPoint: 'kv', kvEngineVersion: 1", 'my_var', '/v1/kv/airflow/variables/my_var', 'kv/airflow/variables/my_var'],
    ['at a mount with a slash, below another path', "mountPoint: 'team/kv', variablesPath: 'orders/variables'", 'my_var', '/v1/team/kv/data/orders/variables/my_var', 'team/kv/orders/variables/my_var'],
    ['without a path', "variablesPath: ''", 'my_var', '/v1/secret/data/my_var', 'secret/my_var'],
    ['without a mount point, with keys that begin with one', "mountPoint: '', kvEngineVersion: 1", 'kv/my_var', '/v1/kv/airflow/variables/my_var', 'kv/airflow/variables/my_var'],
    ['in a namespace, which is sent', "mountPoint: 'data', namespace: 'admin/data'", 'my_var', '/v1/data/data/airflow/variables/my_var', 'data/airflow/variables/my_var'],
  ] as const).map(([which, options, key, asked, name]): VaultCheck => ({
    name: `token: an engine ${which}`,
    async prove(setting) {
      const { token, ...place } = withSession(setting, options);
      assertFound(await lookUp(setting, place, ['variable', key]), valueOf(name));
      assert.deepEqual(own(setting, token), [asked]);
    },
  })),
  {
    name: 'token: a lookup that is switched off asks nothing',
    async prove(setting) {
      const { token, ...place } = off(setting);
      assertFound(await lookUp(setting, place, ['variable', 'my_var'], ['connection', 'my_conn']), null, shown('my_conn'));
      assert.deepEqual(own(setting, token), ['/v1/secret/data/airflow/connections/my_conn']);
    },
  },
  {
    name: 'token: another one that the host puts into the folder is used without a restart; a mounted ~/.vault-token, which the CLI replaces, is not seen',
    async prove(setting) {
      const [folder, file] = [await renewed(setting, 'folder'), await renewed(setting, 'file')];
      const value = valueOf('secret/airflow/variables/my_var');
      assert.match(folder, new RegExp(`^FIRST ${value}$`, 'm'));
      assert.match(folder, new RegExp(`^SECOND ${value}$`, 'm'));
      assert.match(file, new RegExp(`^FIRST ${value}$`, 'm'));
      assert.match(file, /^SECOND .*Variable my_var (does not exist|not found)/m);
      assert.match(file, /Vault Authentication Error!/);
    },
  },
  {
    name: 'environment: VAULT_TOKEN of the shell is used; without it, and with .env alone as astro dev parse has it, Airflow starts and finds nothing',
    async prove(setting) {
      const project = setting.airflow.synthesize(`{ credentials: [astro.VaultCredentials.fromEnvironment({ address: '${setting.vault.address}' })], secretsBackend: astro.VaultSecretsBackend.environment() }`);
      const home = fs.mkdtempSync(path.join(setting.run.work, 'home-'));
      const token = setting.vault.token();
      assertFound(await lookUp(setting, { project, home, shell: { VAULT_TOKEN: token } }, ['variable', 'my_var']), valueOf('secret/airflow/variables/my_var'));
      assert.deepEqual(own(setting, token), ['/v1/secret/data/airflow/variables/my_var']);
      const without = await lookUp(setting, { project, home }, ['variable', 'my_var']);
      assertFound(without, null);
      assert.match(without.log, /Vault Authentication Error!/);
      // What "astro dev parse" and "astro dev pytest" have: neither override nor shell.
      const override = path.join(project, 'docker-compose.override.yml');
      fs.writeFileSync(override, fs.readFileSync(override, 'utf-8').replaceAll(/^ +VAULT_.*\n/gm, '').replaceAll(/^ +environment:\n/gm, ''));
      assertFound(await lookUp(setting, { project, home }, ['variable', 'my_var']), null);
    },
  },
  {
    name: 'AppRole: Airflow signs in with the ids of the shell where it reads them; without them it starts and finds nothing; before Airflow 3.2 it is refused',
    async prove(setting) {
      const { airflow, vault, run } = setting;
      const options = (more = '') => `{ credentials: [astro.VaultCredentials.appRole({ address: '${vault.address}' })], secretsBackend: astro.VaultSecretsBackend.appRole({ ${more} }) }`;
      const home = fs.mkdtempSync(path.join(run.work, 'home-'));
      if (!airflow.isAtLeast(3, 2)) {
        const [refusal] = declare(setting, [`local({ ...${options()}, runtimeVersion: '${airflow.tag}' })`]);
        assert.match(refusal, /^VaultCredentials\.appRole\(\) needs Airflow 3\.2/);
        return;
      }
      const shell = { AIRFLOW__SECRETS__BACKEND_KWARG__ROLE_ID: ROLE.roleId, AIRFLOW__SECRETS__BACKEND_KWARG__SECRET_ID: ROLE.secretId };
      for (const [more, role] of [['', ROLE], ["authMountPoint: 'team/approle'", TEAM_ROLE]] as const) {
        const project = airflow.synthesize(options(more));
        assertFound(await lookUp(setting, { project, home, shell }, ['variable', 'my_var']), valueOf('secret/airflow/variables/my_var'));
        assert.ok(vault.questions().some(({ method, path: asked, status }) => method === 'POST' && asked === `/v1/auth/${role.mount}/login` && status === 200));
      }
      const without = await lookUp(setting, { project: airflow.synthesize(options()), home }, ['variable', 'my_var']);
      assertFound(without, null);
      assert.match(without.log, /InvalidRequest: .*invalid role or secret ID/);
    },
  },
];

/** The paths that were asked for with a token, each once. */
function own({ vault }: VaultSetting, token: string): string[] {
  return [...new Set(vault.pathsAskedWith(token))].sort();
}

function shown(id: string): object {
  const { type, host, login, password, extra } = connectionOf(`secret/airflow/connections/${id}`);
  return { id, type, host, login, password, extra };
}

/** A project without lookups of variables, so without a DAG that reads one. */
function off(setting: VaultSetting): Place & { readonly token: string } {
  const token = setting.vault.token();
  const project = setting.airflow.synthesize("{ credentials: [astro.VaultCredentials.session()], secretsBackend: astro.VaultSecretsBackend.token({ variables: false }), exampleDag: { connectionId: 'my_conn' } }");
  return { project, home: homeWithToken(setting, token), shell: { VAULT_ADDR: setting.vault.address }, token };
}

/** What a process prints that looks a variable up before and after its token has been replaced by another one. */
async function renewed(setting: VaultSetting, way: 'folder' | 'file'): Promise<string> {
  const { airflow, vault, run } = setting;
  const [first, second] = [vault.token(), vault.token()];
  const home = homeWithToken(setting, first);
  const file = path.join(home, way === 'folder' ? `${MOUNT}/token` : '.vault-token');
  putToken(file, first);
  const project = way === 'folder' ? withSession(setting).project : airflow.synthesize("{ secretsBackend: astro.VaultSecretsBackend.token({ tokenPath: '/home/astro/.vault-token' }) }");
  if (way === 'file') {
    const override = path.join(project, 'docker-compose.override.yml');
    fs.writeFileSync(override, ['scheduler', 'triggerer'].reduce((text, name) => `${text}  ${name}:\n    environment: { VAULT_ADDR: '${vault.address}' }\n    volumes: [{ type: bind, source: '~/.vault-token', target: /home/astro/.vault-token }]\n`, 'services:\n'));
  }
  const server = await airflow.start({ project, home, shell: { VAULT_ADDR: vault.address } }, ['python', '-c', script('look_up_twice.py', __dirname), 'my_var', '/usr/local/airflow/go']);
  await until(() => server.everything().includes('FIRST '), () => server.everything());
  vault.revoke(first);
  putToken(file, second);
  fs.writeFileSync(path.join(server.airflowHome, 'go'), '');
  await until(() => server.everything().includes('SECOND '), () => server.everything());
  run.progress(`${way}: looked up twice`);
  return server.everything();
}

async function until(isDone: () => boolean, log: () => string): Promise<void> {
  for (const end = Date.now() + 120_000; !isDone();) {
    if (Date.now() > end) {
      throw new Error(`nothing came: ${log()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
