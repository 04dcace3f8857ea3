/**
 * Options of `AwsCredentials.mounted()`.
 */
export interface AwsMountedOptions {
  /**
   * Default profile of the team, in `~/.aws/config`.
   *
   * `AWS_PROFILE` in the shell that runs `astro dev start` overrides it.
   *
   * @default - AWS_PROFILE is not set in the containers, so they use the profile `default`
   */
  readonly profile?: string;

  /**
   * Default region of the team, set as `AWS_DEFAULT_REGION` (botocore does not read AWS_REGION). `AWS_DEFAULT_REGION` in the shell that runs
   * `astro dev start` overrides it.
   *
   * @default - AWS_DEFAULT_REGION is not set in the containers, so they use the region of the profile
   */
  readonly region?: string;

  /**
   * Support sign-in with IAM Identity Center (`aws sso login`) and `aws login`. The token caches `sso/cache` and `login/cache` are mounted with
   * write access, so that tokens can be refreshed. Both must exist on the host: `mkdir -p ~/.aws/sso/cache ~/.aws/login/cache`.
   * `requirements.txt` gets `botocore[crt]`, which `aws login` requires.
   *
   * @default false
   */
  readonly sso?: boolean;

  /**
   * Directory on the host with the files `config` and `credentials`.
   *
   * `~/.aws`, or an absolute path on Linux (`/home/alice/.aws`), macOS (`/Users/alice/.aws`) or Windows (`/c/Users/alice/.aws`,
   * `C:\\Users\\alice\\.aws`). Only `~` works for every developer.
   *
   * @default '~/.aws'
   */
  readonly hostDirectory?: string;

  /**
   * Absolute path of the directory in the containers. With `sso` it must be the default, because botocore looks for tokens below the home of the
   * container user.
   *
   * @default '/home/astro/.aws'
   */
  readonly target?: string;

  /**
   * Write `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` to `docker-compose.override.yml` instead of `.env`.
   *
   * Use it if somebody also uses the standalone mode, `astro dev parse` or `astro dev pytest`: they read `.env`, but the paths do not exist there,
   * because nothing is mounted.
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
   * Default profile of the team, in `~/.aws/config`.
   *
   * `AWS_PROFILE` in the shell that runs `npx projen start` overrides it. The keys of a profile are in a folder of the same name, so the name must
   * be valid for folders on every operating system.
   *
   * @default 'default'
   */
  readonly profile?: string;

  /**
   * Default region of the team, set as `AWS_DEFAULT_REGION` (botocore) and `AWS_REGION` (other SDKs). Both variables in the shell that runs
   * `astro dev start` override it.
   *
   * @default - the region of the profile on the developer's machine
   */
  readonly region?: string;

  /**
   * Additional profiles that DAGs or connections use (`profile_name`). The containers get the keys of no other profile.
   *
   * @default - none: DAGs can use `profile`, as `default` or by its name
   */
  readonly profiles?: string[];

  /**
   * Allow long-lived keys (those of an IAM user) in the containers. Every DAG can then read keys that do not expire; prefer a role or single
   * sign-on.
   *
   * @default false
   */
  readonly longLivedKeys?: boolean;

  /**
   * Folder on the host for the keys of all projects: below `~`, or absolute. Its disk must support file permissions, and Docker must be allowed to
   * mount it.
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
   * Default region of the team, set as `AWS_DEFAULT_REGION` and `AWS_REGION`. Both variables in the shell that runs `astro dev start` override it.
   *
   * @default - AWS_DEFAULT_REGION and AWS_REGION of the shell
   */
  readonly region?: string;
}
