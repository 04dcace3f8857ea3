import { AzureSecretsBackend } from '../../../../src';
import { readPage, type Block } from '../../pages';
import { inTheDag, lines } from '../commands';
import { foldersAfterLogin } from '../folders';
import { entry, type Entry } from '../proof';
import { commandsIn, Terminal } from '../terminal';
import { runRcFile } from '../typescript';

const PAGE = 'docs/azure.md';
const TOKEN = 'az account get-access-token --output json --resource https://vault.azure.net';

const blockOf = (heading: string): Block => readPage(PAGE).blocks.find((block) => block.heading === heading && block.language === 'ts')!;

/** The Azure CLI of a developer who has signed in. */
function signedIn(terminal: Terminal): Terminal {
  const token = JSON.stringify({ accessToken: 'made-up', expires_on: Math.floor(Date.now() / 1_000) + 3_600, tokenType: 'Bearer' });
  return terminal.answers('az', `case "$*" in *get-access-token*) echo '${token}';; esac`);
}

export const azure: readonly Entry[] = [
  entry('Azure', 'sh', lines({
    'az login': { calls: ['az login'] },
    'npx projen start': { calls: [TOKEN, 'astro dev start'] },
    'npx projen login': { calls: [TOKEN], prints: /^Azure: .* until [\d: -]+$/m },
    'npx projen login --watch': { stopped: /^Azure: .* until [\d: -]+/m },
  }, () => signedIn(Terminal.in(blockOf('Azure').code)))),
  entry('Create and delete secrets', 'sh', inTheDag(PAGE), ({ code }) => {
    const backend = AzureSecretsBackend.keyVault({ vaultUrl: 'https://team-secrets.vault.azure.net' });
    const purge = backend.purgeCommand(backend.secretNameForVariable('my_var')!);
    expect(commandsIn(code)).toEqual([purge.replace(' purge ', ' recover '), purge]);
  }),
  entry('Least privilege', 'sh', ({ code }) => {
    let printed: string | undefined;
    runRcFile(blockOf('Least privilege'), () => undefined, ({ stdout }) => (printed = stdout));
    expect(code).toBe(printed);
  }),
  entry('Where the tokens are', 'text', foldersAfterLogin(blockOf('Azure').code, 4, signedIn)),
];
