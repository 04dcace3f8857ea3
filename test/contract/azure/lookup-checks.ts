import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AzureProject, FOUND, type AzureCheck, type AzureSetting, type Declared } from './azure-project';
import { readerToken, SECRETS, TENANT, TOKENS } from './key-vault';
import { assertPrinted } from '../airflow/scenarios';
import { assertFound, lookUp, testDag, type Asked } from '../airflow/setting';
import { pythonDistribution } from '../tools/python';

export const VARIABLE: Asked = ['variable', 'my_var'];

/** That Airflow finds what is in the vault, by its exact name, with the token of the session and with no other. */
export const LOOKUP_CHECKS: readonly AzureCheck[] = [
  {
    name: 'the example DAG prints a variable and a connection with the tokens of the session, and no name but theirs is asked for',
    async prove(setting) {
      const project = new AzureProject(setting);
      const token = readerToken('of the example DAG');
      await project.export(token);
      const ran = await testDag(setting, project.place);
      assertPrinted(ran, 'my_var', FOUND.variable);
      assert.match(ran.everything, /host: db/);
      assert.ok(!ran.everything.includes('a-password'), 'the password is in the log');
      const asked = setting.vault.calls.filter((call) => call.token === token).map(({ name }) => name);
      assert.deepEqual([...new Set(asked)].filter((name) => !name.startsWith('airflow-config')).sort(), ['airflow-connections-my-conn', 'airflow-variables-my-var']);
      assert.deepEqual(project.asked(), ['account get-access-token --output json --resource https://vault.azure.net']);
    },
  },
  {
    name: 'prefix, separator and kinds that are switched off: the names are those that are declared',
    async prove(setting) {
      const found = async (backend: string, ...asked: Asked[]): Promise<readonly unknown[]> => {
        const project = new AzureProject(setting, { backend, isBare: true });
        await project.export();
        return (await lookUp(setting, project.place, ...asked)).found;
      };
      const [separated, none, off] = await Promise.all([
        found("sep: '--', variablesPrefix: 'team-x-vars'", VARIABLE),
        found("variablesPrefix: ''", VARIABLE),
        found('variables: false, connections: false', VARIABLE, ['connection', 'my_conn'], ['config', 'sentry.dsn']),
      ]);
      assert.deepEqual([separated, none], [[SECRETS['team-x-vars--my--var']], [SECRETS['my-var']]]);
      assert.deepEqual(off.slice(0, 2), [null, null]);
    },
  },
  {
    name: 'a declared tenant and further resources: the Azure CLI is asked for each, and the vault\'s token is the one that is used',
    async prove(setting) {
      const project = new AzureProject(setting, { session: `tenantId: '${TENANT}', resources: ['https://vault.azure.net', 'https://storage.azure.com/', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d']` });
      await project.export();
      assert.deepEqual(project.asked(), ['https://vault.azure.net', 'https://storage.azure.com/', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d'].map((one) => `account get-access-token --output json --resource ${one} --tenant ${TENANT}`));
      assertFound(await lookUp(setting, project.place, VARIABLE), FOUND.variable);
      const ask = (scope: string): string => `
from azure.identity import DefaultAzureCredential
print("GOT", DefaultAzureCredential().get_token("${scope}").token)`;
      const scopes = ['https://storage.azure.com/.default', 'https://storage.azure.com//.default', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default'];
      for (const scope of scopes) {
        const { stdout, output } = await setting.airflow.run(project.place, ['python', '-c', ask(scope)]);
        assert.ok(stdout.includes(`GOT ${TOKENS.reader}`), output);
      }
    },
  },
  {
    name: 'a client secret of .env does not win, nor does AZURE_TOKEN_CREDENTIALS there',
    async prove(setting) {
      const project = new AzureProject(setting);
      await project.export();
      project.dotenv({ AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: TENANT, AZURE_CLIENT_SECRET: 'x', AZURE_TOKEN_CREDENTIALS: 'prod' });
      assertFound(await lookUp(setting, project.place, VARIABLE), FOUND.variable);
    },
  },
  {
    name: 'azure-identity from 1.16 on takes the token; 1.23 fails on the name of the credential in AZURE_TOKEN_CREDENTIALS, and takes ours',
    async prove(setting) {
      for (const version of ['1.16.1', '1.19.0', '1.23.0', '1.24.0']) {
        const project = withIdentity(setting, version);
        await project.export();
        assertFound(await lookUp(setting, project.place, VARIABLE), FOUND.variable);
      }
      const named = withIdentity(setting, '1.23.0');
      await named.export();
      const override = path.join(named.project, 'docker-compose.override.yml');
      const text = fs.readFileSync(override, 'utf-8');
      fs.writeFileSync(override, text.replaceAll('AZURE_TOKEN_CREDENTIALS: dev', 'AZURE_TOKEN_CREDENTIALS: AzureCliCredential'));
      const { found, log } = await lookUp(setting, named.place, VARIABLE);
      assert.deepEqual(found, [null]);
      assert.match(log, /Invalid value for AZURE_TOKEN_CREDENTIALS: azureclicredential/);
    },
  },
  {
    name: 'before azure-identity 1.23 the client secret of .env, of which a synth warns, does win',
    async prove(setting) {
      const project = withIdentity(setting, '1.19.0');
      await project.export();
      project.dotenv({ AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: TENANT, AZURE_CLIENT_SECRET: 'x' });
      const { found, log } = await lookUp(setting, project.place, VARIABLE);
      assert.deepEqual(found, [null]);
      assert.match(log, /EnvironmentCredential|login\.microsoftonline\.com/);
    },
  },
];

/** A project in whose containers another version of azure-identity is imported first. */
function withIdentity(setting: AzureSetting, version: string, declared: Declared = {}): AzureProject {
  const project = new AzureProject(setting, declared);
  fs.cpSync(path.join(pythonDistribution(setting.run, 'azure-identity', version), 'azure'), path.join(project.image, 'identity', 'azure'), { recursive: true });
  // The other parts of the namespace package azure are elsewhere. A developer's machine has no managed identity, and where this runs something can answer in its place.
  project.dotenv({ PYTHONPATH: '/home/astro/identity', AZURE_POD_IDENTITY_AUTHORITY_HOST: 'http://127.255.255.254' });
  return project;
}
