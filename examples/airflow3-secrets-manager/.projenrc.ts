import { Project, typescript } from 'projen';
import { AwsCredentials, LocalAirflow, SecretsBackend } from 'projen-astro-airflow';

const project = new Project({ name: 'orders-pipelines' });
new typescript.ProjenrcTs(project, { runner: typescript.TypeScriptRunner.tsx() });

// Developers sign in with "aws sso login"; the secrets are read with their own permissions.
const local = new LocalAirflow(project, {
  runtimeVersion: '3.1-12',
  credentials: [AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2', sso: true })],
  secretsBackend: SecretsBackend.awsSecretsManager({
    region: 'us-west-2',
    connectionsPrefix: 'orders/connections',
    variablesPrefix: 'orders/variables',
  }),
  exampleDag: { variableKey: 'my_var', connectionId: 'my_conn' },
});
local.addEnvironment('AIRFLOW__LOGGING__LOGGING_LEVEL', 'DEBUG', { services: ['scheduler'] });

project.synth();
