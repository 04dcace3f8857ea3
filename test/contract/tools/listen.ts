import type { Server } from 'node:https';
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
  run.cleanUp(() => {
    server.close();
    server.closeAllConnections();
  });
  return address;
}
