const { javascript, Project } = require('projen');
const { AwsCredentials, AwsSecretsBackend, LocalAirflow } = require('projen-astro-airflow');

const project = new Project({ name: 'warehouse' });
new javascript.Projenrc(project);

// The Astro project is a folder of a larger repository; its Dockerfile says which runtime it is.
const local = new LocalAirflow(project, {
  directory: 'airflow',
  credentials: [AwsCredentials.mounted({ region: 'eu-central-1', pathsInOverride: true })],
  secretsBackend: AwsSecretsBackend.parameterStore({
    region: 'eu-central-1',
    connections: false,
    variablesPrefix: '/warehouse/variables',
    // ".env" cannot carry the "$" for every reader; the override can.
    variablesLookupPattern: '^(source|target)_.+$',
  }),
  keysInOverride: true,
  exampleDag: { variableKey: 'source_bucket' },
});
local.addService('minio', { image: 'minio/minio', command: 'server /data', ports: ['9000:9000'], networks: ['airflow'] });
local.addMount({ source: './data', target: '/usr/local/airflow/data', readOnly: true });

project.synth();
