import { ID_VARIABLES, isLocalhost, NO_ROLE_ID, VAULT_CLASS, VAULT_PROVIDER } from './vault-names';
import type { BackendProblem, KnownBackend } from '../known-backend';

/** What each way to sign in needs: one of each group. kubernetes_jwt_path has a default. */
const NEEDED: Readonly<Record<string, ReadonlyArray<readonly string[]>>> = {
  token: [['token', 'token_path', 'VAULT_TOKEN']],
  github: [['token', 'token_path']],
  approle: [['role_id']],
  aws_iam: [],
  azure: [['azure_resource'], ['azure_tenant_id']],
  gcp: [['gcp_scopes'], ['role_id']],
  jwt: [['jwt_role'], ['jwt_token', 'jwt_token_path']],
  kubernetes: [['kubernetes_role']],
  ldap: [],
  radius: [['radius_host'], ['radius_secret']],
  userpass: [],
};

/** What its constructor needs (_VaultClient.__init__ of apache-airflow-providers-hashicorp 4.8), and what hvac takes without an address. */
export const VAULT_KNOWN_BACKEND: KnownBackend = {
  classPath: VAULT_CLASS,
  requirement: VAULT_PROVIDER,
  prefixes: ['connections_path', 'variables_path', 'config_path'],
  problemWith: (kwargs, valueOf) => {
    const { auth_type: way = 'token', kv_engine_version: version = 2 } = kwargs;
    if (typeof way !== 'string' || !Object.hasOwn(NEEDED, way)) {
      return failing(`auth_type is none of ${Object.keys(NEEDED).join(', ')}`, 'declare one of them in the rc file; with oidc, declare VaultCredentials.session(), which signs in on this machine');
    }
    if (Boolean(version) && version !== 1 && version !== 2) {
      return failing('kv_engine_version is neither 1 nor 2', 'correct it in the rc file');
    }
    // An empty token is one for the constructor, too; that the shell has none is said by another check.
    const missing = NEEDED[way].find((names) => !names.some((name) => (/^[A-Z]/.test(name) ? valueOf(name) !== undefined : Boolean(kwargs[name]))));
    if (missing !== undefined) {
      return failing(`auth_type ${way} needs ${missing.join(' or ')}, and ${missing.length === 1 ? 'it is not' : 'none is'} set`, 'declare it in the rc file');
    }
    if (way === 'approle' && kwargs.role_id === NO_ROLE_ID) {
      return { text: `${ID_VARIABLES[0]} is not set in this shell, so the role id is not one of Vault`, fix: `export ${ID_VARIABLES.join(' and ')}, then start again`, at: 'lookup', isCertain: true };
    }
    const address = kwargs.url || valueOf('VAULT_ADDR');
    if (!address) {
      return { text: 'neither url nor VAULT_ADDR is set, so it asks localhost, which is the container itself', fix: 'declare the address in the rc file', at: 'lookup', isCertain: true };
    }
    // With the network of the host it would be right.
    return typeof address === 'string' && isLocalhost(address)
      ? { text: `${kwargs.url ? 'url' : 'VAULT_ADDR'} names localhost, which is the container itself`, fix: 'write host.docker.internal or the name of a service there', at: 'lookup', isCertain: false }
      : undefined;
  },
};

function failing(text: string, fix: string): BackendProblem {
  return { text, fix, at: 'import', isCertain: true };
}
