/**
 * Options of `AwsCredentials.mounted()`.
 */
export interface AwsMountedOptions {
  /**
   * The profile of `~/.aws/config` that the team uses by default. A developer's own `AWS_PROFILE` in the shell that runs
   * `astro dev start` wins.
   *
   * @default - no AWS_PROFILE is set: the profile `default`
   */
  readonly profile?: string;

  /**
   * The region that the team uses by default, as `AWS_DEFAULT_REGION` (botocore does not read AWS_REGION). A developer's
   * own `AWS_DEFAULT_REGION` in the shell that runs `astro dev start` wins.
   *
   * @default - no AWS_DEFAULT_REGION is set: the region of the profile
   */
  readonly region?: string;

  /**
   * Whether developers sign in with IAM Identity Center (`aws sso login`) or `aws login`. The token caches `sso/cache` and
   * `login/cache` are then mounted writable on top of the read-only mount, so that a session can be refreshed. Both
   * directories have to exist on the host: `mkdir -p ~/.aws/sso/cache ~/.aws/login/cache`. `requirements.txt` gets
   * `botocore[crt]`, which `aws login` needs.
   *
   * @default false
   */
  readonly sso?: boolean;

  /**
   * The host's directory with the files `config` and `credentials`: `~/.aws`, or an absolute path of Linux
   * (`/home/alice/.aws`), macOS (`/Users/alice/.aws`) or Windows (`/c/Users/alice/.aws`, `C:\\Users\\alice\\.aws`). Only
   * `~` serves every developer on every system.
   *
   * @default '~/.aws'
   */
  readonly hostDirectory?: string;

  /**
   * Where the containers see it: an absolute path in the container. With `sso` it must stay at the default, because
   * botocore looks for the tokens below the container user's own home.
   *
   * @default '/home/astro/.aws'
   */
  readonly target?: string;

  /**
   * Whether `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` are in the environment of
   * `docker-compose.override.yml` instead of `.env`. Choose it if somebody also uses the Astro CLI's standalone mode,
   * `astro dev parse` or `astro dev pytest`: they read `.env` and have no mount, so the paths lead nowhere there.
   *
   * @default false
   */
  readonly pathsInOverride?: boolean;
}

/**
 * Options of `AwsCredentials.session()`.
 */
export interface AwsSessionOptions {
  /**
   * The profile of `~/.aws/config` whose keys the team's containers get. A developer's own `AWS_PROFILE` in the shell that runs
   * `npx projen start` wins. The keys of each profile are in a folder of its name, so that it is one that every system can have.
   *
   * @default 'default'
   */
  readonly profile?: string;

  /**
   * The region that the team uses by default, as `AWS_DEFAULT_REGION` (botocore) and `AWS_REGION` (the other SDKs). A developer's own value in
   * the shell that runs `astro dev start` wins.
   *
   * @default - the region of the profile on the developer's machine
   */
  readonly region?: string;

  /**
   * Further profiles that DAGs or connections name (`profile_name`). Each has keys of its own; the containers see no others.
   *
   * @default - none: DAGs use `profile` alone, as `default` or by its name
   */
  readonly profiles?: string[];

  /**
   * Whether long-lived keys (those of an IAM user) may be given to the containers. Every DAG can then read keys that work for good;
   * prefer a role or single sign-on.
   *
   * @default false
   */
  readonly longLivedKeys?: boolean;

  /**
   * The host's folder for the keys of all projects: below `~`, or absolute. It must be on a disk that has modes, and Docker must be allowed to mount it.
   *
   * @default '~/.airflow-credentials'
   */
  readonly directory?: string;
}

/**
 * Options of `AwsCredentials.fromEnvironment()`.
 */
export interface AwsFromEnvironmentOptions {
  /**
   * The region that the team uses by default, as `AWS_DEFAULT_REGION` and `AWS_REGION`. The value of the shell that runs `astro dev start`
   * wins.
   *
   * @default - those of the shell, where it has them
   */
  readonly region?: string;
}
