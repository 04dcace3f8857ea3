import * as path from 'node:path';
import { hostSessions } from '../../../../src/clouds/host-sessions';
import { keysIn } from '../../../../src/host/keys';
import { ACCESS_TOKEN, printedToken } from '../../../support/host/azure-outputs';

const HOME = path.resolve('/home/alice');
const NOW = Date.parse('2026-11-29T12:00:00Z');
const of = (entry: Readonly<Record<string, unknown>> = {}, env: NodeJS.ProcessEnv = {}) => hostSessions([{ cloud: 'azure', ...entry }], { home: HOME, env })[0];
const keys = (printed: string): any => keysIn(printed, of(), of().files[0], NOW);

test('a session asks the Azure CLI for a token for each resource, in the declared tenant', () => {
  const { files, settings, askBelow } = of({ tenantId: 'contoso.example', resources: ['https://vault.azure.net', 'https://storage.azure.com/'] });
  expect(files.map(({ name, program, args }) => [name, program, ...args])).toEqual([
    ['token-vault.azure.net.json', 'az', 'account', 'get-access-token', '--output', 'json', '--resource', 'https://vault.azure.net', '--tenant', 'contoso.example'],
    ['token-storage.azure.com.json', 'az', 'account', 'get-access-token', '--output', 'json', '--resource', 'https://storage.azure.com/', '--tenant', 'contoso.example'],
  ]);
  expect(settings).toEqual([path.join(HOME, '.azure', 'azureProfile.json')]);
  // Asked at 5 minutes or earlier the Azure CLI gives the same token.
  expect(askBelow).toBeLessThan(300);
});

test('without a declaration it is the tenant that the Azure CLI uses, and a token for Key Vault', () => {
  expect(of().files.map(({ args }) => args.slice(4))).toEqual([['--resource', 'https://vault.azure.net']]);
});

test('a folder of the Azure CLI that is elsewhere is known, and its tokens are not those of the usual one', () => {
  const folder = path.resolve('/etc/azure');
  expect(of({}, { AZURE_CONFIG_DIR: '/etc/azure' })).toMatchObject({ settings: [path.join(folder, 'azureProfile.json')], about: folder });
  // A record of an earlier version has none.
  expect([of(), of({}, { AZURE_CONFIG_DIR: `${path.join(HOME, '.azure')}${path.sep}` })].map(({ about }) => about)).toEqual([undefined, undefined]);
});

test('of what the Azure CLI prints the token is kept, with its end in seconds and not in the local time of this machine', () => {
  const { text, ...others } = keys(printedToken(NOW / 1_000 + 3_600, { more: 'x' }));
  expect(others).toEqual({ end: NOW + 3_600_000, leased: false });
  expect(JSON.parse(text)).toEqual({
    accessToken: ACCESS_TOKEN, subscription: '22222222-2222-2222-2222-222222222222', tenant: '11111111-1111-1111-1111-111111111111', tokenType: 'Bearer', expires_on: NOW / 1_000 + 3_600,
  });
  // As our az reads it: on one line, the end last.
  expect(text).toMatch(/^\{"accessToken":"[^\n]*,"expires_on":\d+\}\n$/);
});

test.each([
  ['an Azure CLI that is too old', printedToken(undefined), 'this Azure CLI prints no expires_on. Update it to 2.54 or newer: az upgrade.'],
  ['a token that is over', printedToken(NOW / 1_000 - 1), 'the keys that default gives have expired already (or this clock is wrong). Sign in again.'],
  ['an end that is no number', printedToken(undefined, { expires_on: 'soon' }), 'what az printed has no date as expires_on for default.'],
  ['no token', printedToken(NOW / 1_000 + 60, { accessToken: undefined }), 'what az printed has no keys for default (accessToken).'],
  ['no JSON', 'hello', 'az printed no JSON for default. Is it the Azure CLI?'],
])('%s is refused with the reason', (_, printed, text) => {
  expect(keys(printed)).toEqual({ text });
});

test.each([
  [{ resources: 'https://vault.azure.net' }],
  [{ resources: [] }],
  [{ resources: [1] }],
  [{ tenantId: 1 }],
  [{ directory: 1 }],
])('%j in an override is refused', (entry) => {
  expect(() => of(entry)).toThrow(/^docker-compose\.override\.yml: the tenantId, resources or directory of a session of Azure are not texts\./);
});
