/*
 * The arguments of the secrets backends on PyPI, by release. Generated from their wheels: `python3 scripts/provider_kwargs.py` updates it.
 */

/** A release, as the numbers of its version: `9.39.0`; of Airflow itself a minor: `3.3`. */
type Release = string;

/** The arguments of the constructor of a class. */
export interface ClassKwargs {
  /** The distribution on PyPI that has the class. */
  readonly distribution: string;
  /** The newest release looked at. */
  readonly newest: Release;
  /** The oldest release looked at that has the class. */
  readonly since: Release;
  /** Each argument: `''` if all these releases have it, else the first that has it, and after `..` the last, if it went: `8.0.0..8.29.0`. */
  readonly kwargs: Readonly<Record<string, string>>;
  /** Whether it takes further arguments, for another program to read. */
  readonly takesMore: boolean;
}

/** The class paths. */
export const PROVIDER_KWARGS: Readonly<Record<string, ClassKwargs>> = {
  'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend': {
    distribution: 'apache-airflow-providers-amazon',
    newest: '9.39.0',
    since: '3.0.0',
    kwargs: { connections_prefix: '', connections_lookup_pattern: '7.3.0', variables_prefix: '', variables_lookup_pattern: '7.3.0', config_prefix: '', config_lookup_pattern: '7.3.0', sep: '', extra_conn_words: '', profile_name: '..5.0.0', full_url_mode: '..6.2.0', are_secret_values_urlencoded: '5.0.0..6.2.0' },
    takesMore: true,
  },
  'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend': {
    distribution: 'apache-airflow-providers-amazon',
    newest: '9.39.0',
    since: '3.0.0',
    kwargs: { connections_prefix: '', connections_lookup_pattern: '7.3.0', variables_prefix: '', variables_lookup_pattern: '7.3.0', config_prefix: '', config_lookup_pattern: '7.3.0', profile_name: '..5.0.0' },
    takesMore: true,
  },
  'airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend': {
    distribution: 'apache-airflow-providers-google',
    newest: '22.8.0',
    since: '7.0.0',
    kwargs: { connections_prefix: '', variables_prefix: '', config_prefix: '', gcp_keyfile_dict: '', gcp_key_path: '', gcp_credential_config_file: '10.2.0', gcp_scopes: '', project_id: '', sep: '', impersonation_chain: '10.13.0' },
    takesMore: true,
  },
  'airflow.providers.microsoft.azure.secrets.key_vault.AzureKeyVaultBackend': {
    distribution: 'apache-airflow-providers-microsoft-azure',
    newest: '15.2.1',
    since: '4.0.0',
    kwargs: { connections_prefix: '', variables_prefix: '', config_prefix: '', vault_url: '', sep: '', tenant_id: '8.0.0', client_id: '8.0.0', client_secret: '8.0.0', managed_identity_client_id: '8.2.0', workload_identity_tenant_id: '8.2.0' },
    takesMore: true,
  },
  'airflow.providers.hashicorp.secrets.vault.VaultBackend': {
    distribution: 'apache-airflow-providers-hashicorp',
    newest: '4.8.4',
    since: '2.2.0',
    kwargs: { connections_path: '', variables_path: '', config_path: '', use_team_secrets_path: '4.6.0', global_secrets_path: '4.6.0', url: '', auth_type: '', auth_mount_point: '', mount_point: '', kv_engine_version: '', token: '', token_path: '', username: '', password: '', key_id: '', secret_id: '', role_id: '', assume_role_kwargs: '3.7.0', region: '4.1.0', kubernetes_role: '', kubernetes_jwt_path: '', gcp_key_path: '', gcp_keyfile_dict: '', gcp_scopes: '', azure_tenant_id: '', azure_resource: '', radius_host: '', radius_secret: '', radius_port: '', jwt_role: '4.5.0', jwt_token: '4.5.0', jwt_token_path: '4.5.0' },
    takesMore: true,
  },
  'airflow.providers.akeyless.secrets.akeyless.AkeylessBackend': {
    distribution: 'apache-airflow-providers-akeyless',
    newest: '0.3.2',
    since: '0.1.0',
    kwargs: { connections_path: '', variables_path: '', config_path: '', sep: '', use_team_secrets_path: '', global_secrets_path: '', api_url: '', access_id: '', access_key: '', access_type: '', token_ttl: '' },
    takesMore: true,
  },
  'airflow.providers.yandex.secrets.lockbox.LockboxSecretBackend': {
    distribution: 'apache-airflow-providers-yandex',
    newest: '4.6.1',
    since: '3.8.0',
    kwargs: { yc_oauth_token: '', yc_sa_key_json: '', yc_sa_key_json_path: '', yc_connection_id: '', folder_id: '', connections_prefix: '', variables_prefix: '', config_prefix: '', sep: '', endpoint: '' },
    takesMore: false,
  },
  'airflow.secrets.local_filesystem.LocalFilesystemBackend': {
    distribution: 'apache-airflow',
    newest: '3.3',
    since: '2.2',
    kwargs: { variables_file_path: '', connections_file_path: '', configs_file_path: '3.2' },
    takesMore: false,
  },
};

/** For each distribution, by the lowest Airflow that releases ask for: the newest release that asks for no later one. */
export const LAST_BY_AIRFLOW: Readonly<Record<string, Readonly<Record<string, Release>>>> = {
  'apache-airflow-providers-amazon': { '2.1': '3.4.0', '2.2': '6.0.0', '2.3': '8.0.0', '2.4': '8.7.1', '2.5': '8.12.0', '2.6': '8.20.0', '2.7': '8.27.0', '2.8': '9.1.0', '2.9': '9.6.1', '2.10': '9.17.0', '2.11': '9.39.0' },
  'apache-airflow-providers-google': { '2.1': '7.0.0', '2.2': '8.4.0', '2.3': '10.0.0', '2.4': '10.9.0', '2.5': '10.12.0', '2.6': '10.17.0', '2.7': '10.21.1', '2.8': '11.0.0', '2.9': '15.1.0', '2.10': '19.0.0', '2.11': '22.8.0' },
  'apache-airflow-providers-microsoft-azure': { '2.2': '4.3.0', '2.3': '6.0.0', '2.4': '7.0.0', '2.5': '8.3.0', '2.6': '10.0.0', '2.7': '10.3.0', '2.8': '11.1.0', '2.9': '12.3.1', '2.10': '12.8.1', '2.11': '15.2.1' },
  'apache-airflow-providers-hashicorp': { '2.1': '2.2.0', '2.2': '3.1.0', '2.3': '3.3.1', '2.4': '3.4.3', '2.5': '3.5.0', '2.6': '3.6.4', '2.7': '3.7.1', '2.8': '3.8.0', '2.9': '4.1.1', '2.10': '4.3.4', '2.11': '4.8.4' },
  'apache-airflow-providers-akeyless': { 2.11: '0.3.2' },
  'apache-airflow-providers-yandex': { '2.2': '3.1.0', '2.3': '3.3.0', '2.4': '3.4.0', '2.5': '3.6.0', '2.6': '3.10.0', '2.7': '3.11.2', '2.8': '3.12.0', '2.9': '4.0.3', '2.10': '4.2.1', '2.11': '4.6.1' },
};
