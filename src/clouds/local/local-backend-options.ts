/**
 * Options of `LocalFilesystemSecretsBackend`.
 *
 * Paths are on the host, relative to the Astro project's directory, separated by `/`. A file must be in a folder of its own, such as `secrets`: not
 * below `dags`, and not directly in a folder that the Astro CLI mounts.
 */
export interface LocalFilesystemSecretsBackendOptions {
  /**
   * File with the variables: a mapping of keys to strings (`.yaml`, `.yml`, `.json`), or lines `KEY=value` (`.env`).
   *
   * @default 'secrets/variables.yaml'
   */
  readonly variablesFile?: string;

  /**
   * File with the connections: a mapping of ids to URIs or to fields such as `conn_type`, `host` and `login` (`.yaml`, `.yml`, `.json`), or lines
   * `ID=URI` (`.env`).
   *
   * @default 'secrets/connections.yaml'
   */
  readonly connectionsFile?: string;

  /**
   * File with values of Airflow configuration options, for options that are set through `AIRFLOW__SECTION__OPTION_SECRET`. Requires Airflow 3.2 or
   * newer.
   *
   * @default - none
   */
  readonly configsFile?: string;

  /**
   * Look up variables in a file.
   *
   * @default true
   */
  readonly variables?: boolean;

  /**
   * Look up connections in a file.
   *
   * @default true
   */
  readonly connections?: boolean;
}
