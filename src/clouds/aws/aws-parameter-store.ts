import type { AwsSecretsService } from './aws-backend';
import { AWS_OPTION_OF } from './aws-extra-kwargs';
import { cliOption } from './aws-names';

/** Levels that a hierarchy of parameters may have ("PutParameter" in the AWS Systems Manager API Reference). */
const MAX_LEVELS = 15;

/**
 * AWS Systems Manager Parameter Store as Airflow's provider uses it
 * (airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend).
 */
export function awsParameterStore(): AwsSecretsService {
  return {
    displayName: 'AWS Systems Manager Parameter Store',
    call: 'AwsSecretsBackend.parameterStore',
    classPath: 'airflow.providers.amazon.aws.secrets.systems_manager.SystemsManagerParameterStoreBackend',
    optionOf: AWS_OPTION_OF,
    defaultPrefixes: { connections: '/airflow/connections', variables: '/airflow/variables', config: '/airflow/config' },
    action: 'ssm:GetParameter',
    // The provider adds a leading slash where there is none.
    nameOf: (prefix, key) => `${prefix.replace(/\/+$/, '')}/${key}`.replace(/^(?!\/)/, '/'),
    whyRefused,
    arnOf: (namePrefix, ofService) => `${ofService}parameter${namePrefix}*`,
    createArgs: (name, value) => ['ssm', 'put-parameter', '--name', name, '--type', 'SecureString', ...cliOption('--value', value)],
    deleteArgs: (name) => ['ssm', 'delete-parameter', '--name', name],
    readArgs: (name) => ['ssm', 'get-parameter', '--name', name, '--with-decryption', '--query', 'Parameter.ARN', '--output', 'text'],
  };
}

function whyRefused(name: string): string | undefined {
  const levels = name.split('/').slice(1);
  if (!/^[A-Za-z0-9_./-]+$/.test(name) || levels.includes('')) {
    return 'a name has letters, digits and _.- between single slashes ("PutParameter" in the AWS Systems Manager API Reference)';
  }
  if (/^(aws|ssm)/i.test(levels[0])) {
    return 'a name must not start with "aws" or "ssm"';
  }
  if (levels.length > MAX_LEVELS) {
    return `a name has at most ${MAX_LEVELS} levels`;
  }
  return name.length > 1011 ? 'a name has at most 1011 characters' : undefined;
}
