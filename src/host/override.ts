import fs from 'node:fs';
import path from 'node:path';
import { PROJEN } from './host-session';
import { AstroAirflowError, reason } from '../text/error';
import { OVERRIDE_FILE } from '../text/override-names';

/* Only a project whose override matters to a command needs it. */
const yaml = () => (require('../text/yaml-library') as typeof import('../text/yaml-library')).yamlLibrary();

export const WRITE_AGAIN = `Run ${PROJEN} to write the file again.`;

type Document = Readonly<Record<string, unknown>>;

/** A start looks for sessions and for mounts, and most of its time is YAML. */
let last: { readonly text: string; readonly raw: Document | undefined; plain?: Document } | undefined;

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
 * The content of an override, in which each `$` is as compose reads it. The last one is kept: reading YAML is slow.
 *
 * @returns undefined if it is not a mapping
 * @throws AstroAirflowError if it is not YAML, or an anchor contains itself
 */
export function rawOverride(text: string): Document | undefined {
  if (last?.text !== text) {
    let document: unknown;
    try {
      document = yaml().parse(text, { logLevel: 'error' });
    } catch (error) {
      throw new AstroAirflowError(`${OVERRIDE_FILE} is not YAML: ${(error as Error).message.split('\n')[0].replace(/[:.]?$/, '.')} ${WRITE_AGAIN}`);
    }
    if (isCyclic(document)) {
      throw new AstroAirflowError(`${OVERRIDE_FILE} has an anchor that contains itself, which compose refuses. ${WRITE_AGAIN}`);
    }
    last = { text, raw: typeof document === 'object' && document !== null ? (document as Document) : undefined };
  }
  return last.raw;
}

/** @param checked what has been checked already: an alias is the same object as its anchor */
function isCyclic(value: unknown, above: ReadonlySet<unknown> = new Set(), checked: Set<unknown> = new Set()): boolean {
  if (typeof value !== 'object' || value === null || above.has(value) || checked.has(value)) {
    return above.has(value);
  }
  const inside = new Set([...above, value]);
  const found = Object.values(value).some((inner) => isCyclic(inner, inside, checked));
  checked.add(value);
  return found;
}

/**
 * The same with texts as they were declared: compose looks for variables everywhere, so each `$` of them is doubled.
 *
 * @throws AstroAirflowError as `rawOverride()` does
 */
export function parsedOverride(text: string): Document | undefined {
  const raw = rawOverride(text);
  if (raw === undefined) {
    return undefined;
  }
  last!.plain ??= undoubled(raw) as Document;
  return last!.plain;
}

function undoubled(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('$$', '$');
  }
  if (Array.isArray(value)) {
    return value.map(undoubled);
  }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, undoubled(inner)])) : value;
}
