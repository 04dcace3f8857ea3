import { execFileSync, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { GcpSecretsBackend } from '../../../src';
import { DIAGNOSES } from '../../../src/clouds/diagnoses';
import { cliLine, posixLine, posixWord, powershellLine } from '../../../src/text/shell-words';
import { testIf } from '../../support/projects';
import { propertyOptions } from '../../support/property';
import { hasPowerShell } from '../../support/text/has-powershell';
import { hostileWord, hostileWords } from '../../support/text/hostile-words';
import { tempDir, write } from '../../support/util';

const SHELLS = ['sh', 'bash', 'zsh'].map((shell) => ({ shell, isThere: process.platform !== 'win32' && spawnSync(shell, ['-c', 'exit 0']).status === 0 }));
const FORMS = { posixLine, cliLine, posixWord: (words: readonly string[]) => words.map(posixWord).join(' ') };

/** Words that each mean something to one of the shells. */
const WORDS = ['plain', 'a b', 'it\'s', '$HOME', '`date`', '"q"', '*', '~', '#x', '', 'a;b', 'a&b', 'a|b', '(x)', 'line\nbreak', '\\', '!', '{a,b}', '--name=-x', 'postgres://me:secret@db:5432/orders', '@x', 'é’', 'it\'s $5', 'a\'; rm -rf x; \'', '-x', '=ls', '--%', '‘a’ and “b”'];

/** The same cases as `fc.assert()` would try, for one process that runs them all. */
function sample<T>(arbitrary: fc.Arbitrary<T>): T[] {
  return fc.sample(arbitrary, propertyOptions());
}

/** What a shell prints for a script, up to each NUL. */
function printed(shell: string, script: string): string[] {
  const directory = tempDir();
  write(directory, { script });
  return execFileSync(shell, [path.join(directory, 'script')], { encoding: 'utf-8', maxBuffer: 2 ** 28 }).split('\0').slice(0, -1);
}

describe.each(SHELLS)('$shell', ({ shell, isThere }) => {
  const testShell = testIf(isThere, shell);

  for (const [name, lineOf] of Object.entries(FORMS)) {
    testShell(`reads the words of ${name}() as they were`, () => {
      const cases = [WORDS, ...sample(hostileWords)];
      const script = cases.map((words) => `printf '%s\\0' ${lineOf(words)} ---\n`).join('');
      expect(printed(shell, script)).toEqual(cases.flatMap((words) => [...words, '---']));
    });
  }

  for (const command of DIAGNOSES.flatMap(({ shell: side }) => (side === undefined ? [] : [side, ...(side.others ?? [])])).map(({ exportKeys }) => exportKeys.posix)) {
    testShell(`can read ${command}, which the doctor prints`, () => {
      expect(spawnSync(shell, ['-n', '-c', command], { encoding: 'utf-8' })).toMatchObject({ status: 0, stderr: '' });
    });
  }

  testShell('gives gcloud any value through the line that creates a secret of Google', () => {
    const values = sample(hostileWord);
    const backend = GcpSecretsBackend.secretManager({ projectId: 'orders-dev' });
    const lines = values.map((value) => {
      const both = backend.createCommand('airflow-variables-a', value)!;
      return `${both.slice(0, both.lastIndexOf('  # bash, zsh\n'))}\n`;
    });
    const script = `gcloud() { printf '%s|' "$@"; cat; printf '\\0'; }\n${lines.join('')}`;
    expect(printed(shell, script)).toEqual(values.map((value) => `secrets|create|airflow-variables-a|--project=orders-dev|--data-file=-|${value}`));
  });
});

test('where PowerShell is absent, its check is skipped, but fails on a runner of GitHub', () => {
  expect(() => hasPowerShell({ GITHUB_ACTIONS: 'true' }, 'no-such-pwsh')).toThrow('has no PowerShell 7.3 (a command no-such-pwsh)');
  expect(hasPowerShell({}, 'no-such-pwsh')).toBe(false);
});

testIf(hasPowerShell() && process.platform !== 'win32', 'PowerShell 7.3 of Linux or macOS')('PowerShell itself reads the words of powershellLine() as they were', () => {
  const directory = tempDir();
  const cases = sample(hostileWords);
  const program = powershellLine([process.execPath, path.join(directory, 'print.js')]);
  write(directory, { 'print.js': 'console.log(JSON.stringify(process.argv.slice(2)));', 'script.ps1': cases.map((words) => `& ${program} 'first' ${powershellLine(words)}\n`).join('') });
  const output = execFileSync('pwsh', ['-NoProfile', '-NonInteractive', '-File', path.join(directory, 'script.ps1')], { encoding: 'utf-8' });
  expect(output.trimEnd().split('\n').map((line) => JSON.parse(line) as string[])).toEqual(cases.map((words) => ['first', ...words]));
});
