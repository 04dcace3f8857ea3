import { exampleAccess } from '../../../../src/doctor/collect/access';
import { tempDir, write } from '../../../support/util';

const AWS = 'airflow.providers.amazon.aws.secrets';
const DOTENV = `AIRFLOW__SECRETS__BACKEND=${AWS}.secrets_manager.SecretsManagerBackend
AIRFLOW__SECRETS__BACKEND_KWARGS={"region_name":"us-west-2"}
AIRFLOW__WORKERS__SECRETS_BACKEND=${AWS}.systems_manager.SystemsManagerParameterStoreBackend
AIRFLOW__WORKERS__SECRETS_BACKEND_KWARGS={"region_name":"eu-central-1"}
`;

function accessIn(files: Readonly<Record<string, string>>) {
  const directory = tempDir();
  write(directory, { 'docker-compose.override.yml': 'services: {}\n', '.env': DOTENV, ...files });
  return exampleAccess({ directory, env: {}, platform: 'linux' }).access;
}

test.each([
  ['Airflow 3', 'FROM astrocrpublic.azurecr.io/runtime:3.1-12\n', 'eu-central-1', 'ssm:GetParameter'],
  ['Airflow 2, which has no backend of tasks', 'FROM quay.io/astronomer/astro-runtime:13.0.0\n', 'us-west-2', 'secretsmanager:GetSecretValue'],
])('the secrets of the example are asked for where tasks look them up: %s', (_, Dockerfile, region, permission) => {
  expect(accessIn({ Dockerfile })).toMatchObject({ cloudName: 'AWS', place: { region }, commands: { permission } });
});

test('where nothing here reaches the secrets, the reason is named, and what creates them', () => {
  const of = (backend: string) => accessIn({ '.env': `AIRFLOW__SECRETS__BACKEND=${backend}\n` });
  expect([of('team.Backend'), of('airflow.providers.google.cloud.secrets.secret_manager.CloudSecretManagerBackend'), of('airflow.providers.hashicorp.secrets.vault.VaultBackend'), accessIn({ '.env': '' })]).toEqual([
    { unknown: 'team.Backend is a secrets backend of your own, and this works with those of AWS and Azure only', instead: 'Create them with the service\'s own tools.' },
    { unknown: 'they are in Google Cloud, and this works with AWS and Azure only', instead: 'The docstring of the example DAG has the commands.' },
    { unknown: 'they are in Vault, and this works with AWS and Azure only', instead: 'The docstring of the example DAG has the commands.' },
    { unknown: 'no secrets backend is set, neither in .env nor in the override' },
  ]);
});

test.each([
  ['a mapping', { AWS_DEFAULT_REGION: 'eu-west-1' }, 'eu-west-1'],
  ['a list', ['AWS_DEFAULT_REGION=eu-west-1'], 'eu-west-1'],
  ['a variable of the shell', ['AWS_DEFAULT_REGION=${REGION:-us-west-1}'], 'us-east-2'],
  ['a text that only looks like one', { AWS_DEFAULT_REGION: '$${REGION:-us-west-1}' }, '${REGION:-us-west-1}'],
])('the region of the override is read as compose reads it: %s', (_, environment, region) => {
  const directory = tempDir();
  const DOT = `AIRFLOW__SECRETS__BACKEND=${AWS}.secrets_manager.SecretsManagerBackend\n`;
  write(directory, { 'docker-compose.override.yml': JSON.stringify({ services: { scheduler: { environment } } }), '.env': DOT });
  expect(exampleAccess({ directory, env: { REGION: 'us-east-2' }, platform: 'linux' }).access).toMatchObject({ place: { region } });
});
