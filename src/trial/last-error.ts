import { printedIn } from './judge';
import type { DeclaredSecret } from '../text/declared-example';
import { safeText } from '../text/error';

/** An exception's own line, or a program's: those of a traceback are indented. */
const EXCEPTION = /^(?:\S*(?:Error|Exception|Interrupt|Exit)|error): /;

/** An error that Airflow logs, of version 2 or 3, unless it is what a task printed. */
const LOGGED_ERROR = /^\[[^\]]+\] \{(?!logging_mixin\.py)[^}]+\} (?:ERROR|CRITICAL) - |^\S+ \[(?:error|critical) *\] (?!.*\[task\.std)/;

/** What Airflow logs as soon as a task of Python has ended, so that nothing that the task printed follows. */
const TASK_ENDED = /Done\. Returned value (?:was|not shown)/;

/** What Airflow adds to a line that a task prints, where it logs such a line. */
const LOGGED_PRINT = /^\[[^\]]+\] \{logging_mixin\.py:\d+\} INFO - |^\S+ \[info *\] (?=.*\[task\.stdout\])|\s+\[task\.stdout\].*$/g;

/**
 * The last error in what Airflow printed, on one line and without what can be a value: what the example's tasks printed is no error, a line
 * with it or with a URI is skipped, and messages show values in quotes, which are omitted. Undefined if there is none.
 *
 * @param secrets that the example's tasks print if they arrive
 */
export function lastError(output: string, secrets: readonly DeclaredSecret[]): string | undefined {
  const { printed, others } = split(output.split(/\r?\n/), secrets);
  const safe = others.filter((line) => !/:\/\/|@/.test(line) && !printed.some((value) => line.includes(value)));
  const last = (pattern: RegExp): string | undefined => safe.filter((line) => pattern.test(line)).at(-1);
  // What Airflow logs after an exception says less.
  const line = last(EXCEPTION) ?? last(LOGGED_ERROR);
  // An apostrophe is no quote.
  return line === undefined ? undefined : safeText(line.replace(/(?<!\w\w)["'`].*/, '…').trim().slice(0, 200));
}

/** Parts what the example's tasks printed from all else. A line of a value can look like anything, so it ends only where its task does. */
function split(lines: readonly string[], secrets: readonly DeclaredSecret[]): { readonly printed: readonly string[]; readonly others: readonly string[] } {
  const printed: string[] = [];
  const others: string[] = [];
  let isOfTask = false;
  for (const line of lines) {
    const value = secrets.map((secret) => printedIn(line, secret)).find((one) => one !== undefined);
    isOfTask = value !== undefined || (isOfTask && !TASK_ENDED.test(line));
    (isOfTask ? printed : others).push(value ?? line);
  }
  return { printed: printed.map((text) => text.replace(LOGGED_PRINT, '').trim()).filter((text) => text !== ''), others };
}
