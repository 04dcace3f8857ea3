import type { DriftReport } from './report';
import { reason } from '../text/error';

/** How a check ended: with a report, or with the reason why there is none. */
export type Outcome =
  | { readonly report: DriftReport }
  | {
    readonly message: string;
    /** What the rc file's own error says, which Node or Python has printed already. */
    readonly error?: string;
  };

/** How the default task of a project ended. */
export interface Ended {
  /** The exit code. */
  readonly code: number;
  /** The message of the error that ended it, where it is known. */
  readonly error?: string;
  /** What failed, where that was not the rc file. */
  readonly culprit?: string;
  /** Whether projen synthesized; undefined if nobody could tell. */
  readonly isSynthesized: boolean | undefined;
}

/**
 * Why nothing can be compared after a run; undefined if it can be.
 *
 * @param rcFile as the report names it
 */
export function failureOf({ code, error, culprit, isSynthesized }: Ended, rcFile: string): Outcome | undefined {
  if (code !== 0 || error !== undefined) {
    // check-words: ignore
    return { message: `${culprit ?? rcFile} failed${error === undefined ? ` with exit code ${code}` : ''}, so nothing could be compared. Fix that error, then run again.`, error };
  }
  if (isSynthesized === false) {
    return { message: `${rcFile} ended without a call of synth(), so nothing could be compared. Call project.synth() at its end.` };
  }
  return undefined;
}

/** The outcome where the comparison itself failed. */
export function notCompared(why: string): Outcome {
  // check-words: ignore
  return { message: `The files could not be compared: ${why}. Fix that, then run again.` };
}

/** Why something failed: the words of the check itself, or those of the system with the file. */
export function whyNot(error: unknown): string {
  const { code, path } = error as NodeJS.ErrnoException;
  return code === undefined ? messageOf(error) : [reason(error), ...(path === undefined ? [] : [path])].join(': ');
}

/** What an error says. It can be anything, and its message can be code that fails. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.message) : String(thrown);
  } catch {
    return 'an error that cannot be shown';
  }
}
