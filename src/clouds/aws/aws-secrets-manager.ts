import type { AwsSecretsService } from './aws-backend';
import { SECRETS_MANAGER_OPTION_OF } from './aws-extra-kwargs';
import { cliOption } from './aws-names';
import { AstroAirflowError } from '../../text/error';

/** The start of the ARN of a secret: that is how one of another account is asked for ("GetSecretValue" in the AWS Secrets Manager API Reference). */
const OTHER_ACCOUNT = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:/;

/**
 * AWS Secrets Manager as Airflow's provider uses it
 * (airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend).
 */
export function awsSecretsManager(sep: string = '/'): AwsSecretsService {
  if (!/^[A-Za-z0-9/_+=.@-]*$/.test(sep)) {
    throw new AstroAirflowError(`sep "${sep}" has a character that no name in AWS Secrets Manager may have. Use letters, digits and /_+=.@-.`);
  }
  return {
    displayName: 'AWS Secrets Manager',
    call: 'AwsSecretsBackend.secretsManager',
    classPath: 'airflow.providers.amazon.aws.secrets.secrets_manager.SecretsManagerBackend',
    optionOf: SECRETS_MANAGER_OPTION_OF,
    defaultPrefixes: { connections: 'airflow/connections', variables: 'airflow/variables', config: 'airflow/config' },
    action: 'secretsmanager:GetSecretValue',
    nameOf: (prefix, key) => {
      // As in the provider: a prefix of nothing but separators is none.
      const start = stripEnd(prefix, sep);
      return start === '' ? key : start + sep + key;
    },
    whyRefused: (name) =>
      /^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name.replace(OTHER_ACCOUNT, ''))
        ? undefined
        : 'a name has 1 to 512 letters, digits and /_+=.@- ("CreateSecret" in the AWS Secrets Manager API Reference)',
    arnOf: (namePrefix, ofService) => (OTHER_ACCOUNT.test(namePrefix) ? `${namePrefix}*` : `${ofService}secret:${namePrefix}*`),
    // Nobody creates a secret in another account.
    createArgs: (name, value) => (OTHER_ACCOUNT.test(name) ? undefined : ['secretsmanager', 'create-secret', ...cliOption('--name', name), ...cliOption('--secret-string', value)]),
    deleteArgs: (name) => (OTHER_ACCOUNT.test(name) ? undefined : ['secretsmanager', 'delete-secret', ...cliOption('--secret-id', name), '--force-delete-without-recovery']),
    readArgs: (name) => ['secretsmanager', 'get-secret-value', ...cliOption('--secret-id', name), '--query', 'ARN', '--output', 'text'],
  };
}

/** Python's `prefix.rstrip(sep)`, which the provider does: it strips every character of `sep`. */
function stripEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) {
    end--;
  }
  return text.slice(0, end);
}
