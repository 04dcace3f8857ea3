import { IgnoreFile } from 'projen/lib/ignore-file';
import type { Project } from 'projen/lib/project';
import { DOCKERIGNORE } from './ignore-patterns';

/**
 * The `.dockerignore` of an `AstroProject`. It stays writable, because "astro deploy" writes to it. It names `.env` as the Astro CLI does,
 * although our own pattern takes that in: who comes from `astro dev init` finds every line again.
 */
export function dockerIgnore(project: Project): IgnoreFile {
  const file = new IgnoreFile(project, '.dockerignore', { filterCommentLines: false, ignorePatterns: ['.env', ...DOCKERIGNORE] });
  file.readonly = false;
  return file;
}

/**
 * A pattern of git's as Docker spells it: there a pattern is anchored unless it says otherwise ("Dockerfile reference: .dockerignore").
 */
export function asDockerPattern(pattern: string): string {
  const [, not, path] = /^(!?)(.*)$/s.exec(pattern)!;
  const isAnchored = path.replace(/\/$/, '').includes('/');
  return not + (isAnchored ? path.replace(/^\//, '') : `**/${path}`);
}
