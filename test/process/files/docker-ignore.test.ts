import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { asDockerPattern } from '../../../src/files/docker-ignore';
import { buildContext } from '../../support/docker-context';
import { propertyOptions } from '../../support/property';
import { tempDir, write } from '../../support/util';

/** The files below a directory that git does not ignore by patterns. */
function keptByGit(directory: string, repository: string, patterns: readonly string[]): string[] {
  fs.writeFileSync(path.join(repository, 'patterns'), patterns.join('\n'));
  const args = [`--git-dir=${repository}/.git`, `--work-tree=${directory}`, 'ls-files', '--others', '-z', `--exclude-from=${repository}/patterns`];
  return execFileSync('git', args, { cwd: directory, encoding: 'utf-8' }).split('\0').filter((name) => name !== '').sort();
}

test.each([
  ['docs', '**/docs'],
  ['docs/', '**/docs/'],
  ['/docs', 'docs'],
  ['/docs/', 'docs/'],
  ['docs/api', 'docs/api'],
  ['*.md', '**/*.md'],
  ['!README.md', '!**/README.md'],
  ['!/README.md', '!README.md'],
  ['**/docs', '**/docs'],
  ['/.projenrc.ts', '.projenrc.ts'],
])('%s of git is %s of Docker', (pattern, expected) => {
  expect(asDockerPattern(pattern)).toBe(expected);
});

const FILES = ['a', 'a.md', 'b', 'docs/a', 'docs/a.md', 'docs/b/a', 'sub/docs/a', 'sub/a.md', 'sub/b/c/a', '.x'];

test('Docker keeps out what git ignores by the same patterns', () => {
  const outdir = tempDir();
  const repository = tempDir();
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
  write(outdir, Object.fromEntries(FILES.map((name) => [name, ''])));
  const segment = fc.constantFrom('a', 'b', 'c', 'docs', 'sub', '*', '*.md', 'a*', '?', '.x', '**');
  // What is taken back out of a directory that is kept out as a whole is where the two differ by intention.
  const pattern = fc.tuple(fc.constantFrom('', '/'), fc.array(segment, { minLength: 1, maxLength: 3 })).map(([top, parts]) => top + parts.join('/')).filter((text) => !/\*\*$|^\/?\*\*\//.test(text));
  let kept = 0;
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), (patterns) => {
      fs.writeFileSync(path.join(outdir, '.dockerignore'), patterns.map(asDockerPattern).join('\n'));
      const expected = keptByGit(outdir, repository, patterns);
      expect(buildContext(outdir)).toEqual(expected);
      kept += expected.length;
    }),
    propertyOptions(20),
  );
  expect(kept).toBeGreaterThan(0);
});
