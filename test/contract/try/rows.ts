import { BROKEN_FILE_CHECKS } from './broken-files';
import { awsFront } from './developer-machine';
import { ONLINE_CHECKS } from './online-checks';
import { TRY_CHECKS } from './try-checks';
import { Airflow, type AirflowRelease } from '../airflow/airflow';
import { Container } from '../airflow/container';
import { startFakeAws } from '../airflow/fake-aws';
import { iamActions, LAST_2, NEWEST_3 } from '../airflow/rows';
import { proveAll } from '../airflow/setting';
import { awsContent } from '../airflow/stored';
import type { Row, RowRun } from '../row';
import { debianCli } from '../session/aws-clis';

/** What a developer needs who also creates and deletes secrets. */
export const OWN_SECRETS = ['secretsmanager:CreateSecret', 'secretsmanager:DeleteSecret', 'ssm:PutParameter', 'ssm:DeleteParameter'];

/** The commands that prove the way to the secrets, with a real AWS CLI and, for `try`, a real Airflow. */
export const TRY_ROWS: readonly Row[] = [
  {
    name: 'online',
    title: 'doctor --online with the AWS CLI of Debian: secrets that exist, are absent or refused, and keys that have ended',
    async run(run) {
      Container.checkPossible();
      const { aws, front } = await fakeAws(run);
      await proveAll({ run, cli: await debianCli(run), aws, front }, ONLINE_CHECKS);
    },
  },
  {
    name: 'profiles',
    title: 'doctor with files of profiles that real AWS CLIs and botocore refuse',
    async run(run) {
      Container.checkPossible();
      const { aws, front } = await fakeAws(run);
      await proveAll({ run, cli: { version: 'none', folder: '', knowsLogin: false }, aws, front }, BROKEN_FILE_CHECKS);
    },
  },
  row(NEWEST_3),
  row(LAST_2),
];

function row(release: AirflowRelease): Row {
  return {
    name: `try-${release.major}`,
    title: `try, judged on what a real Airflow ${release.major} prints: green, and the rows of the table of causes`,
    async run(run) {
      const airflow = await Airflow.prepare(run, release);
      if (run.wants(...TRY_CHECKS.map(({ name }) => name))) {
        const [{ aws, front }, cli] = await Promise.all([fakeAws(run), debianCli(run), airflow.database()]);
        await proveAll({ run, airflow, cli, aws, front }, TRY_CHECKS);
      }
    },
  };
}

async function fakeAws(run: RowRun) {
  const aws = await startFakeAws(run, { ...awsContent([...iamActions(run), ...OWN_SECRETS]), refused: [] });
  return { aws, front: await awsFront(run, aws) };
}
