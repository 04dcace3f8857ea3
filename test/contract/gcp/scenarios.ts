import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { assertFound, edit, parseDags, testDag } from '../airflow/setting';
import { OVERRIDE_FILE } from '../base';
import { Skipped } from '../row';
import { CONNECTION, declaring, FILE, homeWith, impersonated, lookUpIn, OTHER_PROJECT, PROJECT, READER, valueOf, version, type GoogleCheck, type GoogleSetting } from './setting';

const FOUND = valueOf('airflow-variables-my_var');
const BOTH = [['variable', 'my_var'], ['connection', 'my_conn']] as const;

/** Whoever asked for a version since a call, with the answers. */
function asked({ google }: GoogleSetting, from: number, name: string): string[] {
  return google.calls().slice(from).filter((call) => call.name === name).map(({ who, answer }) => `${who} ${answer}`);
}

/** The same without the program: an entry for uid 50000, and the mask. */
const SET_LIST = `
import os, struct, sys
entry = lambda tag, bits, who=0xFFFFFFFF: struct.pack("<HHI", tag, bits, who)
os.setxattr(sys.argv[1], "system.posix_acl_access", struct.pack("<I", 2) + entry(1, 6) + entry(2, 4, 50000) + entry(4, 0) + entry(16, 4) + entry(32, 0))`;

function letRead(file: string): boolean {
  return [['setfacl', '-m', 'u:50000:r', file], ['python3', '-c', SET_LIST, file]].some(([program, ...args]) => spawnSync(program, args).status === 0);
}

/** That what this package writes does its job in a real Airflow. */
export const SCENARIOS: readonly GoogleCheck[] = [
  {
    name: 'the example DAG prints a variable and a connection with the mounted credentials, from a project that the environment names',
    async prove(setting) {
      const place = { project: setting.airflow.synthesize(declaring(`{ projectId: '${PROJECT}' }`, '', ', exampleDag: {}')), home: homeWith(setting), besides: setting.google.besides };
      const from = setting.google.calls().length;
      const parsed = await parseDags(setting, place);
      assert.deepEqual([parsed.errors, Object.keys(parsed.dags)], [{}, ['example_secrets_dag']]);
      const { everything } = await testDag(setting, place);
      assert.ok(everything.includes(`Variable my_var: ${FOUND}`), everything);
      ['Connection my_conn:', 'conn_type: postgres', 'host: db', 'login: me'].forEach((line) => assert.ok(everything.includes(line), `${line}: ${everything}`));
      [CONNECTION.password, encodeURIComponent(CONNECTION.password)].forEach((password) => assert.ok(!everything.includes(password), 'the password is in the log'));
      ['airflow-variables-my_var', 'airflow-connections-my_conn'].forEach((secret) => assert.ok(asked(setting, from, version(secret)).includes('developer OK'), `${secret} was not asked for`));
    },
  },
  {
    name: 'prefixes, separator and project of the backend are what Airflow asks for, with a connection as JSON; nothing is replaced in a key',
    async prove(setting) {
      const backend = `{ projectId: '${OTHER_PROJECT}', sep: '--', variablesPrefix: 'orders_variables', connectionsPrefix: 'orders_connections' }`;
      const place = { project: setting.airflow.synthesize(declaring(`{ projectId: '${PROJECT}' }`, backend)), home: homeWith(setting) };
      const from = setting.google.calls().length;
      assertFound(await lookUpIn(setting, place, ['variable', 'my_var'], ['connection', 'json_conn'], ['variable', 'my-var']), valueOf('orders_variables--my_var', OTHER_PROJECT), { id: 'json_conn', ...CONNECTION }, null);
      const names = setting.google.calls().slice(from).filter(({ call, who }) => call === 'access' && who === 'developer').map(({ name }) => name);
      assert.ok(names.includes(version('orders_variables--my-var', OTHER_PROJECT)), names.join());
    },
  },
  {
    name: 'an empty prefix keeps the separator, both for a variable and a connection; without a separator the key alone is the name',
    async prove(setting) {
      const home = homeWith(setting);
      const empty = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}', variablesPrefix: '', connectionsPrefix: '' }`));
      assertFound(await lookUpIn(setting, { project: empty, home }, ...BOTH), valueOf('-my_var'), { id: 'my_conn', ...CONNECTION });
      const bare = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}', variablesPrefix: '', sep: '' }`));
      assertFound(await lookUpIn(setting, { project: bare, home }, ['variable', 'bare_my_var']), valueOf('bare_my_var'));
    },
  },
  {
    name: 'a kind that is switched off is not asked for, and a configuration option is found by its prefix',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}', connections: false, configPrefix: 'settings' }`));
      edit(project, '.env', (text) => `${text}AIRFLOW__SENTRY__SENTRY_DSN_SECRET=a_setting\n`);
      const from = setting.google.calls().length;
      const place = { project, home: homeWith(setting), service: 'triggerer' };
      assertFound(await lookUpIn(setting, place, ['variable', 'my_var'], ['connection', 'never_asked'], ['config', 'sentry.sentry_dsn']), FOUND, null, valueOf('settings-a_setting'));
      // Other checks run beside this one, and ask for other names.
      assert.deepEqual(setting.google.calls().slice(from).filter(({ name }) => name?.includes('never_asked') === true), []);
    },
  },
  {
    name: 'impersonationChain reads as the service account',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring('', `{ projectId: '${OTHER_PROJECT}', impersonationChain: ['${READER}'] }`));
      const from = setting.google.calls().length;
      assertFound(await lookUpIn(setting, { project, home: homeWith(setting) }, ['variable', 'my_var']), valueOf('airflow-variables-my_var', OTHER_PROJECT));
      assert.ok(asked(setting, from, version('airflow-variables-my_var', OTHER_PROJECT)).includes(`${READER} OK`));
    },
  },
  {
    name: 'a file of the type impersonated_service_account reads as the service account, with nothing declared for it',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring(`{ projectId: '${OTHER_PROJECT}' }`, ''));
      const from = setting.google.calls().length;
      assertFound(await lookUpIn(setting, { project, home: homeWith(setting, impersonated(READER)) }, ['variable', 'my_var']), valueOf('airflow-variables-my_var', OTHER_PROJECT));
      assert.ok(asked(setting, from, version('airflow-variables-my_var', OTHER_PROJECT)).includes(`${READER} OK`));
    },
  },
  {
    name: 'the file is found where CLOUDSDK_CONFIG or APPDATA of the shell say, and CLOUDSDK_CONFIG wins',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}' }`));
      const [sdk, roaming] = [homeWith(setting, undefined, 'application_default_credentials.json'), homeWith(setting, undefined, 'gcloud/application_default_credentials.json')];
      const nowhere = fs.mkdtempSync(path.join(setting.run.work, 'nowhere-'));
      for (const shell of [{ CLOUDSDK_CONFIG: sdk }, { APPDATA: roaming }, { CLOUDSDK_CONFIG: sdk, APPDATA: nowhere }] as ReadonlyArray<Record<string, string>>) {
        assertFound(await lookUpIn(setting, { project, home: nowhere, shell }, ['variable', 'my_var']), FOUND);
      }
      await assert.rejects(lookUpIn(setting, { project, home: nowhere }, ['variable', 'my_var']), /bind source path does not exist: .*\.config\/gcloud\/application_default_credentials\.json/);
    },
  },
  {
    name: 'on native Linux the line that a start prints opens the file, until gcloud makes it private again',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring('', `{ projectId: '${PROJECT}' }`));
      const home = homeWith(setting);
      const file = path.join(home, FILE);
      fs.chownSync(file, 0, 0);
      // A mount is reached from the inside, whatever the folders above it allow.
      if (!letRead(file)) {
        throw new Skipped('there is no setfacl and no Python, or no access list on this disk');
      }
      assertFound(await lookUpIn(setting, { project, home }, ['variable', 'my_var']), FOUND);
      // As googlecloudsdk.core.util.files.PrivatizeFile does.
      fs.chmodSync(file, 0o600);
      await assert.rejects(lookUpIn(setting, { project, home }, ['variable', 'my_var']), /PermissionError: \[Errno 13\] Permission denied: '\/usr\/local\/airflow\/gcloud/);
    },
  },
  {
    name: 'the project of the developer\'s shell beats the declared one, in the web server\'s container; the file is not changed',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring(`{ projectId: '${PROJECT}' }`, ''));
      const home = homeWith(setting);
      const before = fs.readFileSync(path.join(home, FILE), 'utf-8');
      const service = setting.airflow.release.major === 3 ? 'api-server' : 'webserver';
      assertFound(await lookUpIn(setting, { project, home, service, shell: { GOOGLE_CLOUD_PROJECT: OTHER_PROJECT } }, ['variable', 'my_var']), valueOf('airflow-variables-my_var', OTHER_PROJECT));
      assert.equal(fs.readFileSync(path.join(home, FILE), 'utf-8'), before);
      assert.deepEqual(fs.readdirSync(path.dirname(path.join(home, FILE))), ['application_default_credentials.json']);
    },
  },
  {
    name: 'where .env is read and no override, as in the standalone mode, the developer\'s own file and the declared project are found',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring(`{ projectId: '${PROJECT}' }`, ''));
      fs.writeFileSync(path.join(project, OVERRIDE_FILE), 'services: {}\n');
      assertFound(await lookUpIn(setting, { project, home: homeWith(setting), image: homeWith(setting) }, ['variable', 'my_var']), FOUND);
    },
  },
  {
    name: 'what the vendor\'s guide leaves in .env does no harm: another path in GOOGLE_APPLICATION_CREDENTIALS, another project',
    async prove(setting) {
      const project = setting.airflow.synthesize(declaring(`{ projectId: '${PROJECT}' }`, ''));
      edit(project, '.env', (text) => `GOOGLE_APPLICATION_CREDENTIALS=/usr/local/airflow/elsewhere.json\nGCP_PROJECT=nothing-here\n${text}`);
      assertFound(await lookUpIn(setting, { project, home: homeWith(setting) }, ['variable', 'my_var']), FOUND);
    },
  },
];
