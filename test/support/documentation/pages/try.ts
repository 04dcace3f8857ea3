import * as path from 'node:path';
import { lines } from '../commands';
import { printedAs } from '../outputs';
import { entry, type Entry } from '../proof';
import { Terminal } from '../terminal';

const RC = `import { AstroProject, AwsCredentials, AwsSecretsBackend } from 'projen-astro-airflow';
const project = new AstroProject({
  name: 'orders', runtimeVersion: '3.3-8',
  credentials: [AwsCredentials.mounted({ profile: 'dev', region: 'us-west-2' })], secretsBackend: AwsSecretsBackend.secretsManager(), exampleDag: { variableKey: 'my_var' },
});
project.synth();
`;
const DENIED = path.resolve(__dirname, '../../doctor/recorded/airflow3-denied.txt');

export const tryPage: readonly Entry[] = [
  entry('Trying the secrets', 'sh', lines()),
  entry('Trying the secrets', 'text', printedAs(() => Terminal.in(RC).answers('astro', `case "$*" in *'dags test'*) cat '${DENIED}';; esac`).run('npx projen try').output)),
];
