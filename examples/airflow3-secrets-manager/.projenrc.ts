import { AstroProject, AwsCredentials, AwsSecretsBackend } from 'projen-astro-airflow';

// Developers sign in with "npx projen login"; the secrets are read with their own permissions.
const project = new AstroProject({
  name: 'orders-pipelines',
  runtimeVersion: '3.1-12',
  credentials: [AwsCredentials.session({ profile: 'dev', region: 'us-west-2' })],
  secretsBackend: AwsSecretsBackend.secretsManager({
    region: 'us-west-2',
    connectionsPrefix: 'orders/connections',
    variablesPrefix: 'orders/variables',
  }),
  exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },
});
project.addEnvironment('AIRFLOW__LOGGING__LOGGING_LEVEL', 'DEBUG', { services: ['scheduler'] });

project.synth();
