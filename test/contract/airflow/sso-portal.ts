import * as http from 'node:http';
import type { AwsKey } from './fake-aws';
import type { RowRun } from '../row';
import { listenOnLoopback } from '../tools/listen';

/** Stands in for the two services of single sign-on that botocore calls: it renews tokens, and hands out a role's keys for a new one. */
export interface SsoPortal {
  readonly endpoint: string;
  /** How many tokens it has renewed. */
  renewed(): number;
}

/** The token that it hands out. */
export const NEW_TOKEN = 'a-renewed-token';

/** Starts one on a free port; it ends with the row. */
export async function startSsoPortal(run: RowRun, key: AwsKey): Promise<SsoPortal> {
  let renewed = 0;
  const server = http.createServer((request, response) => {
    const answer = (status: number, body: object, more: object = {}): void => void response.writeHead(status, { 'Content-Type': 'application/json', ...more }).end(JSON.stringify(body));
    if (request.url === '/token') {
      renewed++;
      return answer(200, { accessToken: NEW_TOKEN, tokenType: 'Bearer', expiresIn: 28_800, refreshToken: 'the-next-refresh-token' });
    }
    if (request.url?.startsWith('/federation/credentials') !== true || request.headers['x-amz-sso_bearer_token'] !== NEW_TOKEN) {
      return answer(401, { message: 'Session token not found or invalid' }, { 'x-amzn-ErrorType': 'UnauthorizedException' });
    }
    return answer(200, { roleCredentials: { accessKeyId: key.id, secretAccessKey: key.secret, sessionToken: key.token, expiration: Date.now() + 3_600_000 } });
  });
  return { endpoint: await listenOnLoopback(run, server), renewed: () => renewed };
}
