import { AwsCredentials } from './aws-credentials';
import { AwsSecretsBackend } from './aws-secrets-backend';
import type { StartingPoint } from '../starting-point';

/** A new project reads secrets of AWS with the developer's own files. */
export function awsStartingPoint(): StartingPoint {
  return {
    credentials: AwsCredentials.mounted(),
    secretsBackend: AwsSecretsBackend.secretsManager(),
    imports: ['AwsCredentials', 'AwsSecretsBackend'],
    script: { credentials: 'AwsCredentials.mounted()', secretsBackend: 'AwsSecretsBackend.secretsManager()' },
    python: { credentials: 'AwsCredentials.mounted()', secretsBackend: 'AwsSecretsBackend.secrets_manager()' },
    prerequisites: `AWS credentials in \`~/.aws\` that work
(\`aws sts get-caller-identity\` prints who you are). With Docker Engine on Linux the container user must be able to read them:
\`setfacl -m u:50000:rx ~/.aws\`, and \`setfacl -m u:50000:r\` for each of \`~/.aws/config\` and \`~/.aws/credentials\`.`,
  };
}
