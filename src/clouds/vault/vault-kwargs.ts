import { VAULT_CLASS } from './vault-names';
import { apiName } from '../../text/api-name';
import { sample } from '../../text/sample';
import { checkExtraKwargs } from '../kwargs-check';

/** The arguments that have an option, and its name. */
export const VAULT_OPTION_OF: Readonly<Record<string, string>> = {
  connections_path: 'connectionsPath',
  variables_path: 'variablesPath',
  config_path: 'configPath',
  mount_point: 'mountPoint',
  kv_engine_version: 'kvEngineVersion',
  url: 'url',
  namespace: 'namespace',
  verify: 'verify',
};

/** Where a secret belongs. */
const SECRETS: Readonly<Record<string, string>> = {
  token: 'VaultCredentials.session',
  role_id: 'VaultCredentials.appRole',
  secret_id: 'VaultCredentials.appRole',
};

/** Ways to sign in that need a secret which no other way brings. */
const OTHER_SECRETS = ['password', 'radius_secret', 'jwt_token', 'gcp_keyfile_dict', 'key_id', 'username'];

/** Ways to sign in, each of which has a call of its own, or none. */
const WAYS: Readonly<Record<string, string>> = {
  token: 'VaultSecretsBackend.token',
  approle: 'VaultSecretsBackend.appRole',
};

/** @throws AstroAirflowError if an argument has an option, is a secret, says how to sign in, or is not known */
export function checkVaultKwargs(extraKwargs: Readonly<Record<string, unknown>> | undefined): void {
  checkExtraKwargs(VAULT_CLASS, extraKwargs, { optionOf: VAULT_OPTION_OF, refused: refused(extraKwargs?.auth_type) });
}

function refused(authType: unknown): Record<string, string> {
  return {
    ...Object.fromEntries(Object.entries(SECRETS).map(([name, call]) => [name, `It is a secret, and .env and the declaration show it to everybody. Declare ${apiName(call)}(), which brings it into the containers.`])),
    ...Object.fromEntries(OTHER_SECRETS.map((name) => [name, `It belongs to a way of signing in with a secret that .env would show. Sign in on your machine (vault login), and declare ${apiName('VaultCredentials.session')}().`])),
    auth_type: authTypeRefused(authType),
    auth_mount_point: `Only ${apiName('VaultSecretsBackend.appRole')}() has it, as ${apiName('authMountPoint')}.`,
    token_path: `Only ${apiName('VaultSecretsBackend.token')}() has it, as ${apiName('tokenPath')}.`,
    global_secrets_path: 'The provider is about to drop it. Copy what is there below the paths that are looked up.',
    session: 'It is an object of Python, which no setting of Airflow can hold. Remove it.',
    adapter: 'It is a class of Python, which no setting of Airflow can hold. Remove it.',
  };
}

/** Of what people try most often, OIDC is one that the provider does not have: nobody opens a browser in a container. */
function authTypeRefused(authType: unknown): string {
  const way = typeof authType === 'string' ? WAYS[authType.toLowerCase()] : undefined;
  if (way !== undefined) {
    return `Declare ${apiName(way)}() instead.`;
  }
  return typeof authType === 'string' && /^(oidc|saml)$/i.test(authType)
    ? `The provider does not have it, and Airflow would not start. Sign in on your machine (vault login -method=${authType.toLowerCase()}), and declare ${apiName('VaultCredentials.session')}() and ${apiName('VaultSecretsBackend.token')}().`
    : `Sign in on your machine (vault login -method=…), and declare ${apiName('VaultCredentials.session')}(); a way for servers is ${sample('new CustomSecretsBackend({ … })', 'CustomSecretsBackend(…)')} with all its arguments.`;
}
