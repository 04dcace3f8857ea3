import path from 'node:path';
import { unicodeEscape } from './unicode-escape';

/** Where this package's own code lies, compiled or as source maps name it; its frames say nothing to a user. */
const OWN_CODE = ['lib', 'src'].map((folder) => path.resolve(__dirname, '../..', folder) + path.sep);

/** `allow_secret=[`, of a sample in Python: the start of a list has no value. */
const LIST_BEGINS = /^\w+=\[$/;

/**
 * The one error of this package: its message is the whole text that a user needs, in one or two lines for each problem.
 *
 * Only the line of the user's own code (the rc file) is kept of the stack. It is always thrown and never signalled by an
 * exit code, since an exit code that is set inside the jsii kernel is lost.
 *
 * Its constructor throws it: of an error that nobody catches Node prints the line of code that threw it, with the text in pieces, unless that line
 * has a mark. `throw new AstroAirflowError(…)` says what happens.
 */
export class AstroAirflowError extends Error {
  /** What is wrong, one text each. */
  public readonly problems!: readonly string[];

  /** @param message the text, or one for each of several problems */
  public constructor(message: string | readonly string[]) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 50;
    const problems = [message].flat().map(safeText);
    super(problems.length === 1 ? problems[0] : [`There are ${problems.length} problems, and nothing was written:`, ...problems.map((problem) => `- ${problem}`)].join('\n'));
    Error.stackTraceLimit = limit;
    this.name = 'AstroAirflowError';
    // Node prints the members of an error that are enumerable.
    Object.defineProperty(this, 'problems', { value: problems, enumerable: false });
    const frame = userFrame(this.stack ?? '');
    this.stack = `${this.name}: ${this.message}${frame === undefined ? '' : `\n${frame}`}`;
    throw this; // node-do-not-add-exception-line
  }
}

/** A text on one line and without what could be a secret, as the messages of errors are. */
export function safeText(text: string): string {
  return onOneLine(withoutSecrets(text));
}

/**
 * Makes several checks, all of them, so that one run names all that has to change.
 *
 * @throws AstroAirflowError with what they found together; any other error at once
 */
export function checkAll(checks: ReadonlyArray<() => void>): void {
  const problems = checks.flatMap((check): readonly string[] => {
    try {
      check();
      return [];
    } catch (error) {
      if (!(error instanceof AstroAirflowError)) {
        throw error;
      }
      return error.problems;
    }
  });
  if (problems.length > 0) {
    throw new AstroAirflowError([...new Set(problems)]);
  }
}

/** What went wrong on the disk, in the system's own words but without the paths of temporary files. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return message.split(',')[0] || code || 'unknown reason';
}

/** Somebody can have put a key where a name belongs, and the message names what it refuses. */
function withoutSecrets(message: string): string {
  const { secretInValue } = require('./secret-value') as typeof import('./secret-value');
  return message.replace(/(?<=")[^"]{8,}(?=")|[^\s"']{8,}/g, (piece) => (LIST_BEGINS.test(piece) || secretInValue(piece) === undefined ? piece : '…'));
}

/** A refused value can hold anything: its line breaks and control characters must not tear the message apart. */
function onOneLine(message: string): string {
  // eslint-disable-next-line no-control-regex
  return message.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g, (char) => (char === '\n' ? '\\n' : unicodeEscape(char)));
}

function userFrame(stack: string): string | undefined {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .find((line) => /[/\\]/.test(line) && !line.includes('node:') && !/[/\\]node_modules[/\\]/.test(line) && !OWN_CODE.some((own) => line.includes(own)));
}
