import { createHash } from 'node:crypto';
import { cutAtBlock } from './owned-block';

/** Starts the line that tells what stood in a file or block when it was written. */
const SIGNATURE = '# Signature: ';

/** Why a text differs from the one that is expected. */
export type Cause = 'edited' | 'stale' | 'edited-and-stale' | 'unknown';

/**
 * A line that stands in a managed text and tells whether the rest of it is as it was written. Line ends do not count.
 *
 * @param lines the other lines of the text, in order
 */
export function signatureLine(lines: readonly string[]): string {
  return `${SIGNATURE}${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
}

/**
 * Tells by the signatures in two texts why the one on the disk is not the one that is expected: edited by hand since it
 * was written, stale because the declaration or the package changed since, or both.
 */
export function causeOf(actual: string, expected: string): Cause {
  const [written, wanted] = [signedPart(actual), signedPart(expected)];
  if (wanted?.signature === undefined) {
    return 'unknown';
  }
  if (written === undefined) {
    // No block was ever written, or somebody took it out whole: the next run writes it.
    return 'stale';
  }
  const now = signatureLine(written.lines);
  const edited = written.signature !== now;
  // Where only the signature was changed, or is lost, it says nothing about the declaration.
  const stale = written.signature !== undefined && now !== wanted.signature && written.signature !== wanted.signature;
  return edited ? (stale ? 'edited-and-stale' : 'edited') : 'stale';
}

/** The lines that a signature is about: those of our block, or of the whole file. Undefined where a block is expected and none is there. */
function signedPart(text: string): { signature?: string; lines: string[] } | undefined {
  const lines = blockOrAll(text);
  return lines && { signature: lines.find(isSignature), lines: lines.filter((line) => !isSignature(line)) };
}

function blockOrAll(text: string): readonly string[] | undefined {
  const normalized = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  try {
    return cutAtBlock(normalized).lines ?? normalized.split('\n');
  } catch {
    return undefined;
  }
}

function isSignature(line: string): boolean {
  return line.startsWith(SIGNATURE);
}
