import type { Place } from './vault-backend';
import type { VaultSecretsBackendOptions } from './vault-backend-options';
import { cliLine } from '../../text/shell-words';

/** A command of the Vault CLI with what it needs to reach the same secrets as the backend. */
export function vaultCommand({ url, namespace }: VaultSecretsBackendOptions, command: readonly string[], { mount, path }: Place, ...fields: readonly string[]): string {
  const flags = [...(url === undefined ? [] : hostAddress(url)), ...(namespace === undefined ? [] : [`-namespace=${namespace}`]), `-mount=${mount}`];
  return cliLine(['vault', ...command, ...flags, path, ...fields]);
}

/** The server as the developer's machine sees it: the name of a service of compose is none there. */
function hostAddress(url: string): readonly string[] {
  const { protocol, hostname, port } = new URL(url);
  const host = /^host\.(docker|containers)\.internal$/.test(hostname) ? 'localhost' : hostname;
  return host === 'localhost' || /[.:]/.test(host) ? [`-address=${protocol}//${host}${port === '' ? '' : `:${port}`}`] : [];
}
