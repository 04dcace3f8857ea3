import type { CredentialsDeclarations, Mount } from '../declarations';
import { checkProfile, checkRegion } from '../private/aws-names';
import { AstroAirflowError } from '../private/error';
import { checkSource, checkTarget } from '../private/mount-paths';

/** HOME of the container user `astro`, uid 50000 ("Astro Runtime architecture"). */
const CONTAINER_AWS = '/home/astro/.aws';

/**
 * Token caches that botocore writes to below `$HOME/.aws`, whatever AWS_CONFIG_FILE says: a refreshed token of
 * `aws sso login`, and of `aws login` (botocore.tokens, botocore.utils.JSONFileCache).
 */
const TOKEN_CACHES = ['sso/cache', 'login/cache'];

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
   * directories have to exist on the host: `mkdir -p ~/.aws/sso/cache ~/.aws/login/cache`.
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

/** The developer's own `~/.aws`, mounted read-only. */
export function awsMounted(options: AwsMountedOptions): CredentialsDeclarations {
  const { profile, region, sso = false, hostDirectory = '~/.aws', target = CONTAINER_AWS, pathsInOverride = false } = options;
  if (profile !== undefined) {
    checkProfile(profile, 'profile');
  }
  if (region !== undefined) {
    checkRegion(region, 'region');
  }
  checkHostDirectory(hostDirectory);
  checkTarget(target);
  if (sso && target !== CONTAINER_AWS) {
    throw new AstroAirflowError(
      `target "${target}" cannot serve sso: botocore looks for tokens in ${CONTAINER_AWS}, whatever the paths say. Leave target out.`,
    );
  }
  const paths = { AWS_CONFIG_FILE: `${target}/config`, AWS_SHARED_CREDENTIALS_FILE: `${target}/credentials` };
  return {
    mounts: [{ source: hostDirectory, target, readOnly: true }, ...(sso ? TOKEN_CACHES.map((cache) => cacheMount(hostDirectory, target, cache)) : [])],
    // Without credentials botocore asks the instance metadata service, which a laptop does not have: a wait of seconds.
    environment: { ...(pathsInOverride ? paths : {}), AWS_EC2_METADATA_DISABLED: 'true' },
    environmentDefaults: {
      ...(profile === undefined ? {} : { AWS_PROFILE: profile }),
      ...(region === undefined ? {} : { AWS_DEFAULT_REGION: region }),
    },
    dotenvKeys: pathsInOverride ? {} : paths,
  };
}

function cacheMount(hostDirectory: string, target: string, cache: string): Mount {
  const separator = hostDirectory.includes('\\') ? '\\' : '/';
  return { source: [hostDirectory, ...cache.split('/')].join(separator), target: `${target}/${cache}` };
}

function checkHostDirectory(directory: string): void {
  checkSource(directory);
  if (directory.startsWith('.') || /^~\/?$/.test(directory) || /[\\/]$/.test(directory)) {
    throw new AstroAirflowError(
      `hostDirectory "${directory}" is not the directory of somebody's credentials. Write ~/.aws, or an absolute path without a slash at its end.`,
    );
  }
}
