import path from 'node:path';

/** Patterns of a file with the copies that editors put beside it: `variables.yaml~`, `.variables.yaml.swp`. */
export function withCopies(file: string): string[] {
  return [`${file}*`, path.posix.join(path.posix.dirname(file), `.${path.posix.basename(file)}*`)];
}

/** The files that the lines of an ignore file keep out with their copies: both patterns of such a file are there. */
export function filesWithCopies(lines: readonly string[]): string[] {
  const patterns = new Set(lines.map((line) => line.trimEnd().replace(/^\//, '')));
  const files = [...patterns].filter((pattern) => /^[^!#*?[\\]*\/[^!#*?[\\]*\*$/.test(pattern)).map((pattern) => pattern.slice(0, -1));
  return files.filter((file) => withCopies(file).every((pattern) => patterns.has(pattern)));
}
