import { AZURE_PROVIDER, KEY_VAULT_CLASS } from './azure-key-vault';
import { AZURE_SIGN_IN } from './azure-sign-in';
import type { KnownBackend } from '../known-backend';

/** What it needs to look something up: its constructor takes anything (AzureKeyVaultBackend of apache-airflow-providers-microsoft-azure 15.2). */
export const AZURE_KNOWN_BACKEND: KnownBackend = {
  classPath: KEY_VAULT_CLASS,
  requirement: AZURE_PROVIDER,
  prefixes: ['connections_prefix', 'variables_prefix', 'config_prefix'],
  signIn: AZURE_SIGN_IN,
  problemWith: ({ vault_url: url, sep = '-' }) => {
    if (typeof url !== 'string' || !/^https:\/\/./.test(url)) {
      return { text: `vault_url ${url === undefined ? 'is absent' : 'is not an address that begins with https://'}`, fix: 'declare the address of the vault in the rc file: https://NAME.vault.azure.net', at: 'lookup', isCertain: true };
    }
    // Each _ of a name becomes the separator, and names of the service have letters, digits and - alone.
    return typeof sep === 'string' && /^[\da-zA-Z-]*$/.test(sep) ? undefined : { text: 'sep has a character that no secret of Key Vault can have in its name', fix: 'correct it in the rc file: -', at: 'lookup', isCertain: true };
  },
};
