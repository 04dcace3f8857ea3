import { PATTERNS } from './aws-session-causes';
import type { Cause } from '../cause';

/** What the AWS CLI of the host prints where it gives no keys for a session. Their texts with the name of the profile are in aws-session-causes.ts. */
export const AWS_EXPORT_CAUSES: readonly Cause[] = [
  { id: 'export-sso', section: 'export', symptom: '`Error loading SSO Token`, `Token has expired and refresh failed`', pattern: PATTERNS.sso, cause: 'the session of single sign-on has ended', fix: '`npx projen login` signs in; or `aws sso login --profile dev`' },
  { id: 'export-login', section: 'export', symptom: '`Unable to load a existing login session … Please reauthenticate`', pattern: PATTERNS.login, cause: 'the session of `aws login` has ended', fix: '`npx projen login` signs in; or `aws login --profile dev`' },
  { id: 'export-none', section: 'export', symptom: '`no credentials found`', pattern: PATTERNS.none, cause: 'the profile has no credentials; to a CLI before 2.32 one of `aws login` is such a profile', fix: '`aws configure sso --profile dev`; or install AWS CLI 2.32 or newer' },
  { id: 'export-profile', section: 'export', symptom: '`The config profile (dev) could not be found`', pattern: PATTERNS.profile, cause: 'there is no such profile on your machine', fix: '`aws configure sso --profile dev`; or set `AWS_PROFILE` to a profile that you have' },
  { id: 'export-mfa', section: 'export', symptom: '`Enter MFA code`', pattern: PATTERNS.mfa, cause: 'the profile asks for a code, and a start asks nothing', fix: '`npx projen login` in a terminal' },
  { id: 'export-old-cli', section: 'export', symptom: '`argument subcommand: Invalid choice`', pattern: PATTERNS.oldCli, cause: 'the AWS CLI is version 1, or older than 2.9', fix: 'install AWS CLI 2.9 or newer' },
];
