/**
 * Options of `GcpCredentials.mounted()`.
 */
export interface GcpMountedOptions {
  /**
   * Default project of the team, set as `GOOGLE_CLOUD_PROJECT`: its ID or number. That variable in the shell that runs `astro dev start` overrides
   * it. User credentials have no project of their own; a quota project does not count.
   *
   * @default - GOOGLE_CLOUD_PROJECT is not set: the secrets backend needs its own `projectId`, and hooks need a project in their connection
   */
  readonly projectId?: string;

  /**
   * File on the host with the application default credentials, if it is not where gcloud writes it: `~/adc.json`, or an absolute path on Linux,
   * macOS or Windows.
   *
   * Only a path with `~` works for every developer.
   *
   * @default - gcloud's file: in `CLOUDSDK_CONFIG` if the shell sets it, otherwise in `%APPDATA%\gcloud` (Windows) or `~/.config/gcloud`
   */
  readonly hostFile?: string;

  /**
   * Absolute path of the file in the containers, which is also the value of `GOOGLE_APPLICATION_CREDENTIALS`.
   *
   * @default '/usr/local/airflow/gcloud/application_default_credentials.json'
   */
  readonly target?: string;
}
