import type { AwsFromEnvironmentOptions } from './aws-credentials-options';
import { checkRegion, KEY_VARIABLES } from './aws-names';
import type { CredentialsDeclarations } from '../../declarations';

const REGIONS = ['AWS_DEFAULT_REGION', 'AWS_REGION'];

/** The keys of the shell that starts Airflow, by their names alone. */
export function awsFromEnvironment({ region }: AwsFromEnvironmentOptions): CredentialsDeclarations {
  if (region !== undefined) {
    checkRegion(region, 'region');
  }
  return {
    passThrough: [...KEY_VARIABLES, ...(region === undefined ? REGIONS : [])],
    environment: { AWS_EC2_METADATA_DISABLED: 'true' },
    environmentDefaults: region === undefined ? {} : Object.fromEntries(REGIONS.map((name) => [name, region])),
  };
}
