import { reason } from '../text/error';

/**
 * Says in one line that the output cannot be written, as to a full disk or a program that has ended, where Node would print its stack trace.
 * The command goes on, as it can have something to delete, and ends with 2 at least: a signal has a code of its own.
 */
export function nameUnwritableOutput(): void {
  let isNamed = false;
  process.stdout.on('error', (error) => {
    if (!isNamed) {
      isNamed = true;
      // The command sets its own code before that.
      process.on('exit', (code) => (process.exitCode = Math.max(code, 2)));
      process.stderr.write(`projen-astro-airflow: the output cannot be written: ${reason(error)}.\n`);
    }
  });
  // Nobody can be told.
  process.stderr.on('error', () => undefined);
}
