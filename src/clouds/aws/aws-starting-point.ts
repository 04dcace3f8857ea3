import { AwsCredentials } from './aws-credentials';
import { AwsSecretsBackend } from './aws-secrets-backend';
import type { StartingPoint } from '../starting-point';

/** A new project reads secrets of AWS with keys that the developer's own AWS CLI renews. */
export function awsStartingPoint(): StartingPoint {
  return {
    credentials: AwsCredentials.session(),
    secretsBackend: AwsSecretsBackend.secretsManager(),
    imports: ['AwsCredentials', 'AwsSecretsBackend'],
    script: { credentials: 'AwsCredentials.session()', secretsBackend: 'AwsSecretsBackend.secretsManager()' },
    python: { credentials: 'AwsCredentials.session()', secretsBackend: 'AwsSecretsBackend.secrets_manager()' },
    program: 'the AWS CLI',
    prerequisites: `the AWS CLI, version 2.9 or newer,
with credentials that work (\`aws sts get-caller-identity\` prints who you are). Set \`AWS_PROFILE\` to use another profile than \`default\`.`,
    example: 'dags/example_secrets_dag.py shows how to create the secrets that it reads.',
  };
}
