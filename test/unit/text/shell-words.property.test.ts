import * as fc from 'fast-check';
import { AzureSecretsBackend, GcpSecretsBackend, VaultSecretsBackend } from '../../../src';
import { cliLine, powershellLine, powershellWord } from '../../../src/text/shell-words';
import { propertyOptions } from '../../support/property';
import { hostileWord, hostileWords } from '../../support/text/hostile-words';
import { readPowerShell } from '../../support/text/powershell';

/** Words that no form can give to both kinds of shell; `cliLine()` is right for POSIX shells then. */
const POSIX_ALONE = /['\u2018-\u201B](?=[^]*["\u201C-\u201E$`\\!])|["\u201C-\u201E$`\\!](?=[^]*['\u2018-\u201B])/;
const alike = hostileWord.filter((word) => !POSIX_ALONE.test(word));

const textsOf = (line: string): string[] => readPowerShell(line).flat().map(({ text }) => text);

test('PowerShell reads the words of a line of its own as they were', () => {
  fc.assert(fc.property(hostileWords, (words) => expect(textsOf(powershellLine(['x', ...words]))).toEqual(['x', ...words])), propertyOptions());
});

test('a cmdlet of PowerShell receives any value as a text, and takes it for no option and no number', () => {
  fc.assert(fc.property(hostileWord, (word) => expect(readPowerShell(`x ${powershellWord(word)}`)).toEqual([['x', word].map((text) => ({ kind: 'word', text }))])), propertyOptions());
});

test('PowerShell reads the words of a line for both kinds of shell as they were, where there is such a line', () => {
  fc.assert(fc.property(fc.array(alike, { minLength: 1, maxLength: 6 }), (words) => expect(textsOf(cliLine(['x', ...words]))).toEqual(['x', ...words])), propertyOptions());
});

test('the line of PowerShell that creates a secret of Google writes any value to the file that gcloud reads', () => {
  const backend = GcpSecretsBackend.secretManager({ projectId: 'orders-dev' });
  fc.assert(fc.property(hostileWord, (value) => {
    const both = backend.createCommand('airflow-variables-a', value)!;
    const line = both.slice(both.lastIndexOf('  # bash, zsh\n') + '  # bash, zsh\n'.length);
    const [write, create, remove] = readPowerShell(line);
    expect(write.map(({ kind }) => kind)).toEqual(['word', 'parameter', 'word', 'word']);
    expect([write, create, remove].map((words) => words.map(({ text }) => text))).toEqual([
      ['Set-Content', '-NoNewline', 'secret.txt', value],
      ['gcloud', 'secrets', 'create', 'airflow-variables-a', '--project=orders-dev', '--data-file=secret.txt'],
      ['Remove-Item', 'secret.txt'],
    ]);
  }), propertyOptions());
});

test('the commands of Vault and Azure that create a secret give PowerShell any value as it was, where there is such a line', () => {
  const vault = VaultSecretsBackend.token({ url: 'https://vault.example.com:8200' });
  const azure = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net' });
  // Vault reads a file after an "@", and the command says so with a backslash.
  fc.assert(fc.property(alike.filter((value) => !value.startsWith('@') && !value.startsWith('\\@')), (value) => {
    expect(textsOf(vault.createCommand('variables/a', value)!).at(-1)).toBe(`value=${value}`);
    expect(textsOf(azure.createCommand('airflow-variables-a', value)!).join('\0')).toContain(value);
  }), propertyOptions());
});
