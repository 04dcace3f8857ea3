import { spawnSync, execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { includingLines, ignores } from '../../../src/text/ignore-match';
import { tempDir, write } from '../../support/util';

const FILES = ['secrets/v.yaml', 'a/secrets/v.yaml', 'v.yaml', 'secrets/deep/v.yaml'];
const LINES = ['secrets', '/secrets', 'secrets/', '/secrets/', 'secrets/*', 'secrets/**', '**/secrets', '**/secrets/', '*.yaml', '!*.yaml', '/*.yaml', 'v.yaml/', '!/secrets', '!/secrets/', '/secrets/*', '/secrets/v.yaml*', '!/secrets/v.yaml', 'a/**/v.yaml', '?.yaml', '[v-z].yaml', '[!v].yaml', '[z-a].yaml', '# secrets', '', 'secrets  ', 'v\\.yaml', '!a', '*'];

/** What git itself says, of many ignore files in one repository. */
function gitSays(directory: string, lines: readonly string[]): string[] {
  fs.writeFileSync(`${directory}/.gitignore`, lines.join('\n'));
  return spawnSync('git', ['check-ignore', '--no-index', ...FILES], { cwd: directory, encoding: 'utf-8' }).stdout.split('\n').filter(Boolean).sort();
}

test('one and two lines ignore what git says that they ignore, and what is taken back comes back', () => {
  const directory = tempDir();
  execFileSync('git', ['init', '-q'], { cwd: directory });
  write(directory, Object.fromEntries(FILES.map((file) => [file, ''])));
  const pairs = LINES.flatMap((one, index) => [[one], [one, LINES[(index * 7 + 3) % LINES.length]], [one, LINES[(index * 11 + 5) % LINES.length]]]);
  for (const lines of pairs) {
    expect([lines, FILES.filter((file) => ignores(lines, file)).sort()]).toEqual([lines, gitSays(directory, lines)]);
    const after = gitSays(directory, [...lines, ...includingLines(lines, ['secrets/v.yaml'])]);
    expect([lines, after]).toEqual([lines, gitSays(directory, lines).filter((file) => file !== 'secrets/v.yaml')]);
  }
});

test('nothing is added where nothing is ignored', () => {
  expect(includingLines(['logs/', '/secrets/other.yaml*'], FILES)).toEqual([]);
});

test.each<[string[], string, boolean]>([
  [['secrets'], 'secrets/v.yaml', true], [['secrets', '!secrets/v.yaml'], 'secrets/v.yaml', false], [['secrets/v.yaml', '!secrets'], 'secrets/v.yaml', false], [['secrets/v.yaml', '!secrets/'], 'secrets/v.yaml', false],
  [['*.yaml'], 'secrets/v.yaml', false], [['**/*.yaml'], 'secrets/v.yaml', true], [['v.yaml/'], 'v.yaml', true], [[' v.yaml ', ' !v.*'], 'v.yaml', false], [['# v.yaml', ''], 'v.yaml', false],
])('by the rules of Docker %j ignores %s: %s', (lines, file, expected) => {
  expect(ignores(lines, file, 'docker')).toBe(expected);
});
