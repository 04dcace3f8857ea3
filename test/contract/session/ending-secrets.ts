import * as http from 'node:http';
import type { RowRun } from '../row';
import { listenOnLoopback } from '../tools/listen';

/** A key whose name says when it ends, in milliseconds. */
export function endingKey(end: number, number: number): string {
  return `ASIA${end}N${number}`;
}

/**
 * A Secrets Manager in which every secret is the id of the key that asks, and which refuses keys that have ended, as AWS does; the other
 * stand-in takes them for ever. It ends with the row.
 *
 * @returns its endpoint
 */
export async function startEndingSecrets(run: RowRun): Promise<string> {
  const server = http.createServer((request, response) => {
    const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const end = Number(/^ASIA(\d+)N\d+$/.exec(key)?.[1] ?? 0);
    const [status, answer] = end > Date.now()
      ? [200, { Name: 'a-secret', SecretString: key }]
      : [400, { __type: 'ExpiredTokenException', message: 'The security token included in the request is expired' }];
    request.resume().on('end', () => response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer)));
  });
  return listenOnLoopback(run, server);
}
