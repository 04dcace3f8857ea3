import { causeOf } from '../../../../src/host/causes';
import type { Failure } from '../../../../src/host/host-session';
import { AWS_1, AWS_2_9_19, BOTOCORE_1_43, type AwsOutput } from '../../../support/host/aws-outputs';
import { awsSession } from '../../../support/host/sessions';

function cause({ profile, code, stderr }: AwsOutput): Failure {
  const session = awsSession('/home/alice', { profile });
  return causeOf({ code, stdout: '', stderr }, session, session.files[0]);
}

const OFFLINE = { text: 'AWS cannot be reached. Check the network, a proxy and a VPN, then run again.', isNetwork: true };

test.each<[string, AwsOutput, Partial<Failure>]>([
  ['a profile that is not there', AWS_2_9_19.absent, { text: 'there is no profile nope in ~/.aws/config. Add it with aws configure sso --profile nope, or set AWS_PROFILE to a profile that you have.' }],
  ['an MFA code', AWS_2_9_19.mfa, { text: 'mfa asks for an MFA code. Run {login} in a terminal.' }],
  ['no network', AWS_2_9_19.offline, OFFLINE],
  ['no SSO token', AWS_2_9_19.sso, { text: 'the sign-in of sso has ended: aws sso login --profile sso', signIn: ['aws', 'sso', 'login', '--profile', 'sso'] }],
  ['no SSO token, in the older form', AWS_2_9_19.ssoLegacy, { text: 'the sign-in of ssoold has ended: aws sso login --profile ssoold' }],
  ['an SSO token that has expired', AWS_2_9_19.ssoExpired, { text: 'the sign-in of ssoexp has ended: aws sso login --profile ssoexp' }],
  ['a profile of aws login, to a CLI that does not know it', AWS_2_9_19.login, { text: 'login gives no credentials: set it up with aws configure sso --profile login, or, if it is a profile of aws login, install AWS CLI 2.32 or newer.' }],
  ['keys that are over', AWS_2_9_19.past, { text: 'the keys that past gives have expired already (or this clock is wrong). Sign in again.' }],
  ['what is not known, in its own words', AWS_2_9_19.process, { text: 'aws failed: Unable to retrieve credentials: Error when retrieving credentials from custom-process: no luck' }],
  ['a loop of profiles', AWS_2_9_19.loop, { text: expect.stringMatching(/^aws failed: Unable to retrieve credentials: Infinite loop in credential configuration detected\./) }],
  ['version 1', AWS_1, { text: 'this AWS CLI is too old: a session needs 2.9.0 or newer. Install AWS CLI version 2.' }],
  ['no session of aws login', BOTOCORE_1_43.login, { text: 'the sign-in of login has ended: aws login --profile login', signIn: ['aws', 'login', '--profile', 'login'] }],
  ['a session of aws login that is over', BOTOCORE_1_43.loginExpired, { text: 'the sign-in of login has ended: aws login --profile login' }],
  ['an SSO session that is over', BOTOCORE_1_43.ssoUnauthorized, { text: 'the sign-in of sso has ended: aws sso login --profile sso' }],
  ['a firewall', BOTOCORE_1_43.connectTimeout, OFFLINE],
  ['a proxy that is not there', BOTOCORE_1_43.proxy, OFFLINE],
])('%s', (_, output, expected) => {
  expect(cause(output)).toMatchObject(expected);
});

test('a command with an odd profile can be copied', () => {
  expect(cause({ ...AWS_2_9_19.sso, profile: 'my dev' }).text).toBe("the sign-in of my dev has ended: aws sso login --profile 'my dev'");
  expect(cause({ ...AWS_2_9_19.sso, profile: '-x' })).toMatchObject({ text: "the sign-in of -x has ended: aws sso login --profile='-x'", signIn: ['aws', 'sso', 'login', '--profile=-x'] });
});
