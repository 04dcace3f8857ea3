import type { SecretsLookupOptions } from '../secrets-lookup-options';

/**
 * Options that both AWS secrets backends share. They become the backend's kwargs. An omitted option keeps the provider's default, except the
 * prefixes of connections and variables, which are always written.
 */
export interface AwsSecretsBackendOptions extends SecretsLookupOptions {
  /**
   * Prefix of the secrets that hold connections. `''` means no prefix. For Secrets Manager it can be the start of an ARN, for example in another
   * account: `arn:aws:secretsmanager:us-west-2:111122223333:secret:airflow/connections`.
   *
   * @default - `airflow/connections` (Secrets Manager), `/airflow/connections` (Parameter Store)
   */
  readonly connectionsPrefix?: string;

  /**
   * Prefix of the secrets that hold variables. `''` means no prefix. For Secrets Manager it can be the start of an ARN, for example in another
   * account: `arn:aws:secretsmanager:us-west-2:111122223333:secret:airflow/variables`.
   *
   * @default - `airflow/variables` (Secrets Manager), `/airflow/variables` (Parameter Store)
   */
  readonly variablesPrefix?: string;

  /**
   * Prefix of the secrets that hold Airflow configuration options. `''` means no prefix.
   *
   * @default - the provider's: `airflow/config` (Secrets Manager), `/airflow/config` (Parameter Store)
   */
  readonly configPrefix?: string;

  /**
   * Python regular expression for the ids of connections that are looked up. It is matched from the start of the id, ignoring case (`re.match`).
   *
   * @default - all connections
   */
  readonly connectionsLookupPattern?: string;

  /**
   * Python regular expression for the keys of variables that are looked up. It is matched from the start of the key, ignoring case (`re.match`).
   *
   * @default - all variables
   */
  readonly variablesLookupPattern?: string;

  /**
   * Python regular expression for the keys of configuration options that are looked up. It is matched from the start of the key, ignoring case
   * (`re.match`).
   *
   * @default - all configuration options
   */
  readonly configLookupPattern?: string;

  /**
   * Region of the secrets, for example `us-west-2`.
   *
   * @default - the region of the container's environment or profile
   */
  readonly region?: string;

  /**
   * Profile in the containers that reads the secrets.
   *
   * @default - AWS_PROFILE of the container
   */
  readonly profile?: string;

  /**
   * URL of a local emulator of AWS, as the containers reach it: `http://host.docker.internal:4566`, not `localhost`.
   *
   * @default - AWS
   */
  readonly endpointUrl?: string;

  /**
   * ARN of a role that the backend assumes to read the secrets. Omit it for local use: the developer's own identity reads the secrets, and usually
   * may not assume a production role. If given, a warning is printed.
   *
   * @default - no role
   */
  readonly roleArn?: string;

  /**
   * Method to assume `roleArn`: `assume_role`, `assume_role_with_web_identity` or `assume_role_with_saml`. The last two need further arguments in
   * `extraKwargs`.
   *
   * @default 'assume_role'
   */
  readonly assumeRoleMethod?: string;

  /**
   * Parameters of the AssumeRole request for `roleArn`, by their names in the API: `{ ExternalId: 'team-7', RoleSessionName: 'orders' }`. An
   * external ID is not a secret ("How to use an external ID" in the IAM User Guide).
   *
   * @default - only a session name: `Airflow_` and the name of the backend's class
   */
  readonly assumeRoleKwargs?: { readonly [name: string]: any };

  /**
   * CA bundle to verify the certificates of AWS or of a proxy: an absolute path in the containers. `false` disables the verification, with a
   * warning; use it only for an emulator on your machine.
   *
   * @default - the bundle of botocore, or AWS_CA_BUNDLE of the container
   */
  readonly verify?: any;

  /**
   * Additional arguments of the provider's class, by their names in Python: `{ config_kwargs: { connect_timeout: 2 } }`. An argument that has an
   * option is refused, and so is one that no release of the provider has: the provider would ignore it.
   *
   * @default - none
   */
  readonly extraKwargs?: { readonly [name: string]: any };
}

/**
 * Options of `AwsSecretsBackend.secretsManager()`.
 */
export interface AwsSecretsManagerOptions extends AwsSecretsBackendOptions {
  /**
   * Separator between prefix and key in the name of a secret.
   *
   * @default '/'
   */
  readonly sep?: string;

  /**
   * Additional names for the fields of a connection that is stored as a JSON object: `{ user: ['db_user'] }` also reads the login from `db_user`.
   * The fields are `user` (or `login`), `password`, `host`, `port`, `schema`, `conn_type` and `extra`.
   *
   * @default - the provider's names
   */
  readonly extraConnWords?: { readonly [part: string]: string[] };
}

/**
 * Options of `AwsSecretsBackend.parameterStore()`.
 */
export interface AwsSystemsManagerParameterStoreOptions extends AwsSecretsBackendOptions {}

/**
 * Options of `AwsSecretsBackend.iamPolicyDocument()`.
 */
export interface IamPolicyOptions {
  /**
   * Account of the secrets: 12 digits.
   *
   * @default - any account (`*`)
   */
  readonly account?: string;

  /**
   * Region of the secrets. It also determines the partition (`aws-cn`, `aws-us-gov`, …).
   *
   * @default - the backend's region; without one, any region (`*`) of the commercial partition
   */
  readonly region?: string;

  /**
   * ARN of the customer-managed KMS key that encrypts the secrets. The policy then also allows `kms:Decrypt`.
   *
   * @default - none: the AWS-managed key needs no permission
   */
  readonly kmsKeyArn?: string;
}
