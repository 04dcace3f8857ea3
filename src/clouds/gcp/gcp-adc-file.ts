import { ADC_FILE } from './gcp-mounted';
import { jsonObject } from '../../text/json-object';
import { listed } from '../../text/lists';
import type { FileProblem } from '../diagnosis';

const LOGIN = 'gcloud auth application-default login';

/** What each type needs, by google.auth of google-auth 2.63; without one of these it raises. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  authorized_user: ['client_id', 'client_secret', 'refresh_token'],
  service_account: ['client_email', 'private_key', 'token_uri'],
  external_account: ['audience', 'subject_token_type', 'token_url', 'credential_source'],
  external_account_authorized_user: [],
  impersonated_service_account: ['service_account_impersonation_url', 'source_credentials'],
  gdch_service_account: [],
};

/** Whether it is the file that gcloud writes, and not one that the rc file names. */
export function isOfGcloud(source: string): boolean {
  return source.split(/[\\/]/).at(-1) === ADC_FILE;
}

/** What makes such a file: gcloud writes to its own place alone. */
export function configureAdc(source: string): string {
  return isOfGcloud(source) ? LOGIN : `copy a key of a service account to ${source}, or run ${LOGIN} and copy its file there`;
}

/**
 * What is wrong with a file of application default credentials, as far as it is seen without a request. No value of it is repeated.
 *
 * @param source where it is on this machine
 */
export function adcProblems(text: string, source: string): readonly FileProblem[] {
  const configure = configureAdc(source);
  // Also with a BOM it is none, which Google's libraries do not take either.
  const file = jsonObject(text);
  if (file === undefined) {
    return [failure('is not JSON with members, so every client fails (DefaultCredentialsError)', configure)];
  }
  const { type } = file;
  if (typeof type !== 'string' || !Object.hasOwn(NEEDED, type)) {
    const isClient = 'installed' in file || 'web' in file;
    return [failure(isClient ? 'is an OAuth client, and not credentials (DefaultCredentialsError: does not have a valid type)' : 'has no type that Google\'s libraries know (DefaultCredentialsError: does not have a valid type)', configure)];
  }
  const missing = NEEDED[type].filter((name) => file[name] === undefined || file[name] === null || file[name] === '');
  if (missing.length > 0) {
    return [failure(`is of type ${type} and lacks ${listed(missing)}, so it is cut or was edited`, configure)];
  }
  switch (type) {
    case 'authorized_user':
      return file.quota_project_id ? [] : [warning('has no quota project, and some APIs of Google refuse a person without one', isOfGcloud(source) ? 'gcloud auth application-default set-quota-project PROJECT' : `set "quota_project_id" in ${source}`)];
    case 'service_account':
      return isOfGcloud(source) ? [warning('is the key of a service account, which does not end and which every DAG can read', `${LOGIN}, with --impersonate-service-account=ACCOUNT to act as that account`)] : [];
    case 'external_account':
      return outsideOf(file.credential_source, configure);
    default:
      return [];
  }
}

/** What the containers do not have. */
function outsideOf(source: unknown, configure: string): readonly FileProblem[] {
  const { file, executable } = typeof source === 'object' && source !== null ? (source as Record<string, unknown>) : {};
  return [
    ...(file === undefined ? [] : [warning('names another file with a token, which the containers have only if it is mounted at the same path', 'declare it with addMount() in the rc file')]),
    ...(executable === undefined ? [] : [warning('names a program that gives a token, which the containers do not have', configure)]),
  ];
}

function failure(text: string, fix: string): FileProblem {
  return { isFailure: true, text, fix };
}

function warning(text: string, fix: string): FileProblem {
  return { isFailure: false, text, fix };
}
