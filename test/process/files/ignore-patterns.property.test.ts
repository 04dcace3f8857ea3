import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { DOCKERIGNORE, GITIGNORE } from '../../../src/files/ignore-patterns';
import { lostLines, missingPatterns } from '../../../src/text/ignore-lines';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { tempDir } from '../../support/util';

const lines = fc.array(
  fc.oneof(
    fc.constantFrom('.env', '/.env', '.env/', '!.env', '!/.env', '!.env/', '!.env*', '!.*', '!*', '!/*', '!**', '*', '.env*', '!**/.env', '!.e?v', '![.]env', '!.env.example'),
    fc.constantFrom('# .env', '\\.env', '.env ', ' .env', '\t.env', '.env #x', '*.py', '!*.py', '', '!.env.*', '\\!.env', '/astro', 'node_modules/', '!node_modules'),
    fc.stringMatching(/^[!/]?[a-z*.]{1,8}\/?$/),
  ),
  { maxLength: 6 },
);

test('with the missing patterns behind them, nothing is missing in any lines', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom(GITIGNORE, DOCKERIGNORE), (theirs, patterns) => {
      expect(missingPatterns([...theirs, ...missingPatterns(theirs, patterns)], patterns)).toEqual([]);
    }),
    propertyOptions(),
  );
});

test('nothing is lost where every line is kept, in any order and with any others', () => {
  fc.assert(
    fc.property(lines, lines, (before, more) => {
      expect(lostLines(before.join('\n'), [...more, ...[...before].reverse()].join('\r\n'))).toEqual([]);
    }),
    propertyOptions(),
  );
});

testIf(spawnSync('git', ['--version']).status === 0, 'git')('git ignores .env and the temporary file of a write behind any lines of the user', () => {
  const directory = tempDir();
  execFileSync('git', ['init', '--quiet', directory]);
  fc.assert(
    fc.property(lines, (theirs) => {
      fs.writeFileSync(path.join(directory, '.gitignore'), [...theirs, ...missingPatterns(theirs, GITIGNORE), ''].join('\n'));
      const ignored = spawnSync('git', ['check-ignore', '--no-index', '.env', '.projen-astro-airflow.12.0.tmp'], { cwd: directory, encoding: 'utf-8' }).stdout;
      expect(ignored).toBe('.env\n.projen-astro-airflow.12.0.tmp\n');
    }),
    propertyOptions(10),
  );
});
