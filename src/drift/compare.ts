import { isUtf8 } from 'node:buffer';
import type { Disk } from './disk';
import type { FileReport } from './report';
import type { FileState } from './unified-diff';
import type { Change } from '../dry-run/changes';
import { reason } from '../text/error';

interface Content {
  readonly content: Buffer;
  readonly mode: number;
}

/**
 * Compares what a synth would leave at a path with what is on the disk. Content and the executable bit count; line ends
 * and a BOM do not, since git may change both on a checkout.
 *
 * @param path what the report calls the file
 * @param diff whether a difference is wanted as a unified diff
 * @throws if the file is there and cannot be read
 */
export function compare(path: string, change: Change, disk: Disk, absolute: string, diff: boolean): FileReport {
  const kind = disk.kind(absolute);
  if (change.kind === 'gone') {
    const shownGone = kind === 'file' && diff ? shownDiff(path, read(path, disk, absolute), undefined) : {};
    return kind === undefined ? { path, status: 'in-sync' } : { path, status: 'orphaned', ...shownGone };
  }
  const actual = kind === 'file' && change.kind === 'file' ? read(path, disk, absolute) : undefined;
  const expected = change.kind === 'file' ? change : undefined;
  const shown = (): Partial<FileReport> => (diff ? shownDiff(path, actual, expected) : {});
  if (kind === undefined || kind === 'directory') {
    return { path, status: 'missing', ...(expected === undefined ? {} : shown()) };
  }
  if (actual === undefined || expected === undefined) {
    const same = change.kind === kind && (change.kind !== 'link' || change.target === disk.linkTarget(absolute));
    return { path, status: same ? 'in-sync' : 'modified', cause: 'unknown' };
  }
  const same = sameContent(actual.content, expected.content);
  if (same && (process.platform === 'win32' || isExecutable(actual.mode) === isExecutable(expected.mode))) {
    return { path, status: 'in-sync' };
  }
  if (same) {
    return { path, status: 'modified', cause: 'unknown', ...shown(), note: 'the executable bit' };
  }
  // A NUL in the user's own lines does not hide our block.
  const isExplained = isUtf8(actual.content) && isUtf8(expected.content);
  return { path, status: 'modified', ...(isExplained ? explained(path, textOf(actual.content), textOf(expected.content)) : { cause: 'unknown' }), ...shown() };
}

/** What explains a difference is loaded here, because most files of most checks are in sync. */
function explained(path: string, actual: string, expected: string): Partial<FileReport> {
  const { causeOf } = require('../ownership/signature') as typeof import('../ownership/signature');
  const { differingKeys } = require('./differing-keys') as typeof import('./differing-keys');
  const cause = causeOf(actual, expected);
  return { cause, ...differingKeys(path, actual, expected, cause !== 'stale'), line: firstDifference(actual, expected) };
}

function shownDiff(path: string, actual: Content | undefined, expected: Content | undefined): Partial<FileReport> {
  const { unifiedDiff } = require('./unified-diff') as typeof import('./unified-diff');
  return unifiedDiff(path, stateOf(actual), stateOf(expected));
}

function read(path: string, disk: Disk, absolute: string): Content {
  try {
    return disk.file(absolute);
  } catch (error) {
    throw new Error(`${path} cannot be read (${reason(error)})`);
  }
}

function stateOf(content: Content | undefined): FileState | undefined {
  return content && { text: isText(content.content) ? content.content.toString('utf-8') : undefined, executable: isExecutable(content.mode) };
}

function isExecutable(mode: number): boolean {
  return (mode & 0o111) !== 0;
}

function sameContent(one: Buffer, other: Buffer): boolean {
  return one.equals(other) || (isText(one) && isText(other) && textOf(one) === textOf(other));
}

/** Of anything else each byte counts: git changes no line end there, and what is not UTF-8 would be the same character in both. */
function isText(content: Buffer): boolean {
  return isUtf8(content) && !content.includes(0);
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
