import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AzureProject, type AzureCheck, type AzureSetting } from './azure-project';
import { signIn, startEntra, type EntraAnswer, type FakeEntra } from './entra';
import { TENANT, TOKENS } from './key-vault';
import type { RowRun } from '../row';
import { runProgram } from '../tools/program';
import { pythonEnvironment } from '../tools/python';

/** That the real Azure CLI of a developer's machine is asked rightly, and understood. */
export const HOST_CHECKS: readonly AzureCheck[] = [
  {
    name: 'the real Azure CLI: nobody signed in, a cache that is gone, and no network are named, with the command that signs in',
    async prove(setting) {
      const entra = await startEntra(setting.run);
      assert.deepEqual(await failure(setting, entra), { text: 'nobody is signed in to the Azure CLI: az login', signIn: ['az', 'login'] });
      assert.deepEqual(await failure(setting, entra, { hasCache: false }), { text: 'nobody is signed in to the Azure CLI: az login', signIn: ['az', 'login'] });
      assert.deepEqual(await failure(setting, entra, { hasCache: true, hosts: entra.nowhere }), { text: 'Azure cannot be reached. Check the network, a proxy and a VPN, then run again.', isNetwork: true });
    },
  },
  {
    name: 'the real Azure CLI: what Microsoft Entra refuses is named: an end of the sign-in, a second factor, a tenant and a resource that are not there',
    async prove(setting) {
      const entra = await startEntra(setting.run);
      const cases: ReadonlyArray<readonly [EntraAnswer, RegExp]> = [
        [{ code: 700082, description: 'AADSTS700082: The refresh token has expired due to inactivity.' }, /^the sign-in of the Azure CLI has ended: az login$/],
        [{ code: 50076, description: 'AADSTS50076: Due to a configuration change made by your administrator, you must use multi-factor authentication.' }, /^the Azure CLI has to sign in again for https:\/\/vault\.azure\.net: az login --scope https:\/\/vault\.azure\.net\/\.default$/],
        [{ code: 90002, description: 'AADSTS90002: Tenant \'x\' not found.' }, /^the tenant of the Azure CLI does not exist, or you are not in it/],
        [{ code: 500011, description: 'AADSTS500011: The resource principal named https://vault.azure.net was not found in the tenant named Contoso.' }, /^Microsoft Entra knows no resource https:\/\/vault\.azure\.net/],
      ];
      for (const [answer, text] of cases) {
        entra.answer(answer);
        assert.match((await failure(setting, entra, { hasCache: true })).text, text);
      }
    },
  },
  {
    name: 'the real Azure CLI gives its cached token until 5 minutes before the end, which is when the watch asks',
    async prove(setting) {
      const entra = await startEntra(setting.run);
      const project = machineWith(setting, entra, { hasCache: true });
      const keys = async (when: 'always' | 'watch'): Promise<string> => {
        const { result } = await project.machine.one({ project: project.project, when });
        assert.equal(result.kind, 'keys', JSON.stringify(result));
        return (JSON.parse(fs.readFileSync(project.mounted('token-vault.azure.net.json'), 'utf-8')) as { accessToken: string }).accessToken;
      };
      entra.answer({ seconds: 400 });
      assert.equal(await keys('always'), TOKENS.reader);
      assert.equal(await keys('always'), TOKENS.reader);
      assert.equal(entra.asked(), 1, 'a token of more than 5 minutes is asked for once');
      // The watch leaves it alone where the Azure CLI would give the same, and asks where it gives a new one.
      assert.equal(await keys('watch'), TOKENS.reader);
      age(project, 280);
      assert.equal(await keys('watch'), TOKENS.next);
      assert.equal(entra.asked(), 2);
    },
  },
  {
    name: 'the real Azure CLI takes the commands that the package shows, word by word, and a value that begins with @ for a file',
    async prove(setting) {
      const entra = await startEntra(setting.run);
      const { machine } = machineWith(setting, entra);
      const lines = shownCommands(setting);
      assert.ok(lines.length >= 6);
      const env = { PATH: `${realAz(setting.run)}:/usr/bin:/bin`, HOME: machine.home, AZURE_CORE_COLLECT_TELEMETRY: 'no' };
      for (const line of lines) {
        const { output } = await runProgram('sh', ['-c', line], { env });
        assert.match(output, /Please run 'az login' to setup account/, `${line}: ${output}`);
      }
      fs.writeFileSync(path.join(machine.home, 'a-file'), 'its content');
      const { output } = await runProgram('az', ['keyvault', 'secret', 'set', '--vault-name', 'team', '--name', 'a', '--value', '@a-file', '--debug'], { env, cwd: machine.home });
      assert.match(output, /attempting to read file a-file/);
    },
  },
  {
    name: 'login without a terminal prints the command that signs in, and ends with 1; start says what it did not do',
    async prove(setting) {
      const entra = await startEntra(setting.run);
      const project = machineWith(setting, entra);
      const { status, output } = await project.machine.program(project.project, 'login');
      assert.equal(status, 1, output);
      assert.match(output, /nobody is signed in to the Azure CLI: az login/);
    },
  },
];

interface Situation {
  /** Whether somebody has signed in, and the cache of that is there. */
  readonly hasCache?: boolean;
  readonly hosts?: string;
}

/** A project on a machine with the real Azure CLI. */
function machineWith(setting: AzureSetting, entra: FakeEntra, { hasCache, hosts = entra.hosts }: Situation = {}): AzureProject {
  const env = { REQUESTS_CA_BUNDLE: entra.bundle, AZURE_CORE_COLLECT_TELEMETRY: 'no' };
  const project = new AzureProject(setting, {}, { cli: realAz(setting.run), hosts, env });
  if (hasCache !== undefined) {
    signIn(project.machine.home, hasCache);
  }
  return project;
}

async function failure(setting: AzureSetting, entra: FakeEntra, situation: Situation = {}): Promise<{ readonly text: string }> {
  const project = machineWith(setting, entra, situation);
  return project.machine.failure({ project: project.project });
}

/** A folder with a program `az` alone. */
function realAz(run: RowRun): string {
  const cli = pythonEnvironment(run, 'azurecli');
  run.version('Azure CLI', cli.version('azure-cli'));
  const folder = fs.mkdtempSync(path.join(run.work, 'az-'));
  fs.writeFileSync(path.join(folder, 'az'), `#!/bin/sh\nexec ${cli.python} -sm azure.cli "$@"\n`, { mode: 0o755 });
  return folder;
}

/** Moves the end of a token nearer, in the session and in the cache of the Azure CLI. */
function age(project: AzureProject, seconds: number): void {
  const end = Math.floor(Date.now() / 1_000) + seconds;
  const change = (file: string, from: (text: string) => string): void => fs.writeFileSync(file, from(fs.readFileSync(file, 'utf-8')));
  change(project.mounted('token-vault.azure.net.json'), (text) => text.replace(/"expires_on":\d+/, `"expires_on":${end}`));
  change(path.join(project.machine.home, '.azure', 'msal_token_cache.json'), (text) => text.replace(/"expires_on": ?"\d+"/, `"expires_on": "${end}"`));
}

function shownCommands({ run }: AzureSetting): string[] {
  const program = path.join(run.work, 'commands.js');
  fs.writeFileSync(program, `
    const { AzureSecretsBackend } = require('projen-astro-airflow');
    const backend = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net' });
    const where = { assignee: 'alice@example.com', subscriptionId: '${TENANT}', resourceGroup: 'team (eu)'.replace(' ', '') };
    process.stdout.write([
      backend.createCommand('a-b', 'postgres://me:secret@db:5432/orders'), backend.createCommand('-a', '-x'), backend.createCommand('a', 'it is "a" value'), backend.deleteCommand('-a'),
      backend.purgeCommand('a'), ...backend.roleAssignmentCommands(where), ...backend.roleAssignmentCommands({ ...where, secretNames: ['a'] }),
    ].join('\\n'));
  `);
  return run.packages.run(run.work, program).split('\n');
}
