import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AzureProject, FOUND, type AzureCheck, type AzureSetting, type Declared } from './azure-project';
import { readerToken, TENANT, TOKENS } from './key-vault';
import type { Place } from '../airflow/airflow';
import { assertFound, edit, lookUp, script, type Asked } from '../airflow/setting';

const VARIABLE: Asked = ['variable', 'my_var'];
/** Runs the call as the doctor's own script does. */
const TRY = `
import sys
found = {"notes": []}
try:
    exec(sys.stdin.read())
    print("TRIED " + found["identity"])
except Exception as error:
    print("TRIED " + type(error).__name__)
`;
const OTHER_TENANT = '99999999-9999-9999-9999-999999999999';
/** Seconds that a token lasts which has to end. */
const SHORT = 4;

/** Something that is wrong in an otherwise working project: its row in the table of causes, and what the log has. */
interface Failing {
  readonly what: string;
  /** Undefined where several causes are as likely, or the log has nothing. */
  readonly cause?: string;
  readonly log: RegExp;
  readonly declared?: Declared;
  readonly token?: string;
  readonly tenant?: string;
  readonly asked?: Asked;
  /** What is done to it after the export. */
  readonly spoil?: (project: AzureProject, setting: AzureSetting) => Promise<unknown> | void;
  readonly place?: (place: Place, setting: AzureSetting) => Place;
}

const FAILING: readonly Failing[] = [
  {
    what: 'the token has ended',
    cause: 'azure-token-ended',
    log: /AzureCliCredential: projen-astro-airflow: the token for https:\/\/vault\.azure\.net has ended\. Run npx projen login on your machine/,
    spoil: (project) => rewrite(project, (text) => text.replace(/"expires_on":\d+/, '"expires_on":1700000000')),
  },
  {
    what: 'there is no token, as after a logout',
    cause: 'azure-token-absent',
    log: /AzureCliCredential: projen-astro-airflow: there is no token\. Run npx projen login/,
    spoil: (project) => project.machine.all({ action: 'remove', project: project.project }),
  },
  {
    what: 'the resource is not declared, in the override of another project',
    cause: 'azure-token-undeclared',
    log: /AzureCliCredential: projen-astro-airflow: there is no token for https:\/\/vault\.azure\.net, because the session does not declare it/,
    spoil: (project) => fs.renameSync(project.mounted('token-vault.azure.net.json'), project.mounted('token-storage.azure.com.json')),
  },
  {
    what: 'the vault is in another tenant',
    cause: 'azure-other-tenant',
    tenant: OTHER_TENANT,
    log: new RegExp(`AzureCliCredential: projen-astro-airflow: the token for https://vault\\.azure\\.net is one of the tenant ${OTHER_TENANT}, and one of the tenant ${TENANT} was asked for`),
  },
  {
    what: 'our az is not mounted',
    cause: 'azure-no-az',
    log: /AzureCliCredential: Azure CLI not found on path/,
    spoil: (project) => edit(project.project, 'docker-compose.override.yml', (text) => text.replaceAll(/^ +- type: bind\n +source: ~.*\/bin\/az\n(?: {8,}.*\n)+/gm, '')),
  },
  {
    what: 'our az may not be run',
    cause: 'azure-no-az',
    log: /AzureCliCredential: Azure CLI not found on path/,
    spoil: (project) => fs.chmodSync(project.mounted('bin', 'az'), 0o644),
  },
  {
    what: 'an Azure CLI of the image comes first',
    cause: 'azure-other-az',
    log: /AzureCliCredential: Please run 'az login' to set up an account/,
    spoil: async (project, { airflow }) => {
      fs.mkdirSync(path.join(project.image, 'bin'));
      fs.writeFileSync(path.join(project.image, 'bin', 'az'), '#!/bin/sh\necho "ERROR: Please run \'az login\' to setup account." >&2\nexit 1\n', { mode: 0o755 });
      const { stdout } = await airflow.run(project.place, ['sh', '-c', 'echo "$PATH"']);
      project.dotenv({ PATH: `/home/astro/bin:${stdout.trim()}` });
    },
  },
  { what: 'the role is missing', cause: 'azure-denied', token: TOKENS.stranger, log: /\(Forbidden\) Caller is not authorized to perform action on resource[^]*ForbiddenByRbac/ },
  { what: 'the vault\'s firewall refuses', cause: 'azure-firewall', asked: ['variable', 'from_afar'], log: /\(Forbidden\) Client address is not authorized[^]*ForbiddenByFirewall/ },
  { what: 'the secret is disabled', cause: 'azure-disabled', asked: ['variable', 'is_disabled'], log: /\(Forbidden\) Operation get is not allowed on a disabled secret/ },
  { what: 'the token is one for another service', cause: 'azure-token-refused', token: TOKENS.elsewhere, log: /\(Unauthorized\) AKV10022: Invalid audience/ },
  { what: 'the vault cannot be reached', cause: 'azure-unreachable', place: (place, { vault }) => ({ ...place, hosts: vault.nowhere }), log: /ServiceRequestError|Failed to establish a new connection|Connection refused/ },
  {
    what: 'the URL of the vault has no https://',
    cause: 'azure-vault-url',
    log: /vault_url must be the URL of an Azure Key Vault|ServiceRequestError|Invalid URL|No scheme/,
    spoil: (project) => edit(project.project, '.env', (text) => text.replace('"vault_url":"https://', '"vault_url":"')),
  },
  {
    what: 'the URL of the vault is misspelled in the kwargs',
    cause: 'azure-vault-url',
    log: /vault_url must be the URL of an Azure Key Vault/,
    spoil: (project) => edit(project.project, '.env', (text) => text.replace('"vault_url":', '"vaulturl":')),
  },
  {
    what: 'the separator is "_"',
    cause: 'azure-name',
    log: /Secret name 'airflow-variables_my_var' is not valid|Secret name 'airflow_variables_my_var' is not valid|Secret name .* is not valid/,
    spoil: (project) => edit(project.project, '.env', (text) => text.replace('"vault_url":', '"sep":"_","vault_url":')),
  },
  { what: 'a key has a character that no name has', cause: 'azure-name', asked: ['variable', 'my.var'], log: /Secret name .* is not valid/ },
  {
    what: 'AZURE_TOKEN_CREDENTIALS has a value that is none',
    cause: 'azure-token-credentials',
    log: /Invalid value for AZURE_TOKEN_CREDENTIALS/,
    spoil: (project) => edit(project.project, 'docker-compose.override.yml', (text) => text.replaceAll('AZURE_TOKEN_CREDENTIALS: dev', 'AZURE_TOKEN_CREDENTIALS: developer')),
  },
];

/** What users see where something is wrong, and that the table of causes knows it. */
export const FAILURE_CHECKS: readonly AzureCheck[] = [
  ...FAILING.map((failing): AzureCheck => ({
    name: `cause: ${failing.what}`,
    async prove(setting) {
      const { declared, token, tenant = TENANT, asked = VARIABLE, spoil, place = (one) => one } = failing;
      const project = new AzureProject(setting, declared);
      await project.export(token, 3_600, { tenant });
      await spoil?.(project, setting);
      const { found, log } = await lookUp(setting, place(project.place, setting), asked);
      assert.deepEqual(found, [null], log);
      assert.match(log, failing.log);
      // Airflow goes on with its environment and its database: nothing stops "import airflow".
      assert.match(log, /NOT FOUND variable/);
      assert.ok(!log.includes(token ?? TOKENS.reader), 'the token is in the log');
      if (failing.cause !== undefined) {
        assert.deepEqual(causesIn(setting, log), [failing.cause], log);
      }
    },
  })),
  {
    name: 'before any export there is nothing to mount; without keys the folder and the program are there',
    async prove(setting) {
      const project = new AzureProject(setting);
      await assert.rejects(lookUp(setting, project.place, VARIABLE), /bind source path does not exist: .*\/\.airflow-credentials\/azure\/default\/mount/);
      await project.machine.all({ action: 'prepare', project: project.project });
      assert.match((await lookUp(setting, project.place, VARIABLE)).log, /projen-astro-airflow: there is no token\./);
    },
  },
  {
    name: 'our az runs with the modes and owners that a mount has from Windows and macOS, and on any PATH; containers cannot change it',
    async prove(setting) {
      for (const mode of [0o777, 0o755, 0o555]) {
        const project = new AzureProject(setting);
        await project.export();
        for (const entry of [project.mounted(), project.mounted('bin'), project.mounted('bin', 'az')]) {
          fs.chmodSync(entry, mode);
          fs.chownSync(entry, 0, 0);
        }
        assertFound(await lookUp(setting, project.place, VARIABLE), FOUND.variable);
      }
      const project = new AzureProject(setting);
      await project.export();
      const { stdout } = await setting.airflow.run(project.place, ['sh', '-c', 'echo x > /usr/local/bin/az; echo x > ~/.azure-session/bin/az; rm -f ~/.azure-session/token*; ls -A ~/.azure-session; head -n 1 "$(command -v az)"']);
      assert.deepEqual(stdout.trim().split('\n'), ['bin', 'token-vault.azure.net.json', '#!/bin/sh']);
    },
  },
  {
    name: 'the call that the doctor makes in a container names the caller, and distinguishes an ended token, no token and no session',
    async prove(setting) {
      const python = printedBy(setting, 'clouds/azure/azure-trial', '({ AZURE_TRIAL }) => AZURE_TRIAL.python');
      const call = async (project: AzureProject): Promise<string> => {
        const { stdout, output } = await setting.airflow.run(project.place, ['python', '-c', TRY], python);
        return stdout.split('\n').find((line) => line.startsWith('TRIED ')) ?? output;
      };
      const project = new AzureProject(setting);
      await project.export();
      assert.equal(await call(project), 'TRIED reader usual');
      rewrite(project, (text) => text.replace(/"expires_on":\d+/, '"expires_on":1700000000'));
      assert.equal(await call(project), 'TRIED TokensEnded');
      await project.machine.all({ action: 'remove', project: project.project });
      assert.equal(await call(project), 'TRIED NoTokens');
      edit(project.project, 'docker-compose.override.yml', (text) => text.replaceAll(/^ +- type: bind\n +source: ~.*\/bin\/az\n(?: {8,}.*\n)+/gm, ''));
      assert.equal(await call(project), 'TRIED ClientAuthenticationError');
    },
  },
  {
    name: 'one process asks on: after the end of its token it fails with our words, and a new one heals it without a restart',
    async prove(setting) {
      const project = new AzureProject(setting);
      const [first, second] = ['ends', 'heals'].map(readerToken);
      await project.export(first, SHORT + 20);
      const server = await setting.airflow.start(project.place, ['python', '-c', script('ask_on.py', path.join(__dirname, '../session'))]);
      const until = async (what: string, isThere: () => boolean, seconds: number): Promise<void> => {
        for (const end = performance.now() + seconds * 1_000; !isThere(); await new Promise((resolve) => setTimeout(resolve, 100))) {
          assert.ok(performance.now() < end, `${what} did not come: ${server.log().slice(-3_000)}`);
        }
      };
      const answers = (): string[] => server.log().split('\n').filter((line) => line.startsWith('ASKED '));
      await until('a first answer', () => answers().some((line) => line.includes(FOUND.variable)), 60);
      await until('the end', () => /"error": "[^\n]*the token for https:\/\/vault\.azure\.net has ended/.test(answers().at(-1) ?? ''), 60);
      await project.export(second);
      await until('new tokens', () => answers().at(-1)?.includes(FOUND.variable) === true, 20);
      assert.ok(setting.vault.calls.some(({ token }) => token === second));
      server.stop();
    },
  },
];

/** Changes the file with the token manually. */
function rewrite(project: AzureProject, change: (text: string) => string): void {
  const file = project.mounted('token-vault.azure.net.json');
  fs.writeFileSync(file, change(fs.readFileSync(file, 'utf-8')));
}

/** The ids of the causes that the package finds in a log. */
function causesIn(setting: AzureSetting, log: string): string[] {
  return JSON.parse(printedBy(setting, 'doctor/causes', "({ causesIn }) => JSON.stringify(causesIn(require('node:fs').readFileSync(0, 'utf-8')).map(({ id }) => id))", log)) as string[];
}

/** The text that a function gives of a module of the package. */
function printedBy({ run }: AzureSetting, module: string, text: string, input?: string): string {
  const folder = fs.mkdtempSync(path.join(run.work, 'printed-'));
  const file = path.join(run.packages.folder('projen-astro-airflow'), 'lib', module);
  fs.writeFileSync(path.join(folder, 'print.js'), `process.stdout.write((${text})(require(${JSON.stringify(file)})));`);
  return run.packages.run(folder, 'print.js', input);
}

