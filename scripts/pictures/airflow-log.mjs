// The log of the example DAG in the Airflow UI, which shows the value of the secret. Row `ui` of the contract takes it, from a real Airflow.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, inFolders, link, node } from './run.mjs';

export const file = 'docs/pictures/airflow-log.png';

/** What the picture shows. */
const FACTS = 'docs/pictures/airflow-log.json';

/** The project that the row makes, which is the one of `projen new`. */
const RC = `const { AstroProject, AwsCredentials, AwsSecretsBackend } = require('projen-astro-airflow');
new AstroProject({
  name: 'orders',
  runtimeVersion: '3.3-8',
  projenrcJs: true,
  credentials: [AwsCredentials.session()],
  secretsBackend: AwsSecretsBackend.secretsManager(),
  exampleDag: {},
}).synth();
`;

/** Takes minutes, and Chromium and root. */
export function draw() {
  const made = ['png', 'json'].map((end) => path.join(ROOT, '.cache', 'contract', 'pictures', `airflow-log.${end}`));
  made.forEach((old) => fs.rmSync(old, { force: true }));
  const { status } = spawnSync(process.execPath, ['scripts/contract.mjs', 'ui', '--only', 'shows the value of the secret'], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0 || !made.every((one) => fs.existsSync(one))) {
    throw new Error('The contract has taken no picture.');
  }
  fs.copyFileSync(made[1], path.join(ROOT, FACTS));
  return fs.readFileSync(made[0]);
}

/**
 * What has changed since the picture was taken. A picture that has times in it cannot be compared with another one.
 *
 * @param root where the picture is, and what it is compared with; the example DAG is always that of this package
 */
export async function difference(root = ROOT) {
  const read = (name) => fs.readFileSync(path.join(root, name));
  const missing = [file, FACTS].find((name) => !fs.existsSync(path.join(root, name)));
  if (missing !== undefined) {
    return `${missing} is missing`;
  }
  const facts = JSON.parse(read(FACTS).toString());
  const [, airflow] = /^apache-airflow==(\S+)/m.exec(read('test/contract/requirements/airflow3.txt').toString());
  if (facts.airflow !== airflow) {
    return `${file} shows Airflow ${facts.airflow}, and the contract has ${airflow}`;
  }
  if (facts.picture !== sha256(read(file))) {
    return `${file} is another picture than ${FACTS} describes`;
  }
  return facts.dag === await exampleDag() ? undefined : `${file} shows the log of an example DAG that has changed since`;
}

function exampleDag() {
  return inFolders(1, (folder) => {
    link(folder);
    fs.writeFileSync(path.join(folder, '.projenrc.js'), RC);
    node(['.projenrc.js'], folder, { env: { PROJEN_DISABLE_POST: 'true' } });
    return sha256(fs.readFileSync(path.join(folder, 'dags', 'example_secrets_dag.py')));
  });
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
