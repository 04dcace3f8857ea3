import * as assert from 'node:assert/strict';
import { answeringCli, DEBIAN, debianCli, firstCli, NEWEST, newestCli, type AwsCli } from './aws-clis';
import { startAwsFront } from './aws-front';
import { FOLDER_CHECKS } from './folder-checks';
import { DEV, machineWith, type HostCheck } from './host-setting';
import { KEY_CHECKS } from './key-checks';
import { MFA_CHECKS } from './mfa-checks';
import { roleFiles, ROLE_CHECKS } from './role-checks';
import { Container } from '../airflow/container';
import { startFakeAws } from '../airflow/fake-aws';
import { iamActions } from '../airflow/rows';
import { proveAll, type ProvedCheck } from '../airflow/setting';
import { startSsoPortal } from '../airflow/sso-portal';
import { awsContent, REGION } from '../airflow/stored';
import { Skipped, type Row, type RowRun } from '../row';
import { LOGIN_CHECKS, SIGN_IN_CHECKS } from './sign-in-checks';
import { WATCH_CHECKS } from './watch-checks';

const EACH_CLI = [...ROLE_CHECKS, ...MFA_CHECKS, ...SIGN_IN_CHECKS, ...KEY_CHECKS];

/** A CLI that does not fit, or none at all. */
const NO_CLI_CHECKS: readonly HostCheck[] = [
  {
    name: 'version 1 of the AWS CLI has no such command, and no AWS CLI is none: both are named as causes',
    async prove(setting) {
      const machine = machineWith(setting, roleFiles(setting));
      assert.deepEqual(await machine.failure(DEV), { text: 'this AWS CLI is too old: a session needs 2.9.0 or newer. Install AWS CLI version 2.' });
      assert.match((await machine.with({ cli: undefined }).failure(DEV)).text, /^there is no AWS CLI \(a command aws\) on the PATH\. Install AWS CLI version 2/);
    },
  },
];

/** The session on the developer's machine, up to what the containers get. */
export const SESSION_HOST: Row = {
  name: 'session-host',
  title: 'a session on the developer\'s machine: real AWS CLIs, roles, MFA, single sign-on, and who may read the keys',
  async run(run) {
    Container.checkPossible();
    const aws = await startFakeAws(run, { ...awsContent(iamActions(run)), parameters: [], refused: [] });
    const { endpoint } = await startSsoPortal(run, aws.keys.signedIn);
    const front = await startAwsFront(run, REGION, [['portal.sso.', endpoint], ['oidc.', endpoint], ['sts.', aws.endpoint]]);
    const withCli = async (prepare: (run: RowRun) => Promise<AwsCli> | AwsCli, checks: readonly HostCheck[], before = ''): Promise<ReadonlyArray<ProvedCheck<object>>> => {
      const cli = await prepared(() => prepare(run));
      return checks.map((check) => ({
        name: `${before}${check.name}`,
        prove() {
          if (cli instanceof Skipped) {
            throw cli;
          }
          return check.prove({ run, cli, aws, front });
        },
      }));
    };
    // All at once, so that those which wait do so beside the others.
    await proveAll({ run }, [
      ...await withCli(answeringOnly, [...FOLDER_CHECKS, ...WATCH_CHECKS]),
      ...await withCli(debianCli, EACH_CLI, `${DEBIAN}: `),
      ...await withCli(newestCli, [...EACH_CLI, ...LOGIN_CHECKS], `${NEWEST}: `),
      ...await withCli(firstCli, NO_CLI_CHECKS),
    ]);
  },
};

/** An AWS CLI, or why there is none. */
async function prepared(prepare: () => Promise<AwsCli> | AwsCli): Promise<AwsCli | Skipped> {
  try {
    return await prepare();
  } catch (error) {
    if (error instanceof Skipped) {
      return error;
    }
    throw error;
  }
}

/** In place of an AWS CLI, where it is no matter. */
function answeringOnly(run: RowRun): AwsCli {
  return { version: 'none', folder: answeringCli(run), knowsLogin: false };
}
