import type { SecretsLookupOptions } from '../secrets-lookup-options';

/**
 * Options of `GcpSecretsBackend.secretManager()`.
 *
 * They become the backend's kwargs. An omitted option keeps the provider's default, except the prefixes of connections and variables, which are
 * always written.
 */
export interface GcpSecretManagerOptions extends SecretsLookupOptions {
  /**
   * Project of the secrets: its ID or number. A `LocalAirflow` refuses a backend without a project, because Airflow would not start.
   *
   * @default - `projectId` of `GcpCredentials.mounted()`, which sets `GOOGLE_CLOUD_PROJECT` in the containers
   */
  readonly projectId?: string;

  /**
   * Prefix of the secrets that hold connections: letters, digits, `-` and `_`. With `''` the names start with the separator.
   *
   * @default 'airflow-connections'
   */
  readonly connectionsPrefix?: string;

  /**
   * Prefix of the secrets that hold variables: letters, digits, `-` and `_`. With `''` the names start with the separator.
   *
   * @default 'airflow-variables'
   */
  readonly variablesPrefix?: string;

  /**
   * Prefix of the secrets that hold Airflow configuration options: letters, digits, `-` and `_`.
   *
   * @default - the provider's: `airflow-config`
   */
  readonly configPrefix?: string;

  /**
   * Separator between prefix and key in the name of a secret: letters, digits, `-` and `_`. `''` means no separator.
   *
   * @default '-'
   */
  readonly sep?: string;

  /**
   * Chain of service accounts to impersonate; the last one reads the secrets.
   *
   * Each must grant `roles/iam.serviceAccountTokenCreator` to the one before it, and the first one to the developer. Requires the Google provider
   * 10.13 or newer, and `projectId`: without it the provider uses the project of the service account.
   *
   * @default - none: the developer's own identity reads the secrets
   */
  readonly impersonationChain?: string[];

  /**
   * Additional arguments of the provider's class, by their names in Python: `{ gcp_scopes: 'https://www.googleapis.com/auth/cloud-platform' }`.
   *
   * An argument that has an option is refused, and so are the key of a service account and an argument that the class does not have, because
   * Airflow would not start.
   *
   * @default - none
   */
  readonly extraKwargs?: { readonly [name: string]: any };
}

/**
 * Options of `GcpSecretsBackend.iamCondition()`.
 */
export interface GcpIamConditionOptions {
  /**
   * Number of the project of the secrets, which IAM uses in resource names instead of the ID:
   * `gcloud projects describe PROJECT --format="value(projectNumber)"` prints it.
   */
  readonly projectNumber: string;
}
