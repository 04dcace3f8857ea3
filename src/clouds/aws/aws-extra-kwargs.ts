import { isDeepStrictEqual } from 'node:util';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { listed } from '../../text/lists';
import { misspelled } from '../../text/nearest';
import { sample } from '../../text/sample';

/** The arguments that have an option, and its name. The region and the profile are called as everywhere in this package. */
const OPTION_OF: Readonly<Record<string, string>> = {
  region_name: 'region',
  profile_name: 'profile',
  endpoint_url: 'endpointUrl',
  role_arn: 'roleArn',
  sep: 'sep',
  extra_conn_words: 'extraConnWords',
  ...Object.fromEntries(['connections', 'variables', 'config'].flatMap((kind) => [[`${kind}_prefix`, `${kind}Prefix`], [`${kind}_lookup_pattern`, `${kind}LookupPattern`]])),
};

/**
 * The other arguments that the backends of the provider read (SecretsManagerBackend.__init__ and AwsConnectionWrapper of
 * apache-airflow-providers-amazon 9.39).
 */
const KNOWN = [
  'api_version', 'assume_role_kwargs', 'assume_role_method', 'aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'config_kwargs', 'service_config', 'session_kwargs',
  'use_ssl', 'verify',
];

/** All arguments that these backends read. */
export const AWS_KWARGS: readonly string[] = [...Object.keys(OPTION_OF), ...KNOWN];

/** The parts of a connection that the provider looks for in a JSON object (SecretsManagerBackend._standardize_secret_keys). */
const PARTS = ['user', 'login', 'password', 'host', 'port', 'schema', 'conn_type', 'extra'];

/** @throws AstroAirflowError if an argument has an option, is misspelled, or cannot be written as JSON */
export function checkExtraKwargs(kwargs: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(kwargs)) {
    const option = OPTION_OF[name];
    if (option !== undefined) {
      throw new AstroAirflowError(`${apiName('extraKwargs')} has ${name}, for which there is an option. Write ${apiName(option)} instead.`);
    }
    const meant = KNOWN.includes(name) ? undefined : misspelled(name, [...KNOWN, ...Object.keys(OPTION_OF)]);
    if (meant !== undefined) {
      throw new AstroAirflowError(`${apiName('extraKwargs')} has ${name}, which the provider would ignore. Did you mean ${meant in OPTION_OF ? apiName(OPTION_OF[meant]) : meant}?`);
    }
    if (!isJson(value)) {
      throw new AstroAirflowError(`${name} in ${apiName('extraKwargs')} cannot be written as JSON. Give it texts, numbers, ${sample('true, false, null', 'True, False')}, lists and mappings of them.`);
    }
  }
}

/** What is worth saying of arguments that nobody knows. */
export function extraKwargsWarnings(kwargs: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(kwargs).filter((name) => !KNOWN.includes(name));
  return unknown.length === 0 ? [] : [`${apiName('extraKwargs')}: ${listed(unknown)} ${unknown.length === 1 ? 'is' : 'are'} not known to the Amazon provider 9.39, which ignores what it does not know.`];
}

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

function isJson(value: unknown): boolean {
  try {
    return value !== undefined && isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
  } catch {
    return false;
  }
}
