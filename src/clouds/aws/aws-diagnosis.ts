import { AWS_CAUSES } from './aws-causes';
import { ENVIRONMENT_BEATEN_BY, shellKeysProblem } from './aws-from-environment';
import { CONTAINER_AWS, MOUNTED_BEATEN_BY } from './aws-mounted';
import { checkRegion } from './aws-names';
import { AWS_ONLINE, awsSecretCommands } from './aws-online';
import { awsParameterStore } from './aws-parameter-store';
import { aboutProfile, awsProfileKind, hasPlainly, profileQuestions } from './aws-profile-kind';
import { awsSecretsManager } from './aws-secrets-manager';
import { CLI_ENVIRONMENT } from './aws-session';
import { BROKEN_FILE, PATTERNS, shownOption } from './aws-session-causes';
import { SESSION_BEATEN_BY } from './aws-session-declarations';
import { SESSION_FILE } from './aws-session-paths';
import { AWS_SIGN_IN } from './aws-sign-in';
import { AWS_STRATEGIES } from './aws-strategies';
import { AWS_TRIAL } from './aws-trial';
import { brokenIniLine } from '../../text/python-ini';
import { posixWord } from '../../text/shell-words';
import type { Diagnosis } from '../diagnosis';

const CONFIGURE = 'aws configure sso';
const PREFIXES = ['connections_prefix', 'variables_prefix', 'config_prefix'];
const SETTING_FILES = [{ variable: 'AWS_CONFIG_FILE', below: '.aws/config', hasPlainly }, { variable: 'AWS_SHARED_CREDENTIALS_FILE', below: '.aws/credentials' }];
const [SESSION, MOUNTED, ENVIRONMENT] = AWS_STRATEGIES;

/** What the doctor knows of AWS. */
export const AWS_DIAGNOSIS = {
  cloud: 'aws',
  cloudName: 'AWS',
  page: 'docs/credentials.md',
  keyFiles: ['.aws', SESSION_FILE],
  cli: {
    program: 'aws',
    versionArgs: ['--version'],
    versionIn: (output) => /^aws-cli\/(\d+(?:\.\d+)+)/.exec(output)?.[1],
    verbose: {
      arg: '--debug',
      line: /^\d{4}-\d\d-\d\d [\d:,]+ - \w+ - [\w.]+ - DEBUG - /,
      versionIn: (stderr) => /DEBUG - CLI version: aws-cli\/(\d+(?:\.\d+)+)/.exec(stderr)?.[1],
    },
    install: 'Install AWS CLI version 2 (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html)',
    environment: CLI_ENVIRONMENT,
  },
  strategies: { session: SESSION, mounted: MOUNTED, environment: ENVIRONMENT },
  beatenBy: { session: SESSION_BEATEN_BY, mounted: MOUNTED_BEATEN_BY, environment: ENVIRONMENT_BEATEN_BY },
  session: {
    // "aws configure export-credentials" came with it.
    lowestCli: '2.9.0',
    noKeys: 'CredentialRetrievalError',
    keysEnded: '"the refreshed credentials are still expired"',
  },
  mounted: {
    variables: SETTING_FILES.map(({ variable }) => variable),
    isMounted: ({ source, target }) => target === CONTAINER_AWS || /(^|[\\/])\.aws$/.test(source),
    files: ['config', 'credentials'],
    configure: () => CONFIGURE,
    tokenCache: { isMounted: ({ target }) => /\/(?:sso|login)\/cache$/.test(target), note: '`sso: true`' },
  },
  shell: {
    keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    exportKeys: {
      posix: 'eval "$(aws configure export-credentials --format env)"',
      powershell: 'aws configure export-credentials --format powershell | Out-String | Invoke-Expression',
    },
    problemIn: shellKeysProblem,
  },
  region: {
    // botocore reads no other.
    variables: ['AWS_DEFAULT_REGION'],
    command: (profile) => `aws configure set region us-west-2${profile === undefined ? '' : ` ${shownOption(profile)}`}   # your own region`,
    symptom: 'NoRegionError',
    check: checkRegion,
  },
  profiles: {
    variables: ['AWS_DEFAULT_PROFILE', 'AWS_PROFILE'],
    default: 'default',
    add: (profile) => `${CONFIGURE} --profile ${posixWord(profile)}`,
    questions: profileQuestions,
    settingFiles: SETTING_FILES,
    textAbout: aboutProfile,
    kindOf: awsProfileKind,
    isUnknown: (stderr) => PATTERNS.profile.test(stderr),
    symptom: 'ProfileNotFound',
    refusal: {
      fileIn: (stderr) => BROKEN_FILE.exec(stderr)?.[1].trim(),
      lineIn: brokenIniLine,
      symptom: 'ConfigParseError',
    },
  },
  trial: AWS_TRIAL,
  backends: [awsSecretsManager(), awsParameterStore()].map((service) => ({
    classPath: service.classPath, requirement: 'apache-airflow-providers-amazon', prefixes: PREFIXES, signIn: AWS_SIGN_IN, commands: awsSecretCommands(service),
  })),
  online: AWS_ONLINE,
  causes: AWS_CAUSES,
} satisfies Diagnosis;
