/**
 * A directory or file of the developer's machine that Airflow's containers see.
 */
export interface Mount {
  /**
   * Path on the host: `./data` (from the Astro project's directory), `~/data`, an absolute path of Linux or macOS, or one
   * of Windows (`C:\\Users\\alice\\data`, `/c/Users/alice/data`). Prefer a relative path or `~`: they work for every
   * developer. It must exist when the containers start; Docker is told not to create it, because it would create a
   * directory that belongs to root.
   */
  readonly source: string;

  /**
   * Absolute path in the container, for example `/usr/local/airflow/data`. A target that the Astro CLI mounts itself
   * (such as `/usr/local/airflow/dags`) replaces the CLI's mount.
   */
  readonly target: string;

  /**
   * Whether the containers see it without being able to write to it.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * The services that get the mount, of those that the runtime has.
   *
   * @default - every Airflow service of the runtime
   */
  readonly services?: string[];
}

/**
 * Which services an environment variable is for.
 */
export interface EnvironmentOptions {
  /**
   * The services that get the variable, of those that the runtime has.
   *
   * @default - every Airflow service of the runtime
   */
  readonly services?: string[];
}

/**
 * What a way of getting cloud credentials needs in the managed files. A `CloudCredentials` returns it, a `LocalAirflow`
 * puts each part into its file.
 */
export interface CredentialsDeclarations {
  /**
   * What the containers mount.
   *
   * @default - nothing
   */
  readonly mounts?: Mount[];

  /**
   * Environment variables of every Airflow service, in `docker-compose.override.yml`: names and values.
   *
   * @default - none
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * Environment variables that have a default for the team and that the developer's shell beats, written as
   * `${AWS_PROFILE:-dev}`: names and default values.
   *
   * @default - none
   */
  readonly environmentDefaults?: { readonly [name: string]: string };

  /**
   * Keys of our block of `.env`: names and values.
   *
   * @default - none
   */
  readonly dotenvKeys?: { readonly [name: string]: string };

  /**
   * Python requirements (PEP 508), each left out where the runtime brings it or the user's own lines name it.
   *
   * @default - none
   */
  readonly requirements?: string[];
}
