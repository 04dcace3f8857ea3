import path from 'node:path';
import { inspect } from 'node:util';

type AnyFunction = (...args: any[]) => unknown;

/**
 * Calls back at the very end of this process, behind every listener for it: those of the rc file can still write.
 *
 * @param last gets the exit code and a way to end the process at once, without what Node would still print; gives the
 *   exit code that counts
 */
export function atEnd(last: (code: number, quit: (code: number) => never) => number): void {
  const self = process as unknown as Record<'emit' | 'reallyExit', AnyFunction>;
  const { emit, reallyExit } = self;
  let ended = false;
  const end = (code: unknown): void => {
    if (!ended) {
      ended = true;
      process.exitCode = last(Number(code), reallyExit.bind(process) as (code: number) => never);
    }
  };
  self.emit = (event, ...args) => {
    if (event !== 'exit') {
      return emit.call(process, event, ...args);
    }
    try {
      const heard = emit.call(process, event, ...args);
      end(process.exitCode ?? args[0]);
      return heard;
    } catch (thrown) {
      emit.call(process, 'uncaughtExceptionMonitor', thrown, 'uncaughtException');
      end(1);
      throw thrown;
    }
  };
  // A listener that calls process.exit cuts off the others.
  self.reallyExit = (code) => {
    end(code);
    reallyExit.call(process, process.exitCode);
  };
}

/** Where the code is that runs a check. */
const OWN_FRAMES = ['drift', 'dry-run'].map((folder) => path.resolve(__dirname, '..', folder) + path.sep);

/** What Node prints of an error that nobody catches, without the frames of this package. */
export function uncaught(thrown: unknown): string {
  let text: string;
  try {
    text = thrown instanceof Error ? inspect(thrown) : `Uncaught ${inspect(thrown)}`;
  } catch {
    text = 'Uncaught an error that cannot be shown';
  }
  return `${text.split('\n').filter((line) => !OWN_FRAMES.some((own) => line.includes(own))).join('\n')}\n`;
}
