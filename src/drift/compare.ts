import { differingKeys } from './differing-keys';
import type { Below, Entry } from './overlay';
import type { FileReport } from './report';
import { causeOf } from '../private/signature';

/**
 * Compares what a synth would leave at a path with what is on the disk. Content and the executable bit count; line ends
 * and a BOM do not, since git may change both on a checkout.
 *
 * @param path what the report calls the file
 */
export function compare(path: string, entry: Entry, below: Below, absolute: string): FileReport {
  const kind = below.kind(absolute);
  if (entry.kind === 'gone') {
    return { path, status: kind === undefined ? 'in-sync' : 'orphaned' };
  }
  if (kind === undefined) {
    return { path, status: 'missing' };
  }
  if (entry.kind !== 'file' || kind !== 'file') {
    return { path, status: entry.kind === kind ? 'in-sync' : 'modified', cause: 'unknown' };
  }
  const actual = below.file(absolute);
  const same = sameContent(actual.content, entry.content);
  if (same && (process.platform === 'win32' || isExecutable(actual.mode) === isExecutable(entry.mode))) {
    return { path, status: 'in-sync' };
  }
  if (same) {
    return { path, status: 'modified', cause: 'unknown', note: 'the executable bit' };
  }
  const [now, expected] = [textOf(actual.content), textOf(entry.content)];
  return {
    path,
    status: 'modified',
    cause: causeOf(now, expected),
    keys: differingKeys(path, now, expected),
    line: firstDifference(now, expected),
  };
}

function isExecutable(mode: number): boolean {
  return (mode & 0o111) !== 0;
}

function sameContent(one: Buffer, other: Buffer): boolean {
  return one.equals(other) || (!isBinary(one) && !isBinary(other) && textOf(one) === textOf(other));
}

function isBinary(content: Buffer): boolean {
  return content.includes(0);
}

/** The text without what git may change: the BOM and the line ends. */
function textOf(content: Buffer): string {
  return content.toString('utf-8').replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
}

/** The first line on the disk that differs, from 1. */
function firstDifference(actual: string, expected: string): number {
  const [lines, others] = [actual.split('\n'), expected.split('\n')];
  const index = lines.findIndex((line, i) => line !== others[i]);
  return (index < 0 ? lines.length - 1 : index) + 1;
}
