/** What a class does with an argument that it does not have: reads nothing of it, fails in its constructor, or at each lookup. */
export type UnknownKwarg = 'ignored' | 'import' | 'lookup';

/** What a class does with arguments that its constructor does not name. */
export interface FurtherKwargs {
  /** Those that the class, or what it passes them to, reads. */
  readonly names: readonly string[];
  /** What any other one does, and the same as a clause. */
  readonly effect: UnknownKwarg;
  readonly unknown: string;
}

/**
 * AwsConnectionWrapper reads these from what the two classes pass on, as from the extra of a connection ("Amazon Web Services
 * Connection", `AwsConnectionWrapper.__post_init__` and `BaseSessionFactory` of apache-airflow-providers-amazon 9.39.0), and the classes themselves the first four.
 */
const AWS: FurtherKwargs = {
  names: [
    'api_version', 'use_ssl', 'profile_name', 'region_name', 'endpoint_url', 'verify', 'config_kwargs', 'service_config', 'session_kwargs', 'role_arn', 'assume_role_method', 'assume_role_kwargs', 'aws_access_key_id',
    'aws_secret_access_key', 'aws_session_token', 'assume_role_with_saml', 'assume_role_with_web_identity_federation', 'assume_role_with_web_identity_federation_audience',
    'assume_role_with_web_identity_token_file',
  ],
  effect: 'ignored',
  unknown: 'it would be ignored',
};

/** Classes that take further arguments, by their paths. */
export const FURTHER_KWARGS: Readonly<Record<string, FurtherKwargs>> = {
  'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend': AWS,
  'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend': AWS,
  // They go to the constructor of a base class, which has none of them: TypeError.
  'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend': { names: [], effect: 'import', unknown: 'Airflow would not start' },
  // They go to SecretClient, which reads these two, and passes the others to the pipeline of azure-core ("azure-core: Pipeline", configurations).
  'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend': {
    names: [
      'api_version', 'verify_challenge_resource', 'connection_cert', 'connection_timeout', 'connection_verify', 'headers', 'logging_enable', 'proxies', 'read_timeout', 'request_id', 'retry_backoff_factor',
      'retry_backoff_max', 'retry_connect', 'retry_mode', 'retry_read', 'retry_status', 'retry_total', 'timeout', 'user_agent',
    ],
    effect: 'ignored',
    unknown: 'it would go to the Azure SDK, which ignores it',
  },
  // They go to hvac.Client, and from there to hvac.adapters.Adapter, which refuses any other (hvac 2.4).
  'airflow.providers.hashicorp.secrets.vault.VaultBackend': {
    names: ['allow_redirects', 'cert', 'ignore_exceptions', 'namespace', 'proxies', 'request_header', 'strict', 'timeout', 'verify'],
    effect: 'lookup',
    unknown: 'each lookup would fail',
  },
  // It keeps all, and reads this one (AkeylessBackend._authenticate of apache-airflow-providers-akeyless 0.3.2).
  'airflow.providers.akeyless.secrets.akeyless.AkeylessBackend': { names: ['uid_token'], effect: 'ignored', unknown: 'it would be ignored' },
};
