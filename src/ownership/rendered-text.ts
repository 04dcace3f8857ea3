import type { FileBase, IResolver } from 'projen/lib/file';

/** Resolves the lazy values of a file before the synth, for a look at what it will contain; projen's own resolver is not public. */
export const RESOLVER: IResolver = { resolve: (value) => resolved(value) as never };

/** Functions, sets and maps are what projen's resolver takes besides data. */
function resolved(value: unknown): unknown {
  if (typeof value === 'function') {
    return resolved((value as () => unknown)());
  }
  if (value instanceof Set || Array.isArray(value)) {
    return Array.from(value as Iterable<unknown>, resolved);
  }
  if (value instanceof Map) {
    return resolved(Object.fromEntries(value));
  }
  return Object.prototype.toString.call(value) === '[object Object]' && typeof (value as { toJSON?: unknown }).toJSON !== 'function'
    ? Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, resolved(inner)]))
    : value;
}

/** The text that a file of projen's will have. */
export function renderedText(file: FileBase): string {
  return (file as unknown as { synthesizeContent(resolver: IResolver): string | undefined }).synthesizeContent(RESOLVER) ?? '';
}
