import fs from 'node:fs';
import type { AwsMountedOptions } from './aws-credentials-options';
import { checkProfile, checkRegion, KEY_ID } from './aws-names';
import type { CredentialsDeclarations, Mount } from '../../declarations';
import { homeDirectory } from '../../host/home';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkSource, checkTarget, hostPath, isPersonalFolder } from '../../text/mount-paths';

/** HOME of the container user `astro`, uid 50000 ("Astro Runtime architecture"). */
export const CONTAINER_AWS = '/home/astro/.aws';

/**
 * Token caches that botocore writes to below `$HOME/.aws`, whatever AWS_CONFIG_FILE says: a refreshed token of
 * `aws sso login`, and of `aws login` (botocore.tokens, botocore.utils.JSONFileCache).
 */
const TOKEN_CACHES = ['sso/cache', 'login/cache'];

/** What botocore takes before the profile of the mounted files (botocore.credentials.create_credential_resolver, botocore.configprovider). */
export const MOUNTED_BEATEN_BY: Readonly<Record<string, string>> = {
  AWS_DEFAULT_PROFILE: 'botocore takes it before AWS_PROFILE, so another profile than the declared or chosen one is used',
  [KEY_ID]: 'keys in the environment come before every profile, so the mounted ones are not used',
  AWS_WEB_IDENTITY_TOKEN_FILE: 'botocore takes a web identity before single sign-on and keys of a profile',
};

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
    beatenBy: MOUNTED_BEATEN_BY,
    // botocore signs in with the tokens of "aws login" by the AWS CRT, which is an extra of it.
    ...(sso ? { requirements: ['botocore[crt]'] } : {}),
  };
}

function cacheMount(hostDirectory: string, target: string, cache: string): Mount {
  return { source: hostPath(hostDirectory, ...cache.split('/')), target: `${target}/${cache}` };
}

function checkHostDirectory(directory: string): void {
  checkSource(directory);
  if (!isPersonalFolder(directory)) {
    throw new AstroAirflowError(
      `${apiName('hostDirectory')} "${directory}" is not the directory of somebody's credentials. Write ~/.aws, or an absolute path without a slash at its end.`,
    );
  }
  if (/[\\/]\.aws[\\/](config|credentials)$/.test(directory) || isFile(directory.replace(/^~(?=[\\/])/, () => homeDirectory() ?? '~'))) {
    throw new AstroAirflowError(`${apiName('hostDirectory')} "${directory}" is a file. Name the directory that it is in, for example ~/.aws.`);
  }
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    // Absent, closed to this user or a link to itself: the start names it, and another machine need not have it so.
    return false;
  }
}
