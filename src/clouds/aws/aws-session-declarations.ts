import type { AwsSessionOptions } from './aws-credentials-options';
import { checkProfile, checkRegion, KEY_ID } from './aws-names';
import { furtherTarget, SESSION_TARGET } from './aws-session-paths';
import type { CredentialsDeclarations } from '../../declarations';
import { OUTER } from '../../host/places';
import { apiName } from '../../text/api-name';
import { AstroAirflowError } from '../../text/error';
import { checkFolderName } from '../../text/folder-name';
import { hostPath } from '../../text/mount-paths';
import { checkSessionDirectory } from '../session-directory';

/** What botocore takes before the profile `default` of the mounted files; the override sets both variables that name a profile. */
export const SESSION_BEATEN_BY: Readonly<Record<string, string>> = {
  [KEY_ID]: 'keys in the environment come before the session, so its keys are not used',
  AWS_WEB_IDENTITY_TOKEN_FILE: 'botocore takes a web identity before the session, so its keys are not used',
};

/** Keys that the developer's AWS CLI renews in a folder which the containers read. */
export function awsSession(options: AwsSessionOptions): CredentialsDeclarations {
  const { profile = 'default', region, profiles = [], longLivedKeys = false, directory = OUTER } = options;
  [profile, ...profiles].forEach((name, index) => checkName(name, index === 0 ? 'profile' : 'profiles:'));
  checkTwice([profile, ...profiles]);
  if (profiles.includes('default')) {
    throw new AstroAirflowError('profiles: "default" is always the first profile in the containers, so no further one can have that name. Declare it as profile, or give it another name in ~/.aws/config.');
  }
  if (region !== undefined) {
    checkRegion(region, 'region');
  }
  checkDirectory(directory);
  const folder = hostPath(directory, 'aws', '');
  const separator = folder.slice(-1);
  return {
    personalMounts: [{ before: folder, variable: 'AWS_PROFILE', defaultValue: profile, after: `${separator}mount`, target: SESSION_TARGET }],
    mounts: profiles.map((name) => ({ source: `${folder}${name}${separator}mount`, target: furtherTarget(name), readOnly: true })),
    environment: {
      // Both files, because botocore would go on to read one that the image has elsewhere; both profiles, because the second beats the first.
      AWS_CONFIG_FILE: `${SESSION_TARGET}/config`,
      AWS_SHARED_CREDENTIALS_FILE: `${SESSION_TARGET}/credentials`,
      AWS_PROFILE: 'default',
      AWS_DEFAULT_PROFILE: 'default',
      // Without credentials botocore asks the instance metadata service, which a laptop does not have: a wait of seconds.
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    // The SDKs of Java, Go and Rust read AWS_REGION alone, botocore the other.
    environmentDefaults: region === undefined ? {} : { AWS_DEFAULT_REGION: region, AWS_REGION: region },
    hostSessions: [
      {
        cloud: 'aws',
        settings: {
          profile,
          ...(region === undefined ? {} : { region }),
          ...(profiles.length === 0 ? {} : { profiles }),
          ...(longLivedKeys ? { longLivedKeys } : {}),
          ...(directory === OUTER ? {} : { directory }),
        },
      },
    ],
    beatenBy: SESSION_BEATEN_BY,
  };
}

function checkName(profile: string, option: string): void {
  checkProfile(profile, option);
  checkFolderName(profile, option);
}

function checkTwice(profiles: readonly string[]): void {
  // Where letters of either case are one name, two folders would be one.
  const twice = profiles.find((name, index) => profiles.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index);
  if (twice !== undefined) {
    throw new AstroAirflowError(`The profile ${twice} is declared twice. Name each profile once; profile need not be among profiles.`);
  }
}

function checkDirectory(directory: string): void {
  checkSessionDirectory(directory, 'keys');
  if (/(^|[\\/])\.aws([\\/]|$)/.test(directory)) {
    throw new AstroAirflowError(`directory "${directory}" is where the AWS CLI keeps its own files, which no container is to see. Leave ${apiName('directory')} out.`);
  }
}
