/**
 * A directory or file of the host that is mounted into the containers.
 */
export interface Mount {
  /**
   * Path on the host.
   *
   * It is relative to the Astro project's directory (`./data`), below the home (`~/data`), or absolute on Linux, macOS or Windows
   * (`C:\\Users\\alice\\data`, `/c/Users/alice/data`). Relative paths and `~` work for every developer. The path must exist when the containers
   * start: Docker does not create it, because the new directory would belong to root.
   */
  readonly source: string;

  /**
   * Absolute path in the container, for example `/usr/local/airflow/data`. A target that the Astro CLI mounts itself, such as
   * `/usr/local/airflow/dags`, replaces that mount.
   */
  readonly target: string;

  /**
   * Mount without write access.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * Services that get the mount. `AstroRuntime.services` lists those of the runtime.
   *
   * @default - all Airflow services of the runtime
   */
  readonly services?: string[];
}

/**
 * Options for an environment variable.
 */
export interface EnvironmentOptions {
  /**
   * Services that get the variable. `AstroRuntime.services` lists those of the runtime.
   *
   * @default - all Airflow services of the runtime
   */
  readonly services?: string[];
}

/**
 * A read-only mount with one path segment on the host that differs between developers, such as the name of a profile. The segment is the value
 * of a variable of the shell that runs `astro dev start`, or else a default.
 *
 * @example
 * const mount: PersonalMount = { before: '~/.airflow-credentials/aws/', variable: 'AWS_PROFILE', defaultValue: 'dev', after: '/mount', target: '/home/astro/.aws' };
 */
export interface PersonalMount {
  /** Path on the host before the segment, in the format of `Mount.source`: `~/.airflow-credentials/aws/`. */
  readonly before: string;

  /** Shell variable with the segment: `AWS_PROFILE`. */
  readonly variable: string;

  /** The segment if the variable is unset or empty: `dev`. */
  readonly defaultValue: string;

  /**
   * Path on the host after the segment: `/mount`.
   *
   * @default - nothing: the path ends with the segment
   */
  readonly after?: string;

  /** Absolute path in the container: `/home/astro/.aws`. */
  readonly target: string;
}

/**
 * A read-only mount of a path on the host that variables of the shell that runs `astro dev start` can relocate, such as the folder of a
 * program's settings. One declaration then works on Linux, macOS and Windows.
 *
 * @example
 * const mount: MovableMount = {
 *   source: '~/.config/gcloud/adc.json',
 *   variables: { CLOUDSDK_CONFIG: '~/.config/gcloud', APPDATA: '~/.config' },
 *   target: '/usr/local/airflow/gcloud/adc.json',
 * };
 */
export interface MovableMount {
  /** Path on the host if no variable is set, in the format of `Mount.source`: `~/.config/gcloud/adc.json`. */
  readonly source: string;

  /**
   * Shell variables by name, each with the start of `source` that its value replaces. If several are set, the longest start takes precedence.
   * An empty variable counts as unset.
   */
  readonly variables: { readonly [name: string]: string };

  /** Absolute path in the container: `/usr/local/airflow/gcloud/adc.json`. */
  readonly target: string;
}

/**
 * A file that the first synth creates for each developer, and that is theirs from then on.
 */
export interface PersonalFile {
  /** Path relative to the Astro project's directory, separated by `/`: `include/token.json`. */
  readonly path: string;

  /** Initial content. It must not be a secret, because it is committed with the rc file. */
  readonly text: string;
}

/**
 * Short-lived credentials that a program on the host renews. It writes them to a folder below the developer's home, which is mounted into the
 * containers. `npx projen login`, `start` and `restart` renew them.
 *
 * @example
 * const session: HostSession = { cloud: 'aws', settings: { profile: 'dev' } };
 */
export interface HostSession {
  /** Short name of a cloud whose sessions this package can renew, for example `aws`. */
  readonly cloud: string;

  /**
   * Settings for the renewal, by name: strings, lists of strings or booleans. No secrets.
   *
   * @default - none
   */
  readonly settings?: { readonly [name: string]: any };
}

/**
 * Mounts, variables and other additions to the generated files. `CloudCredentials.declarations()` returns them, and a `LocalAirflow` writes each to
 * its file.
 */
export interface CredentialsDeclarations {
  /**
   * Directories and files of the host that the containers mount.
   *
   * @default - none
   */
  readonly mounts?: Mount[];

  /**
   * Environment variables of all Airflow services, in `docker-compose.override.yml`: values by name.
   *
   * @default - none
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * Environment variables with a default for the team, which the shell that runs `astro dev start` can override: defaults by name. They are
   * written as `${AWS_PROFILE:-dev}`.
   *
   * @default - none
   */
  readonly environmentDefaults?: { readonly [name: string]: string };

  /**
   * Names of environment variables that all Airflow services take from the shell that runs `astro dev start`. A variable that the shell does not
   * set is not set in the containers (Astro CLI 1.43 or newer).
   *
   * @default - none
   */
  readonly passThrough?: string[];

  /**
   * Names of environment variables like `passThrough`, but set to an empty value if the shell does not set them. For variables without which
   * Airflow does not start.
   *
   * @default - none
   */
  readonly passThroughOrEmpty?: string[];

  /**
   * Mounts of paths that differ between developers.
   *
   * @default - none
   */
  readonly personalMounts?: PersonalMount[];

  /**
   * Mounts of paths that differ between operating systems.
   *
   * @default - none
   */
  readonly movableMounts?: MovableMount[];

  /**
   * Files that the first synth creates for each developer. Git, the image build and npm ignore them.
   *
   * @default - none
   */
  readonly personalFiles?: PersonalFile[];

  /**
   * Short-lived credentials that a program on the host renews. They are declared in `docker-compose.override.yml` under
   * `x-projen-astro-airflow`, where the commands of this package read them.
   *
   * @default - none
   */
  readonly hostSessions?: HostSession[];

  /**
   * Keys of the generated block of `.env`: values by name.
   *
   * @default - none
   */
  readonly dotenvKeys?: { readonly [name: string]: string };

  /**
   * Variables that override these credentials if a developer sets them in `.env`, each with the consequence.
   *
   * A synth warns of such a line, and the consequence ends its sentence: `{ AWS_DEFAULT_PROFILE: 'botocore takes it before AWS_PROFILE' }`.
   *
   * @default - none
   */
  readonly beatenBy?: { readonly [name: string]: string };

  /**
   * Python requirements (PEP 508). One that the runtime contains, or that `requirements.txt` already lists, is omitted.
   *
   * @default - none
   */
  readonly requirements?: string[];
}
