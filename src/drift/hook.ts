/*
 * Loaded before everything else (`--require`) in each further Node process of a drift check. What it finds goes to the
 * first process by a file.
 */
// The module itself: a namespace import would be a copy, whose functions nobody else calls.
// eslint-disable-next-line @typescript-eslint/no-require-imports
import fs = require('node:fs');
import * as path from 'node:path';
import { threadId } from 'node:worker_threads';
import { ORDER, type Order } from './check-variable';
import { atEnd } from './process-end';
import { redirect } from './redirect';
import { reason } from '../text/error';

const order = process.env[ORDER];
if (order !== undefined) {
  install(JSON.parse(order) as Order);
}

function install(given: Order): void {
  const report = (): void => {
    const findings = redirected.findings();
    // The first process makes the directory, and takes it away when it is ended itself.
    if (findings !== undefined && redirected.fs.existsSync(given.results)) {
      const file = path.join(given.results, `${process.pid}-${threadId}.json`);
      try {
        redirected.fs.writeFileSync(file, JSON.stringify(findings));
      } catch (error) {
        process.exitCode = 1;
        // A file that is cut off tells the first process as much.
        if (!redirected.fs.existsSync(file)) {
          process.stderr.write(`projen-astro-airflow: ${given.results} cannot take what was found: ${reason(error)}. Make room there, or set TMPDIR to another folder.\n`);
        }
      }
    }
  };
  // A process under the jsii kernel may be ended before its own end comes: so once a synth is through, it reports.
  const redirected = redirect(fs, given, { afterSynth: report });
  atEnd((code) => {
    report();
    return Number(process.exitCode ?? code);
  });
}
