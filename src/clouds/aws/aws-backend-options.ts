/**
 * Options that both AWS secrets backends share. They become the backend's kwargs; an omitted one keeps the provider's
 * own default, apart from the two prefixes, which are always written so that a reader sees them.
 */
export interface AwsSecretsBackendOptions {
  /**
   * Prefix of the secrets that hold connections. `''` means no prefix. For Secrets Manager it can be the start of an ARN, of
   * another account for example: `arn:aws:secretsmanager:us-west-2:111122223333:secret:airflow/connections`.
   *
   * @default - `airflow/connections` (Secrets Manager), `/airflow/connections` (Parameter Store)
   */
  readonly connectionsPrefix?: string;

  /**
   * Prefix of the secrets that hold variables. `''` means no prefix. For Secrets Manager it can be the start of an ARN, of
   * another account for example: `arn:aws:secretsmanager:us-west-2:111122223333:secret:airflow/variables`.
   *
   * @default - `airflow/variables` (Secrets Manager), `/airflow/variables` (Parameter Store)
   */
  readonly variablesPrefix?: string;

  /**
   * Prefix of the secrets that hold Airflow configuration options. `''` means no prefix.
   *
   * @default - not written: the provider takes `airflow/config` (Secrets Manager), `/airflow/config` (Parameter Store)
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
   * Only connections whose id matches are looked up: a Python regular expression, matched from the start of the id and
   * ignoring case (`re.match`).
   *
   * @default - all connections
   */
  readonly connectionsLookupPattern?: string;

  /**
   * Only variables whose key matches are looked up: a Python regular expression, matched from the start of the key and
   * ignoring case (`re.match`).
   *
   * @default - all variables
   */
  readonly variablesLookupPattern?: string;

  /**
   * Only configuration options whose key matches are looked up: a Python regular expression, matched from the start of
   * the key and ignoring case (`re.match`).
   *
   * @default - all configuration options
   */
  readonly configLookupPattern?: string;

  /**
   * The region that the secrets are in, for example `us-west-2`.
   *
   * @default - the region of the container's environment or profile
   */
  readonly region?: string;

  /**
   * The profile of the mounted AWS configuration that reads the secrets.
   *
   * @default - the container's AWS_PROFILE
   */
  readonly profile?: string;

  /**
   * URL of a local stand-in for AWS, as the containers see it: `http://host.docker.internal:4566`, not `localhost`.
   *
   * @default - AWS itself
   */
  readonly endpointUrl?: string;

  /**
   * ARN of a role that the backend assumes before it reads. Leave it out for local use: the developer's own identity
   * reads the secrets, and is usually not allowed to assume a production role. Given on purpose, it is written, with a
   * warning.
   *
   * @default - no role: the developer's own identity
   */
  readonly roleArn?: string;

  /**
   * How the role is assumed: `assume_role`, `assume_role_with_web_identity` or `assume_role_with_saml`. The last two read what they need from
   * `extraKwargs`. It needs `roleArn`.
   *
   * @default 'assume_role'
   */
  readonly assumeRoleMethod?: string;

  /**
   * What AWS is asked with for the role, by the names of its API: `{ ExternalId: 'team-7', RoleSessionName: 'orders' }`. It needs `roleArn`. An
   * external id is not a secret ("How to use an external ID" in the IAM User Guide).
   *
   * @default - the session is called `Airflow_` and the name of the backend's class
   */
  readonly assumeRoleKwargs?: { readonly [name: string]: any };

  /**
   * Certificates that AWS's own, or those of a proxy between, are checked against: an absolute path of a CA bundle in the containers.
   * `false` checks none, which is for a stand-in on this machine alone, and warned of.
   *
   * @default - the bundle of botocore, or that of AWS_CA_BUNDLE
   */
  readonly verify?: any;

  /**
   * Further arguments of the provider's class, by their names in Python: `{ config_kwargs: { connect_timeout: 2 } }`. An
   * argument that has an option is refused here, and so is one that no release of the provider has, because the provider
   * ignores what it does not know.
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
   * What stands between prefix and key in a secret's name.
   *
   * @default '/'
   */
  readonly sep?: string;

  /**
   * Further words for the parts of a connection that is stored as a JSON object: `{ user: ['db_user'] }` reads the login
   * from `db_user` too. The parts are `user` (or `login`), `password`, `host`, `port`, `schema`, `conn_type` and `extra`.
   *
   * @default - the provider's own words
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
   * The account that the secrets are in: 12 digits.
   *
   * @default - any account (`*`)
   */
  readonly account?: string;

  /**
   * The region that the secrets are in; it decides the partition too (`aws-cn`, `aws-us-gov`, …).
   *
   * @default - the backend's region; without one, any region (`*`) of the commercial partition
   */
  readonly region?: string;

  /**
   * ARN of the customer-managed KMS key that encrypts the secrets.
   *
   * @default - no `kms:Decrypt`: the AWS-managed key needs none
   */
  readonly kmsKeyArn?: string;
}
