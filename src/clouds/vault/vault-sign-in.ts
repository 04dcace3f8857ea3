import type { VaultWay } from './vault-backend';
import type { VaultSecretsBackendOptions } from './vault-backend-options';
import { VaultCredentials } from './vault-credentials';
import { isLocalhost, originOf, SESSION_TARGET } from './vault-names';
import { apiName } from '../../text/api-name';
import { canSignInOtherwise, mayHaveCredentials, type DeclaredForSignIn } from '../sign-in';

/** What to warn of where the backend finds no token, or asks another server or namespace than the one that the token is of. */
export function signInWarnings(way: VaultWay, options: VaultSecretsBackendOptions, kwargs: Readonly<Record<string, unknown>>, declared: DeclaredForSignIn): string[] {
  return [
    ...(way === 'token' ? withoutFile(String(kwargs.token_path), declared) : []),
    ...(way === 'environment' ? withoutVariable(declared) : []),
    ...declared.credentials.flatMap((one) => (one instanceof VaultCredentials && one._way.backend === way ? mismatches(options, one) : [])),
  ];
}

/** A path elsewhere can be one of the image or of `include/`. */
function withoutFile(tokenPath: string, declared: DeclaredForSignIn): string[] {
  return !tokenPath.startsWith(`${SESSION_TARGET}/`) || mayHaveCredentials(declared, 'vault') || canSignInOtherwise({ names: /\/\.vault(?![\w-])/, place: tokenPath, keyArguments: ['token'] }, declared)
    ? []
    : [`${apiName('VaultSecretsBackend.token')}() reads ${tokenPath}, and nothing mounts it. Declare ${apiName('VaultCredentials.session')}() in ${apiName('credentials')}.`];
}

function withoutVariable(declared: DeclaredForSignIn): string[] {
  return mayHaveCredentials(declared, 'vault') || canSignInOtherwise({ names: /VAULT_TOKEN/, keyArguments: ['token', 'token_path'] }, declared)
    ? []
    : [`${apiName('VaultSecretsBackend.environment')}() reads VAULT_TOKEN, and nothing passes it on to the containers, so Airflow does not start. Declare ${apiName('VaultCredentials.fromEnvironment')}() in ${apiName('credentials')}.`];
}

function mismatches({ url, namespace }: VaultSecretsBackendOptions, { _way: way }: VaultCredentials): string[] {
  const call = `${apiName(`VaultCredentials.${way.name}`)}()`;
  // A url of the backend takes its place.
  const isContainer = url === undefined && way.address !== undefined && isLocalhost(way.address);
  const isServerOfShell = url !== undefined && way.address === undefined && way.name === 'session';
  const isOtherServer = url !== undefined && way.address !== undefined && !isOfThisMachine(url) && !isOfThisMachine(way.address) && originOf(url) !== originOf(way.address);
  return [
    ...(isContainer ? [`The address of ${call}, ${way.address}, is the container itself for the containers. Give ${apiName(`VaultSecretsBackend.${way.backend}`)}() a url with host.docker.internal or the name of a service.`] : []),
    ...(isOtherServer ? [`The secrets backend asks ${url}, and ${call} brings a token of ${way.address}, which no other server takes. Give both the same URL.`] : []),
    ...(isServerOfShell ? [`The secrets backend asks ${url}, and ${call} brings a token of the server that VAULT_ADDR of the shell names, which can be another one. Give ${call} the address of that server.`] : []),
    // A token of a namespace is good for those below it as well.
    ...(way.namespace !== undefined && !`${namespace ?? ''}/`.startsWith(`${way.namespace}/`)
      ? [`The secrets backend reads in ${namespace === undefined ? 'the root namespace' : `the namespace ${namespace}`}, and ${call} signs in to ${way.namespace}, whose token is good there and below alone. Give both the same namespace.`]
      : []),
  ];
}

/** Host and containers have different names for it. */
function isOfThisMachine(url: string): boolean {
  return isLocalhost(url) || new URL(url).hostname === 'host.docker.internal';
}
