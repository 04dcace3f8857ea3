import { PATTERNS } from './vault-session-causes';
import { NOT_FOUND_SYMPTOM, type Cause } from '../cause';

/** What is in a log before an error of the backend: its name, or lines of its traceback. Other programs have an API below /v1/, too. */
const OF_VAULT = '(?:VaultBackend|hvac|providers[./]hashicorp)[^]{0,20000}?';

/** Where a client of Vault asked: the messages of requests have the URL. */
const ASKED = 'with url: \\/v1\\/';

/** An error of requests, which the backend of Vault had. */
function ofVault(error: string): RegExp {
  return new RegExp(`${OF_VAULT}${error}`, 'i');
}

/** A file with a token of Vault, wherever it is. */
const TOKEN_PATH = '\'[^\']*vault[^\']*token\'';

/** What Airflow prints where the backend of Vault cannot be made, which stops every service, or asks in vain. The texts are those of the HashiCorp provider 4.8 and hvac 2.4. */
const CREDENTIALS: readonly Cause[] = [
  { id: 'vault-no-token', section: 'credentials', symptom: '`VaultError: The \'token\' authentication type requires \'token\' or \'token_path\'`, and Airflow does not start', pattern: /'token' authentication type requires 'token' or 'token_path'/, cause: 'there is no `VAULT_TOKEN` in the containers, and the backend reads no file', fix: '`VaultSecretsBackend.environment()` needs `VaultCredentials.fromEnvironment()` and `VAULT_TOKEN` in the shell that starts Airflow; `VaultSecretsBackend.token()` reads the token of a session' },
  { id: 'vault-auth-type', section: 'credentials', symptom: '`VaultError: The auth_type is not supported: oidc`, and Airflow does not start', pattern: /The auth_type is not supported/, cause: 'the provider cannot sign in so, as nobody opens a browser in a container', fix: 'use `VaultSecretsBackend.token()` with `VaultCredentials.session()`: `npx projen login` signs in on your machine' },
  { id: 'vault-kv-version', section: 'credentials', symptom: '`VaultError: The version is not supported`, and Airflow does not start', pattern: /VaultError: The version is not supported/, cause: '`kv_engine_version` is neither 1 nor 2', fix: 'set `kvEngineVersion` of the backend; delete a `BACKEND_KWARGS` line of your own from `.env`' },
  { id: 'vault-role-id', section: 'credentials', symptom: '`VaultError: The \'approle\' authentication type requires \'role_id\'`, and Airflow does not start', pattern: /'approle' authentication type requires 'role_id'/, cause: 'a `BACKEND_KWARGS` line of your own in `.env` has no role id', fix: 'delete that line; `VaultSecretsBackend.appRole()` has one that the shell replaces' },
  { id: 'vault-refused', section: 'credentials', symptom: '`VaultError: Vault Authentication Error!`', pattern: /Vault Authentication Error!|hvac\.exceptions\.Forbidden/, cause: 'the token has ended, is empty, is of another namespace, or its policy does not allow the path: Vault says the same of all', fix: 'run `npx projen login`; with the environment set `VAULT_TOKEN` and start again. `vault kv get` with the same token shows whether the policy allows it: `policy()` of the backend is the text' },
  { id: 'vault-token-absent', section: 'credentials', symptom: '`FileNotFoundError: … \'/home/astro/.vault/token\'`', pattern: new RegExp(`FileNotFoundError: \\[Errno 2\\] No such file or directory: ${TOKEN_PATH}`, 'i'), cause: 'there is no token of the session: after a logout, or `start --no-export`', fix: 'run `npx projen login`; the running containers need no restart' },
  { id: 'vault-token-unreadable', section: 'credentials', symptom: '`PermissionError: [Errno 13] Permission denied: \'…vault-token\'`', pattern: new RegExp(`PermissionError: \\[Errno 13\\] Permission denied: ${TOKEN_PATH}`, 'i'), ways: ['environment', 'none'], cause: 'a mounted `~/.vault-token` has mode 600, and uid 50000 is not its owner', fix: 'declare `VaultCredentials.session()`, whose folder the containers can read' },
  { id: 'vault-approle', section: 'credentials', symptom: '`InvalidRequest: invalid role or secret ID`', pattern: /invalid role or secret ID/i, cause: 'the shell that started Airflow has no ids of an AppRole, or the secret id has ended', fix: 'export `AIRFLOW__SECRETS__BACKEND_KWARG__ROLE_ID` and `AIRFLOW__SECRETS__BACKEND_KWARG__SECRET_ID`, then start again; or the files of `VaultCredentials.session()`' },
  { id: 'vault-localhost', section: 'credentials', symptom: '`Max retries exceeded with url: /v1/…`', when: 'the host is `localhost` or `127.0.0.1`', pattern: ofVault(`host='(?:localhost|127\\.0\\.0\\.1|::1)', port=\\d+\\): Max retries exceeded ${ASKED}`), cause: 'no `url` and no `VAULT_ADDR` in the containers, or one with `localhost`, which is the container itself', fix: 'set `url` of the backend: `http://host.docker.internal:8200` for a server on your machine', covers: ['vault-unreachable'] },
  { id: 'vault-scheme', section: 'credentials', symptom: '`SSLError`, `WRONG_VERSION_NUMBER`', pattern: ofVault(`${ASKED}[^\\n]*(?:WRONG_VERSION_NUMBER|RECORD_LAYER_FAILURE|wrong version number)`), cause: 'the URL has `https://`, and the server has no TLS (`vault server -dev`)', fix: 'write `http://` in `url` or `VAULT_ADDR`', covers: ['vault-unreachable', 'vault-localhost', 'vault-certificate'] },
  { id: 'vault-certificate', section: 'credentials', symptom: '`SSLError`, `CERTIFICATE_VERIFY_FAILED`', pattern: ofVault(`${ASKED}[^\\n]*(?:CERTIFICATE_VERIFY_FAILED|SSLError)`), cause: 'the containers do not trust the certificate of Vault; `VAULT_CACERT` has no effect on the backend', fix: 'set `verify` of the backend: a file in the image or the project with the certificates of your authority', covers: ['vault-unreachable', 'vault-localhost'] },
  { id: 'vault-unreachable', section: 'credentials', symptom: '`Max retries exceeded with url: /v1/…`', when: 'it is another host', pattern: ofVault(`Max retries exceeded ${ASKED}`), cause: 'no network, a VPN, a wrong address; or the name of a service that is not on the network `airflow`', fix: 'check `url`, or `VAULT_ADDR` in the shell that starts Airflow' },
  { id: 'vault-url', section: 'credentials', symptom: '`MissingSchema: Invalid URL \'…/v1/…\'`', pattern: ofVault('(?:MissingSchema|InvalidSchema|InvalidURL)[^\\n]*\\/v1\\/'), cause: '`VAULT_ADDR` has no `https://` or `http://`', fix: 'set it with one: `export VAULT_ADDR=https://vault.example.com:8200`' },
];

const LOOKUP: readonly Cause[] = [
  { id: 'vault-kwarg', section: 'lookup', symptom: '`TypeError: Adapter.__init__() got an unexpected keyword argument`, at each lookup', pattern: /Adapter\.__init__\(\) got an unexpected keyword argument/, cause: 'an argument of the backend is misspelled, and goes to hvac', fix: 'delete a `BACKEND_KWARGS` line of your own from `.env`; the declaration checks the names' },
  { id: 'vault-field', section: 'lookup', symptom: '`Vault secret … fetched but does not have required key "value"`', pattern: /fetched but does not have required key "value"/, cause: 'the secret of a variable has no field `value`', fix: 'run `vault kv put -mount=secret airflow/variables/my_var value=…`' },
  { id: 'name-in-vault', section: 'lookup', symptom: NOT_FOUND_SYMPTOM, when: 'no error is above it, with Vault', isSilent: true, cause: 'there is no secret of that path, its last version is deleted, the mount is another one, or it has the other version of KV', fix: '`vault secrets list -detailed` shows mounts and versions, `vault kv get -mount=secret airflow/variables/my_var` the secret. An older provider than 4.8 says nothing of a missing field `value`, either' },
];

/** What the Vault CLI of the host prints where it gives no token for a session. Their texts with the name of the session are in vault-session-causes.ts. */
const EXPORT: readonly Cause[] = [
  { id: 'export-vault', section: 'export', symptom: '`Code: 403`, `permission denied`, `invalid token`, of `vault`', pattern: PATTERNS.signIn, cause: 'the token of `vault login` has ended, or there is none', fix: '`npx projen login` signs in; or `vault login -method=oidc`' },
  { id: 'export-vault-approle', section: 'export', symptom: '`invalid role or secret ID`, of `vault`', pattern: PATTERNS.appRole, cause: 'the files have ids of two roles, or the secret id has ended', fix: 'write a new secret id into the file of `secretIdFile`' },
  { id: 'export-vault-certificate', section: 'export', symptom: '`x509: certificate signed by unknown authority`, of `vault`', pattern: PATTERNS.certificate, cause: 'your machine does not trust the certificate of Vault', fix: 'set `VAULT_CACERT` to the file of your authority' },
];

/** What people see where something is wrong with Vault. */
export const VAULT_CAUSES: readonly Cause[] = [...CREDENTIALS, ...LOOKUP, ...EXPORT];
