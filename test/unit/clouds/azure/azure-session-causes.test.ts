import { hostSessions } from '../../../../src/clouds/host-sessions';
import { causeOf } from '../../../../src/host/causes';
import type { Failure } from '../../../../src/host/host-session';
import type { Ran } from '../../../../src/host/run-program';
import { AZURE_2_91, ENTRA } from '../../../support/host/azure-outputs';

const TENANT = '11111111-1111-1111-1111-111111111111';

function cause(ran: Partial<Ran>, entry: Readonly<Record<string, unknown>> = {}): Failure {
  const [session] = hostSessions([{ cloud: 'azure', ...entry }], { home: '/home/alice', env: {} });
  return causeOf({ code: 1, stdout: '', stderr: '', ...ran }, session, session.files[0]);
}

const OFFLINE = { text: 'Azure cannot be reached. Check the network, a proxy and a VPN, then run again.', isNetwork: true };

test.each<[string, string, Partial<Failure>]>([
  ['nobody signed in', AZURE_2_91.signedOut, { text: 'nobody is signed in to the Azure CLI: az login', signIn: ['az', 'login'] }],
  ['a sign-in whose cache is gone', AZURE_2_91.noCache, { text: 'nobody is signed in to the Azure CLI: az login' }],
  ['no network', AZURE_2_91.offline, OFFLINE],
  ['a proxy that is not there', AZURE_2_91.proxy, OFFLINE],
  ['a sign-in that has ended', ENTRA.ended, { text: 'the sign-in of the Azure CLI has ended: az login', signIn: ['az', 'login'] }],
  ['a second factor', ENTRA.secondFactor, {
    text: 'the Azure CLI has to sign in again for https://vault.azure.net: az login --scope https://vault.azure.net/.default',
    signIn: ['az', 'login', '--scope', 'https://vault.azure.net/.default'],
  }],
  ['a tenant that does not exist', ENTRA.tenant, { text: expect.stringMatching(/^the tenant of the Azure CLI does not exist, or you are not in it\. az account tenant list prints yours;/) }],
  ['a resource that the tenant does not know', ENTRA.resource, { text: expect.stringMatching(/^Microsoft Entra knows no resource https:\/\/vault\.azure\.net in that tenant\./) }],
  ['a proxy that opens TLS', 'ERROR: HTTPSConnectionPool(host=\'login.microsoftonline.com\', port=443): … [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed', { text: expect.stringMatching(/REQUESTS_CA_BUNDLE/) }],
  ['what is not known, in its own words', 'ERROR: no luck\n', { text: 'az failed: ERROR: no luck' }],
])('%s', (_, stderr, expected) => {
  expect(cause({ stderr })).toMatchObject(expected);
});

test('the command that signs in names the declared tenant', () => {
  expect(cause({ stderr: AZURE_2_91.signedOut }, { tenantId: TENANT })).toMatchObject({
    text: `nobody is signed in to the Azure CLI in ${TENANT}: az login --tenant ${TENANT}`, signIn: ['az', 'login', '--tenant', TENANT],
  });
  expect(cause({ stderr: ENTRA.tenant }, { tenantId: TENANT }).text).toMatch(new RegExp(`^the tenant ${TENANT} does not exist`));
});

test('no Azure CLI', () => {
  expect(cause({ code: undefined, problem: 'missing' }).text).toBe(
    'there is no Azure CLI (a command az) on the PATH. Install the Azure CLI, version 2.54 or newer (https://learn.microsoft.com/cli/azure/install-azure-cli), then open a new terminal.',
  );
});

test('with several resources, each failure names the resource whose token was asked for, and signs in for it', () => {
  const resources = ['https://vault.azure.net', 'https://storage.azure.com', 'api://orders'];
  const [session] = hostSessions([{ cloud: 'azure', resources }], { home: '/home/alice', env: {} });
  const causes = (stderr: string) => session.files.map((file) => causeOf({ code: 1, stdout: '', stderr }, session, file));
  expect(causes(ENTRA.secondFactor).map(({ text, signIn }) => [text, signIn?.at(-1)])).toEqual(
    resources.map((resource) => [`the Azure CLI has to sign in again for ${resource}: az login --scope ${resource}/.default`, `${resource}/.default`]),
  );
  expect(causes(ENTRA.resource).map(({ text }) => text.split(' in that tenant')[0])).toEqual(resources.map((resource) => `Microsoft Entra knows no resource ${resource}`));
});
