/**
 * Options of `GcpCredentials.mounted()`.
 */
export interface GcpMountedOptions {
  /**
   * The project that the team uses by default, as `GOOGLE_CLOUD_PROJECT`. A developer's own `GOOGLE_CLOUD_PROJECT` in the shell that runs
   * `astro dev start` wins. The credentials of a person have no project of their own; a quota project does not count.
   *
   * @default - no GOOGLE_CLOUD_PROJECT is set: a secrets backend needs a `projectId` of its own, and hooks need one in their connection
   */
  readonly projectId?: string;

  /**
   * The host's file with the application default credentials, where it is not in gcloud's own place: `~/adc.json`, or an absolute path of
   * Linux, macOS or Windows. Only a path with `~` serves every developer on every system.
   *
   * @default - where gcloud writes it: in the folder of `CLOUDSDK_CONFIG` if the shell sets it, else in `%APPDATA%\gcloud` (Windows) or `~/.config/gcloud`
   */
  readonly hostFile?: string;

  /**
   * Where the containers see the file: an absolute path in the container. `GOOGLE_APPLICATION_CREDENTIALS` follows it.
   *
   * @default '/usr/local/airflow/gcloud/application_default_credentials.json'
   */
  readonly target?: string;
}
