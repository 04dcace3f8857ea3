import { readPage, type Block } from '../../pages';
import { read } from '../../util';
import { inOneShell, inTheDag, lines } from '../commands';
import { asInSh } from '../powershell';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';
import { runRcFile } from '../typescript';

const PAGE = 'docs/vault.md';
const POLICY = 'Let a token read nothing else';
/** `VAULT_ADDR` in the shell. */
const ADDRESS = "'-address=https://vault.example.com:8200' ";
const SHELL = readPage(PAGE).blocks.find(({ language }) => language === 'powershell')?.heading ?? '';

const blockOf = (heading?: string): Block => readPage(PAGE).blocks.find((block) => (heading ?? block.heading) === block.heading && block.language === 'ts')!;
const fromShell = blockOf().code.replace(/VaultCredentials\.session\(.*\)\]/, 'VaultCredentials.fromEnvironment({ address })]').replace('VaultSecretsBackend.token', 'VaultSecretsBackend.environment');
const signedIn = (terminal: Terminal): Terminal => terminal.answers('vault', 'case "$*" in "print token") echo made-up;; esac');

/** The folder in which the page's rc file has written the policy. */
const policyFolder = (): string => runRcFile({ ...blockOf(POLICY), code: `${blockOf(POLICY).code}project.synth();\n` });

export const vault: readonly Entry[] = [
  entry(SHELL, 'sh', inOneShell(fromShell, 'VAULT_TOKEN', 'made-up', signedIn)),
  entry(SHELL, 'powershell', asInSh(PAGE, {})),
  entry('Create and delete secrets', 'sh', inTheDag(PAGE, ADDRESS), inTheDag(PAGE, ADDRESS)),
  entry(POLICY, 'hcl', ({ code }) => expect(read(policyFolder(), 'vault/airflow-read.hcl').trimEnd()).toBe(code.trimEnd())),
  entry(POLICY, 'sh', lines({
    'vault policy write airflow-read vault/airflow-read.hcl': { calls: ['vault policy write airflow-read '], writes: ['vault/airflow-read.hcl'] },
  }, () => new Terminal(policyFolder()))),
];
