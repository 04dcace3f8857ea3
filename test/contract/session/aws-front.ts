import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import * as path from 'node:path';
import type { RowRun } from '../row';
import { listenAt443 } from '../tools/listen';
import { mustRun } from '../tools/program';

/** A request that came in. */
export interface Call {
  readonly host: string;
  readonly path: string;
  readonly body: string;
}

/** AWS at its own names, for programs that take no other endpoint, as the AWS CLI before 2.13. */
export interface AwsFront {
  /** An `/etc/hosts` that leads to it. */
  readonly hosts: string;
  /** One that leads to where nobody listens. */
  readonly nowhere: string;
  /** What such a program has to trust. */
  readonly bundle: string;
  /** All that came in so far. */
  readonly calls: readonly Call[];
}

/** Passes requests on, by the first rule whose start of a host name fits: `['sts.', 'http://127.0.0.1:5000']`. */
export type Routes = ReadonlyArray<readonly [start: string, endpoint: string]>;

/** The names, but for the region's: a wildcard stands for one label. */
const names = (region: string): string[] => ['sts', 'portal.sso', 'oidc', 'signin', 'secretsmanager', 'ssm'].map((service) => `${service}.${region}.amazonaws.com`).concat('sts.amazonaws.com', `${region}.signin.aws.amazon.com`);

/**
 * Starts it on a loopback address of this run alone, at the port of HTTPS; it ends with the row.
 *
 * @throws NotPrepared if it cannot listen there
 */
export async function startAwsFront(run: RowRun, region: string, routes: Routes): Promise<AwsFront> {
  const [key, bundle] = ['front.key', 'front.pem'].map((name) => path.join(run.work, name));
  await mustRun('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=a stand-in for AWS', '-keyout', key, '-out', bundle,
    '-addext', `subjectAltName=${names(region).map((name) => `DNS:${name}`).join(',')}`,
  ]);
  const calls: Call[] = [];
  const server = https.createServer({ key: fs.readFileSync(key), cert: fs.readFileSync(bundle) }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { host = '' } = request.headers;
      calls.push({ host, path: request.url ?? '', body: Buffer.concat(chunks).toString('utf-8') });
      const endpoint = routes.find(([start]) => host.startsWith(start))?.[1];
      if (endpoint === undefined) {
        response.writeHead(404).end();
        return;
      }
      const { hostname, port } = new URL(endpoint);
      const passed = http.request({ hostname, port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      passed.end(Buffer.concat(chunks));
    });
  });
  const address = await listenAt443(run, server);
  const hostsFile = (name: string, to: string): string => {
    const file = path.join(run.work, name);
    fs.writeFileSync(file, `127.0.0.1 localhost\n${to} ${names(region).join(' ')}\n`);
    return file;
  };
  return { hosts: hostsFile('hosts', address), nowhere: hostsFile('hosts-nowhere', '127.255.255.254'), bundle, calls };
}
