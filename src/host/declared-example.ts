import { overrideIn, parsedOverride, WRITE_AGAIN } from './override';
import type { DeclaredExample, DeclaredSecret } from '../text/declared-example';
import { AstroAirflowError } from '../text/error';
import { OVERRIDE_EXTENSION, OVERRIDE_FILE } from '../text/override-names';

/**
 * The example DAG that an Astro project declares, as its override has it.
 *
 * @param directory the Astro project's directory
 * @returns undefined if there is no override, or none is declared
 * @throws AstroAirflowError if the override cannot be read, or holds something else in that place
 */
export function declaredExample(directory: string): DeclaredExample | undefined {
  const text = overrideIn(directory);
  if (text === undefined || !text.includes(OVERRIDE_EXTENSION)) {
    return undefined;
  }
  const example = (parsedOverride(text)?.[OVERRIDE_EXTENSION] as { readonly example?: unknown } | null | undefined)?.example;
  if (example !== undefined && !isExample(example)) {
    throw new AstroAirflowError(`${OVERRIDE_FILE}: the example under ${OVERRIDE_EXTENSION} is not a dagId with a list of secrets. ${WRITE_AGAIN}`);
  }
  return example;
}

function isExample(value: unknown): value is DeclaredExample {
  const { dagId, secrets } = (value ?? {}) as Partial<DeclaredExample>;
  return typeof dagId === 'string' && /^[\w.-]{1,250}$/.test(dagId) && Array.isArray(secrets) && secrets.length > 0 && secrets.every(isSecret);
}

function isSecret(value: unknown): value is DeclaredSecret {
  const { kind, key, name } = (value ?? {}) as Partial<DeclaredSecret>;
  return (kind === 'variable' || kind === 'connection') && [key, name ?? 'not known'].every((text) => typeof text === 'string' && text !== '');
}
