import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AZ_PROGRAM } from '../../../../src/clouds/azure/azure-program';
import { SESSION_TARGET, tokenFile } from '../../../../src/clouds/azure/azure-session-paths';
import { ACCESS_TOKEN } from '../../../support/host/azure-outputs';
import { tempDir } from '../../../support/util';

/** The containers are Linux; what follows needs its sh, and a date that takes seconds. */
const testLinux = process.platform === 'linux' ? test : test.skip;

const VAULT = 'https://vault.azure.net';
const TENANT = '11111111-1111-1111-1111-111111111111';
const OTHER = '22222222-2222-2222-2222-222222222222';
const END = 4_102_444_800;

/** A session's folder with tokens, and our az on a PATH. */
function folder(tokens: Readonly<Record<string, object>> = { [VAULT]: {} }): string {
  const mount = tempDir();
  fs.mkdirSync(path.join(mount, 'bin'));
  fs.writeFileSync(path.join(mount, 'bin', 'az'), AZ_PROGRAM.replace(SESSION_TARGET, mount), { mode: 0o755 });
  for (const [resource, others] of Object.entries(tokens)) {
    const token = { accessToken: `${ACCESS_TOKEN}-${resource}`, subscription: OTHER, tenant: TENANT, tokenType: 'Bearer', expires_on: END, ...others };
    fs.writeFileSync(path.join(mount, tokenFile(resource)), `${JSON.stringify(token)}\n`);
  }
  return mount;
}

function az(mount: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(path.join(mount, 'bin', 'az'), args, { env: { PATH: '/nowhere', ...env }, encoding: 'utf-8' });
  return { status, stdout, stderr };
}

const GET = ['account', 'get-access-token', '--output', 'json'];

testLinux('it prints the token with all that azure-identity reads, whatever PATH a task has, on one line', () => {
  const { status, stdout, stderr } = az(folder(), [...GET, '--resource', VAULT], { TZ: 'America/New_York' });
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual({
    accessToken: `${ACCESS_TOKEN}-${VAULT}`, subscription: OTHER, tenant: TENANT, tokenType: 'Bearer', expires_on: END, expiresOn: expect.stringMatching(/^(2099-12-31 19|2100-01-01 00):00:00\.000000$/),
  });
  // azure-identity hides a token in its messages where it is written so (sanitize_output).
  expect(stdout).toMatch(/^\{"accessToken": "[^\n]*\}\n$/);
});

testLinux.each([
  ['--resource R', ['--resource', VAULT]],
  ['--resource=R', [`--resource=${VAULT}`]],
  ['a scope', ['--scope', `${VAULT}/.default`]],
  ['a slash at the end', ['--resource', `${VAULT}/`]],
  ['the tenant of the token', ['--resource', VAULT, '--tenant', TENANT]],
  ['the same in upper case', ['--tenant', TENANT.toUpperCase(), '--resource', VAULT]],
  ['a tenant by its domain, which it cannot compare', ['--resource', VAULT, '--tenant', 'contoso.onmicrosoft.com']],
  ['a subscription', ['--resource', VAULT, '--subscription', OTHER]],
])('it understands %s', (_, args) => {
  const { status, stdout } = az(folder(), [...GET, ...args]);
  expect([status, JSON.parse(stdout).accessToken]).toEqual([0, `${ACCESS_TOKEN}-${VAULT}`]);
});

testLinux('each resource has its own token', () => {
  const resources = [VAULT, 'https://storage.azure.com/', '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d', 'api://team/app', 'https://graph.example.com/a/b'];
  const mount = folder(Object.fromEntries(resources.map((resource) => [resource, {}])));
  for (const resource of resources) {
    expect(JSON.parse(az(mount, [...GET, '--resource', resource]).stdout).accessToken).toBe(`${ACCESS_TOKEN}-${resource}`);
  }
});

testLinux.each<[string, Readonly<Record<string, object>>, readonly string[], string]>([
  ['a resource that is not declared', { [VAULT]: {} }, [...GET, '--resource', 'https://storage.azure.com'], 'there is no token for https://storage.azure.com, because the session does not declare it. Add it to the resources'],
  ['no token at all', {}, [...GET, '--resource', VAULT], 'there is no token. Run npx projen login on your machine; the containers need no restart.'],
  ['a token that has ended', { [VAULT]: { expires_on: 1_700_000_000 } }, [...GET, '--resource', VAULT], `the token for ${VAULT} has ended. Run npx projen login on your machine (with --watch it renews them)`],
  ['another tenant', { [VAULT]: {} }, [...GET, '--resource', VAULT, '--tenant', OTHER], `the token for ${VAULT} is one of the tenant ${TENANT}, and one of the tenant ${OTHER} was asked for.`],
  ['a file without an end', { [VAULT]: { expires_on: 'soon' } }, [...GET, '--resource', VAULT], 'has no token. Run npx projen login'],
  ['no resource', { [VAULT]: {} }, GET, 'az account get-access-token needs --resource'],
  ['an option without a value', { [VAULT]: {} }, [...GET, '--resource'], 'az account get-access-token needs --resource'],
  ['a resource that leads elsewhere', { [VAULT]: {} }, [...GET, '--resource', '../../etc/passwd'], 'there is no token for ../../etc/passwd, because'],
  ['a resource with characters that none has', { [VAULT]: {} }, [...GET, '--resource', 'https://$(touch x)`y`'], 'the resource has a character that no resource has'],
  ['another command', { [VAULT]: {} }, ['storage', 'blob', 'list'], 'az in this container only prints tokens'],
  ['no command', { [VAULT]: {} }, [], 'az in this container only prints tokens'],
])('it says what is wrong with %s, and prints no token', (_, tokens, args, message) => {
  const { status, stdout, stderr } = az(folder(tokens), args);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^projen-astro-airflow: [^\n]*\n$/);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain(ACCESS_TOKEN);
  // azure-identity would replace our sentence with its own.
  expect(stderr).not.toContain('az login');
});
