import type { AwsFromEnvironmentOptions } from './aws-credentials-options';
import { checkRegion } from './aws-names';
import type { CredentialsDeclarations } from '../../declarations';

/** The names that the AWS CLI and every SDK read keys from. */
const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

const REGIONS = ['AWS_DEFAULT_REGION', 'AWS_REGION'];

/** The keys of the shell that starts Airflow, by their names alone. */
export function awsFromEnvironment({ region }: AwsFromEnvironmentOptions): CredentialsDeclarations {
  if (region !== undefined) {
    checkRegion(region, 'region');
  }
  return {
    passThrough: [...KEYS, ...(region === undefined ? REGIONS : [])],
    environment: { AWS_EC2_METADATA_DISABLED: 'true' },
    environmentDefaults: region === undefined ? {} : Object.fromEntries(REGIONS.map((name) => [name, region])),
  };
}
