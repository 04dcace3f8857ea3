import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';

/** The arguments that have an option, and its name. The region and the profile are called as everywhere in this package. */
export const AWS_OPTION_OF: Readonly<Record<string, string>> = {
  region_name: 'region',
  profile_name: 'profile',
  endpoint_url: 'endpointUrl',
  role_arn: 'roleArn',
  assume_role_method: 'assumeRoleMethod',
  assume_role_kwargs: 'assumeRoleKwargs',
  verify: 'verify',
  ...Object.fromEntries(['connections', 'variables', 'config'].flatMap((kind) => [[`${kind}_prefix`, `${kind}Prefix`], [`${kind}_lookup_pattern`, `${kind}LookupPattern`]])),
};

/** Those that Secrets Manager alone has. */
export const SECRETS_MANAGER_OPTION_OF: Readonly<Record<string, string>> = { ...AWS_OPTION_OF, sep: 'sep', extra_conn_words: 'extraConnWords' };

const KEYS = 'Declarations are committed, and a key does not belong there: declare how the containers get credentials, and the backend reads with these.';

/** Long-lived keys, which no option takes. */
export const AWS_REFUSED: Readonly<Record<string, string>> = { aws_access_key_id: KEYS, aws_secret_access_key: KEYS, aws_session_token: KEYS };

/** The parts of a connection that the provider looks for in a JSON object (SecretsManagerBackend._standardize_secret_keys). */
const PARTS = ['user', 'login', 'password', 'host', 'port', 'schema', 'conn_type', 'extra'];

/** @throws AstroAirflowError if a part is none, or has no words */
export function checkConnWords(words: Readonly<Record<string, readonly string[]>>): void {
  for (const [part, names] of Object.entries(words)) {
    if (!PARTS.includes(part)) {
      throw new AstroAirflowError(`${apiName('extraConnWords')} has ${part}, which is no part of a connection: no connection would be found. Use ${PARTS.join(', ')}.`);
    }
    if (names.length === 0 || names.includes('')) {
      throw new AstroAirflowError(`${apiName('extraConnWords')} has no word for ${part}. Write the key under which the secret has it, or leave ${part} out.`);
    }
  }
}
