import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The files that `docker build` sends to the image build, by the rules of .dockerignore: each pattern is anchored at the
 * top, a pattern that matches a directory takes everything below it, the last pattern that matches decides.
 */
export function buildContext(directory: string): string[] {
  const patterns = fs
    .readFileSync(path.join(directory, '.dockerignore'), 'utf-8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ keep: line.startsWith('!'), pattern: expression(line.replace(/^!/, '')) }));
  return fs
    .readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => patterns.filter(({ pattern }) => pattern.test(file)).at(-1)?.keep ?? true)
    .sort();
}

/** A pattern of Go's filepath.Match, with `**` for any number of directories, as an expression for a path or what lies below it. */
function expression(pattern: string): RegExp {
  const cleaned = path.posix.normalize(pattern).replace(/^\/|\/$/g, '');
  const source = cleaned.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|\\]/g, (part) => {
    const wild: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
    return wild[part] ?? `\\${part}`;
  });
  return new RegExp(`^${source}(?:/.*)?$`);
}
