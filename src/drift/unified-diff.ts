import { isDotenvName } from '../text/dotenv-text';
import { isSecretVariable, secretInValue } from '../text/secret-value';

/** A file before or after; undefined where there is none. */
export interface FileState {
  /** With the line ends and the BOM that it has on the disk; undefined if it is no text. */
  readonly text: string | undefined;
  readonly executable: boolean;
}

/** To find more lines than these that differ takes seconds, and nobody reads them. */
const MOST_EDITS = 2_000;

const BOM = '\uFEFF';

/** A larger file is not read line by line. */
const LONGEST_TEXT = 2 * 1024 * 1024;

/** `NAME=value`, `NAME: value`, `"name": "value"`. */
const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)["']?\s*[:=]\s*["']?([^"',\s]*)/g;

/**
 * A unified diff from a file to what it is to be, as `git apply` takes it.
 *
 * @param name the file's name from the directory that the patch is applied in, with `/`
 * @returns the diff, or why there is none
 */
export function unifiedDiff(name: string, before: FileState | undefined, after: FileState | undefined): { diff: string } | { note: string } {
  if (isDotenvName(name)) {
    return { note: 'the values of its keys are not shown' };
  }
  const isText = (state: FileState | undefined): boolean => state === undefined || state.text !== undefined;
  if (!isText(before) || !isText(after)) {
    return { note: 'a binary file' };
  }
  const old = before?.text ?? '';
  const wanted = asOnDisk(after?.text ?? '', before?.text);
  // Loaded here because most checks are not asked for a diff.
  const { formatPatch, structuredPatch } = require('diff') as typeof import('diff');
  const [from, to] = [before === undefined ? '/dev/null' : `a/${name}`, after === undefined ? '/dev/null' : `b/${name}`];
  const isLong = Math.max(old.length, wanted.length) > LONGEST_TEXT;
  const patch = isLong ? undefined : structuredPatch(from, to, old, wanted, undefined, undefined, { context: 3, maxEditLength: MOST_EDITS });
  if (patch === undefined) {
    return { note: 'too much differs for a diff' };
  }
  if (patch.hunks.some(({ lines }) => lines.some(mayBeSecret))) {
    return { note: 'its diff could show a secret' };
  }
  const [oldMode, newMode] = [modeOf(before), modeOf(after)];
  const modes = oldMode === newMode ? {} : { oldMode, newMode };
  return { diff: formatPatch({ ...patch, isGit: true, isCreate: before === undefined, isDelete: after === undefined, ...modes }) };
}

/** A text with the BOM and the line ends that the file has, which do not count as a difference. */
function asOnDisk(text: string, onDisk: string | undefined): string {
  if (onDisk === undefined || text === '') {
    return text;
  }
  const lineEnds = /^(?:[^\n]*\r\n)+[^\n]*$/.test(onDisk) ? text.replace(/\r?\n/g, '\r\n') : text;
  return `${onDisk.startsWith(BOM) ? BOM : ''}${lineEnds.startsWith(BOM) ? lineEnds.slice(BOM.length) : lineEnds}`;
}

function modeOf(state: FileState | undefined): string | undefined {
  return state && (state.executable ? '100755' : '100644');
}

/** A reference such as `${{ secrets.NPM_TOKEN }}` is none. */
function mayBeSecret(line: string): boolean {
  return secretInValue(line) !== undefined || [...line.matchAll(ASSIGNMENT)].some(([, name, value]) => !value.startsWith('$') && isSecretVariable(name, value));
}
