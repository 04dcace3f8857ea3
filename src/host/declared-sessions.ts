import { overrideIn, parsedOverride, WRITE_AGAIN } from './override';
import { AstroAirflowError } from '../text/error';
import { OVERRIDE_EXTENSION, OVERRIDE_FILE } from '../text/override-names';

/** A session as the override names it. What else it has is the cloud's. */
export interface DeclaredSession {
  readonly cloud: string;
  readonly [option: string]: unknown;
}

/**
 * The sessions that an Astro project declares, as its override has them.
 *
 * @param directory the Astro project's directory
 * @returns none if there is no override
 * @throws AstroAirflowError if the override cannot be read, or holds something else in that place
 */
export function declaredSessions(directory: string): readonly DeclaredSession[] {
  const text = overrideIn(directory);
  if (text === undefined || !text.includes(OVERRIDE_EXTENSION)) {
    return [];
  }
  const sessions = (parsedOverride(text)?.[OVERRIDE_EXTENSION] as { readonly sessions?: unknown } | null | undefined)?.sessions ?? [];
  if (!Array.isArray(sessions) || !sessions.every(isSession)) {
    throw new AstroAirflowError(`${OVERRIDE_FILE}: the sessions under ${OVERRIDE_EXTENSION} are not a list of entries with a cloud. ${WRITE_AGAIN}`);
  }
  return sessions;
}

function isSession(entry: unknown): entry is DeclaredSession {
  return typeof entry === 'object' && entry !== null && typeof (entry as Partial<DeclaredSession>).cloud === 'string';
}
