import { AWS_CAUSES } from './aws-causes';
import { CONTAINER_AWS, MOUNTED_BEATEN_BY } from './aws-mounted';
import { cliWord } from './aws-names';
import { AWS_ONLINE, awsSecretCommands } from './aws-online';
import { awsParameterStore } from './aws-parameter-store';
import { awsProfileKind, profileQuestions } from './aws-profile-kind';
import { awsSecretsManager } from './aws-secrets-manager';
import { CLI_ENVIRONMENT } from './aws-session';
import { PATTERNS } from './aws-session-causes';
import { SESSION_BEATEN_BY } from './aws-session-declarations';
import { SESSION_FILE } from './aws-session-paths';
import { AWS_STRATEGIES } from './aws-strategies';
import { AWS_TRIAL } from './aws-trial';
import type { Diagnosis } from '../diagnosis';
import { knownKwargs } from '../kwargs-check';

const PREFIXES = ['connections_prefix', 'variables_prefix', 'config_prefix'];
const [SESSION, MOUNTED, ENVIRONMENT] = AWS_STRATEGIES;

/** What the doctor knows of AWS. */
export const AWS_DIAGNOSIS: Diagnosis = {
  cloud: 'aws',
  cloudName: 'AWS',
  cli: {
    program: 'aws',
    versionArgs: ['--version'],
    versionIn: (output) => /^aws-cli\/(\d+(?:\.\d+)+)/.exec(output)?.[1],
    // "aws configure export-credentials" came with it.
    lowestForSessions: '2.9.0',
    install: 'Install AWS CLI version 2 (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html)',
    environment: CLI_ENVIRONMENT,
  },
  symptoms: {
    noProfile: 'ProfileNotFound',
    noRegion: 'NoRegionError',
    noKeys: 'CredentialRetrievalError',
    keysEnded: '"the refreshed credentials are still expired"',
    // The name is a hash, and the message has no word of permissions.
    tokenRefused: 'KeyError',
  },
  strategies: { session: SESSION, mounted: MOUNTED, environment: ENVIRONMENT },
  beatenBy: { session: SESSION_BEATEN_BY, mounted: MOUNTED_BEATEN_BY, environment: {} },
  isMounted: ({ source, target }) => target === CONTAINER_AWS || /(^|[\\/])\.aws$/.test(source),
  isTokenCache: ({ target }) => /\/(?:sso|login)\/cache$/.test(target),
  tokenCacheNote: '`sso: true`',
  mountedFiles: ['config', 'credentials'],
  keyFiles: ['.aws', SESSION_FILE],
  configure: 'aws configure sso',
  shellKeys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  exportKeys: 'eval "$(aws configure export-credentials --format env)"',
  // botocore reads no other.
  regionVariables: ['AWS_DEFAULT_REGION'],
  regionCommand: (profile) => `aws configure set region us-west-2 --profile${profile.startsWith('-') ? '=' : ' '}${cliWord(profile)}   # your own region`,
  profileVariables: ['AWS_DEFAULT_PROFILE', 'AWS_PROFILE'],
  defaultProfile: 'default',
  questions: profileQuestions,
  settingFiles: [{ variable: 'AWS_CONFIG_FILE', below: '.aws/config' }, { variable: 'AWS_SHARED_CREDENTIALS_FILE', below: '.aws/credentials' }],
  profileKind: awsProfileKind,
  isUnknownProfile: (stderr) => PATTERNS.profile.test(stderr),
  trial: AWS_TRIAL,
  backends: [awsSecretsManager(), awsParameterStore()].map((service) => ({
    classPath: service.classPath, requirement: 'apache-airflow-providers-amazon', kwargs: knownKwargs(service.classPath)!, prefixes: PREFIXES, commands: awsSecretCommands(service),
  })),
  online: AWS_ONLINE,
  causes: AWS_CAUSES,
};
