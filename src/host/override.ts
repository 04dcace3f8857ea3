import * as fs from 'node:fs';
import * as path from 'node:path';
import { PROJEN } from './host-session';
import { AstroAirflowError, reason } from '../text/error';
import { OVERRIDE_FILE } from '../text/override-names';

/* Only a project whose override matters to a command needs it. */
const yaml = () => (require('../text/yaml-library') as typeof import('../text/yaml-library')).yamlLibrary();

export const WRITE_AGAIN = `Run ${PROJEN} to write the file again.`;

/** A start looks for sessions and for mounts, and most of its time is YAML. */
let last: { readonly text: string; readonly document: Readonly<Record<string, unknown>> | undefined } | undefined;

/**
 * The text of an Astro project's override; undefined if there is none.
 *
 * @throws AstroAirflowError if it cannot be read
 */
export function overrideIn(directory: string): string | undefined {
  try {
    return fs.readFileSync(path.join(directory, OVERRIDE_FILE), 'utf-8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw new AstroAirflowError(`${OVERRIDE_FILE} cannot be read: ${reason(error)}. Fix that, then run again.`);
  }
}

/**
 * What an override holds; kept for the next one who asks of the same text. compose looks for variables everywhere, so each `$` of a declared text is doubled.
 *
 * @returns undefined if it is not a mapping
 * @throws AstroAirflowError if it is not YAML
 */
export function parsedOverride(text: string): Readonly<Record<string, unknown>> | undefined {
  if (last?.text === text) {
    return last.document;
  }
  try {
    const document = yaml().parse(text, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('$$', '$') : value), { logLevel: 'error' }) as unknown;
    last = { text, document: typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : undefined };
    return last.document;
  } catch (error) {
    throw new AstroAirflowError(`${OVERRIDE_FILE} is not YAML: ${(error as Error).message.split('\n')[0].replace(/[:.]?$/, '.')} ${WRITE_AGAIN}`);
  }
}
