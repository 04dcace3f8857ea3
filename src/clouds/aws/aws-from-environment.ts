import type { AwsFromEnvironmentOptions } from './aws-credentials-options';
import { checkRegion, KEY_VARIABLES } from './aws-names';
import type { CredentialsDeclarations } from '../../declarations';

const REGIONS = ['AWS_DEFAULT_REGION', 'AWS_REGION'];

const NO_PROFILES = 'clients then look for that profile, and fail with ProfileNotFound where the containers have no file with it';

/** What botocore asks for before it takes keys of the environment (botocore.session.Session.get_scoped_config). */
export const ENVIRONMENT_BEATEN_BY: Readonly<Record<string, string>> = { AWS_DEFAULT_PROFILE: NO_PROFILES, AWS_PROFILE: NO_PROFILES };

/** The keys of the shell that starts Airflow, by their names alone. */
export function awsFromEnvironment({ region }: AwsFromEnvironmentOptions): CredentialsDeclarations {
  if (region !== undefined) {
    checkRegion(region, 'region');
  }
  return {
    passThrough: [...KEY_VARIABLES, ...(region === undefined ? REGIONS : [])],
    environment: { AWS_EC2_METADATA_DISABLED: 'true' },
    beatenBy: ENVIRONMENT_BEATEN_BY,
    environmentDefaults: region === undefined ? {} : Object.fromEntries(REGIONS.map((name) => [name, region])),
  };
}

/** Why AWS refuses the keys of a shell, as far as their variables show it: those of a role or of single sign-on begin with ASIA. */
export function shellKeysProblem({ AWS_ACCESS_KEY_ID: id = '', AWS_SESSION_TOKEN: token, AWS_CREDENTIAL_EXPIRATION: end = '' }: NodeJS.ProcessEnv, now: number): string | undefined {
  if (Date.parse(end) <= now) {
    return 'have ended (AWS_CREDENTIAL_EXPIRATION)';
  }
  return id.startsWith('ASIA') && !token ? 'are short-lived and lack AWS_SESSION_TOKEN' : undefined;
}
