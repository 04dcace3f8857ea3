import type { FileBase, IResolver } from 'projen/lib/file';

/** Resolves the lazy values of a file before the synth, for a look at what it will contain; projen's own resolver is not public. */
export const RESOLVER: IResolver = { resolve: (value) => (typeof value === 'function' ? (value as () => unknown)() : value) as never };

/** The text that a file of projen's will have. */
export function renderedText(file: FileBase): string {
  return (file as unknown as { synthesizeContent(resolver: IResolver): string | undefined }).synthesizeContent(RESOLVER) ?? '';
}
