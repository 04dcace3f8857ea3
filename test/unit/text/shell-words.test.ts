import { execFileSync } from 'node:child_process';
import { cliLine, posixLine, powershellLine } from '../../../src/text/shell-words';

const WORDS = ['plain', 'a b', 'it\'s', '$HOME', '`date`', '"q"', '*', '~', '#x', '', 'a;b', 'a&b', 'a|b', '(x)', 'line\nbreak', '\\', '!', '{a,b}', '--name=-x', 'postgres://me:secret@db:5432/orders', '@x', 'é’', 'it\'s $5', 'a\'; rm -rf x; \'', '-x', '=ls', '--%', '‘a’ and “b”'];

test.each<[string, (words: readonly string[]) => string]>([['posixLine', posixLine], ['cliLine', cliLine]])('a POSIX shell reads the words of %s as they were', (_, lineOf) => {
  const read = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${lineOf(WORDS)}`], { encoding: 'utf-8' });
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

test.each<[string, string]>([
  ['plain/x_1', 'plain/x_1'],
  ['--name', '--name'],
  ['--name=-x', '--name=-x'],
  ['-mount=kv', '-mount=kv'],
  ['-mount=kv.dev', '\'-mount=kv.dev\''],
  ['value=hello', 'value=hello'],
  ['role=my role', '\'role=my role\''],
  ['$HOME', '\'$HOME\''],
  ['@splat', '\'@splat\''],
  ['it\'s', '"it\'s"'],
  ['it’s', '"it’s"'],
  ['', '\'\''],
])('%j is %s where POSIX shells and PowerShell read it alike', (word, expected) => {
  expect(cliLine([word])).toBe(expected);
});
