import type * as http from 'node:http';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { NotPrepared, type RowRun } from '../row';

/**
 * Lets a server listen at the port of HTTPS of an address of its own, up to the end of the row.
 *
 * @returns the address, in 127.0.0.0/8
 * @throws NotPrepared if this machine does not allow that
 */
export async function listenAt443(run: RowRun, server: Server): Promise<string> {
  const address = `127.${100 + (process.pid % 100)}.${Math.floor(Math.random() * 250)}.${1 + Math.floor(Math.random() * 250)}`;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new NotPrepared(`nothing can listen at port 443 of ${address}: ${error.message}`)));
    server.listen(443, address, resolve);
  });
  closeWith(run, server);
  return address;
}

/**
 * Lets a server listen at a free port of loopback, up to the end of the row.
 *
 * @returns its URL, without a slash at the end
 */
export async function listenOnLoopback(run: RowRun, server: http.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeWith(run, server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function closeWith(run: RowRun, server: http.Server | Server): void {
  run.cleanUp(() => {
    server.close();
    server.closeAllConnections();
  });
}
