/**
 * Options of `GcpSecretsBackend.secretManager()`. They become the backend's kwargs; what is omitted keeps the provider's own default, apart
 * from the prefixes of connections and variables, which are always written so that a reader sees them.
 */
export interface GcpSecretManagerOptions {
  /**
   * The project that the secrets are in: its id, or its number.
   *
   * @default - `projectId` of `GcpCredentials.mounted()`, as `GOOGLE_CLOUD_PROJECT` of the containers; without that it is refused, because
   * Airflow would not start
   */
  readonly projectId?: string;

  /**
   * Prefix of the secrets that hold connections: letters, digits, `-` and `_`. `''` leaves the separator at the start of the name.
   *
   * @default 'airflow-connections'
   */
  readonly connectionsPrefix?: string;

  /**
   * Prefix of the secrets that hold variables: letters, digits, `-` and `_`. `''` leaves the separator at the start of the name.
   *
   * @default 'airflow-variables'
   */
  readonly variablesPrefix?: string;

  /**
   * Prefix of the secrets that hold Airflow configuration options: letters, digits, `-` and `_`.
   *
   * @default - not written: the provider takes `airflow-config`
   */
  readonly configPrefix?: string;

  /**
   * Whether connections are looked up in the backend. `false` is written as the prefix `null`.
   *
   * @default true
   */
  readonly connections?: boolean;

  /**
   * Whether variables are looked up in the backend. `false` is written as the prefix `null`.
   *
   * @default true
   */
  readonly variables?: boolean;

  /**
   * Whether Airflow configuration options are looked up in the backend. `false` is written as the prefix `null`.
   *
   * @default true
   */
  readonly config?: boolean;

  /**
   * What is between prefix and key in a secret's name: letters, digits, `-` and `_`, or nothing.
   *
   * @default '-'
   */
  readonly sep?: string;

  /**
   * Service accounts that the backend impersonates before it reads, the one that reads last. Each of them must grant
   * `roles/iam.serviceAccountTokenCreator` to the one before it, the first one to the developer. Google's provider has it from 10.13 on. It needs a
   * `projectId` beside it: without one the provider takes the project of the service account.
   *
   * @default - nobody: the developer's own identity reads the secrets
   */
  readonly impersonationChain?: string[];

  /**
   * Further arguments of the provider's class, by their names in Python: `{ gcp_scopes: 'https://www.googleapis.com/auth/cloud-platform' }`.
   * An argument that has an option is refused here, and so is one that the class does not have, because Airflow would not start, and a key of
   * a service account.
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
   * The number of the project that the secrets are in, which IAM has in their names instead of the id:
   * `gcloud projects describe PROJECT --format="value(projectNumber)"`.
   */
  readonly projectNumber: string;
}
