import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import type { RowRun } from '../row';
import { listenAt443 } from '../tools/listen';
import { mustRun } from '../tools/program';

const readers = new Set<string>();

/** The vault that projects declare, and the tenant that it is in. */
export const VAULT = 'team-secrets.vault.azure.net';
export const TENANT = '11111111-1111-1111-1111-111111111111';

/** Tokens of somebody who may read, the next one of the same, of one who may not, and of the reader for another service. */
export const TOKENS = { reader: readerToken('usual'), next: readerToken('renewed'), stranger: jwt('stranger'), elsewhere: jwt('the reader, for storage') };

/** A further token of the reader, by which its calls are known. */
export function readerToken(which: string): string {
  const token = jwt(`reader ${which}`);
  readers.add(token);
  return token;
}

/** What is in the vault. Case of a name does not count. */
export const SECRETS: Readonly<Record<string, string>> = {
  'airflow-variables-my-var': 'the value of my_var',
  'airflow-connections-my-conn': 'postgres://me:a-password@db:5432/orders',
  'airflow-config-sentry-dsn': 'https://sentry.example.com',
  'team-x-vars--my--var': 'with another separator',
  'my-var': 'without a prefix',
};

/** What somebody asked for. */
export interface VaultCall {
  readonly name: string;
  readonly token?: string;
  readonly status: number;
}

/** A stand-in for Azure Key Vault at its own name. It answers who has the right token, and records the names that are asked for. */
export interface FakeKeyVault {
  /** The name of the vault, for `/etc/hosts`. */
  readonly hosts: Readonly<Record<string, string>>;
  /** The same, where nobody listens. */
  readonly nowhere: Readonly<Record<string, string>>;
  /** The file with the certificate that clients have to trust. */
  readonly bundle: string;
  readonly calls: readonly VaultCall[];
}

interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Without a token, as the service asks for one ("Authentication, requests and responses" of Key Vault). */
const CHALLENGE: Answer = {
  status: 401,
  body: failure('Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.'),
  headers: { 'WWW-Authenticate': `Bearer authorization="https://login.microsoftonline.com/${TENANT}", resource="https://vault.azure.net"` },
};

/**
 * Starts it on a loopback address of this run alone, at the port of HTTPS; it ends with the row.
 *
 * @throws NotPrepared if it cannot listen there
 */
export async function startKeyVault(run: RowRun): Promise<FakeKeyVault> {
  const [key, bundle] = ['vault.key', 'vault.pem'].map((name) => path.join(run.work, name));
  await mustRun('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=a stand-in for Key Vault', '-keyout', key, '-out', bundle,
    '-addext', `subjectAltName=DNS:${VAULT}`,
  ]);
  fs.chmodSync(bundle, 0o644);
  const calls: VaultCall[] = [];
  const server = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(bundle) }, (request, response) => {
    const [, folder, name = ''] = new URL(request.url ?? '/', `https://${VAULT}`).pathname.split('/');
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const { status, body = {}, headers = {} } = folder === 'secrets' && request.method === 'GET' ? answerTo(name, token) : { status: 404 };
    if (status !== 401) {
      calls.push({ name, token, status });
    }
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  const address = await listenAt443(run, server);
  return { hosts: { [VAULT]: address }, nowhere: { [VAULT]: '127.255.255.254' }, bundle, calls };
}

/** What the service answers whom, with its own words. */
function answerTo(name: string, token: string | undefined): Answer {
  if (token === undefined) {
    return CHALLENGE;
  }
  if (token === TOKENS.elsewhere) {
    return { ...CHALLENGE, body: failure('Unauthorized', 'AKV10022: Invalid audience. Expected https://vault.azure.net, found: https://storage.azure.com.') };
  }
  if (token === TOKENS.stranger) {
    return { status: 403, body: failure('Forbidden', 'Caller is not authorized to perform action on resource.\nAction: \'Microsoft.KeyVault/vaults/secrets/getSecret/action\'', 'ForbiddenByRbac') };
  }
  if (!readers.has(token)) {
    return { ...CHALLENGE, body: failure('Unauthorized', 'AKV10001: Token is not valid.') };
  }
  if (name.endsWith('-from-afar')) {
    return { status: 403, body: failure('Forbidden', 'Client address is not authorized and caller is not a trusted service.\nClient address: 203.0.113.7', 'ForbiddenByFirewall') };
  }
  if (name.endsWith('-disabled')) {
    return { status: 403, body: failure('Forbidden', 'Operation get is not allowed on a disabled secret.', 'SecretDisabled') };
  }
  const value = SECRETS[name.toLowerCase()];
  return value === undefined
    ? { status: 404, body: failure('SecretNotFound', `A secret with (name/id) ${name} was not found in this key vault.`) }
    : { status: 200, body: { value, id: `https://${VAULT}/secrets/${name}/0123456789abcdef0123456789abcdef`, attributes: { enabled: true } } };
}

function failure(code: string, message: string, inner?: string): object {
  return { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } };
}

/** As tokens look: three parts of base64. */
function jwt(subject: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ typ: 'JWT', alg: 'none' }), part({ sub: subject }), Buffer.from('a signature').toString('base64url')].join('.');
}
