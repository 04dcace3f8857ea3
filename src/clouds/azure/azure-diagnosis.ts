import { AZURE_CAUSES } from './azure-causes';
import { AZURE_KNOWN_BACKEND } from './azure-known-backend';
import { AZURE_ONLINE, KEY_VAULT_COMMANDS } from './azure-online';
import { CLI_ENVIRONMENT, LOWEST_CLI } from './azure-session';
import { SESSION_BEATEN_BY } from './azure-session-declarations';
import { AZURE_STRATEGIES } from './azure-strategies';
import { AZURE_TRIAL } from './azure-trial';
import type { Diagnosis } from '../diagnosis';

const [SESSION] = AZURE_STRATEGIES;

/** What the doctor knows of Azure. */
export const AZURE_DIAGNOSIS = {
  cloud: 'azure',
  cloudName: 'Azure',
  page: 'docs/azure.md',
  keyFiles: ['.azure', 'msal_token_cache.json'],
  cli: {
    program: 'az',
    versionArgs: ['version', '--output', 'tsv', '--query', '"azure-cli"'],
    versionIn: (output) => /^(\d+(?:\.\d+)+)\s*$/m.exec(output)?.[1],
    install: 'Install the Azure CLI (https://learn.microsoft.com/cli/azure/install-azure-cli)',
    environment: CLI_ENVIRONMENT,
  },
  strategies: { session: SESSION },
  beatenBy: { session: SESSION_BEATEN_BY },
  session: {
    lowestCli: LOWEST_CLI,
    noKeys: '"there is no token"',
    keysEnded: '"the token for … has ended"',
  },
  trial: AZURE_TRIAL,
  backends: [{ ...AZURE_KNOWN_BACKEND, commands: KEY_VAULT_COMMANDS }],
  online: AZURE_ONLINE,
  causes: AZURE_CAUSES,
} satisfies Diagnosis;
