import { createHash } from 'node:crypto';
import { cutAtBlock, MARKER_NAME } from './owned-block';

/** Starts the line that records what was in a file or block when it was written. */
const SIGNATURE = '# Signature: ';

/** Why a text differs from the one that is expected. */
export type Cause = 'edited' | 'stale' | 'edited-and-stale' | 'unknown';

/**
 * A line in a managed text that shows whether the rest of it is as it was written. Line ends do not count.
 *
 * @param lines the other lines of the text, in order
 */
export function signatureLine(lines: readonly string[]): string {
  return `${SIGNATURE}${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
}

/** The length of a line's code. At 30 bits, one of a million lines that somebody adds to a block could be taken for a generated one. */
const CODE = 5;

/** The signature of a block: by the codes of its lines in it, a line that somebody adds to the block can be told from the generated ones. */
export function blockSignatureLine(lines: readonly string[]): string {
  return `${signatureLine(lines)} ${lines.map(codeOf).join('')}`;
}

/** Which lines of a block were generated: all if nobody edited it, otherwise those whose code its signature has. */
export function generatedIn(block: readonly string[]): 'all' | { readonly lines: readonly string[]; readonly isGenerated: (line: string) => boolean } {
  const { signature, lines } = signedPart(block);
  if (signature === blockSignatureLine(lines)) {
    return 'all';
  }
  // A merge leaves the signatures of both sides.
  const codes = new Set(block.filter(isSignature).flatMap((line) => line.split(' ')[3]?.match(new RegExp(`.{${CODE}}`, 'g')) ?? []));
  return { lines, isGenerated: (line) => codes.has(codeOf(line)) };
}

function codeOf(line: string): string {
  return createHash('sha256').update(line).digest('base64url').slice(0, CODE);
}

/**
 * Finds out from the signatures in two texts why the one on the disk is not the expected one: edited manually since it
 * was written, stale because the declaration or the package changed since, or both.
 *
 * @param actual what is on the disk, with `\n` alone at its line ends and without a BOM
 * @param expected what a synth would write, likewise
 */
export function causeOf(actual: string, expected: string): Cause {
  if (![actual, expected].some((text) => text.includes(MARKER_NAME) || text.includes(SIGNATURE))) {
    return 'unknown';
  }
  const blocks = [blockLines(actual), blockLines(expected)];
  const isBlock = blocks.some((lines) => lines !== undefined);
  const [written, wanted] = isBlock ? blocks.map((lines) => lines && signedPart(lines)) : [actual, expected].map((text) => signedPart(text.split('\n')));
  if (wanted !== undefined && wanted.signature === undefined) {
    return 'unknown';
  }
  if (written === undefined) {
    // No block was ever written, or somebody took it out whole: the next run writes it.
    return 'stale';
  }
  const now = (isBlock ? blockSignatureLine : signatureLine)(written.lines);
  const edited = written.signature !== now;
  if (wanted === undefined) {
    // Nothing is declared for the block any more: the next run takes it out.
    return edited ? 'edited-and-stale' : 'stale';
  }
  // Where only the signature was changed, or is lost, it says nothing about the declaration.
  const stale = written.signature !== undefined && now !== wanted.signature && written.signature !== wanted.signature;
  return edited ? (stale ? 'edited-and-stale' : 'edited') : 'stale';
}

/** The signature among the lines that it is about, and the others. */
function signedPart(lines: readonly string[]): { signature?: string; lines: string[] } {
  return { signature: lines.find(isSignature), lines: lines.filter((line) => !isSignature(line)) };
}

/** The lines of our block; undefined if there is none, or its markers are damaged or quoted in a file of somebody else's. */
function blockLines(text: string): readonly string[] | undefined {
  try {
    return cutAtBlock(text).lines;
  } catch {
    return undefined;
  }
}

function isSignature(line: string): boolean {
  return line.startsWith(SIGNATURE);
}
