/**
 * A directory or file of the developer's machine that Airflow's containers see.
 */
export interface Mount {
  /**
   * Path on the host: `./data` (from the Astro project's directory), `~/data`, an absolute path of Linux or macOS, or one
   * of Windows (`C:\\Users\\alice\\data`, `/c/Users/alice/data`). Prefer a relative path or `~`: they work for every
   * developer. It must exist when the containers start; the mount stops Docker from creating it, because it would create a
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
 * A read-only mount whose source has a part that differs from developer to developer, such as the name of a profile: the value of a
 * variable in the shell that runs `astro dev start`, or a default for the team.
 *
 * @example
 * const mount: PersonalMount = { before: '~/.airflow-credentials/aws/', variable: 'AWS_PROFILE', defaultValue: 'dev', after: '/mount', target: '/home/astro/.aws' };
 */
export interface PersonalMount {
  /** Path on the host up to the personal part, as in `Mount.source`: `~/.airflow-credentials/aws/`. */
  readonly before: string;

  /** The variable of the shell that has the personal part: `AWS_PROFILE`. */
  readonly variable: string;

  /** The personal part where the variable is not set or empty: `dev`. One segment of a path. */
  readonly defaultValue: string;

  /**
   * Path on the host after the personal part: `/mount`.
   *
   * @default - nothing: the personal part is the end of the path
   */
  readonly after?: string;

  /** Absolute path in the container. */
  readonly target: string;
}

/**
 * A read-only mount whose source is in another place where a variable of the shell that runs `astro dev start` says so, such as the folder of
 * a program's settings: one line that is right on every system.
 *
 * @example
 * const mount: MovableMount = {
 *   source: '~/.config/gcloud/adc.json',
 *   variables: { CLOUDSDK_CONFIG: '~/.config/gcloud', APPDATA: '~/.config' },
 *   target: '/usr/local/airflow/gcloud/adc.json',
 * };
 */
export interface MovableMount {
  /** Path on the host where no variable is set, as in `Mount.source`: `~/.config/gcloud/adc.json`. */
  readonly source: string;

  /**
   * Names of variables, each with the start of `source` that its value replaces. Where several are set, the one with the longest
   * start wins. A variable that is empty counts as not set.
   */
  readonly variables: { readonly [name: string]: string };

  /** Absolute path in the container. */
  readonly target: string;
}

/**
 * A file that each developer gets on the first synth and owns from then on.
 */
export interface PersonalFile {
  /** Path from the Astro project's directory, with `/`: `include/token.json`. */
  readonly path: string;

  /** Its first content; no secret, since declarations are committed. */
  readonly text: string;
}

/**
 * Short-lived credentials that a program on the developer's machine renews in a folder below the home, and that a mount lets the containers
 * read. `login`, `start` and `restart` renew them.
 *
 * @example
 * const session: HostSession = { cloud: 'aws', settings: { profile: 'dev' } };
 */
export interface HostSession {
  /** The short name of a cloud whose program this package runs: `aws`. */
  readonly cloud: string;

  /**
   * What that cloud's renewal needs to know, by name: texts, lists of texts, true or false. No secret.
   *
   * @default - nothing
   */
  readonly settings?: { readonly [name: string]: any };
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
   * Environment variables of every Airflow service that have the value of the shell that runs `astro dev start`, and are not set where
   * it has none (Astro CLI 1.43 or newer). Names.
   *
   * @default - none
   */
  readonly passThrough?: string[];

  /**
   * The same for variables without which Airflow does not start: they are empty where the shell has none. Names.
   *
   * @default - none
   */
  readonly passThroughOrEmpty?: string[];

  /**
   * What the containers mount from a path that differs from developer to developer.
   *
   * @default - nothing
   */
  readonly personalMounts?: PersonalMount[];

  /**
   * What the containers mount from a path that differs from system to system.
   *
   * @default - nothing
   */
  readonly movableMounts?: MovableMount[];

  /**
   * Files that each developer gets on the first synth and owns from then on. Git, the image and npm ignore them.
   *
   * @default - none
   */
  readonly personalFiles?: PersonalFile[];

  /**
   * Short-lived credentials that a program on the developer's machine renews and the containers read. They are written to the override
   * under `x-projen-astro-airflow`, where the commands of this package read them.
   *
   * @default - none
   */
  readonly hostSessions?: HostSession[];

  /**
   * Keys of our block of `.env`: names and values.
   *
   * @default - none
   */
  readonly dotenvKeys?: { readonly [name: string]: string };

  /**
   * Variables that beat these credentials where a developer sets them in `.env`, each with what happens then, as the end of a
   * sentence: `{ AWS_DEFAULT_PROFILE: 'botocore takes it before AWS_PROFILE' }`. A synth warns of such a line.
   *
   * @default - none
   */
  readonly beatenBy?: { readonly [name: string]: string };

  /**
   * Python requirements (PEP 508), each omitted if the runtime contains it or the user's own lines name it.
   *
   * @default - none
   */
  readonly requirements?: string[];
}
