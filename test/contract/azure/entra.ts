import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import { TENANT, TOKENS } from './key-vault';
import type { RowRun } from '../row';
import { listenAt443 } from '../tools/listen';
import { mustRun } from '../tools/program';

const HOST = 'login.microsoftonline.com';

/** How it answers a request for a token: with one of so many seconds, or with an error. */
export type EntraAnswer = { readonly seconds: number; readonly token?: string } | { readonly code: number; readonly description: string };

/** A stand-in for Microsoft Entra, as far as the Azure CLI asks it for a token with the sign-in that it has. */
export interface FakeEntra {
  /** An `/etc/hosts` that leads to it. */
  readonly hosts: string;
  /** One that leads to where nobody listens. */
  readonly nowhere: string;
  readonly bundle: string;
  /** Says how it answers from now on. */
  answer(answer: EntraAnswer): void;
  /** How many tokens were asked for. */
  asked(): number;
}

/**
 * Starts it on a loopback address of this run alone, at the port of HTTPS; it ends with the row.
 *
 * @throws NotPrepared if it cannot listen there
 */
export async function startEntra(run: RowRun): Promise<FakeEntra> {
  // Several checks have one at once.
  const directory = fs.mkdtempSync(path.join(run.work, 'entra-'));
  const [key, bundle] = ['key', 'certificate'].map((name) => path.join(directory, `${name}.pem`));
  await mustRun('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=a stand-in for Entra', '-keyout', key, '-out', bundle,
    '-addext', `subjectAltName=DNS:${HOST}`,
  ]);
  let answer: EntraAnswer = { seconds: 3_600 };
  let asked = 0;
  const server = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(bundle) }, (request, response) => {
    const send = (status: number, body: object): void => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    if (request.method === 'POST') {
      asked++;
      request.resume();
      return 'seconds' in answer ? send(200, tokenOf(answer, asked)) : send(400, { error: 'invalid_grant', error_description: answer.description, error_codes: [answer.code] });
    }
    const authority = `https://${HOST}/${TENANT}`;
    if (request.url?.includes('/discovery/instance') === true) {
      return send(200, { tenant_discovery_endpoint: `${authority}/v2.0/.well-known/openid-configuration`, metadata: [{ preferred_network: HOST, preferred_cache: HOST, aliases: [HOST] }] });
    }
    return send(200, { token_endpoint: `${authority}/oauth2/v2.0/token`, authorization_endpoint: `${authority}/oauth2/v2.0/authorize`, issuer: `${authority}/v2.0` });
  });
  const address = await listenAt443(run, server);
  const hostsFile = (name: string, to: string): string => {
    const file = path.join(directory, name);
    fs.writeFileSync(file, `127.0.0.1 localhost\n${to} ${HOST}\n`);
    return file;
  };
  return {
    hosts: hostsFile('hosts', address),
    nowhere: hostsFile('nowhere', '127.255.255.254'),
    bundle,
    answer: (next) => {
      answer = next;
    },
    asked: () => asked,
  };
}

function tokenOf({ seconds, token = TOKENS.reader }: { readonly seconds: number; readonly token?: string }, count: number): object {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    token_type: 'Bearer',
    expires_in: seconds,
    access_token: count === 1 ? token : TOKENS.next,
    refresh_token: 'a-refresh-token',
    scope: 'https://vault.azure.net/.default',
    client_info: part({ uid: 'alice', utid: TENANT }),
    id_token: [part({ alg: 'none' }), part({ preferred_username: USER, tid: TENANT, oid: 'alice', sub: 'alice', iss: `https://${HOST}/${TENANT}/v2.0`, aud: CLIENT, exp: 4_102_444_800 }), ''].join('.'),
  };
}

const USER = 'alice@example.com';
/** The Azure CLI itself, as an application of Microsoft Entra. */
const CLIENT = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** Writes what the Azure CLI keeps of somebody who has signed in; without a cache, the cache was removed. */
export function signIn(home: string, hasCache: boolean = true): void {
  const folder = path.join(home, '.azure');
  fs.mkdirSync(folder, { recursive: true });
  const account = { id: '22222222-2222-2222-2222-222222222222', name: 'dev', state: 'Enabled', user: { name: USER, type: 'user' }, isDefault: true, tenantId: TENANT, environmentName: 'AzureCloud', homeTenantId: TENANT, managedByTenants: [] };
  fs.writeFileSync(path.join(folder, 'azureProfile.json'), JSON.stringify({ installationId: 'x', subscriptions: [account] }));
  const whose = { home_account_id: `alice.${TENANT}`, environment: HOST };
  if (hasCache) {
    fs.writeFileSync(path.join(folder, 'msal_token_cache.json'), JSON.stringify({
      Account: { a: { ...whose, realm: TENANT, local_account_id: 'alice', username: USER, authority_type: 'MSSTS' } },
      RefreshToken: { r: { ...whose, credential_type: 'RefreshToken', secret: 'a-refresh-token', client_id: CLIENT, target: 'x', family_id: '1' } },
      AppMetadata: { m: { environment: HOST, client_id: CLIENT, family_id: '1' } },
    }));
  }
}
