import { LOGIN, SEE_LINE, type CauseRule } from '../../host/host-session';
import { cliWord } from '../../text/shell-words';

/** What the AWS CLI prints, for these messages and for the table of causes. */
export const PATTERNS = {
  sso: /Error loading SSO Token|Token for .* does not exist|Token has expired and refresh failed|SSO session associated with this profile/,
  login: /login session|reauthenticate/i,
  none: /no credentials found/,
  profile: /config profile .*could not be found/,
  mfa: /MFA code/,
  oldCli: /Invalid choice/i,
} as const;

/** How it names a file that its parser refuses. */
export const BROKEN_FILE = /Unable to parse config file: (.+)/;

/**
 * What the AWS CLI means when `aws configure export-credentials` fails. Its exit code says little: 253 is its configuration, 255 everything
 * else. The texts are those of 2.9.19 and of botocore 1.43, which 2.36 has in it.
 */
export function awsCauses(profile: string): readonly CauseRule[] {
  const sso = signIn(profile, 'sso', 'login');
  const login = signIn(profile, 'login');
  const shown = shownOption(profile);
  return [
    { pattern: PATTERNS.sso, ...sso },
    { pattern: PATTERNS.login, ...login },
    // A profile of "aws login" is one without credentials to a CLI that does not know it.
    { pattern: PATTERNS.none, text: `${profile} gives no credentials: set it up with aws configure sso ${shown}, or, if it is a profile of aws login, install AWS CLI 2.32 or newer.` },
    { pattern: PATTERNS.profile, text: `there is no profile ${profile} in ~/.aws/config. Add it with aws configure sso ${shown}, or set AWS_PROFILE to a profile that you have.` },
    { pattern: BROKEN_FILE, text: `the AWS CLI cannot parse ~/.aws/config or ~/.aws/credentials.${SEE_LINE}` },
    { pattern: PATTERNS.mfa, text: `${profile} asks for an MFA code. Run ${LOGIN} in a terminal.` },
    { pattern: PATTERNS.oldCli, text: 'this AWS CLI is too old: a session needs 2.9.0 or newer. Install AWS CLI version 2.' },
    { pattern: /still expired/, text: `the keys that ${profile} gives have expired already (or this clock is wrong). Sign in again.` },
    {
      pattern: /Could not connect to the endpoint URL|Connect timeout on endpoint URL|Read timeout on endpoint URL|Failed to connect to proxy URL|Connection was closed before we received/,
      text: 'AWS cannot be reached. Check the network, a proxy and a VPN, then run again.',
      isNetwork: true,
    },
  ];
}

function signIn(profile: string, ...words: readonly string[]): Pick<CauseRule, 'text' | 'signIn'> {
  return { text: `the sign-in of ${profile} has ended: aws ${words.join(' ')} ${shownOption(profile)}`, signIn: ['aws', ...words, ...profileArgs(profile)] };
}

/** The option that names a profile, for a program. */
export function profileArgs(profile: string): readonly string[] {
  return profile.startsWith('-') ? [`--profile=${profile}`] : ['--profile', profile];
}

/** The same, for a user to copy. */
export function shownOption(profile: string): string {
  return `--profile${profile.startsWith('-') ? '=' : ' '}${cliWord(profile)}`;
}
