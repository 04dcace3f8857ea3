import type { AzureKeyVaultOptions } from './azure-backend-options';
import { vaultOf } from './azure-names';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { sample } from '../../text/sample';
import { checkNoSecret } from '../../text/secret-check';
import { checkExtraKwargs } from '../kwargs-check';
import { checkHasEffect, KEY_NAMES, LOOKUP_KINDS, prefixOf, sameNameWarnings, whyNoKey, type LookupKind } from '../lookup';

/** The Python class that Airflow loads. */
export const KEY_VAULT_CLASS = 'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend';

/** The distribution that has it. */
export const AZURE_PROVIDER = 'apache-airflow-providers-microsoft-azure';

/** The provider's own defaults. */
const DEFAULT_PREFIXES: Readonly<Record<LookupKind, string>> = { connections: 'airflow-connections', variables: 'airflow-variables', config: 'airflow-config' };

/** "Azure Key Vault keys, secrets and certificates overview", object identifiers. */
const NAME = /^[\da-zA-Z-]{1,127}$/;
const NAME_RULE = 'a name has 1 to 127 letters, digits and dashes ("Azure Key Vault keys, secrets and certificates overview")';

/** Arguments that have an option, and its name. */
export const KEY_VAULT_OPTION_OF: Readonly<Record<string, string>> = {
  vault_url: 'vaultUrl',
  sep: 'sep',
  ...Object.fromEntries(LOOKUP_KINDS.map((kind) => [`${kind}_prefix`, `${kind}Prefix`])),
};

/** Without a client secret the provider ignores the tenant and the client (AzureKeyVaultBackend.client). */
const SIGNED_IN = 'For local use the developer\'s own identity reads the secrets';

/** The kwargs that the backend is constructed with, in a fixed order. */
export function keyVaultKwargs(options: AzureKeyVaultOptions): Record<string, unknown> {
  check(options);
  const prefixes = LOOKUP_KINDS.filter((kind) => kind !== 'config' || options.config === false || options.configPrefix !== undefined).map((kind) => [`${kind}_prefix`, prefixOf(options, kind, DEFAULT_PREFIXES) ?? null]);
  return { ...Object.fromEntries(prefixes), vault_url: options.vaultUrl, ...(options.sep === undefined ? {} : { sep: options.sep }), ...options.extraKwargs };
}

/**
 * The name of the secret for a key; undefined if that kind of lookup is switched off.
 *
 * @throws AstroAirflowError if Airflow or Key Vault would refuse it
 */
export function keyVaultName(options: AzureKeyVaultOptions, kind: LookupKind, key: string): string | undefined {
  const prefix = prefixOf(options, kind, DEFAULT_PREFIXES);
  if (prefix === undefined) {
    return undefined;
  }
  const what = KEY_NAMES[kind];
  checkNoSecret(key, `The ${what}`);
  const name = nameOf(prefix, key, options.sep);
  const refused = whyNoKey(key) ?? (NAME.test(name) ? undefined : NAME_RULE);
  if (refused !== undefined) {
    throw new AstroAirflowError(`The ${what} "${key}" cannot be looked up in Azure Key Vault: ${refused}. Choose another one.`);
  }
  return name;
}

/** Warnings about options that are allowed but rarely intended. */
export function keyVaultWarnings(options: AzureKeyVaultOptions): string[] {
  return sameNameWarnings('Prefix', 'Azure Key Vault', (kind) => {
    const prefix = prefixOf(options, kind, DEFAULT_PREFIXES);
    // Case does not count there.
    return prefix === undefined ? undefined : nameOf(prefix, '', options.sep).toLowerCase();
  });
}

/** Names of secrets by whoever asked for them: Key Vault has one secret for keys that differ in `_`, `-` and case alone. */
export class AskedNames {
  private readonly asked = new Map<string, { readonly what: string; readonly key: string }>();

  /** What to say of a name that another key has already; undefined if none has. */
  public collision(kind: LookupKind, key: string, name: string): string | undefined {
    const what = KEY_NAMES[kind];
    const other = this.asked.get(name.toLowerCase());
    if (other === undefined) {
      this.asked.set(name.toLowerCase(), { what, key });
    }
    return other === undefined || (other.what === what && other.key === key)
      ? undefined
      : `The ${other.what} "${other.key}" and the ${what} "${key}" are one secret in Azure Key Vault, ${name}: each "_" becomes the separator, and case does not count. Rename one of them.`;
  }
}

/** As AzureKeyVaultBackend.__init__ and build_path do: a prefix of nothing but separators is none, and each `_` of the whole becomes one. */
function nameOf(prefix: string, key: string, sep: string = '-'): string {
  const start = stripEnd(prefix, sep);
  return (start === '' ? key : start + sep + key).replaceAll('_', () => sep);
}

/** Python's `prefix.rstrip(sep)`, which strips every character of `sep`. */
function stripEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) {
    end--;
  }
  return text.slice(0, end);
}

function check(options: AzureKeyVaultOptions): void {
  const { vaultUrl, sep, extraKwargs } = options;
  vaultOf(vaultUrl);
  if (sep !== undefined) {
    checkNoSecret(sep, 'sep');
    if (!/^[\da-zA-Z-]*$/.test(sep)) {
      const why = sep.includes('_') ? 'each "_" of a name becomes the separator, and no name in Azure Key Vault may have a "_"' : 'no name in Azure Key Vault may have that character';
      throw new AstroAirflowError(`sep "${sep}" can never work: ${why}. Use letters, digits and dashes.`);
    }
  }
  for (const kind of LOOKUP_KINDS) {
    const prefix = options[`${kind}Prefix`];
    const option = apiName(`${kind}Prefix`);
    if (prefix === undefined) {
      continue;
    }
    checkHasEffect(options, kind, 'Prefix');
    checkNoSecret(prefix, option);
    if (!NAME.test(nameOf(prefix, 'x', sep))) {
      throw new AstroAirflowError(`${option} "${prefix}" cannot be the start of a name in Azure Key Vault: ${NAME_RULE}. Choose another one.`);
    }
  }
  checkExtraKwargs(KEY_VAULT_CLASS, extraKwargs, {
    optionOf: KEY_VAULT_OPTION_OF,
    refused: {
      client_secret: `It is a secret, and declarations are committed. ${SIGNED_IN}: declare ${apiName('AzureCredentials.session')}() instead.`,
      client_id: `It has no effect without a client secret, which would be committed. ${SIGNED_IN}: declare ${apiName('AzureCredentials.session')}() instead.`,
      tenant_id: `It has no effect without a client secret, which would be committed. Declare the tenant of the developer's tokens: ${sample('AzureCredentials.session({ tenantId: … })', 'AzureCredentials.session(tenant_id=…)')}.`,
    },
  });
}
