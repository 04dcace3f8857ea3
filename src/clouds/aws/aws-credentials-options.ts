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
   * Whether `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` stand in the environment of
   * `docker-compose.override.yml` instead of `.env`. Choose it if somebody also uses the Astro CLI's standalone mode,
   * `astro dev parse` or `astro dev pytest`: they read `.env` and have no mount, so the paths lead nowhere there.
   *
   * @default false
   */
  readonly pathsInOverride?: boolean;
}
