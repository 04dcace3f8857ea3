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

/**
 * What is wrong with a file of application default credentials, as far as it is seen without a request. No value of it is repeated.
 *
 * @param isOfGcloud whether it is where gcloud writes it, and not a file that the rc file names
 */
export function adcProblems(text: string, isOfGcloud: boolean): readonly FileProblem[] {
  // Also with a BOM it is none, which Google's libraries do not take either.
  const file = jsonObject(text);
  if (file === undefined) {
    return [failure('is not JSON with members, so every client fails (DefaultCredentialsError)', LOGIN)];
  }
  const { type } = file;
  if (typeof type !== 'string' || !Object.hasOwn(NEEDED, type)) {
    const isClient = 'installed' in file || 'web' in file;
    return [failure(isClient ? 'is an OAuth client, and not credentials (DefaultCredentialsError: does not have a valid type)' : 'has no type that Google\'s libraries know (DefaultCredentialsError: does not have a valid type)', LOGIN)];
  }
  const missing = NEEDED[type].filter((name) => file[name] === undefined || file[name] === null || file[name] === '');
  if (missing.length > 0) {
    return [failure(`is of type ${type} and lacks ${listed(missing)}, so it is cut or was edited`, LOGIN)];
  }
  switch (type) {
    case 'authorized_user':
      return file.quota_project_id ? [] : [warning('has no quota project, and some APIs of Google refuse a person without one', 'gcloud auth application-default set-quota-project PROJECT')];
    case 'service_account':
      return isOfGcloud ? [warning('is the key of a service account, which does not end and which every DAG can read', `${LOGIN}, with --impersonate-service-account=ACCOUNT to act as that account`)] : [];
    case 'external_account':
      return outsideOf(file.credential_source);
    default:
      return [];
  }
}

/** What the containers do not have. */
function outsideOf(source: unknown): readonly FileProblem[] {
  const { file, executable } = typeof source === 'object' && source !== null ? (source as Record<string, unknown>) : {};
  return [
    ...(file === undefined ? [] : [warning('names another file with a token, which the containers have only if it is mounted at the same path', 'declare it with addMount() in the rc file')]),
    ...(executable === undefined ? [] : [warning('names a program that gives a token, which the containers do not have', LOGIN)]),
  ];
}

function failure(text: string, fix: string): FileProblem {
  return { isFailure: true, text, fix };
}

function warning(text: string, fix: string): FileProblem {
  return { isFailure: false, text, fix };
}
