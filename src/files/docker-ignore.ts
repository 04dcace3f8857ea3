import { IgnoreFile } from 'projen/lib/ignore-file';
import type { Project } from 'projen/lib/project';
import { DOCKERIGNORE } from './ignore-patterns';

/** A line that the Astro CLI writes, and that a wider one of our lines covers. */
const OF_THE_CLI = '.env';

/**
 * The `.dockerignore` of an `AstroProject`. It stays writable, because "astro deploy" writes to it.
 */
export function dockerIgnore(project: Project): IgnoreFile {
  const file = new IgnoreFile(project, '.dockerignore', { filterCommentLines: false, ignorePatterns: [...DOCKERIGNORE, OF_THE_CLI] });
  file.readonly = false;
  return file;
}

/** Adds a pattern as git has it, unless a line covers it: projen's components name each rc file, which is covered whatever its language. */
export function addToDockerIgnore(file: IgnoreFile, pattern: string): void {
  const wanted = asDockerPattern(pattern);
  const covers = (line: string): boolean => new RegExp(`^${line.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/]*')}$`).test(wanted);
  if (!DOCKERIGNORE.some(covers)) {
    file.addPatterns(wanted);
  }
}

/**
 * A pattern of git's as Docker spells it: there a pattern is anchored unless it says otherwise ("Dockerfile reference: .dockerignore").
 */
export function asDockerPattern(pattern: string): string {
  const [, not, path] = /^(!?)(.*)$/s.exec(pattern)!;
  const isAnchored = path.replace(/\/$/, '').includes('/');
  return not + (isAnchored ? path.replace(/^\//, '') : `**/${path}`);
}
