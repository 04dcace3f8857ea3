/**
 * Options of `LocalFilesystemSecretsBackend`. A path is on the host, relative to the Astro project's directory, with `/`.
 */
export interface LocalFilesystemSecretsBackendOptions {
  /**
   * The file with the variables: a mapping of keys to texts in `.yaml`, `.yml` or `.json`, or a line `KEY=value` each in
   * `.env`. It is in a folder that is not mounted by the Astro CLI, such as `secrets`.
   *
   * @default 'secrets/variables.yaml'
   */
  readonly variablesFile?: string;

  /**
   * The file with the connections: a mapping of ids to URIs or to their parts (`conn_type`, `host`, `login` …) in `.yaml`,
   * `.yml` or `.json`, or a line `ID=URI` each in `.env`.
   *
   * @default 'secrets/connections.yaml'
   */
  readonly connectionsFile?: string;

  /**
   * The file with values of Airflow's configuration, for options that are set by a variable of the form
   * `AIRFLOW__SECTION__OPTION_SECRET`. Airflow 3.2 and newer have that.
   *
   * @default - none
   */
  readonly configsFile?: string;

  /**
   * Whether variables are looked up in a file.
   *
   * @default true
   */
  readonly variables?: boolean;

  /**
   * Whether connections are looked up in a file.
   *
   * @default true
   */
  readonly connections?: boolean;
}
