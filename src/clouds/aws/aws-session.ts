import { KEY_VARIABLES } from './aws-names';
import { awsCauses, profileArgs } from './aws-session-causes';
import { sessionConfig } from './aws-session-config';
import { SESSION_FILE } from './aws-session-paths';
import { settingFiles } from './aws-setting-files';
import type { DeclaredSession } from '../../host/declared-sessions';
import { LOGIN, type HostSession, type SessionFile, type SignInSource } from '../../host/host-session';
import { WRITE_AGAIN } from '../../host/override';
import { outerFolder } from '../../host/places';
import { AstroAirflowError } from '../../text/error';
import { checkFolderName } from '../../text/folder-name';

/** The AWS CLI renews what it has cached of a role or single sign-on only under 15 minutes; asked earlier it gives the same keys. */
const ASK_BELOW = 870;

/** With one of these in its environment the CLI would give out the keys of a shell instead of the profile's. */
const REMOVED = [...KEY_VARIABLES, 'AWS_SECURITY_TOKEN', 'AWS_CREDENTIAL_EXPIRATION', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE'];

/** What differs from the user's own environment for the AWS CLI. */
export const CLI_ENVIRONMENT: Readonly<Record<string, string | undefined>> = { ...Object.fromEntries(REMOVED.map((name) => [name, undefined])), AWS_PAGER: '', AWS_CLI_AUTO_PROMPT: 'off' };

const KEYS_OF_SHELL = `AWS_ACCESS_KEY_ID is set in this shell, and its keys do not reach the containers; ${LOGIN} --from-environment hands them over`;

/** A role is taken on with the credentials of its source_profile, which botocore ignores without a role. A profile can be its own source. */
export const SOURCE: SignInSource = {
  program: 'aws',
  questions: (profile) => ['role_arn', 'source_profile'].map((key) => ['configure', 'get', key, ...profileArgs(profile)]),
  environment: CLI_ENVIRONMENT,
  causes: awsCauses,
};

/** A session as `AwsCredentials.session()` declares it. */
interface AwsDeclared {
  readonly profile: string;
  readonly profiles: readonly string[];
  readonly longLivedKeys: boolean;
  readonly directory?: string;
}

/**
 * The sessions of a declared one: a folder for each profile. The developer's `AWS_PROFILE` replaces the declared profile, as it does in the
 * mount, and none of the further ones.
 *
 * @throws AstroAirflowError if the declaration is incomplete, or a profile cannot be the name of a folder
 */
export function awsSessions(declared: DeclaredSession, { env, home }: { readonly env: NodeJS.ProcessEnv; readonly home: string }): HostSession[] {
  const { profile, profiles, longLivedKeys, directory } = checked(declared);
  const chosen = env.AWS_PROFILE !== profile && env.AWS_PROFILE ? env.AWS_PROFILE : undefined;
  const first = chosen ?? profile;
  checkFolderName(first, chosen === undefined ? 'profile' : 'AWS_PROFILE');
  profiles.forEach((name) => checkFolderName(name, 'profiles:'));
  const { files: settings, about } = settingFiles(env, home);
  const further = [...new Set(profiles)].filter((name) => name !== first);
  const session = (name: string): HostSession => ({
    cloud: 'aws',
    cloudName: 'AWS',
    name,
    directory: outerFolder(directory, home),
    askBelow: ASK_BELOW,
    files: [sessionFile(name, longLivedKeys)],
    configFiles: [],
    settings,
    about,
    causes: awsCauses(name),
    source: SOURCE,
  });
  return [
    { ...session(first), configFiles: [sessionConfig(first, further, CLI_ENVIRONMENT)], note: env.AWS_ACCESS_KEY_ID ? KEYS_OF_SHELL : undefined, ...(chosen === undefined ? {} : { chosen: { variable: 'AWS_PROFILE', declared: profile } }) },
    ...further.map(session),
  ];
}

function checked({ profile, profiles = [], longLivedKeys, directory }: DeclaredSession): AwsDeclared {
  const isList = Array.isArray(profiles) && profiles.every((name) => typeof name === 'string');
  if (typeof profile !== 'string' || !isList || !['string', 'undefined'].includes(typeof directory)) {
    throw new AstroAirflowError(`docker-compose.override.yml: a session of AWS has no profile, or its profiles or directory are not texts. ${WRITE_AGAIN}`);
  }
  return { profile, profiles, longLivedKeys: longLivedKeys === true, directory: directory as string | undefined };
}

function sessionFile(profile: string, longLived: boolean): SessionFile {
  return {
    name: SESSION_FILE,
    program: 'aws',
    install: 'Install AWS CLI version 2, then open a new terminal.',
    args: ['configure', 'export-credentials', ...profileArgs(profile), '--format', 'process'],
    environment: CLI_ENVIRONMENT,
    shape: {
      fixed: { Version: 1 },
      required: ['AccessKeyId', 'SecretAccessKey'],
      // As AWS STS names its keys.
      requiredWith: { name: 'SessionToken', member: 'AccessKeyId', form: /^ASIA/ },
      optional: ['SessionToken'],
      expiry: { member: 'Expiration', form: 'date' },
      endless: {
        shortLivedBy: 'SessionToken',
        longLived,
        refusal: `${profile} has long-lived keys, which every DAG could read and keep. Use a role or single sign-on, or allow long-lived keys in the declaration of the session.`,
      },
      variables: { AccessKeyId: 'AWS_ACCESS_KEY_ID', SecretAccessKey: 'AWS_SECRET_ACCESS_KEY', SessionToken: 'AWS_SESSION_TOKEN', Expiration: 'AWS_CREDENTIAL_EXPIRATION' },
    },
  };
}
