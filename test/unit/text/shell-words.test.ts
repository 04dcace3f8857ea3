import { execFileSync } from 'node:child_process';
import { posixLine, powershellLine } from '../../../src/text/shell-words';

const WORDS = ['plain', 'a b', 'it\'s', '$HOME', '`date`', '"q"', '*', '~', '#x', '', 'a;b', 'a&b', 'a|b', '(x)', 'line\nbreak', '\\', '!', '{a,b}', '--name=-x', 'postgres://me:secret@db:5432/orders', '@x', 'é’'];

test('a POSIX shell reads the words as they were', () => {
  const read = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${posixLine(WORDS)}`], { encoding: 'utf-8' });
  expect(read.split('\0').slice(0, -1)).toEqual(WORDS);
});

test.each<[string, string]>([
  ['plain/x_1', 'plain/x_1'],
  ['--name', '--name'],
  ['postgres://me:secret@db:5432/orders', 'postgres://me:secret@db:5432/orders'],
  ['@splat', '\'@splat\''],
  ['a,b', '\'a,b\''],
  ['%x', '\'%x\''],
  ['it\'s', '\'it\'\'s\''],
  ['it’s', '\'it’’s\''],
  ['$env:X', '\'$env:X\''],
  ['--%', '\'--%\''],
  ['', '\'\''],
])('PowerShell reads %j as %s', (word, expected) => {
  expect(powershellLine([word])).toBe(expected);
});
