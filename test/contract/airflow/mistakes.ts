import type { Mistake } from '../mistakes';
import { AIRFLOW_ROWS } from './rows';

const [NEWEST_3, , LAST_2] = AIRFLOW_ROWS;

/** Mistakes in what Airflow and botocore read. */
export const AIRFLOW_MISTAKES: readonly Mistake[] = [
  {
    what: 'the class of a backend',
    file: 'lib/clouds/aws/aws-secrets-manager.js',
    good: 'secrets_manager.SecretsManagerBackend',
    bad: 'secrets_manager.SecretManagerBackend',
    row: NEWEST_3,
    only: 'connections: false',
  },
  {
    // Ignored without a word: the provider's own prefixes are used.
    what: 'the key of a kwarg',
    file: 'lib/clouds/aws/aws-backend.js',
    good: '`${kind}_prefix`',
    bad: '`${kind}_prefixes`',
    row: LAST_2,
    only: 'sep, an empty prefix',
  },
  {
    what: 'the import of the example DAG for Airflow 3',
    file: 'lib/files/example-dag-text.js',
    good: 'from airflow.sdk import',
    bad: 'from airflow.models import',
    row: NEWEST_3,
    only: 'parsed with no import error',
  },
  {
    what: 'the import of the example DAG for Airflow 2',
    file: 'lib/files/example-dag-text.js',
    good: 'from airflow.decorators import',
    bad: 'from airflow.sdk import',
    row: LAST_2,
    only: 'parsed with no import error',
  },
  {
    what: 'the import of the sample DAG',
    file: 'lib/project/starters/sample-dag.js',
    good: "'airflow.sdk'",
    bad: "'airflow'",
    row: NEWEST_3,
    only: 'samples: astro dev parse and astro dev pytest pass',
  },
  {
    what: 'the paths of the credentials, which are not where the mount is',
    file: 'lib/clouds/aws/aws-mounted.js',
    good: '`${target}/credentials`',
    bad: '`${CONTAINER_AWS}/credentials`',
    row: NEWEST_3,
    only: 'in the triggerer',
  },
  {
    what: 'what the log has of a host that botocore refuses',
    file: 'lib/clouds/aws/aws-causes.js',
    good: "Unsupported host '",
    bad: "Unsupported hosts '",
    row: LAST_2,
    only: 'a broker on the host',
  },
  {
    what: 'the target of the token caches of single sign-on',
    file: 'lib/clouds/aws/aws-mounted.js',
    good: 'target: `${target}/${cache}`',
    bad: 'target: `${target}/cache/${cache}`',
    row: NEWEST_3,
    only: 'sso: a session that is about to end',
  },
];
