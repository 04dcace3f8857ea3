import * as fs from 'node:fs';
import * as path from 'node:path';
import { AstroAirflowError, reason } from '../text/error';

/* Only a project with sessions needs it. */
const yaml = () => (require('../text/yaml-library') as typeof import('../text/yaml-library')).yamlLibrary();

const FILE = 'docker-compose.override.yml';

/** The part of the override that compose ignores and our commands read. */
const EXTENSION = 'x-projen-astro-airflow';

const WRITE_AGAIN = 'Run npx projen to write the file again.';

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
  if (text === undefined || !text.includes(EXTENSION)) {
    return [];
  }
  const sessions = (parsed(text)?.[EXTENSION] as { readonly sessions?: unknown } | null | undefined)?.sessions ?? [];
  if (!Array.isArray(sessions) || !sessions.every(isSession)) {
    throw new AstroAirflowError(`${FILE}: the sessions under ${EXTENSION} are not a list of entries with a cloud. ${WRITE_AGAIN}`);
  }
  return sessions;
}

function overrideIn(directory: string): string | undefined {
  try {
    return fs.readFileSync(path.join(directory, FILE), 'utf-8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw new AstroAirflowError(`${FILE} cannot be read: ${reason(error)}. Fix that, then run again.`);
  }
}

/** compose looks for variables everywhere, so each `$` of a declared text is doubled. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const document = yaml().parse(text, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('$$', '$') : value)) as unknown;
    return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : undefined;
  } catch (error) {
    throw new AstroAirflowError(`${FILE} is not YAML: ${(error as Error).message.split('\n')[0]} ${WRITE_AGAIN}`);
  }
}

function isSession(entry: unknown): entry is DeclaredSession {
  return typeof entry === 'object' && entry !== null && typeof (entry as Partial<DeclaredSession>).cloud === 'string';
}
