import { DIAGNOSES } from '../../../src/clouds/diagnoses';
import { cliLine, homeWord, posixWithFiles, powershellLine, powershellWithFiles } from '../../../src/text/shell-words';
import { readPowerShell } from '../../support/text/powershell';

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
  ['007', '\'007\''],
  ['-NoNewline', '-NoNewline'],
  ['-mount=kv.dev', '\'-mount=kv.dev\''],
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

test.each(DIAGNOSES.flatMap(({ shell }) => (shell === undefined ? [] : [shell, ...(shell.others ?? [])])).map(({ exportKeys }) => exportKeys.powershell))('PowerShell reads %j, which the doctor prints, as commands', (command) => {
  expect(readPowerShell(command).map(([first]) => first.text)).toEqual(command.startsWith('aws') ? ['aws', 'Out-String', 'Invoke-Expression'] : command.match(/\$env:\w+/g));
});

describe('the reader of PowerShell that these tests use', () => {
  test.each<[string, string[]]>([
    ["a 'it''s' \"b`n$ c\"", ['a', "it's", 'b\n$ c']],
    ["a 'b'c d'e'f", ['a', 'b', 'c', 'def']],
    ['a ‘b’’c’ “d”', ['a', 'b’c', 'd']],
    ['-mount=kv.dev', ['-mount=kv', '.dev']],
    ['-address=https://x:8200 --a=b.c', ['-address=https://x:8200', '--a=b.c']],
    ['a # b', ['a']],
    ['a#b `#c', ['a#b', '#c']],
  ])('reads %j', (script, words) => {
    expect(readPowerShell(script).flat().map(({ text }) => text)).toEqual(words);
  });

  test.each<[string, string]>([['a $x', 'variable|word'], ['a b,c', 'word'], ["a 'b", 'end'], ['a @x', 'word'], ['a --% b', 'as it is'], ['a > b', 'word'], ['a "$x"', 'variable'], ['a (b)', 'word']])('refuses %j', (script, why) => {
    expect(() => readPowerShell(script)).toThrow(new RegExp(why));
  });
});

test.each<[string, string]>([
  ['~/.aws/config', '~/.aws/config'],
  ['~', '~'],
  ['~/', '~/'],
  ['~/team data', '~/\'team data\''],
  ['~alice/x', '\'~alice/x\''],
  ['/srv/data~1', '/srv/data~1'],
  ['-x', './-x'],
  ['-x y', '\'./-x y\''],
])('the path %j is the word %s: nothing but the home is expanded, and no program takes it for an option', (name, expected) => {
  expect(homeWord(name)).toBe(expected);
});

test.each<[string, string, string]>([
  ['~/team/aws/config', 'A=~/team/aws/config aws x', '$env:A = \'~/team/aws/config\'; aws x'],
  ['~/team files/it\'s', 'A=~/\'team files/it\'\\\'\'s\' aws x', '$env:A = \'~/team files/it\'\'s\'; aws x'],
  ['/srv/$x', 'A=\'/srv/$x\' aws x', '$env:A = \'/srv/$x\'; aws x'],
])('a command line names the file %s for one run', (file, posix, powershell) => {
  expect([posixWithFiles({ A: file }, 'aws x'), powershellWithFiles({ A: file }, 'aws x')]).toEqual([posix, powershell]);
  expect([posixWithFiles({}, 'aws x'), powershellWithFiles({}, 'aws x')]).toEqual(['aws x', 'aws x']);
});
