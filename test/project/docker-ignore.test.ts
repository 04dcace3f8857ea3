import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { asDockerPattern } from '../../src/files/docker-ignore';
import { buildContext } from '../docker-context';
import { propertyOptions } from '../property';
import { tempDir, write } from '../util';

/** Matching as git does it, by a library that npm's own tools use. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const ignore = require('ignore') as () => { add(patterns: string[]): { ignores(name: string): boolean } };

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
  write(outdir, Object.fromEntries(FILES.map((name) => [name, ''])));
  const segment = fc.constantFrom('a', 'b', 'c', 'docs', 'sub', '*', '*.md', 'a*', '?', '.x', '**');
  // What is taken back out of a directory that is kept out as a whole is where the two differ by intention.
  const pattern = fc.tuple(fc.constantFrom('', '/'), fc.array(segment, { minLength: 1, maxLength: 3 })).map(([top, parts]) => top + parts.join('/')).filter((text) => !/\*\*$|^\/?\*\*\//.test(text));
  let kept = 0;
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), (patterns) => {
      fs.writeFileSync(path.join(outdir, '.dockerignore'), patterns.map(asDockerPattern).join('\n'));
      const git = ignore().add(patterns);
      const expected = FILES.filter((name) => !git.ignores(name));
      expect(buildContext(outdir).filter((name) => name !== '.dockerignore')).toEqual(expected.sort());
      kept += expected.length;
    }),
    propertyOptions(5),
  );
  expect(kept).toBeGreaterThan(0);
});
