import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Row, RowRun } from '../row';
import { Airflow, type AirflowRelease } from './airflow';
import { BACKEND_CHECKS } from './backend-checks';
import { CAUSE_CHECKS } from './cause-checks';
import { CHAIN_CHECKS } from './chain-checks';
import { CONTAINER_CHECKS } from './container-checks';
import { startFakeAws } from './fake-aws';
import { PROVIDER_CHECKS } from './provider-checks';
import { QUICK_START_CHECKS } from './quick-start-checks';
import { REFUSAL_CHECKS } from './refusal-checks';
import { SCENARIOS } from './scenarios';
import { proveAll, type AirflowCheck } from './setting';
import { SSO_SCENARIOS } from './sso-scenarios';
import { STARTER_CHECKS } from './starter-checks';
import { awsContent } from './stored';

const EVERYTHING = [
  ...CONTAINER_CHECKS, ...SCENARIOS, ...SSO_SCENARIOS, ...CAUSE_CHECKS, ...CHAIN_CHECKS, ...REFUSAL_CHECKS,
  ...STARTER_CHECKS, ...QUICK_START_CHECKS, ...PROVIDER_CHECKS, ...BACKEND_CHECKS,
];

/** Their names are those of the requirements files. */
export const NEWEST_3: AirflowRelease = { name: 'airflow3', major: 3, image: 'astrocrpublic.azurecr.io/runtime:3.3-8' };
export const LAST_2: AirflowRelease = { name: 'airflow2', major: 2, image: 'quay.io/astronomer/astro-runtime:13.11.0' };

/** Real Airflows, newest first. What is proved on the newest of each major is not repeated in full on one between. */
export const AIRFLOW_ROWS: readonly Row[] = [
  row(NEWEST_3, 'the newest Airflow 3', EVERYTHING),
  row({ name: 'airflow3.1', major: 3, image: 'astrocrpublic.azurecr.io/runtime:3.1-12' }, 'Airflow 3.1', [...SCENARIOS, ...SSO_SCENARIOS, ...STARTER_CHECKS, ...QUICK_START_CHECKS, ...PROVIDER_CHECKS]),
  row(LAST_2, 'the last Airflow 2', EVERYTHING),
];

function row(release: AirflowRelease, which: string, checks: readonly AirflowCheck[]): Row {
  return {
    name: release.name,
    title: `${which}: the example DAG and lookups as the container user, with the mounted credentials`,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      if (run.wants(...checks.map(({ name }) => name))) {
        run.progress('migrating a database, and filling a stand-in for AWS');
        const [aws] = await Promise.all([startFakeAws(run, awsContent(iamActions(run))), airflow.database()]);
        await proveAll({ run, airflow, aws }, checks);
      }
    },
  };
}

/** The IAM actions of the policies that the package makes: a developer who may do just these reads secrets. */
export function iamActions({ packages, work }: RowRun): string[] {
  const program = path.join(work, 'actions.js');
  fs.writeFileSync(program, `
    const { AwsSecretsBackend } = require('projen-astro-airflow');
    const policies = [AwsSecretsBackend.secretsManager(), AwsSecretsBackend.parameterStore()].map((backend) => backend.iamPolicyDocument());
    process.stdout.write(JSON.stringify(policies.flatMap((policy) => policy.Statement.flatMap(({ Action }) => Action))));
  `);
  return JSON.parse(packages.run(work, program)) as string[];
}
