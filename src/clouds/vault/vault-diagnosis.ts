import { VAULT_CAUSES } from './vault-causes';
import { VAULT_KNOWN_BACKEND } from './vault-known-backend';
import { ID_VARIABLES, SESSION_FILE, TOKEN_FILE } from './vault-names';
import { VAULT_STRATEGIES } from './vault-strategies';
import type { Diagnosis } from '../diagnosis';

const [SESSION, ENVIRONMENT] = VAULT_STRATEGIES;

/** What the doctor knows of HashiCorp Vault. */
export const VAULT_DIAGNOSIS = {
  cloud: 'vault',
  cloudName: 'Vault',
  page: 'docs/vault.md',
  keyFiles: ['.vault-token', SESSION_FILE],
  cli: {
    program: 'vault',
    versionArgs: ['version'],
    versionIn: (output) => /^(?:Vault|OpenBao) v(\d+(?:\.\d+)+)/.exec(output)?.[1],
    install: 'Install Vault (https://developer.hashicorp.com/vault/install)',
    environment: {},
    others: [{ program: 'bao', install: 'Install OpenBao (https://openbao.org/docs/install/)' }],
  },
  strategies: { session: SESSION, environment: ENVIRONMENT },
  // The file of a session comes before VAULT_TOKEN.
  beatenBy: { session: {}, environment: {} },
  session: {
    // "vault token lookup -format=json" is older than any that is still in use.
    lowestCli: '1.0.0',
    noKeys: `FileNotFoundError of /home/astro/.vault/${TOKEN_FILE}`,
    keysEnded: '"Vault Authentication Error!"',
  },
  shell: {
    keys: ['VAULT_TOKEN'],
    exportKeys: { posix: 'export VAULT_TOKEN="$(vault print token)"', powershell: '$env:VAULT_TOKEN = vault print token' },
    others: [{
      call: 'VaultCredentials.appRole()',
      keys: ID_VARIABLES,
      exportKeys: { posix: ID_VARIABLES.map((name) => `export ${name}=…`).join('; '), powershell: ID_VARIABLES.map((name) => `$env:${name} = '…'`).join('; ') },
    }],
  },
  backends: [VAULT_KNOWN_BACKEND],
  causes: VAULT_CAUSES,
} satisfies Diagnosis;
