/** What a run would have at a path instead of what the disk has there. */
export type Change =
  | { readonly kind: 'file'; readonly content: Buffer; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'gone' };

/** Every path that a run would change, absolute, with what it would have there. */
export type Changes = ReadonlyMap<string, Change>;

/** What a path has: links are not followed. */
export type Kind = 'file' | 'directory' | 'link' | 'other';

/** The kind of something that was looked at with `lstat`. */
export function kindOf(stats: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Kind {
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other';
}

/** Whether a path is a directory, or in it. */
export function isIn(directory: string, file: string, separator: string): boolean {
  return file === directory || file.startsWith(directory.endsWith(separator) ? directory : directory + separator);
}
