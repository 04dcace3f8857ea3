import type { Below, Entry } from './overlay';
import type { FileReport } from './report';
import type { FileState } from './unified-diff';
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
export function compare(path: string, entry: Entry, below: Below, absolute: string, diff: boolean): FileReport {
  const kind = below.kind(absolute);
  const actual = kind === 'file' && entry.kind !== 'link' && entry.kind !== 'directory' ? read(path, below, absolute) : undefined;
  const expected = entry.kind === 'file' ? entry : undefined;
  const shown = (): Partial<FileReport> => (diff ? shownDiff(path, actual, expected) : {});
  if (entry.kind === 'gone') {
    return kind === undefined ? { path, status: 'in-sync' } : { path, status: 'orphaned', ...(kind === 'file' ? shown() : {}) };
  }
  if (kind === undefined || kind === 'directory') {
    return { path, status: 'missing', ...(expected === undefined ? {} : shown()) };
  }
  if (actual === undefined || expected === undefined) {
    const same = entry.kind === kind && (entry.kind !== 'link' || entry.target === below.linkTarget(absolute));
    return { path, status: same ? 'in-sync' : 'modified', cause: 'unknown' };
  }
  const same = sameContent(actual.content, expected.content);
  if (same && (process.platform === 'win32' || isExecutable(actual.mode) === isExecutable(expected.mode))) {
    return { path, status: 'in-sync' };
  }
  if (same) {
    return { path, status: 'modified', cause: 'unknown', ...shown(), note: 'the executable bit' };
  }
  return { path, status: 'modified', ...explained(path, textOf(actual.content), textOf(expected.content)), ...shown() };
}

/** What explains a difference is loaded here, because most files of most checks are in sync. */
function explained(path: string, actual: string, expected: string): Partial<FileReport> {
  const { causeOf } = require('../ownership/signature') as typeof import('../ownership/signature');
  const { differingKeys } = require('./differing-keys') as typeof import('./differing-keys');
  return { cause: causeOf(actual, expected), keys: differingKeys(path, actual, expected), line: firstDifference(actual, expected) };
}

function shownDiff(path: string, actual: Content | undefined, expected: Content | undefined): Partial<FileReport> {
  const { unifiedDiff } = require('./unified-diff') as typeof import('./unified-diff');
  return unifiedDiff(path, stateOf(actual), stateOf(expected));
}

function read(path: string, below: Below, absolute: string): Content {
  try {
    return below.file(absolute);
  } catch (error) {
    throw new Error(`${path} cannot be read (${reason(error)})`);
  }
}

function stateOf(content: Content | undefined): FileState | undefined {
  return content && { text: content.content.toString('utf-8'), executable: isExecutable(content.mode) };
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
