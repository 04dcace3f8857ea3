/** An output of `aws configure export-credentials --profile P --format process`, without a terminal. */
export interface AwsOutput {
  /** What the profile is. */
  readonly profile: string;
  readonly code: number;
  readonly stderr: string;
}

/** Recorded from Debian's awscli 2.9.19, outside of any network. */
export const AWS_2_9_19: Readonly<Record<string, AwsOutput>> = {
  absent: { profile: 'nope', code: 253, stderr: '\nUnable to retrieve credentials: The config profile (nope) could not be found\n' },
  mfa: {
    profile: 'mfa',
    code: 255,
    stderr: '/usr/lib/python3.11/getpass.py:91: GetPassWarning: Can not control echo on the terminal.\n  passwd = fallback_getpass(prompt, stream)\n' +
      'Warning: Password input may be echoed.\nEnter MFA code for arn:aws:iam::123456789012:mfa/alice: \n',
  },
  offline: { profile: 'role', code: 255, stderr: '\nCould not connect to the endpoint URL: "https://sts.us-west-2.amazonaws.com/"\n' },
  sso: { profile: 'sso', code: 255, stderr: '\nError loading SSO Token: Token for corp does not exist\n' },
  ssoLegacy: { profile: 'ssoold', code: 255, stderr: '\nError loading SSO Token: Token for https://corp.awsapps.com/start does not exist\n' },
  ssoExpired: { profile: 'ssoexp', code: 255, stderr: '\nError when retrieving token from sso: Token has expired and refresh failed\n' },
  login: { profile: 'login', code: 253, stderr: '\nUnable to retrieve credentials: no credentials found\n' },
  process: { profile: 'fails', code: 253, stderr: '\nUnable to retrieve credentials: Error when retrieving credentials from custom-process: no luck\n\n' },
  past: { profile: 'past', code: 255, stderr: '\nCredentials were refreshed, but the refreshed credentials are still expired.\n' },
  loop: {
    profile: 'loop',
    code: 253,
    stderr: "\nUnable to retrieve credentials: Infinite loop in credential configuration detected. Attempting to load from profile loop which has already been visited. Visited profiles: ['loop', 'loop2']\n",
  },
};

/** Recorded from PyPI's awscli 1.45.11. */
export const AWS_1: AwsOutput = {
  profile: 'keys',
  code: 2,
  stderr: '\nusage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\nTo see help text, you can run:\n\n  aws help\n  aws <command> help\n  aws <command> <subcommand> help\n' +
    'aws: error: argument subcommand: Invalid choice, valid choices are:\n\nlist                                     | get                                     \n',
};

/**
 * Not run here: what 2.36 prints is the text of botocore 1.43 (`botocore/exceptions.py` and `credentials.py` of 1.43.11), which it has in
 * it. The first one was seen with 2.36.7 in the spike.
 */
export const BOTOCORE_1_43: Readonly<Record<string, AwsOutput>> = {
  login: { profile: 'login', code: 253, stderr: "\nUnable to retrieve credentials: Error loading login session token: Unable to load a existing login session for session arn:aws:iam::123456789012:user/alice. Please reauthenticate with 'aws login'.\n" },
  loginExpired: { profile: 'login', code: 255, stderr: "\nYour session has expired or credentials have changed. Please reauthenticate using 'aws login'.\n" },
  ssoUnauthorized: { profile: 'sso', code: 255, stderr: '\nThe SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.\n' },
  connectTimeout: { profile: 'role', code: 255, stderr: '\nConnect timeout on endpoint URL: "https://portal.sso.us-west-2.amazonaws.com/federation/credentials"\n' },
  proxy: { profile: 'role', code: 255, stderr: '\nFailed to connect to proxy URL: "http://proxy:3128"\n' },
};
