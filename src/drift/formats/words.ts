import type { Failure } from './report-format';
import { printable } from '../../text/printable';
import type { Cause, DriftReport, FileReport, Status } from '../report';

export { printable, withoutControls } from '../../text/printable';

/** A file that a report speaks of. */
export type ListedFile = FileReport & { readonly status: Exclude<Status, 'in-sync'> };

/** More keys than these are counted: a file that changed wholly would fill the page. */
const MOST_KEYS = 10;

const CAUSES: Readonly<Record<Cause, string>> = {
  'edited': 'edited manually',
  'stale': 'stale',
  'edited-and-stale': 'edited manually and stale',
  'unknown': '',
};

/** The files that a report speaks of. */
export function listed(report: DriftReport): ListedFile[] {
  return report.files.filter((file): file is ListedFile => file.status !== 'in-sync');
}

/** Whether this one file fails the check. */
export function fails({ status }: FileReport, strict: boolean): boolean {
  return status === 'missing' || status === 'modified' || status === 'orphaned' || (strict && status !== 'in-sync');
}

/** Whether the report fails the check. */
export function isDrift({ files }: DriftReport, strict: boolean): boolean {
  return files.some((file) => fails(file, strict));
}

/** Why a check could not compare, with the rc file's own error for a reader who does not have the error output. */
export function failureInWords({ message, error }: Failure): string {
  return error === undefined ? message : `${message} It said: ${error}`;
}

/** The cause in words; empty if nothing is known of it. */
export function causeInWords({ cause = 'unknown' }: FileReport): string {
  return CAUSES[cause];
}

/** The keys that differ; of many the first, and how many more there are. */
export function firstKeys({ keys = [], moreKeys = 0 }: FileReport): { readonly keys: readonly string[]; readonly more: string } {
  const shown = keys.slice(0, MOST_KEYS);
  const more = keys.length - shown.length + moreKeys;
  return { keys: shown, more: more === 0 ? '' : shown.length > 0 ? `${more} more` : `${more} ${more === 1 ? 'key' : 'keys'} that nobody declared` };
}

/** What differs, or why it is only noted, on one line. */
export function detailsInWords(file: FileReport): string {
  const { keys, more } = firstKeys(file);
  return [[...keys, more].filter(Boolean).join(', '), file.note ?? ''].filter(Boolean).map(printable).join('; ');
}

/** `1 file`, `2 files`. */
export function countOfFiles(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`;
}

/**
 * The last line: everything is in sync, or how to update the files.
 *
 * @param quote sets off the command and the rc file, and escapes them
 */
export function closingLine(report: DriftReport, strict: boolean, quote: (text: string) => string): string {
  const failing = listed(report).filter((file) => fails(file, strict)).length;
  if (failing === 0) {
    return `${countOfFiles(report.inSync)} in sync.`;
  }
  const total = countOfFiles(listed(report).length + report.inSync);
  const [have, them] = failing === 1 ? ['has', 'it'] : ['have', 'them'];
  return `${failing} of ${total} ${have} drifted. Run ${quote(report.command)} to update ${them}. To keep a manual edit, move it to ${quote(report.rcFile)}.`;
}
