import { NOT_FOUND_SYMPTOM, type Cause } from '../cause';

const NATIVE_LINUX = 'native-linux-let-the-container-user-read-your-files';
const LOGIN = '`gcloud auth application-default login`';

/** Why Airflow does not begin: Google's backend is made while Airflow is imported, and what its constructor raises stops every service. */
const START: readonly Cause[] = [
  { id: 'gcp-file-not-there', section: 'start', symptom: '`bind source path does not exist: …/gcloud/application_default_credentials.json`', pattern: /bind source path does not exist: \S*application_default_credentials\.json/, cause: 'you have no application default credentials on this machine, or `CLOUDSDK_CONFIG` names another folder', fix: LOGIN },
  { id: 'gcp-project-absent', section: 'start', symptom: '`ValueError: Project ID could not be determined.`, and no service starts', pattern: /Project ID could not be determined/, cause: 'the backend has no project: the credentials of a person have none, and a quota project does not count', fix: 'set `projectId` of `secretManager()` or `mounted()` in the rc file; delete a `BACKEND_KWARGS` line of your own from `.env`' },
  { id: 'gcp-file-unreadable', section: 'start', symptom: '`PermissionError: [Errno 13] Permission denied: \'…/application_default_credentials.json\'`, and no service starts', pattern: /PermissionError: \[Errno 13\] Permission denied: '[^']*application_default_credentials\.json'/, cause: 'uid 50000 may not read the file, which gcloud writes for you alone', fix: `\`setfacl -m u:50000:r ~/.config/gcloud/application_default_credentials.json\`, again after each ${LOGIN}`, more: NATIVE_LINUX, covers: ['local-file-closed'] },
  { id: 'gcp-kwarg', section: 'start', symptom: '`TypeError: LoggingMixin.__init__() got an unexpected keyword argument`, and no service starts', pattern: /LoggingMixin\.__init__\(\) got an unexpected keyword argument/, cause: 'an argument of Google\'s backend is misspelled, or newer than the provider', fix: '`npx projen doctor` names it; delete a `BACKEND_KWARGS` line of your own from `.env`' },
  { id: 'gcp-name-pattern', section: 'start', symptom: '`` `connections_prefix`, `variables_prefix` and `sep` should follows that pattern ``, and no service starts', pattern: /`connections_prefix`, `variables_prefix` and `sep` should follows? that pattern/, cause: 'a prefix or `sep` has a slash or a dot, as in AWS', fix: 'use letters, digits, `-` and `_` only' },
];

const CREDENTIALS: readonly Cause[] = [
  { id: 'gcp-sign-in-ended', section: 'signIn', symptom: '`RefreshError: (\'invalid_grant: Token has been expired or revoked.\'`, after a wait of 30 to 60 s', pattern: /\(\\?['"]invalid_grant\b|(?:Refresh|Reauth\w*)Error[^\n]*invalid_grant/, cause: 'your sign-in has ended, was revoked, or your organization asks for it again every few hours', fix: LOGIN },
  { id: 'gcp-file-absent', section: 'credentials', symptom: '`Unable to load credentials for GCP Secret Manager`, then `AttributeError: … no attribute \'credentials\'`', pattern: /Unable to load credentials for GCP Secret Manager|'CloudSecretManagerBackend' object has no attribute 'credentials'/, cause: '`GOOGLE_APPLICATION_CREDENTIALS` names no file of the container, or one that is cut', fix: `delete a line of your own that sets it; \`npx projen\` writes variable and mount together. Then ${LOGIN}` },
  { id: 'gcp-impersonation-denied', section: 'credentials', symptom: '`RefreshError: (\'Unable to acquire impersonated credentials\'`, after a wait of 60 s', pattern: /Unable to acquire impersonated credentials/, cause: 'you may not impersonate that service account, or it does not exist', fix: 'ask for `roles/iam.serviceAccountTokenCreator` on it; or omit `impersonationChain`', covers: ['gcp-unreachable'] },
  { id: 'gcp-denied', section: 'credentials', symptom: '`Google Cloud API Call Error (PermissionDenied): No access for Secret ID …`', pattern: /\(PermissionDenied\): No access for Secret ID/, cause: 'your identity may not read that secret', fix: 'ask for `roles/secretmanager.secretAccessor` with the condition that `iamCondition()` gives', more: 'gcp.md#least-privilege' },
  { id: 'gcp-unreachable', section: 'credentials', symptom: '`RetryError: Timeout of 60.0s exceeded … failed to connect to all addresses`, `DNS resolution failed`', pattern: /failed to connect to all addresses|DNS resolution failed for \S*googleapis|Failed to resolve '\w+\.googleapis\.com'/, cause: 'no network, a VPN or a proxy; with a proxy also a certificate that gRPC does not know', fix: 'check the network of the containers; `GRPC_DEFAULT_SSL_ROOTS_FILE_PATH` names other certificates' },
];

const LOOKUP: readonly Cause[] = [
  { id: 'gcp-name-invalid', section: 'lookup', symptom: '`Google Cloud API Call Error (InvalidArgument): Invalid secret ID …`', pattern: /\(InvalidArgument\): Invalid secret ID/, cause: 'the key, or the prefix of variables, has a character that no secret can have: a dot, a slash, a blank', fix: 'use letters, digits, `-` and `_` only' },
  { id: 'name-in-gcp', section: 'lookup', symptom: NOT_FOUND_SYMPTOM, when: 'no error is above it, with Google Cloud', isSilent: true, cause: 'there is no secret of that name, or it has no version: another prefix, another project, or that kind of lookup is switched off', fix: 'run `gcloud secrets versions access latest --secret=NAME --project=PROJECT`, with the name in the docstring of the example DAG' },
];

/** What people see where something is wrong with Google Cloud. */
export const GCP_CAUSES: readonly Cause[] = [...START, ...CREDENTIALS, ...LOOKUP];

