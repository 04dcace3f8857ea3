import * as path from 'node:path';

/** Where this package's own code lies; its frames say nothing to a user. */
const OWN_CODE = path.resolve(__dirname, '..');

/**
 * The one error of this package: its message is the whole text that a user needs, in one or two lines.
 *
 * Only the line of the user's own code (the rc file) is kept of the stack. It is always thrown and never signalled by an
 * exit code, since an exit code that is set inside the jsii kernel is lost.
 */
export class AstroAirflowError extends Error {
  public constructor(message: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 50;
    super(message);
    Error.stackTraceLimit = limit;
    this.name = 'AstroAirflowError';
    const frame = userFrame(this.stack ?? '');
    this.stack = `${this.name}: ${message}${frame === undefined ? '' : `\n${frame}`}`;
  }
}

function userFrame(stack: string): string | undefined {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .find((line) => /[/\\]/.test(line) && !line.includes('node:') && !/[/\\]node_modules[/\\]/.test(line) && !line.includes(OWN_CODE));
}
